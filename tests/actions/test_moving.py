"""The way through the lifecycle, and the history that it leaves."""

import pytest

from supportctl.actions import history, tickets
from supportctl.errors import GuardRefused, TransitionRefused
from tests.support.git import git


def move(desk, ticket, doing, *targets, reason=""):
    for target in targets:
        done = tickets.move(desk, ticket.path, doing, target=target, reason=reason)
    return done.ticket


def test_a_step_the_lifecycle_does_not_know_names_the_steps_there_are(desk, ticket, doing):
    with pytest.raises(TransitionRefused) as refused:
        move(desk, ticket, doing, "closed")
    told = [str(detail) for detail in refused.value.details]
    assert told == [
        f"accepted: supportctl move {ticket.id} accepted",
        f"cancelled: supportctl move {ticket.id} cancelled",
    ]


def test_a_refusal_lists_everything_that_is_missing(desk, ticket, doing):
    tickets.set_fields(desk, ticket.path, doing, values={"assignee": "alice", "category": "defect"})
    move(desk, ticket, doing, "accepted", "diagnosing")
    head = git(desk.root, "rev-parse", "HEAD")
    with pytest.raises(GuardRefused) as refused:
        move(desk, ticket, doing, "in_progress")
    assert len(refused.value.details) == 2
    assert all("M-2." in str(detail) and "supportctl " in str(detail) for detail in refused.value.details)
    assert git(desk.root, "rev-parse", "HEAD") == head


def test_a_chain_of_waits_goes_back_to_where_it_began(desk, ticket, doing):
    tickets.set_fields(desk, ticket.path, doing, values={"assignee": "alice"})
    move(desk, ticket, doing, "accepted", "diagnosing")
    move(desk, ticket, doing, "waiting_customer", "waiting_third_party", reason="the cloud provider")
    done = tickets.resume(desk, ticket.path, doing)
    assert done.ticket.status == "diagnosing"


def test_history_sets_each_event_beside_the_commit_that_carried_it(desk, ticket, doing):
    first = tickets.note(desk, ticket.path, doing, text="one")
    second = tickets.note(desk, ticket.path, doing, text="two")
    entries = history.of(desk, ticket.path)
    assert [entry.event.kind for entry in entries] == ["created", "note", "note"]
    assert [entry.commit.id for entry in entries[1:]] == [first.commit, second.commit]


def test_a_squash_keeps_the_events_and_names_one_commit(desk, ticket, doing):
    start = git(desk.root, "rev-parse", "HEAD")
    tickets.note(desk, ticket.path, doing, text="one")
    tickets.note(desk, ticket.path, doing, text="two")
    git(desk.root, "reset", "--soft", start)
    git(desk.root, "commit", "-qm", "squashed")
    entries = history.of(desk, ticket.path)
    assert [entry.event.text for entry in entries[1:]] == ["one", "two"]
    assert len({entry.commit.id for entry in entries[1:]}) == 1
    undone = tickets.undo(desk, ticket.path, doing, reason="last alone")
    assert [event.kind for event in undone.new_events] == ["retract"]


def test_an_uncommitted_event_has_no_commit(desk, ticket, doing):
    with (desk.root / ticket.path).open("a") as file:
        file.write("\n### 2026-09-15T09:00:00.000+08:00 bob note {#aaaaaaaa}\n> by hand\n")
    assert history.of(desk, ticket.path)[-1].commit is None
