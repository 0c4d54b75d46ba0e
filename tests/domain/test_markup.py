import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from supportctl.domain.fences import closes, fence_of, fenced, open_fence, plain, unescape
from supportctl.domain.markup import CONFLICT_MARKS, CONTROL, clean, escape, is_seen, one_line, section_text
from supportctl.domain.text import HOSTILE
from tests.support.tickets import ANY_TEXT

MARKDOWN = MarkdownIt("commonmark", {"html": True})


def live_html(source):
    tokens = MARKDOWN.parse(source)
    inline = [child for token in tokens for child in token.children or ()]
    return [token.content for token in (*tokens, *inline) if token.type in ("html_block", "html_inline")]


def headings(source):
    tokens = MARKDOWN.parse(source)
    return [
        tokens[place + 1].content
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]


def quote(text):
    return "\n".join(f"> {line}" if line else ">" for line in escape(clean(text)).split("\n"))


# Texts with which a fence was once taken for open by one side and for closed by the other.
FORGERIES = {
    "an indented fence that is closed in the first column": " ```\n```\n<script>",
    "a fence line that seems to close": "```\n``` ```\n```\n<script>",
    "a tab that closes in a quote only": "```\n\t```\n<b>\n```\n<script>",
    "a tab after spaces": "```\n  \t```\n<b>\n```\n<script>",
    "a tab that opens in a quote only": "\t```\n```\n<script>",
    "four spaces do not close": "```\n    ```\n<b>\n```\n<script>",
    "a fence in a list": "- ```\n```\n<script>\n```\n<b>",
    "an indented fence in a list": "1. a\n   ```\n```\n<b>\n```\n<script>",
    "a fence in a quote": "> ```\n<script>\n```\n<b>\n```",
    "a backtick in the information": "``` `\n<script>",
    "tildes take any information": "~~~ ` <i>\n<b>\n~~~\n<script>",
    "a shorter fence does not close": "````\n```\n<b>\n````\n<script>",
    "the other mark does not close": "```\n~~~\n<b>\n```\n<script>",
    "an open comment": "<!--\n```\n-->\n<script>\n```",
    "a backslash before": "\\<script>\\\\<b>\\\\\\<i>",
    "code in a line": "`<b>` ``<i>`` ` <u>",
    "a reference": "[a]: <script>\n[a]\n<b>",
    "an automatic link": "<https://example.org> <a@b.cn>",
    "a carriage return": "a\r<script>\r## Timeline",
    "line separators": "a\u2028<script>\u2029## Timeline\x85<b>",
}


@given(ANY_TEXT)
def test_unescape_reverses_escape(text):
    assert unescape(escape(text)) == text


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert section_text(clean(text)) == section_text(text)


@given(ANY_TEXT)
def test_what_is_cleaned_can_be_stored(text):
    for stored in (clean(text), one_line(text), section_text(text)):
        assert not CONTROL.search(stored)
    assert "\n" not in one_line(text)
    assert clean(text) == clean(text).strip("\n")
    assert not [line for line in clean(text).split("\n") if line.endswith((" ", "\t"))]


@given(ANY_TEXT)
def test_a_quoted_text_holds_no_live_html_and_no_heading(text):
    assert live_html(quote(text)) == []
    assert headings(f"{quote(text)}\n\n## after") == ["after"]


@given(ANY_TEXT)
def test_a_section_holds_no_live_html_and_no_heading(text):
    source = f"## Symptom\n\n{section_text(text)}\n\n## Timeline"
    assert live_html(source) == []
    assert headings(source) == ["Symptom", "Timeline"]


@pytest.mark.parametrize("text", FORGERIES.values(), ids=FORGERIES)
def test_forgeries_that_were_tried(text):
    test_a_quoted_text_holds_no_live_html_and_no_heading.hypothesis.inner_test(text)
    test_a_section_holds_no_live_html_and_no_heading.hypothesis.inner_test(text)


@given(ANY_TEXT)
def test_a_section_opens_no_section_and_bears_no_conflict_mark(text):
    lines = section_text(text).split("\n")
    assert not [line for line, code in fenced(lines) if not code and line.startswith("#")]
    assert not [line for line in lines if line.startswith(CONFLICT_MARKS)]
    assert open_fence(lines)[1] == ""


@given(ANY_TEXT)
def test_a_section_is_read_as_it_was_meant(text):
    meant = clean(text)
    lines = meant.split("\n")
    if open_fence(lines)[1] or any(line.startswith(CONFLICT_MARKS) for line, code in fenced(lines) if code):
        return
    assert plain(section_text(text)) == meant


def test_a_log_keeps_its_code_as_it_is():
    text = "see\n```\n<init> C:\\temp # no heading\n```\n# not a heading"
    assert section_text(text) == "see\n```\n<init> C:\\temp # no heading\n```\n\\# not a heading"
    assert escape(text) == "see\n```\n<init> C:\\temp # no heading\n```\n# not a heading"


def test_an_open_fence_is_closed_and_a_conflict_mark_in_it_moved():
    assert section_text("~~~~ log\n<<<<<<< HEAD") == "~~~~ log\n <<<<<<< HEAD\n~~~~"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\r\n", "a\nb"),
        ("\n \n  a\n\n", "  a"),
        ("a\rb", "a\\u000db"),
        ("\x1b[31mred\x9b0m", "\\u001b[31mred\\u009b0m"),
        ("a\x00\x85\u2028\uffffb", "a\\u0000\\u0085\\u2028\\uffffb"),
        ("gnp\u202eexe\u2066", "gnp\\u202eexe\\u2066"),
        ("\U000e0041", "\\U000e0041"),
        ("x\udc80", "x\\udc80"),
        ("👩‍💻 נ\u200eא می\u200cخواهم", "👩‍💻 נ\u200eא می\u200cخواهم"),
        ("a\tb", "a\tb"),
        ("a  \nb \t", "a\nb"),
        ("\t```", "    ```"),
        ("", ""),
        (" \n\t\n", ""),
    ],
)
def test_what_people_type_is_made_fit_to_store(text, cleaned):
    assert clean(text) == cleaned


def test_a_title_is_one_line():
    assert one_line(" a\n b\t c　d\x07 ") == "a b c d\\u0007"


@pytest.mark.parametrize(
    ("line", "fence"),
    [
        ("```", "```"),
        ("````py", "````"),
        ("~~~ `x`", "~~~"),
        ("``", ""),
        (" ```", ""),
        ("``` `", ""),
        ("```a```", ""),
        ("", ""),
    ],
)
def test_what_opens_a_fence(line, fence):
    assert fence_of(line) == fence


@pytest.mark.parametrize(
    ("line", "does"),
    [
        ("```", True),
        ("`````", True),
        ("   ``` \t", True),
        ("    ```", False),
        ("\t```", False),
        ("``", False),
        ("``` x", False),
        ("``` ```", False),
        ("~~~", False),
        ("", False),
    ],
)
def test_what_closes_it(line, does):
    assert closes(line, "```") is does


def test_where_the_open_fence_begins():
    assert open_fence(["a", "```", "b"]) == (1, "```")
    assert open_fence(["```", "```", "```"]) == (2, "```")
    assert open_fence(["```", "```"])[1] == ""


@pytest.mark.parametrize("text", ["", "a b", "登录", "é", "👍🏽"])
def test_seen(text):
    assert is_seen(text)


@pytest.mark.parametrize("text", ["\n", "\t", "a\u200db", "\ufffe", "\x7f"])
def test_not_seen(text):
    assert not is_seen(text)


def test_what_cannot_be_seen_is_written_out_but_for_what_holds_text_together():
    every = [chr(code) for code in range(0x110000)]
    odd = {character for character in every if not is_seen(character)}
    kept = {character for character in odd if clean(f"a{character}b") == f"a{character}b"}
    assert odd == {
        chr(code) for code in range(0x110000) if HOSTILE.match(chr(code)) or CONTROL.match(chr(code))
    }
    assert kept == set("\t\n\u061c\u200b\u200c\u200d\u200e\u200f\u2060")
