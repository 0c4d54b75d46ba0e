import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given

from supportctl.domain.event import CLOSED, KINDS, NUMBERS, REFERENCES, TIMES, actor_name
from tests.support.tickets import ANY_TEXT, START, event


def test_an_attribute_that_is_not_there_reads_as_empty():
    assert event(reason="x").get("reason") == "x"
    assert event().get("reason") == ""
    assert event().get("reason", "none") == "none"


def test_a_list_is_split_at_commas():
    assert event("message", asks="contact, environment,,urgency ").items("asks") == (
        "contact",
        "environment",
        "urgency",
    )
    assert event("message").items("asks") == ()


def test_it_happened_when_it_was_recorded_unless_it_says_otherwise():
    assert event().happened == START + timedelta(minutes=1)
    assert event(at="2026-09-14T08:00:00+08:00").happened.hour == 8


def test_only_messages_are_public():
    assert [kind for kind in KINDS if event(kind).is_public] == ["message"]


def test_every_rule_about_an_attribute_is_about_one_that_its_kind_has():
    for kind, name in {*CLOSED, *TIMES, *NUMBERS}:
        assert name in (*KINDS[kind].required, *KINDS[kind].optional), (kind, name)
    for name in REFERENCES:
        assert any(name in (*kind.required, *kind.optional) for kind in KINDS.values()), name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("alice", "alice"),
        ("王伟", "王伟"),
        ("  Ann \t\n Lee ", "Ann Lee"),
        ("O'Brien, Jr.", "O'Brien, Jr."),
        ("Ada <ada@example.org>", "Ada ada@example.org"),
        ("x {#00000000}\n### y", "x 00000000 y"),
        ("<script>alert(1)</script>", "scriptalert(1)/script"),
        ("![x](http://e)", "!x(http://e)"),
        ("a\u202eb\x1b[31m\u2028c", "ab31m c"),
        ("x" * 63 + " y", "x" * 63),
        ("", "unknown"),
        ("<> {#}", "unknown"),
        ("\u200b\ufeff", "unknown"),
    ],
)
def test_a_name_is_made_safe(written, name):
    assert actor_name(written) == name


@given(ANY_TEXT)
def test_any_name_is_one_line_of_seen_characters(text):
    name = actor_name(text)
    assert 0 < len(name) <= 64
    assert name == " ".join(name.split())
    assert not set(name) & set("<>\\{}#`[]\n\r")
    assert not any(unicodedata.category(c) == "Cc" for c in name)
    assert actor_name(name) == name
