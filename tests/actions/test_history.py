"""The timeline beside the commits that carried it."""

from supportctl.actions import history, tickets, undoing
from tests.support.git import git


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
    undone = undoing.undo(desk, ticket.path, doing, reason="last alone")
    assert [event.kind for event in undone.new_events] == ["retract"]


def test_an_uncommitted_event_has_no_commit(desk, ticket, doing):
    with (desk.root / ticket.path).open("a") as file:
        file.write("\n### 2026-09-15T09:00:00.000+08:00 bob note {#aaaaaaaa}\n> by hand\n")
    assert history.of(desk, ticket.path)[-1].commit is None
