"""The laws of merging, on whole files: nothing is lost, and it does not matter who merges whom, or when."""

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportctl.domain.replay import differences
from supportctl.store import codec
from supportctl.store.merging import merge_text
from tests.support.replicas import NEW, SKEWS, actions, play
from tests.support.tickets import PATH, STATUSES

QUICK = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))


def merged(base, ours, theirs):
    found = merge_text(PATH, base, ours, theirs)
    assert found.conflicts == ()
    return found.text


def assert_all_there(text, replicas):
    """Every event once and in order, the fields what they amount to, every own key and section kept."""
    reading = codec.read(text.encode(), PATH, STATUSES)
    assert reading.is_sound, reading.findings
    ticket = reading.ticket
    assert ticket is not None
    recorded = {event.id: event for replica in replicas for event in replica.recorded.values()}
    held = {event.id: event for event in ticket.events[1:]}
    assert held.keys() == recorded.keys()
    redacted = {event.get("of").removeprefix("#") for event in held.values() if event.kind == "redact"}
    for identity, event in held.items():
        assert event == recorded[identity] or (identity in redacted and event.text == "")
    assert list(differences(ticket)) == []
    for replica in replicas:
        own = [line for line in replica.text.split("\n") if line.startswith(f"x_{replica.number}: ")]
        own += [
            line
            for line in replica.text.split("\n")
            if line.endswith(f" of {replica.number}") and ">" not in line
        ]
        assert [line for line in own if line not in text.split("\n")] == []


@QUICK
@given(actions(3, 30), SKEWS)
def test_three_replicas_that_meet_at_a_hub_come_to_the_same(steps, skews):
    replicas, hub = play(steps, 3, skews)
    for replica in [*replicas, *replicas]:
        replica.meet(hub)
    assert {replica.text for replica in replicas} == {hub.text}
    assert_all_there(hub.text, replicas)


@QUICK
@given(actions(3, 18), SKEWS)
def test_the_order_of_merges_does_not_matter(steps, skews):
    replicas, _ = play([step for step in steps if step[1] != "meet"], 3, skews)
    texts = [replica.text for replica in replicas]
    results = {reduce(lambda one, other: merged(NEW, one, other), order) for order in permutations(texts)}
    right = {merged(NEW, a, merged(NEW, b, c)) for a, b, c in permutations(texts)}
    assert len(results | right) == 1
    assert_all_there(results.pop(), replicas)


@settings(max_examples=60, deadline=None)
@given(actions(2, 12))
def test_to_merge_again_changes_nothing(steps):
    replicas, _ = play([step for step in steps if step[1] != "meet"], 2)
    a, b = (replica.text for replica in replicas)
    both = merged(NEW, a, b)
    assert merged(NEW, a, a) == a
    assert merged(a, a, b if a == NEW else both) in (b, both)
    assert merged(a, both, a) == both
    assert merged(NEW, both, b) == both


@pytest.mark.long
@LONG
@given(actions(4, 100), SKEWS)
def test_four_replicas_in_every_order(steps, skews):
    replicas, hub = play(steps, 4, skews)
    alone, _ = play([step for step in steps if step[1] != "meet"], 4, skews)
    texts = [replica.text for replica in alone]
    orders = {reduce(lambda one, other: merged(NEW, one, other), order) for order in permutations(texts)}
    assert len(orders) == 1
    assert_all_there(orders.pop(), alone)
    for replica in [*replicas, *replicas]:
        replica.meet(hub)
    assert {replica.text for replica in replicas} == {hub.text}
    assert_all_there(hub.text, replicas)


LINES = st.lists(
    st.sampled_from(["a", "b", "", "- x: 1", "## Timeline", "<<<<<<< ours", "---", "\x00", "é"]), max_size=12
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(LINES.map("\n".join), min_size=3, max_size=3),
    st.sampled_from([PATH, "kb/a.md", "customers/a.yaml", "a"]),
)
def test_whatever_the_files_hold_both_sides_are_in_the_result(texts, path):
    base, ours, theirs = texts
    one, other = merge_text(path, base, ours, theirs), merge_text(path, base, theirs, ours)
    assert one.conflicts == other.conflicts
    if not one.conflicts:
        assert one.text == other.text
    for side in (ours, theirs):
        new = [line for line in side.split("\n") if line not in base.split("\n")]
        assert [line for line in new if line.strip() and line not in one.text] == []
