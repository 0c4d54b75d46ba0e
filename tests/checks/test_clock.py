"""What the clock finds, each rule with a history that breaks it and one that does not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from supportctl.checks import clock as checks
from supportctl.domain.calendar import Calendar, Days, always
from supportctl.domain.event import Event
from supportctl.domain.hours import windows
from supportctl.domain.replay import replay
from supportctl.domain.sla.clock import phases
from supportctl.domain.sla.table import terms
from supportctl.domain.sla.walk import assess
from supportctl.domain.ticket import Ticket
from supportctl.domain.watched import Watched
from supportctl.store import lifecycle
from supportctl.store.config_sla import built_in
from tests.support.articles import article

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar(
    name="business",
    zone=ZONE,
    week=(windows("09:00-12:00, 13:00-18:00"),) * 5 + ((), ()),
    days=Days(work={date(2026, 9, 20): ()}, years=frozenset({2026})),
)
WORKFLOW = lifecycle.built_in().latest


def at(text):
    """`14 09:00` is in September 2026."""
    month = "" if text.count("-") else "09-"
    return datetime.fromisoformat(f"2026-{month}{text.replace(' ', 'T')}").replace(tzinfo=ZONE)


def case(now, *happened, level="P2", eta=""):
    """A ticket received on Monday the 14th at 9:00, answered at 9:30 unless told otherwise."""
    events = [Event("k3f9x2ab", at("14 09:00"), "alice", "created", (("status", "new"), ("priority", level)))]
    events += [
        Event(f"{number:08}", at(when), "alice", kind, tuple(attributes.items()))
        for number, (when, kind, attributes) in enumerate(happened, 1)
    ]
    fields = {**replay(events), "id": "T-20260914-7F3K2", "received": at("14 09:00").isoformat(), "eta": eta}
    ticket = Ticket(path="t.md", fields=fields, events=tuple(events))
    promised = terms((built_in(),), ticket.received)
    calendars = {"business": OFFICE, "24x7": always(ZONE)}
    clocks = assess(ticket, promised, calendars, phases=phases(WORKFLOW), now=at(now))
    roles = {"lead": ("bob",)}
    return Watched(ticket=ticket, clocks=clocks, hours=OFFICE, workflow=WORKFLOW, now=at(now), roles=roles)


def out(when, **more):
    return when, "message", {"direction": "out", "channel": "email", **more}


def heard(when):
    return when, "message", {"direction": "in", "channel": "email"}


def status(when, to, **more):
    return when, "status", {"from": "new", "to": to, **more}


def delay(when, eta):
    return when, "delay", {"message": "#x", "reason": "r", "eta": at(eta).isoformat()}


def codes(one):
    return {finding.code for finding in checks.judge(one)}


def raised(when, to):
    return when, "field", {"name": "priority", "from": "P3", "to": to}


CHATTED = out("14 17:30", channel="im")
DELAYED = ("14 17:31", "delay", {"message": "#00000001", "reason": "r", "eta": at("18 18:00").isoformat()})
ANSWERED, SOLVED = out("14 09:30"), status("14 12:00", "resolved")
TWO = at("14 14:00").isoformat()
BY_RULE = [
    ("L901", case("14 11:01"), case("14 10:59")),
    ("L901", case("14 11:01", ("14 10:00", "note", {})), case("14 11:01", ANSWERED)),
    # The 8 h for a workaround from Mon 9:00 are over on Mon 18:00, the 16 h for the resolution on Tue 18:00.
    ("L902", case("15 09:01", ANSWERED), case("14 18:00", ANSWERED)),
    ("L902", case("17 09:01", ANSWERED, delay("15 17:00", "16 18:00")), case("17 09:01", SOLVED)),
    ("L903", case("16 09:01", ANSWERED, delay("15 17:00", "16 18:00")), case("16 09:01", ANSWERED)),
    ("L904", case("14 14:01", ANSWERED, heard("14 11:00")), case("14 14:00", ANSWERED, heard("14 11:00"))),
    ("L905", case("14 14:31", ANSWERED), case("14 14:31", ANSWERED, out("14 13:00"))),
    ("L906", case("15 09:31", ANSWERED), case("15 09:30", ANSWERED)),
    ("L907", case("14 15:00", eta=TWO), case("14 13:59", eta=TWO)),
    ("L908", case("15 14:00"), case("15 11:00", status("14 10:00", "waiting_customer"), ANSWERED)),
    ("L909", case("14 10:00"), case("14 09:59")),
    (
        "L910",
        case("14 15:00", status("14 10:00", "waiting_customer"), heard("14 14:00")),
        case("14 15:00", heard("14 09:30"), status("14 10:00", "waiting_customer")),
    ),
    # Five working days from Mon 14: 15, 16, 17, 18 and the make-up Sunday 20.
    (
        "L911",
        case("20 10:01", status("14 10:00", "resolved")),
        case("20 10:01", status("14 10:00", "resolved"), out("15 10:00")),
    ),
    (
        "L912",
        case("28 10:01", status("14 10:00", "waiting_customer")),
        case("24 10:00", status("14 10:00", "waiting_customer")),
    ),
    (
        "L913",
        case("16 10:00", status("14 10:00", "waiting_third_party", next_check=at("16 09:00").isoformat())),
        case("16 08:00", status("14 10:00", "waiting_third_party", next_check=at("16 09:00").isoformat())),
    ),
    ("L916", case("15 14:00"), case("15 14:00", ("15 13:30", "escalate", {"level": "2", "to": "lead"}))),
    ("L916", case("15 14:00"), case("15 14:00", ("15 13:30", "escalate", {"level": "2", "to": "bob"}))),
    # By messenger at 17:30: a P1 is repeated by 18:00, a P2 in 2 working hours, a P3 in a working day.
    (
        "L917",
        case("14 18:01", out("14 17:30", channel="im"), level="P1"),
        case("14 18:00", out("14 17:30", channel="im"), level="P1"),
    ),
    (
        "L917",
        case("15 10:31", out("14 17:30", channel="im"), level="P2"),
        case("15 10:30", out("14 17:30", channel="im"), level="P2"),
    ),
    (
        "L917",
        case("15 17:31", CHATTED, DELAYED, level="P3"),
        case("15 17:30", CHATTED, DELAYED, level="P3"),
    ),
    (
        "L917",
        case("15 17:31", CHATTED, DELAYED, level="P3"),
        case("15 17:31", CHATTED, level="P3"),
    ),
    (
        "L917",
        case("15 17:31", CHATTED, DELAYED, out("15 09:10", repeats="#00000001", channel="im"), level="P3"),
        case("15 17:31", CHATTED, DELAYED, out("15 09:10", repeats="#00000001"), level="P3"),
    ),
    # What was a word on a P3 becomes one on a P1 at 10:00 the next day.
    (
        "L917",
        case("15 10:31", CHATTED, raised("15 10:00", "P1"), level="P3"),
        case("15 10:30", CHATTED, raised("15 10:00", "P1"), level="P3"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "broken", "kept"), BY_RULE, ids=[rule[0] for rule in BY_RULE])
def test_each_rule_is_broken_and_kept(code, broken, kept):
    assert code in codes(broken)
    assert code not in codes(kept)


@pytest.mark.parametrize("end", ["closed", "cancelled", "merged"])
def test_nothing_is_said_of_what_is_over(end):
    assert codes(case("30 09:00", ANSWERED, status("14 10:00", end), eta=at("15 09:00").isoformat())) == set()


def test_what_is_kept_quiet_is_visibly_so_until_its_end():
    snooze = ("14 12:00", "snooze", {"until": at("18 09:00").isoformat(), "reason": "the customer is away"})
    assert codes(case("17 09:00", snooze)) == {"L914"}
    assert "L901" in codes(case("18 09:01", snooze))
    (finding,) = checks.judge(case("17 09:00", snooze))
    assert "is kept quiet until 2026-09-18 09:00: the customer is away" in str(finding)


def test_the_people_of_a_role_are_named():
    (finding,) = (one for one in checks.judge(case("15 14:00", ANSWERED)) if one.code == "L916")
    assert "lead (bob) should know" in str(finding)


def test_each_finding_names_the_command_that_mends_it():
    ways = {str(one.way_out) for one in checks.judge(case("16 09:01", ANSWERED)) if one.is_error}
    assert ways == {
        "supportctl delay T-20260914-7F3K2 TIME -m REASON",
        "supportctl reply T-20260914-7F3K2 -m TEXT",
    }


@pytest.mark.parametrize(
    ("now", "years"),
    [("2026-10-31", []), ("2026-11-01", [2027]), ("2027-01-01", [2027]), ("2027-11-05", [2027, 2028])],
)
def test_the_year_to_come_is_wanted_from_november_on(now, years):
    moment = datetime.fromisoformat(now).replace(tzinfo=ZONE) + timedelta(hours=1)
    found = list(checks.calendar(OFFICE, "supportctl.yaml", moment))
    assert [finding.params["year"] for finding in found] == years
    assert list(checks.calendar(always(ZONE), "supportctl.yaml", moment)) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"identity": "KB-20260914-00001"}, []),  # 14 days
        ({"identity": "KB-20260913-00001"}, ["L918"]),
        ({"identity": "KB-20260913-00001", "status": "wip"}, ["L918"]),
        ({"identity": "KB-20260101-00001", "status": "archived"}, []),
        ({"status": "validated", "reviewed": "2025-09-28T09:00:00+08:00"}, []),
        ({"status": "validated", "reviewed": "2025-09-28T08:59:59+08:00"}, ["L919"]),
        ({"status": "validated", "identity": "KB-20250101-00001"}, ["L919"]),
    ],
)
def test_articles_that_wait_to_be_looked_after(fields, expected):
    shelf = [article(**fields, owner="wu")]
    found = list(checks.articles(shelf, at("28 09:00")))
    assert [finding.code for finding in found] == expected
    assert all(finding.params["owner"] == "wu" for finding in found)
