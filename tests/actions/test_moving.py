"""The way through the lifecycle: several pieces of evidence and a move are one commit, or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from supportctl.actions import evidence, moving, tickets
from supportctl.actions.evidence import Message
from supportctl.actions.moving import Words
from supportctl.errors.tickets import GuardRefused, NotOverridable, TransitionRefused
from supportctl.store.desk import Desk
from tests.support.git import git

REPLY = Message(direction="out", text="已收到", asks=("contact", "environment", "urgency"))


def move(desk, ticket, doing, target, *steps, **words):
    return moving.move(desk, ticket.path, doing, target=target, words=Words(**words), evidence=steps).ticket


@pytest.fixture
def diagnosing(desk, ticket, doing):
    move(desk, ticket, doing, "accepted", REPLY)
    steps = (tickets.setting({"assignee": "alice"}), evidence.scope(desk, "in"))
    return move(desk, ticket, doing, "diagnosing", *steps)


def started(category="configuration"):
    values = {"category": category, "impact": "core", "eta": "2026-09-15T18:00:00+08:00"}
    return (
        tickets.setting(values),
        evidence.lookup("登录 500"),
        evidence.confirmation("priority", by="c-1", channel="email"),
    )


@pytest.fixture
def resolved(desk, diagnosing, doing):
    move(desk, diagnosing, doing, "in_progress", *started())
    move(desk, diagnosing, doing, "verifying", evidence.event("solution", "", "改配置", type="configuration"))
    told = Message(direction="out", text="请确认", asks=("confirmation",))
    return move(desk, diagnosing, doing, "resolved", evidence.verification("pass", by="internal"), told)


@pytest.fixture
def closed(desk, resolved, doing):
    confirmed = evidence.confirmation("resolution", by="c-1", channel="portal")
    return move(desk, resolved, doing, "closed", confirmed)


def test_a_step_the_lifecycle_does_not_know_names_the_steps_there_are(desk, ticket, doing):
    with pytest.raises(TransitionRefused) as refused:
        move(desk, ticket, doing, "closed")
    told = [str(detail) for detail in refused.value.details]
    assert told[0] == f"accepted: supportctl move {ticket.id} accepted"
    assert f"cancelled: supportctl move {ticket.id} cancelled" in told


def test_a_refusal_lists_everything_that_is_missing_and_writes_nothing(desk, diagnosing, doing):
    head = git(desk.root, "rev-parse", "HEAD")
    with pytest.raises(GuardRefused) as refused:
        move(desk, diagnosing, doing, "in_progress", tickets.setting({"category": "defect"}))
    told = [str(detail) for detail in refused.value.details]
    clauses = [line.partition("(")[2].partition(")")[0] for line in told if "(M-" in line]
    assert clauses == ["M-2.2", "M-2.3.2", "M-2.3.2", "ETA", "M-2.4.1"]
    assert all("supportctl " in line for line in told)
    assert git(desk.root, "rev-parse", "HEAD") == head


def test_evidence_and_move_are_one_commit(desk, diagnosing, doing):
    before = git(desk.root, "rev-list", "--count", "HEAD")
    ticket = move(desk, diagnosing, doing, "in_progress", *started())
    assert int(git(desk.root, "rev-list", "--count", "HEAD")) == int(before) + 1
    kinds = [event.kind for event in ticket.events[-6:]]
    assert kinds == ["field", "field", "field", "lookup", "confirmation", "status"]
    assert ticket["eta"] == "2026-09-15T18:00:00+08:00"


def test_a_chain_of_waits_goes_back_to_where_it_began(desk, diagnosing, doing):
    ask = Message(direction="out", text="哪个版本？", asks=("answer",))
    tell = Message(direction="out", text="已转云厂商")
    move(desk, diagnosing, doing, "waiting_customer", ask)
    check = "2026-09-16T09:00:00+08:00"
    move(desk, diagnosing, doing, "waiting_third_party", tell, party="cloud", next_check=check)
    assert moving.resume(desk, diagnosing.path, doing).ticket.status == "diagnosing"


def test_the_customers_answer_ends_the_wait_at_its_own_time(desk, diagnosing, doing):
    ask = Message(direction="out", text="哪个版本？", asks=("answer",))
    move(desk, diagnosing, doing, "waiting_customer", ask)
    answered = replace(doing, now=doing.now + timedelta(hours=5), at=doing.now + timedelta(hours=2))
    words = Message(direction="in", text="5.2.1")
    done = moving.receive(desk, diagnosing.path, answered, message=words)
    assert done.ticket.status == "diagnosing"
    assert [event.kind for event in done.new_events] == ["message", "status"]
    assert {event.happened for event in done.new_events} == {answered.at}
    assert git(desk.root, "log", "-1", "--format=%s").strip().endswith("waiting_customer → diagnosing")


def test_a_message_older_than_the_wait_does_not_end_it(desk, diagnosing, doing):
    ask = Message(direction="out", text="哪个版本？", asks=("answer",))
    move(desk, diagnosing, doing, "waiting_customer", ask)
    late = replace(doing, now=doing.now + timedelta(hours=5), at=doing.now - timedelta(hours=2))
    done = moving.receive(desk, diagnosing.path, late, message=Message(direction="in", text="急！"))
    assert done.ticket.status == "waiting_customer"


def test_reopening_begins_a_cycle_in_which_old_evidence_is_void(desk, closed, doing):
    ticket = move(desk, closed, doing, "in_progress", reason="again")
    assert [event.kind for event in ticket.events[-2:]] == ["reopen", "status"]
    assert ticket.events[-2].get("cycle") == "2"
    with pytest.raises(GuardRefused, match="verifying"):
        move(desk, closed, doing, "verifying")


@pytest.mark.parametrize(("days", "open_still"), [(13, True), (15, False)])
def test_after_ten_working_days_a_new_ticket_follows_up(desk, closed, doing, days, open_still):
    later = replace(doing, now=doing.now + timedelta(days=days))
    if open_still:
        assert move(desk, closed, later, "in_progress", reason="again").status == "in_progress"
        return
    with pytest.raises(GuardRefused) as refused:
        move(desk, closed, later, "in_progress", reason="again")
    assert f"supportctl new TITLE --follows-up {closed.id}" in str(refused.value.details[0])


def configured(desk, text):
    with (desk.root / "supportctl.yaml").open("a") as file:
        file.write(text)
    return Desk.find(desk.root)


def test_a_guard_is_passed_over_only_where_the_desk_allows_it_and_with_a_reason(desk, diagnosing, doing):
    with pytest.raises(NotOverridable):
        move(desk, diagnosing, doing, "in_progress", overrides=("lookup",), reason="index is down")
    row = "{from: diagnosing, to: in_progress, overridable: [lookup, eta]}"
    desk = configured(desk, f"lifecycle:\n  transitions:\n    - {row}\n")
    steps = tickets.setting({"category": "guidance", "impact": "minor"}), started()[2]
    with pytest.raises(NotOverridable):
        move(desk, diagnosing, doing, "in_progress", *steps, overrides=("lookup", "eta"))
    words = {"overrides": ("lookup", "eta"), "reason": "index is down"}
    ticket = move(desk, diagnosing, doing, "in_progress", *steps, **words)
    assert ticket.events[-1].get("overrides") == "lookup, eta"


UNCONFIRMED = """
lifecycle:
  close_unconfirmed: true
"""
TEAM = "team: {alice: {role: lead}, bob: {}}\n"


def reminded(desk, ticket, doing, *, channel="email", times=3):
    words = Message(direction="out", text="请确认", channel=channel, asks=("confirmation",))
    for day in range(times):
        at = replace(doing, now=doing.now + timedelta(days=day))
        evidence.record(desk, ticket.path, at, evidence.reminder(words))


@pytest.mark.parametrize(
    ("times", "channel", "days", "lead", "allowed"),
    [
        (3, "email", 14, "alice", True),
        (2, "email", 14, "alice", False),
        (3, "im", 14, "alice", False),
        (3, "email", 11, "alice", False),
        (3, "email", 14, "bob", False),
        (3, "email", 14, "", False),
    ],
)
def test_closing_without_an_answer_keeps_its_conditions(
    desk, resolved, doing, times, channel, days, lead, allowed
):
    text = (desk.root / "supportctl.yaml").read_text().replace("team:\n", "").replace("teams:\n", "")
    (desk.root / "supportctl.yaml").write_text(text + TEAM)
    desk = configured(desk, UNCONFIRMED)
    reminded(desk, resolved, doing, times=times, channel=channel)
    later = replace(doing, now=doing.now + timedelta(days=days, minutes=1))
    if not allowed:
        with pytest.raises(GuardRefused):
            move(desk, resolved, later, "closed", approved_by=lead)
        return
    ticket = move(desk, resolved, later, "closed", approved_by=lead)
    assert ticket.events[-1].get("resolution") == "unconfirmed"
    assert ticket.events[-1].get("approved_by") == lead


def test_without_the_setting_nothing_closes_by_itself(desk, resolved, doing):
    reminded(desk, resolved, doing)
    later = replace(doing, now=doing.now + timedelta(days=60))
    with pytest.raises(GuardRefused):
        move(desk, resolved, later, "closed", approved_by="alice")


def test_a_move_retried_with_its_key_changes_nothing(desk, diagnosing, doing):
    keyed = replace(doing, operation="k1")
    first = moving.move(desk, diagnosing.path, keyed, target="in_progress", evidence=started())
    again = moving.move(desk, diagnosing.path, keyed, target="in_progress", evidence=started())
    assert (first.repeated, again.repeated) == (False, True)
    assert again.ticket.events == first.ticket.events
