"""Load, decide, save: what a change leaves behind, and what a refusal does not."""

from dataclasses import replace

import pytest

from supportctl.actions import tickets, undoing
from supportctl.actions.change import EVENTS_TRAILER, Decision, Draft, change
from supportctl.actions.opening import Intake, open_ticket
from supportctl.domain.replay import differences
from supportctl.errors.desk import BrokenFiles, HandEdited, NewerSchema
from supportctl.errors.tickets import NothingToUndo, TicketNotFound
from tests.support.git import git


def test_one_field_is_one_line_of_front_matter_one_event_and_one_commit(desk, ticket, doing):
    before = (desk.root / ticket.path).read_text()
    done = tickets.set_fields(desk, ticket.path, doing, values={"priority": "P1"}, reason="all users")
    after = (desk.root / ticket.path).read_text()
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    assert gone == ["priority: P3"]
    assert after.startswith(before.replace("priority: P3", "priority: P1", 1))
    assert [event.kind for event in done.new_events] == ["field"]
    assert git(desk.root, "log", "-1", "--format=%s") == f"{ticket.id}: priority P3 → P1"
    trailer = git(desk.root, "log", "-1", f"--format=%(trailers:key={EVENTS_TRAILER},valueonly)").strip()
    assert trailer == done.new_events[0].id
    assert git(desk.root, "status", "--porcelain") == ""


def test_a_value_that_is_there_already_changes_nothing(desk, ticket, doing):
    head = git(desk.root, "rev-parse", "HEAD")
    done = tickets.set_fields(desk, ticket.path, doing, values={"priority": "P3"})
    assert (done.new_events, done.commit) == ((), "")
    assert git(desk.root, "rev-parse", "HEAD") == head


def test_a_retry_with_the_same_key_changes_once(desk, ticket, doing):
    keyed = replace(doing, operation="retry-1")
    first = tickets.note(desk, ticket.path, keyed, text="once")
    again = tickets.note(desk, ticket.path, keyed, text="once")
    assert (first.repeated, again.repeated) == (False, True)
    texts = [event.text for event in desk.read(ticket.path).ticket.events]
    assert texts.count("once") == 1


def test_a_ticket_opened_twice_with_one_key_is_one_ticket(desk, doing):
    keyed = replace(doing, operation="mail-17")
    intake = Intake({"title": "one"})
    first = open_ticket(desk, intake, keyed, language="en")
    again = open_ticket(desk, intake, keyed, language="en")
    assert again.repeated
    assert first.ticket.id == again.ticket.id
    assert len(list((desk.root / "tickets").rglob("T-*.md"))) == 1


def test_a_dry_run_gives_the_diff_and_writes_nothing(desk, ticket, doing):
    head = git(desk.root, "rev-parse", "HEAD")
    done = tickets.set_fields(desk, ticket.path, replace(doing, dry_run=True), values={"impact": "core"})
    assert "\n+impact: core\n" in done.diff
    assert "\n+- to: core" in done.diff
    assert (git(desk.root, "rev-parse", "HEAD"), git(desk.root, "status", "--porcelain")) == (head, "")


def test_without_commit_the_file_alone_changes(desk, ticket, doing):
    head = git(desk.root, "rev-parse", "HEAD")
    tickets.note(desk, ticket.path, replace(doing, commit=False), text="later")
    assert "> later" in (desk.root / ticket.path).read_text()
    assert git(desk.root, "rev-parse", "HEAD") == head


def test_when_it_happened_stands_beside_when_it_was_recorded(desk, ticket, doing):
    happened = doing.now.replace(hour=0)
    done = tickets.note(desk, ticket.path, replace(doing, at=happened), text="on the phone")
    (event,) = done.new_events
    assert event.get("at") == "2026-09-14T08:00:00+08:00"
    assert event.happened == happened
    assert event.recorded > happened


def test_an_uncommitted_hand_edit_is_never_overwritten(desk, ticket, doing):
    path = desk.root / ticket.path
    edited = path.read_text().replace("登录失败", "登录失败两次")
    path.write_text(edited)
    with pytest.raises(HandEdited):
        tickets.note(desk, ticket.path, doing, text="x")
    assert path.read_text() == edited


def test_a_file_that_cannot_be_read_is_not_written(desk, ticket, doing):
    path = desk.root / ticket.path
    broken = path.read_text().replace("priority: P3", "priority: P9")
    path.write_text(broken)
    git(desk.root, "commit", "-qam", "broken by hand")
    with pytest.raises(BrokenFiles) as refused:
        tickets.note(desk, ticket.path, doing, text="x")
    assert "S103" in str(refused.value.details[0])
    assert path.read_text() == broken


def test_a_newer_schema_is_read_but_not_written(desk, ticket, doing):
    path = desk.root / ticket.path
    path.write_text(path.read_text().replace("schema: 1", "schema: 2"))
    git(desk.root, "commit", "-qam", "from the future")
    with pytest.raises(NewerSchema):
        tickets.note(desk, ticket.path, doing, text="x")


def test_a_ticket_that_is_not_at_head_is_not_found(desk, doing):
    with pytest.raises(TicketNotFound):
        tickets.note(desk, "tickets/2026/09/T-20260914-00000.md", doing, text="x")


def test_text_is_cleaned_whoever_hands_it_over(desk, ticket, doing):
    done = change(
        desk, ticket.path, doing, lambda _: Decision("note", drafts=(Draft("note", text="a\x1b[2J\n\n"),))
    )
    assert done.new_events[0].text == "a\\u001b[2J"


def test_undo_takes_back_all_that_the_last_command_recorded(desk, ticket, doing):
    tickets.set_fields(desk, ticket.path, doing, values={"category": "defect", "impact": "core"})
    done = undoing.undo(desk, ticket.path, doing, reason="too early")
    assert [event.kind for event in done.new_events] == ["retract", "retract"]
    assert (done.ticket["category"], done.ticket["impact"]) == ("", "")
    assert list(differences(done.ticket)) == []
    again = undoing.undo(desk, ticket.path, doing, reason="opened by mistake")
    assert again.ticket.status == "cancelled"
    with pytest.raises(NothingToUndo):
        undoing.undo(desk, ticket.path, doing, reason="more")


def test_undo_of_one_event_leaves_later_values_alone(desk, ticket, doing):
    first = tickets.set_fields(desk, ticket.path, doing, values={"priority": "P2"}, reason="a")
    tickets.set_fields(desk, ticket.path, doing, values={"priority": "P1"}, reason="b")
    done = undoing.undo(desk, ticket.path, doing, reason="c", event=first.new_events[0].id)
    assert done.ticket.priority == "P1"
