import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.text import clip, pad, visible, width, wrap

ANYTHING = st.text(st.characters(), max_size=40)
PAYLOADS = {
    "colour": ("\x1b[31mred", "\\u001b[31mred"),
    "window title": ("\x1b]0;owned\x07", "\\u001b]0;owned\\u0007"),
    "link": ("\x1b]8;;http://evil\x1b\\x", "\\u001b]8;;http://evil\\u001b\\x"),
    "C1 control sequence": ("\x9b31m", "\\u009b31m"),
    "carriage return": ("good\rbad", "good\\u000dbad"),
    "backspace": ("rm\b\bls", "rm\\u0008\\u0008ls"),
    "delete": ("a\x7f", "a\\u007f"),
    "new line": ("a\nerror: b", "a\\u000aerror: b"),
    "next line": ("a\x85b", "a\\u0085b"),
    "line separator": ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
    "right-to-left override": ("gnp\u202eexe.", "gnp\\u202eexe."),
    "isolate": ("\u2066a\u2069", "\\u2066a\\u2069"),
    "Arabic letter mark": ("\u061ca", "\\u061ca"),
    "zero-width space": ("ad\u200bmin", "ad\\u200bmin"),
    "byte order mark": ("\ufeffa", "\\ufeffa"),
    "tag": ("a\U000e0041", "a\\U000e0041"),
    "lone surrogate": ("a\udc80", "a\\udc80"),
}


@pytest.mark.parametrize(("hostile", "seen"), PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_characters_become_escapes(hostile, seen):
    assert visible(hostile) == seen


@pytest.mark.parametrize("plain", ["", "登录页报 500 错误", "naïve — “ok”", "👍🏽", "e\u0301", "　全角空格"])
def test_plain_text_stays_as_it_is(plain):
    assert visible(plain) == plain


def test_prose_keeps_its_lines_and_tabs_and_nothing_else():
    assert visible("a\n\tb\r\n\x1b", keep_newlines=True) == "a\n\tb\\u000d\n\\u001b"


@given(ANYTHING)
def test_what_is_visible_stays_and_can_always_be_written(text):
    seen = visible(text)
    assert visible(seen) == seen
    seen.encode("utf-8")
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in seen)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("登录", 4), ("Ａ１", 4), ("e\u0301", 1), ("👍", 2), ("①…—“”", 5), ("", 0), ("a登b", 4)],
)
def test_width_counts_cells(text, cells):
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "clipped"),
    [
        ("登录页报错", 10, "登录页报错"),
        ("登录页报错", 9, "登录页报…"),
        ("登录页报错", 8, "登录页…"),
        ("abcdef", 4, "abc…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("cafe\u0301s!", 5, "cafe\u0301…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("", 0, ""),
    ],
)
def test_clip_cuts_by_cells_and_marks_the_cut(text, cells, clipped):
    assert clip(text, cells) == clipped


@given(ANYTHING, st.integers(0, 50))
def test_clipped_and_padded_text_fills_its_column_exactly(text, cells):
    assert width(pad(clip(text, cells), cells)) == cells


def test_pad_never_cuts():
    assert pad("登录", 3) == "登录"
    assert pad("7", 3) == "7  "


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("登录页报错误", 6, ["登录页", "报错误"]),
        ("登录页，报错。", 6, ["登录", "页，报", "错。"]),
        ("用 --at 写时间", 8, ["用 --at", "写时间"]),
        ("supercalifragilistic ok", 5, ["supercalifragilistic", "ok"]),
        ("", 5, []),
        ("   ", 5, []),
    ],
)
def test_wrap_breaks_at_spaces_and_between_chinese_characters(text, cells, lines):
    assert wrap(text, cells) == lines


@given(st.text(st.sampled_from("ab 登录，。\n"), max_size=60), st.integers(4, 20))
def test_wrapping_loses_nothing(text, cells):
    assert "".join("".join(wrap(text, cells)).split()) == "".join(text.split())
