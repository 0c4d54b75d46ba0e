"""JSON lines in, tickets out: all of them or none, once however often."""

import json
from dataclasses import replace

import pytest

from supportctl.actions.importing import import_lines
from supportctl.errors.tickets import ImportRefused
from tests.support.git import git

GOOD = {
    "key": "ZD-1",
    "title": "Export stops",
    "received": "2026-08-03T10:12:00+08:00",
    "tags": ["export"],
    "symptom": "## Timeline\nends early",
    "messages": [{"direction": "out", "at": "2026-08-03T11:00:00+08:00", "text": "We look into it."}],
    "notes": [{"text": "seen before"}],
}


def run(desk, lines, doing, *, keep_going=False):
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return import_lines(desk, texts, doing, language="en", keep_going=keep_going, progress=lambda _: None)


def test_a_line_becomes_a_ticket_with_its_messages(desk, doing):
    (ticket,) = run(desk, [GOOD], doing).tickets
    held = desk.read(ticket.path).ticket
    assert held == ticket
    assert held.id.startswith("T-20260803-")
    assert [event.kind for event in held.events] == ["created", "message", "note"]
    assert held.events[1].happened.isoformat() == "2026-08-03T11:00:00+08:00"
    assert git(desk.root, "status", "--porcelain") == ""


def test_a_second_run_changes_nothing(desk, doing):
    run(desk, [GOOD], doing)
    head = git(desk.root, "rev-parse", "HEAD")
    again = run(desk, [GOOD, {**GOOD, "key": "ZD-2"}], doing)
    assert (len(again.tickets), again.known) == (1, 1)
    assert git(desk.root, "rev-parse", "HEAD~1") == head


def test_many_tickets_are_one_commit(desk, doing):
    before = int(git(desk.root, "rev-list", "--count", "HEAD"))
    run(desk, [{"title": f"ticket {n}"} for n in range(300)], doing)
    assert int(git(desk.root, "rev-list", "--count", "HEAD")) == before + 1
    assert len(list((desk.root / "tickets").rglob("T-*.md"))) == 300


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ({"titel": "x"}, "titel"),
        ({"priority": "P1"}, "title is missing"),
        ({"title": 3}, "title must be text"),
        ({"title": "x", "priority": "urgent"}, "priority"),
        ({"title": "x", "status": "open"}, "status"),
        ({"title": "x", "received": "yesterday"}, "received"),
        ({"title": "x", "customer": "Acme Ltd"}, "customer"),
        ({"title": "x", "tags": "a,b"}, "tags must be a list"),
        ({"title": "x", "messages": [{"direction": "up", "text": "y"}]}, "direction"),
        ({"title": "x", "messages": [{"text": " "}]}, "a text is missing"),
        ({"title": "x", "messages": [{"at": "noon", "text": "y"}]}, "at"),
        ({"title": "x", "notes": ["y"]}, "notes must be a list"),
        ('{"title": "\\ud800"}', "Unicode"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(desk, doing, line, why):
    head = git(desk.root, "rev-parse", "HEAD")
    with pytest.raises(ImportRefused) as refused:
        run(desk, [GOOD, line], doing)
    (fault,) = map(str, refused.value.details)
    assert fault.startswith("line 2: ")
    assert why in fault
    assert git(desk.root, "rev-parse", "HEAD") == head
    assert not list((desk.root / "tickets").rglob("T-*.md"))


def test_keep_going_leaves_bad_lines_out(desk, doing):
    done = run(desk, ["{", GOOD, "", {**GOOD, "key": "ZD-1"}], doing, keep_going=True)
    assert [fault.line for fault in done.faults] == [1, 4]
    assert len(done.tickets) == 1


def test_a_dry_run_counts_and_writes_nothing(desk, doing):
    run(desk, [GOOD], doing)
    head = git(desk.root, "rev-parse", "HEAD")
    done = run(desk, [GOOD, {"title": "new"}], replace(doing, dry_run=True))
    assert (len(done.tickets), done.known, done.commit) == (1, 1, "")
    assert git(desk.root, "rev-parse", "HEAD") == head
