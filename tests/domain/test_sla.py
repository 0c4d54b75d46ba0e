"""The clocks, case by case, the arithmetic by hand. Office hours are 9-12 and 13-18, so a day has 8 h.

September 2026: Monday 14, Friday 18; Sunday 20 is a make-up working day. P1 runs round the clock.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from supportctl.domain.calendar import Calendar, Days, always
from supportctl.domain.event import Event
from supportctl.domain.hours import windows
from supportctl.domain.sla.clock import phases
from supportctl.domain.sla.table import Level, block, terms
from supportctl.domain.sla.walk import assess
from supportctl.domain.ticket import Ticket
from supportctl.domain.timespan import shown
from supportctl.store import lifecycle
from supportctl.store.config_sla import built_in

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar(
    name="business",
    zone=ZONE,
    week=(windows("09:00-12:00, 13:00-18:00"),) * 5 + ((), ()),
    days=Days(work={date(2026, 9, 20): ()}, years=frozenset({2026})),
)
CALENDARS = {"business": OFFICE, "24x7": always(ZONE)}
PHASES = phases(lifecycle.built_in().latest)


def at(text):
    """`14 09:00` is in September 2026."""
    return datetime.strptime(f"2026-{text if '-' in text else '09-' + text}", "%Y-%m-%d %H:%M").replace(
        tzinfo=ZONE
    )


def status(when, to):
    return when, "status", {"from": "x", "to": to}


def priority(when, to):
    return when, "field", {"name": "priority", "from": "x", "to": to}


def out(when, **more):
    return when, "message", {"direction": "out", "channel": "email", **more}


def heard(when, **more):
    return when, "message", {"direction": "in", "channel": "email", **more}


def ticket(received, *happened, level="P2"):
    events = [Event("k3f9x2ab", at(received), "alice", "created", (("status", "new"), ("priority", level)))]
    for number, (when, kind, attributes) in enumerate(happened, 1):
        recorded = max(at(when), events[-1].recorded + timedelta(milliseconds=1))
        found = {"at": at(when).isoformat(), **attributes} if recorded != at(when) else attributes
        events.append(Event(f"{number:08}", recorded, "alice", kind, tuple(found.items())))
    return Ticket(path="t", fields={"received": at(received).isoformat()}, events=tuple(events))


def clocks(one, now, *, promised=None):
    return assess(one, promised or terms((built_in(),), one.received), CALENDARS, phases=PHASES, now=at(now))


def clock(one, now, name="resolution", **more):
    """The newest clock of a name."""
    return [found for found in clocks(one, now, **more) if found.name == name][-1]


def told(found):
    return found.state, shown(found.elapsed), found.due and found.due.astimezone(ZONE).strftime("%d %H:%M")


# --- first response ------------------------------------------------------------------------------------


def test_first_response_runs_from_the_receipt_in_business_hours():
    # Fri 17:00 + 2 h: Fri 17-18 is 1 h, Saturday is closed, the make-up Sunday 9-10 is the second.
    one = ticket("18 17:00", out("20 09:30"))
    assert told(clock(one, "18 17:30", "first_response")) == ("running", "30m", "20 10:00")
    assert told(clock(one, "19 12:00", "first_response")) == ("running", "1h00m", "20 10:00")
    assert told(clock(one, "21 09:00", "first_response")) == ("met", "1h30m", "20 10:00")


@pytest.mark.parametrize(
    "no_answer",
    [
        ("14 09:10", "note", {}),
        out("14 09:10", auto="true"),
        heard("14 09:10"),
        status("14 09:10", "accepted"),
        ("14 09:10", "statement", {"message": "#x"}),
    ],
    ids=["a note", "an automatic message", "the customer's own", "a status", "a record"],
)
def test_what_is_no_first_response(no_answer):
    one = ticket("14 09:00", no_answer)
    assert told(clock(one, "14 11:30", "first_response")) == ("breached", "2h30m", "14 11:00")


def test_a_message_taken_back_was_none():
    one = ticket("14 09:00", out("14 09:10"), ("14 09:20", "retract", {"of": "#00000001", "reason": "x"}))
    assert told(clock(one, "14 10:00", "first_response")) == ("running", "1h00m", "14 11:00")


def test_first_response_never_pauses():
    one = ticket("14 09:00", status("14 09:30", "waiting_customer"))
    assert told(clock(one, "14 11:30", "first_response")) == ("breached", "2h30m", "14 11:00")


def test_on_time_is_not_late_and_a_minute_more_is():
    assert clock(ticket("14 09:00", out("14 11:00")), "15 09:00", "first_response").state == "met"
    assert clock(ticket("14 09:00", out("14 11:01")), "15 09:00", "first_response").state == "breached"


def test_what_happened_earlier_counts_from_then():
    # Written down at 16:00, but the telephone call was at 9:30.
    one = ticket("14 09:00", status("14 16:00", "accepted"), out("14 09:30"))
    assert told(clock(one, "14 17:00", "first_response")) == ("met", "30m", "14 11:00")


# --- pauses ---------------------------------------------------------------------------------------------


def test_a_pause_moves_the_due_by_what_it_lasted():
    # P2: 16 h from Mon 9:00 is Tue 18:00. Waiting Mon 11:00 until Tue 10:00 takes out 1 + 5 + 1 = 7 h:
    # 2 h on Monday, 2 + 5 on Tuesday, 7 left: Wed 9-12 is 3, 13-17 is 4.
    one = ticket("14 09:00", out("14 10:00"), status("14 11:00", "waiting_customer"), heard("15 10:00"))
    assert told(clock(one, "14 15:00")) == ("paused", "2h00m", None)
    assert told(clock(one, "15 12:00")) == ("running", "4h00m", "16 17:00")


def test_the_answer_ends_the_pause_even_if_nobody_moves_the_status():
    one = ticket("14 09:00", status("14 10:00", "waiting_customer"), heard("14 14:00"))
    # 1 h before, then 14-18 is 4 h.
    assert told(clock(one, "14 18:00"))[:2] == ("running", "5h00m")


def test_an_automatic_answer_does_not_end_the_pause():
    one = ticket("14 09:00", status("14 10:00", "waiting_customer"), heard("14 14:00", auto="true"))
    assert told(clock(one, "14 18:00"))[:2] == ("paused", "1h00m")


def test_the_pause_ends_when_the_answer_came_not_when_it_was_written_down():
    one = ticket(
        "14 09:00",
        status("14 10:00", "waiting_customer"),
        status("15 09:30", "in_progress"),
        heard("14 14:00"),  # recorded last
    )
    # Mon 9-10 is 1 h, 14-18 is 4 h; Tue 9-10 is 1 h.
    assert told(clock(one, "15 10:00"))[:2] == ("running", "6h00m")


def test_a_hold_over_night_takes_out_no_more_than_its_working_time():
    one = ticket("14 09:00", status("14 17:00", "waiting_customer"), status("15 10:00", "in_progress"))
    # Until 17:00 7 h; the night counts for nothing; Tue 10-12 is 2 h; 7 of 16 left: 13-18 and Wed 9-11.
    assert told(clock(one, "15 12:00")) == ("running", "9h00m", "16 11:00")


def test_waiting_for_others_does_not_pause():
    for waiting in ("waiting_third_party", "waiting_release"):
        one = ticket("14 09:00", status("14 10:00", waiting))
        assert told(clock(one, "14 18:00")) == ("running", "8h00m", "15 18:00")


def test_nothing_goes_over_while_it_waits():
    one = ticket("14 09:00", status("15 17:00", "waiting_customer"))
    assert told(clock(one, "30 17:00")) == ("paused", "15h00m", None)
    back = ticket("14 09:00", status("15 17:00", "waiting_customer"), status("30 09:00", "in_progress"))
    assert told(clock(back, "30 09:00")) == ("running", "15h00m", "30 10:00")  # not over at once


def test_a_pause_survives_a_change_of_priority():
    # P3, 40 h. 2 h, paused until Tue 9:00, then P2 (16 h): 14 h left from Tue 9:00: Tue 8, Wed 6 is 16:00.
    one = ticket(
        "14 09:00",
        status("14 11:00", "waiting_customer"),
        heard("15 09:00"),
        priority("15 09:00", "P2"),
        level="P3",
    )
    assert told(clock(one, "15 09:00")) == ("running", "2h00m", "16 16:00")


def test_waiting_and_solved_in_one_step_loses_no_hold():
    one = ticket("14 09:00", status("14 10:00", "waiting_customer"), status("28 10:00", "resolved"))
    assert told(clock(one, "30 09:00"))[:2] == ("met", "1h00m")
    assert clock(one, "30 09:00").stopped == at("28 10:00")


# --- priority ---------------------------------------------------------------------------------------------


def test_another_priority_keeps_the_start_and_brings_its_own_calendar():
    # Mon 9:00 P3, raised Mon 17:00 to P1: 24 h round the clock from Mon 9:00.
    one = ticket("14 09:00", priority("14 17:00", "P1"), level="P3")
    assert told(clock(one, "14 18:00")) == ("running", "9h00m", "15 09:00")


def test_raised_so_high_that_it_is_late_at_once():
    one = ticket("14 09:00", priority("16 10:00", "P1"), level="P3")
    found = clock(one, "16 11:00")
    assert told(found) == ("breached", "50h00m", "15 09:00")
    assert found.late_since == at("16 10:00")


def test_what_was_late_stays_late_and_what_was_met_stays_met():
    lowered = ticket("14 09:00", priority("16 10:00", "P4"))
    assert clock(lowered, "16 11:00").state == "breached"  # 16 h were over on Tue 18:00
    assert clock(lowered, "16 11:00").late_since == at("15 18:00")
    raised = ticket("14 09:00", out("14 12:00"), priority("14 15:00", "P1"), level="P3")
    assert clock(raised, "14 16:00", "first_response").state == "met"
    solved = ticket("14 09:00", status("16 10:00", "resolved"), priority("16 11:00", "P1"), level="P3")
    assert clock(solved, "17 09:00").state == "met"


# --- resolved, rejected, reopened, ended ------------------------------------------------------------------


def test_time_in_resolved_is_told_apart_and_a_rejection_goes_on_where_it_stopped():
    one = ticket("14 09:00", status("14 11:00", "resolved"), status("15 11:00", "in_progress"))
    assert told(clock(one, "15 09:00")) == ("met", "2h00m", "15 18:00")
    found = clock(one, "15 12:00")
    # 13 h are left from Tue 12:00: 13-18 is 5, Wednesday is 8.
    assert told(found) == ("running", "3h00m", "16 18:00")
    assert [(part.kind, shown(part.worked)) for part in found.intervals] == [
        ("running", "2h00m"),
        ("resolved", "0m"),
        ("running", "1h00m"),
    ]


def test_reopening_begins_the_next_cycle_and_leaves_the_first_as_it_was():
    one = ticket(
        "14 09:00",
        out("14 10:00"),
        status("14 11:00", "resolved"),
        status("14 14:00", "closed"),
        status("21 09:00", "in_progress"),
    )
    first, second = (found for found in clocks(one, "21 10:00") if found.name == "resolution")
    assert (first.cycle, *told(first)[:2]) == (1, "met", "2h00m")
    assert (second.cycle, *told(second)) == (2, "running", "1h00m", "22 18:00")
    assert len([found for found in clocks(one, "21 10:00") if found.name == "first_response"]) == 1


def test_nothing_runs_after_closing():
    one = ticket("14 09:00", out("14 10:00"), status("14 11:00", "resolved"), status("14 12:00", "closed"))
    assert all(not found.is_active for found in clocks(one, "12-01 09:00"))
    assert {found.state for found in clocks(one, "12-01 09:00")} == {"met"}


@pytest.mark.parametrize("end", ["cancelled", "merged"])
def test_a_cancelled_or_merged_ticket_owes_nothing_more(end):
    one = ticket("14 09:00", status("14 10:00", end))
    assert {found.state for found in clocks(one, "12-01 09:00")} == {"void"}
    late = ticket("14 09:00", status("14 12:00", end))
    assert clock(late, "12-01 09:00", "first_response").state == "breached"


# --- update, next reply, workaround -----------------------------------------------------------------------


def test_every_message_begins_the_update_clock_anew():
    # P2: 4 h. 10:00 + 4 h with lunch is 15:00; the next at 14:00 makes it Tue 10:00.
    one = ticket("14 09:00", out("14 10:00"), out("14 14:00"))
    assert told(clock(one, "14 13:30", "update")) == ("running", "2h30m", "14 15:00")
    assert told(clock(one, "14 15:00", "update")) == ("running", "1h00m", "14 18:00")
    assert [found.state for found in clocks(one, "15 10:00") if found.name == "update"] == ["met", "breached"]


def test_there_is_no_update_clock_before_the_first_response():
    assert not [found for found in clocks(ticket("14 09:00"), "16 09:00") if found.name == "update"]


def test_the_oldest_unanswered_message_counts():
    # P2: 2 h from 14:00, not from 15:00.
    one = ticket("14 09:00", out("14 09:10"), heard("14 14:00"), heard("14 15:00"))
    assert told(clock(one, "14 15:30", "next_reply")) == ("running", "1h30m", "14 16:00")


def test_one_answer_is_not_two():
    """The first answer is the first response; what the customer wrote before it needs no other."""
    one = ticket("14 09:00", heard("14 09:05"), out("14 09:10"))
    names = {found.name for found in clocks(one, "14 10:00")}
    assert names == {"first_response", "workaround", "resolution", "update"}


def test_a_workaround_counts_when_the_customer_is_told():
    # P2: 8 h. On record at 11:00, told at 14:00: 3 + 1 = 4 h.
    one = ticket(
        "14 09:00", out("14 10:00"), ("14 11:00", "solution", {"type": "workaround"}), out("14 14:00")
    )
    assert told(clock(one, "14 13:30", "workaround"))[:2] == ("running", "3h30m")
    assert told(clock(one, "15 09:00", "workaround"))[:2] == ("met", "4h00m")


def test_a_priority_without_a_workaround_has_no_such_clock():
    assert "workaround" not in {found.name for found in clocks(ticket("14 09:00", level="P3"), "14 10:00")}


# --- the rest of the answer -------------------------------------------------------------------------------


def test_who_is_told_at_which_share():
    # P2: developer 50 %, lead 75 %, manager 100 % of 16 h.
    one = ticket("14 09:00")
    who = {
        now: [level.who for level in clock(one, now).levels]
        for now in ("14 17:59", "14 18:00", "15 14:00", "15 18:00")
    }
    assert who == {
        "14 17:59": [],
        "14 18:00": ["developer"],
        "15 14:00": ["developer", "lead"],
        "15 18:00": ["developer", "lead", "manager"],
    }  # fmt: skip
    assert clock(one, "15 14:00").used == 75


def test_a_due_in_a_year_without_data_is_provisional():
    assert not clock(ticket("12-30 09:00"), "12-30 10:00").provisional
    found = clock(ticket("12-31 09:00"), "12-31 10:00")  # 16 h from Thursday 31 December: into 2027
    assert found.due > datetime(2027, 1, 1, tzinfo=ZONE)
    assert found.provisional


def test_before_the_receipt_nothing_has_run_and_the_future_has_not_happened():
    one = ticket("14 09:00", out("14 10:00"))
    assert told(clock(one, "11 09:00")) == ("running", "0m", "15 18:00")
    assert told(clock(one, "14 09:30", "first_response")) == ("running", "30m", "14 11:00")


def test_to_the_second():
    one = ticket("14 09:00")
    late = datetime(2026, 9, 14, 11, 0, 0, 1000, tzinfo=ZONE)
    promised = terms((built_in(),), one.received)
    found = assess(one, promised, CALENDARS, phases=PHASES, now=late)[0]
    assert (found.name, found.state) == ("first_response", "breached")


# --- the table --------------------------------------------------------------------------------------------


def read(since=None, **plain):
    found, faults = block(plain, since=since)
    assert not faults
    return found


def test_later_blocks_tiers_and_contracts_stand_on_top():
    table = (
        built_in(),
        read(P2={"first_response": "1h"}, tiers={"gold": {"P2": {"resolution": "4h"}}}),
        read(since=at("15 00:00"), P2={"first_response": "30m", "escalate": {"lead": "90%"}}),
    )

    def limits(day, **more):
        found = terms(table, at(f"{day} 09:00"), **more).targets["P2"]
        return shown(found.limits["first_response"]), shown(found.limits["resolution"])

    assert limits(14) == ("1h00m", "16h00m")
    assert limits(15) == ("30m", "16h00m")
    assert limits(15, tier="gold") == ("30m", "4h00m")
    own = read(P2={"resolution": "2h"}).entries["", "P2"]
    assert limits(15, tier="gold", contract={"P2": own}) == ("30m", "2h00m")
    assert terms(table, at("15 09:00")).targets["P2"].levels == (Level("lead", share=90),)


def test_a_target_can_be_taken_away():
    table = (built_in(), read(P2={"workaround": "none"}))
    found = clocks(ticket("14 09:00"), "14 10:00", promised=terms(table, at("14 09:00")))
    assert "workaround" not in {one.name for one in found}


@pytest.mark.parametrize(
    ("plain", "place"),
    [
        ({"P5": {}}, "P5"),
        ({"P1": "30m"}, "P1"),
        ({"P1": {"resolution": "2d"}}, "P1.resolution"),
        ({"P1": {"resolution": "0h"}}, "P1.resolution"),
        ({"P1": {"resolutoin": "2h"}}, "P1.resolutoin"),
        ({"P1": {"escalate": ["lead"]}}, "P1.escalate"),
        ({"P1": {"escalate": {"lead": "soon"}}}, "P1.escalate"),
        ({"tiers": {"gold": "P1"}}, "tiers.gold"),
        ({"tiers": {"gold": {"P9": {}}}}, "tiers.gold.P9"),
        ({"tiers": []}, ""),
        ({"at_risk": "110"}, "at_risk"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_table_is_told_with_its_place(plain, place):
    _, faults = block(plain)
    assert [".".join(fault.place) for fault in faults] == [place][: bool(place)]
