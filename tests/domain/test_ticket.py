import pytest

from supportctl.domain.ticket import Ticket
from tests.support.tickets import START, event, ticket


def test_a_field_that_is_absent_reads_as_empty():
    assert ticket()["cause"] == ""
    assert ticket()["tags"] == ()


def test_an_unknown_field_is_a_bug():
    with pytest.raises(KeyError):
        ticket()["colour"]


def test_a_list_as_text_and_a_text_as_list():
    tagged = ticket(tags=("a", "b"))
    assert tagged.text("tags") == "a, b"
    assert tagged.items("tags") == ("a", "b")
    assert tagged.items("status") == ("new",)


def test_what_is_asked_most():
    one = ticket(title="x")
    assert (one.id, one.title, one.status, one.priority) == ("T-20260914-7F3K2", "x", "new", "P1")
    assert one.received.isoformat() == "2026-09-14T08:58:00+08:00"


def test_the_last_event_says_when_it_was_last_recorded():
    assert ticket(event(number=5)).recorded > START
    assert Ticket(path="", fields={}).recorded is None


def test_an_event_is_found_with_and_without_its_sign():
    one = ticket(event(number=5))
    assert one.event("00000005") == one.event("#00000005") == one.events[1]
    assert one.event("00000006") is None
