import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.matching import spans, terms
from supportctl.domain.query.parse import parse
from supportctl.domain.text import visible, width
from supportctl.render.snippet import snippet


def shown(query: str, line: str, cells: int | None = None) -> str:
    """The snippet with its marks as square brackets."""
    text = snippet(line, spans(line, terms(parse(query).wanted_words), "body"), cells=cells, colour=True)
    return re.sub("\x1b\\[1m(.*?)\x1b\\[0m", r"[\1]", text)


@pytest.mark.parametrize(
    ("query", "line", "cells", "expected"),
    [
        ("登录", "用户登录失败", None, "用户[登录]失败"),
        ("登录", "用户登录失败", 12, "用户[登录]失败"),
        ("登录", "用户登录失败", 10, "…户[登录]失…"),
        ("needle", "a long way to the needle in this haystack", 20, "…o the [needle] in th…"),
        ("haystack", "a long way to the needle in this haystack", 20, "…e in this [haystack]"),
        ("needle", "    needle", None, "[needle]"),
        ("needle", "needle\x1b[31m red", None, "[needle]\\u001b[31m red"),
        ("absent", "nothing to mark in here", 12, "nothing to…"),
    ],
)
def test_marks_and_cuts(query, line, cells, expected):
    assert shown(query, line, cells) == expected


def test_without_colour_there_is_only_the_text():
    assert snippet("用户登录失败", ((2, 4),)) == "用户登录失败"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 10), st.integers(8, 40))
def test_a_snippet_never_fills_more_than_its_room(line, start, length, cells):
    text = snippet(line, ((start, start + length),), cells=cells)
    assert width(text) <= cells
    assert visible(text) == text
