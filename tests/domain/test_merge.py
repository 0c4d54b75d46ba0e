from dataclasses import replace
from datetime import UTC

from supportctl.domain.merge import Version, decided, fields, unite
from tests.support.tickets import created, event


def set_(number, name, before, after, **more):
    return event("field", number=number, name=name, from_=before, to=after, **more)


def named(events):
    return [(one.name, one.event.id, one.lost) for one in decided(events)]


APART = (created(), set_(1, "priority", "P1", "P2"), set_(2, "priority", "P1", "P3"))


def test_a_field_that_both_sides_set_waits_for_one_more_event():
    assert named(APART) == [("priority", "00000002", "P2")]
    assert named((*APART, set_(3, "priority", "P3", "P2"))) == []
    assert named((*APART, event(number=3, text="a note"))) == [("priority", "00000002", "P2")]


def test_to_take_one_of_the_two_back_settles_it():
    for taken in ("#00000001", "#00000002"):
        assert named((*APART, event("retract", number=3, of=taken, reason="a mistake"))) == []


def test_a_field_that_both_sides_set_alike_is_settled():
    assert named((created(), set_(1, "priority", "P1", "P2"), set_(2, "priority", "P1", "P2"))) == []


def test_an_undone_event_between_decides_nothing():
    events = (created(), set_(1, "priority", "P1", "P2"), set_(2, "priority", "P2", "P3"))
    undone = (*events, event("retract", number=3, of="#00000002", reason="x"))
    assert named((*undone, set_(4, "priority", "P2", "P1"))) == []


def test_lists_are_never_decided():
    assert named((created(), set_(1, "tags", "", "a"), set_(2, "tags", "", "b"))) == []


def test_the_redacted_wording_stands():
    secret = event(number=1, text="the password")
    bare = replace(secret, text="")
    gone = event("redact", number=2, of=f"#{secret.id}", reason="a password")
    for ours, theirs in (((secret,), (bare, gone)), ((bare, gone), (secret,))):
        assert unite((), ours, theirs).events == (bare, gone)


def test_the_wording_of_the_base_stands_and_without_one_it_is_a_clash():
    one, other = event(number=1, text="one"), event(number=1, text="other")
    assert unite((one,), (one,), (other,)).events == (one,)
    assert unite((), (one,), (other,)).clashes == ((one, other),)


def test_the_same_moment_in_another_offset_is_another_wording():
    one = event(number=1, text="one")
    other = replace(one, recorded=one.recorded.astimezone(UTC))
    assert one == other
    assert unite((), (one,), (other,)).clashes == ((one, other),)


def test_the_same_instant_is_ordered_by_id():
    one, other = event(number=1), replace(event(number=2), recorded=event(number=1).recorded)
    assert unite((), (other,), (one,)).events == (one, other)


def test_a_hand_edit_stays_where_no_event_speaks_of_the_field():
    base = Version({"priority": "P1", "title": "t"}, (created(title="t"),))
    edited = Version({"priority": "P2", "title": "t"}, base.events)
    noted = Version(base.fields, (*base.events, event(number=1)))
    spoken = Version({"priority": "P3", "title": "t"}, (*base.events, set_(1, "priority", "P1", "P3")))
    assert fields(base, edited, noted, noted.events)["priority"] == "P2"
    assert fields(base, edited, spoken, spoken.events)["priority"] == "P3"
