from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.replay import differences, replay, retracted, standing, states
from supportctl.domain.schema import as_text
from tests.support.tickets import VALUES, created, event, ticket

CHANGES = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name]))
HISTORIES = st.lists(CHANGES, max_size=8)


def changed(name, value, number, before=""):
    if name == "status":
        return event("status", number=number, from_=before, to=value)
    return event("field", number=number, name=name, from_=as_text(before), to=as_text(value))


def history(changes):
    events = [created()]
    for number, (name, value) in enumerate(changes, 1):
        events.append(changed(name, value, number, replay(events).get(name, "")))
    return tuple(events)


def undo(one, number):
    return event("retract", number=number, of=f"#{one.id}", reason="a mistake")


@given(HISTORIES)
def test_the_last_word_on_a_field_is_its_value(changes):
    state = replay(history(changes))
    for name, value in dict(changes).items():
        assert state.get(name, "") == (value or "")


@given(HISTORIES, CHANGES)
def test_undo_gives_the_state_before_and_its_undo_gives_it_back(changes, last):
    before = history(changes)
    after = (*before, changed(*last, number=20))
    undone = (*after, undo(after[-1], 21))
    again = (*undone, undo(undone[-1], 22))
    assert replay(undone) == replay(before)
    assert replay(again) == replay(after)


@given(HISTORIES, st.lists(st.integers(0, 30), max_size=12))
def test_whatever_is_retracted_the_rest_counts(changes, taken):
    events = list(history(changes))
    for number, place in enumerate(taken, 40):
        events.append(undo(events[place % len(events)], number))
    gone = retracted(events)
    left = [one for one in events if one.id not in gone and one.kind != "retract"]
    assert standing(events) == tuple(left)
    if created().id not in gone:
        assert replay(events) == replay(left)


@given(HISTORIES, st.booleans())
def test_each_change_of_status_finds_what_the_events_before_it_amount_to(changes, taken):
    events = history(changes)
    events = (*events, undo(events[-1], 30)) if taken else events
    found = dict(states(events))
    assert list(found) == [place for place, one in enumerate(events) if one.kind == "status"]
    assert found == {place: replay(events[:place]) for place in found}


def test_an_event_in_the_middle_can_be_taken_back():
    events = history([("status", "accepted"), ("status", "diagnosing"), ("tags", ("a",))])
    assert replay((*events, undo(events[2], 9)))["status"] == "accepted"
    assert replay((*events, undo(events[1], 9)))["status"] == "diagnosing"


def test_a_ticket_whose_creation_is_taken_back_is_cancelled():
    taken_back = (created(), event(number=1), undo(created(), 2))
    assert replay(taken_back)["status"] == "cancelled"
    assert replay(taken_back)["title"] == "登录页报 500 错误"
    assert replay((*taken_back, undo(taken_back[-1], 3)))["status"] == "new"
    assert replay((*taken_back, event("status", number=3, from_="cancelled", to="new")))["status"] == "new"


def test_a_retract_of_itself_changes_nothing():
    assert replay((created(), event("retract", number=1, of="#00000001", reason="x"))) == replay((created(),))


def test_an_empty_value_removes_the_field():
    assert "customer" not in replay((created(customer="acme"), changed("customer", "", 1)))
    assert "tags" not in replay((created(tags=("a", "b")), changed("tags", (), 1, ("a", "b"))))


def test_fields_that_no_event_carries_are_not_replayed():
    assert "id" not in replay((created(), changed("id", "T-20260914-00000", 1)))
    assert "received" not in replay((created(),))
    assert replay((created(), changed("body.symptom", "0123abc", 1))) == replay((created(),))


def test_an_event_on_a_list_counts_for_what_it_added_and_took_away():
    both = (created(tags=("a", "b")), changed("tags", ("a", "b", "c"), 1, ("a", "b")))
    both = (*both, changed("tags", ("b", "d"), 2, ("a", "b")))
    assert replay(both)["tags"] == ("b", "c", "d")
    assert replay((*both, undo(both[1], 3)))["tags"] == ("b", "d")
    assert replay((*both, undo(both[2], 3)))["tags"] == ("a", "b", "c")


def test_other_kinds_change_no_field():
    assert replay((created(), event("lookup", query="x", outcome="hit"))) == replay((created(),))


def test_nothing_amounts_to_nothing():
    assert replay(()) == {}


def test_what_the_front_matter_says_otherwise():
    one = ticket(changed("priority", "P2", 1), customer="acme")
    assert list(differences(one)) == [("priority", "P1", "P2")]
    assert list(differences(ticket(tags=("a",)))) == []
    assert list(differences(ticket(changed("tags", (), 1, ("a",)), tags=("a",)))) == [("tags", ("a",), ())]
