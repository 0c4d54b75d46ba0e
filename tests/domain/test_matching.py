import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supportctl.domain.forms import forms
from supportctl.domain.matching import best_line, spans, terms
from supportctl.domain.query.parse import parse
from supportctl.domain.query.words import Words
from supportctl.domain.tokens import UNSPACED, folded, runs


def marked(query: str, line: str, column: str = "body") -> str:
    out, place = "", 0
    for start, end in spans(line, terms(parse(query).wanted_words), column):
        out += f"{line[place:start]}[{line[start:end]}]"
        place = end
    return out + line[place:]


@pytest.mark.parametrize(
    ("query", "line", "shown"),
    [
        ("登录", "系统登录失败，请登录", "系统[登录]失败，请[登录]"),
        ("登", "登录", "[登]录"),
        ("数据库", "数据 据库", "数据 据库"),
        ("login", "无法ＬＯＧＩＮ系统", "无法[ＬＯＧＩＮ]系统"),
        ("cache", "Caching the caches, cacheable", "[Caching] the [caches], cacheable"),
        ('"cache"', "Caching the cache", "Caching the [cache]"),
        ("cach*", "Caching cacheable xcache", "[Caching] [cacheable] xcache"),
        ('"connection refused"', "connection-refused: connection", "[connection-refused]: connection"),
        ("connection refused", "refused: no connections", "[refused]: no [connections]"),
        ('"a long phrase"', "a long", "[a] [long]"),
        ("cafe", "Le Cafe\u0301!", "Le [Cafe\u0301]!"),
        ("500错误", "报500错误", "报[500错误]"),
        ("-登录 失败", "登录失败", "登录[失败]"),
        ("title:登录", "登录", "登录"),
        ("登录 录失", "登录失败", "[登录失]败"),
    ],
)
def test_marks_stand_on_the_original_text(query, line, shown):
    assert marked(query, line) == shown


def test_the_best_line_says_most():
    lines = ["only a server", "the server backup failed", "backup of a server, backup"]
    wanted = terms(parse('server "backup failed"').wanted_words)
    assert best_line(lines, wanted) == ("the server backup failed", ((4, 10), (11, 24)))
    assert best_line(["nothing"], wanted) == ("", ())


# --- the law, as patterns over the folded text -----------------------------------------------------

HAN = UNSPACED.replace(" ", "")
LETTER = f"[^\\W_{HAN}]"
GAP = f"(?:[^\\w{HAN}]|_)"
PIECES = ("cache", "caches", "Caching", "query", "queries", "log", "登录", "登", "失败", "e\u0301", "ガ", "5")
SIGNS = (" ", "-", "_", "，", "s", "ed", "\u0301", "ß", "")
WORDS = st.lists(st.sampled_from(PIECES + SIGNS), min_size=1, max_size=4).map("".join).filter(runs)
LINES = st.lists(st.sampled_from(PIECES + SIGNS), max_size=9).map("".join)


def pattern(words: Words) -> str:
    parts = runs(words.text)
    out = ""
    for before, part in pairwise([None, *parts]):
        last = part is parts[-1]
        if before:
            out += GAP + ("+" if before.unspaced == part.unspaced else "*")
        if part.unspaced:
            out += re.escape(part.text)
            continue
        plain = len(parts) == 1 and not words.quoted and not words.prefix
        one = f"(?:{'|'.join(forms(part.text))})" if plain else re.escape(part.text)
        out += f"(?<!{LETTER}){one}{f'{LETTER}*' if last and words.prefix else ''}(?!{LETTER})"
    return out


@settings(max_examples=300, deadline=None)
@given(WORDS, st.booleans(), st.booleans(), LINES)
@example("登录", False, True, "登录 登")
@example("query", False, False, "_queries, queryy querys")
@example("5 5", False, False, "55 5 5 5")
def test_a_term_is_where_its_pattern_is(text, quoted, prefix, line):
    words = Words(text, quoted, prefix)
    seen = folded(line)
    truth = [seen.span(*match.span()) for match in re.finditer(pattern(words), seen.text)]
    (term,) = terms([words])
    assert [seen.span(*found) for found in term.phrase.found(seen.text)] == truth
    if truth:
        assert set(spans(line, [term], "body")) <= {(a, b) for a, _ in truth for _, b in truth}
