import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.schema import (
    BY_NAME,
    EMPTY,
    FIELDS,
    REPLAYED,
    SECTIONS,
    as_text,
    as_value,
    fault_of,
    is_link_target,
    is_time,
    section_named,
)
from tests.support.tickets import ANY_TEXT, LINKS, TAGS, TIMES

GOOD = {
    "id": ["T-20260914-7F3K2"],
    "title": ["x", "登录页报 500 错误", "- odd: # 'title'", ""],
    "priority": ["P1", "P4", ""],
    "category": ["defect", "performance"],
    "impact": ["system"],
    "urgency": ["urgent"],
    "difficulty": ["low"],
    "customer": ["acme", "a.b-c_1"],
    "channel": ["im"],
    "received": ["2026-09-14T08:58:00+08:00", "2026-09-14T00:58Z", "2026-09-14T08:58:00.123+08:00"],
    "tags": [(), ("login",), ("登录", "sso")],
    "links": [
        ("relates T-20260914-7F3K2", "article KB-20260914-A1B2C"),
        ("caused_by https://example.org/a?b#c",),
    ],
}
BAD = {
    "id": ["KB-20260914-A1B2C", "7F3K2", "T-20260914-7f3k2"],
    "title": ["two\nlines", "nul\0", "\u2028", ("a", "b")],
    "priority": ["p1", "P5", "1", " P1"],
    "category": ["bug"],
    "channel": ["phone"],
    "customer": ["Acme", "a b", "../x", "x" * 41],
    "received": [
        "yesterday",
        "2026-09-14",
        "2026-09-14T08:58:00",
        "2026-13-45T00:00:00Z",
        "20260914T085800Z",
        "+99:99",
    ],
    "eta": ["2026-09-14T25:00:00+08:00", "0001-01-01T00:00:00+14:00", "2026-09-14T08:58:00+08:00 "],
    "tags": [("a b",), ("a,b",), ("",), (" a",), ("a\tb",), ("a\0",)],
    "links": [
        ("T-20260914-7F3K2",),
        ("likes T-20260914-7F3K2",),
        ("relates",),
        ("relates  T-20260914-7F3K2",),
    ],
}


def cases(table):
    return [(name, value) for name, values in table.items() for value in values]


@pytest.mark.parametrize(("name", "value"), cases(GOOD))
def test_a_value_that_will_do(name, value):
    assert fault_of(BY_NAME[name], value) is None


@pytest.mark.parametrize(("name", "value"), cases(BAD))
def test_a_value_that_will_not_do(name, value):
    assert fault_of(BY_NAME[name], value) is not None


@given(st.sampled_from(FIELDS), ANY_TEXT | st.lists(ANY_TEXT, max_size=3).map(tuple))
def test_judging_never_raises(field, value):
    assert fault_of(field, value) is None or str(fault_of(field, value))


@given(TIMES)
def test_every_time_we_write_is_one(time):
    assert is_time(time.isoformat(timespec="milliseconds"))
    assert is_time(time.isoformat())


@pytest.mark.parametrize(
    "target", ["http://x", "https://例.cn/路径?a=1,2#b", "T-20260914-7F3K2", "KB-20260914-A1B2C"]
)
def test_a_link_may_point_there(target):
    assert is_link_target(target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "https://",
        "https:///x",
        "http://a b",
        "https://a\nb",
        "https://a\u202eb",
        'https://a"b',
        "https://a<b>",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "HTTPS://x",
        "../x",
        "7F3K2",
    ],
)
def test_a_link_may_not_point_there(target):
    assert not is_link_target(target)


def test_lists_travel_through_events_as_text():
    assert as_text(("a", "b")) == "a, b"
    assert as_value("tags", "a, b") == ("a", "b")
    assert as_value("tags", "") == ()
    assert as_value("title", "a, b") == "a, b"
    assert as_value("no_such_field", "a, b") == "a, b"


@given(st.lists(TAGS, unique=True).map(tuple), st.lists(LINKS).map(tuple))
def test_text_gives_the_value_back(tags, links):
    assert as_value("tags", as_text(tags)) == tags
    assert as_value("links", as_text(links)) == links


@pytest.mark.parametrize(("key", "pair"), SECTIONS.items())
def test_a_section_answers_to_both_headings(key, pair):
    assert {section_named(name) for name in (*pair, pair[0].upper(), f" {pair[1]} ", key)} == {key}


def test_other_headings_are_the_writers_own():
    assert section_named("Timeline") == ""
    assert section_named("Our findings") == ""


def test_the_fields_fit_together():
    assert set(EMPTY) == set(BY_NAME)
    assert all(EMPTY[field.name] == (() if field.is_list else "") for field in FIELDS)
    assert not any(field.replayed and field.fixed for field in FIELDS)
    kept = {"schema", "id", "channel", "received", "occurred"}
    assert set(REPLAYED) == set(BY_NAME) - kept
    assert {field.name for field in FIELDS if field.fixed} == kept
