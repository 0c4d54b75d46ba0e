"""What is kept of a ticket reads, as long as it holds, like the whole answer of that moment."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from supportctl.checks import clock as checks
from supportctl.checks import moments
from supportctl.domain.calendar import Calendar, Days, always
from supportctl.domain.event import Event
from supportctl.domain.hours import windows
from supportctl.domain.replay import replay
from supportctl.domain.sla.clock import phases
from supportctl.domain.sla.table import terms
from supportctl.domain.sla.walk import assess
from supportctl.domain.ticket import Ticket
from supportctl.domain.timespan import MICROSECOND
from supportctl.domain.watched import Watched
from supportctl.store import lifecycle
from supportctl.store.config_sla import built_in
from tests.support.standing import due, states

ZONE = ZoneInfo("Asia/Shanghai")
WORKFLOW = lifecycle.built_in().latest
START = datetime(2026, 9, 14, 8, tzinfo=ZONE)
MINUTE = timedelta(minutes=1)
OFFICE = Calendar(
    name="business",
    zone=ZONE,
    week=(windows("09:00-12:00, 13:00-18:00"),) * 5 + ((), ()),
    days=Days(off={date(2026, 9, 25): ""}, work={date(2026, 9, 20): ()}, years=frozenset({2026})),
)
CALENDARS = {"business": OFFICE, "24x7": always(ZONE)}
STATUSES = tuple(WORKFLOW.types)
SPAN = 20 * 24 * 60
SHARES = ((50, 75, 90), (75,), (33, 66))


def moment(dice):
    """Anywhere, or on the hours at which days and promises begin and end."""
    grid = dice.choice((1, 30, 60, 60))
    return START + dice.randrange(-60, SPAN) // grid * grid * MINUTE


def happening(dice):
    """An event as the commands write it; half of them are words, which set most clocks going."""
    kind = dice.choice(
        ("status", "status", "priority", "snooze", "delay", "escalate", "remind", "workaround")
    )
    if dice.random() < 0.5:
        found = {"direction": dice.choice(("in", "out")), "channel": dice.choice(("email", "im"))}
        return "message", found | ({"auto": "true"} if dice.random() < 0.1 else {})
    match kind:
        case "status":
            check = {"next_check": moment(dice).isoformat()} if dice.random() < 0.5 else {}
            return "status", {"from": "new", "to": dice.choice(STATUSES)} | check
        case "priority":
            return "field", {"name": "priority", "from": "P2", "to": dice.choice(("P1", "P2", "P3", "P4"))}
        case "snooze":
            until = moment(dice) if dice.random() < 0.5 else START
            return "snooze", {"until": until.isoformat(), "reason": "x"}
        case "delay":
            return "delay", {"eta": moment(dice).isoformat(), "reason": "x"}
        case "escalate":
            return "escalate", {"level": "1", "to": dice.choice(("lead", "bob", "manager"))}
        case "workaround":
            return "solution", {"type": "workaround"}
    return "remind", {}


def ticket(dice):
    level = dice.choice(("P1", "P2", "P3", "P4"))
    events = [Event("k3f9x2ab", START, "alice", "created", (("status", "new"), ("priority", level)))]
    early = dice.random() < 0.5
    for number in range(dice.randrange(8)):
        kind, attributes = happening(dice)
        when = START + dice.randrange(600) * MINUTE if early else moment(dice)
        values = (("at", when.isoformat()), *attributes.items())
        events.append(Event(f"{number:08}", when, "alice", kind, values))
    events[1:] = sorted(events[1:], key=lambda event: event.recorded)
    eta = moment(dice).isoformat() if dice.random() < 0.3 else ""
    received = START + dice.choice((0, 0, -90, 300)) * MINUTE
    category = dice.choice(("defect", "guidance"))
    fields = {**replay(events), "id": "T-20260914-7F3K2", "received": received.isoformat(), "eta": eta}
    return Ticket(path="t.md", fields=fields | {"category": category}, events=tuple(events))


def watched(one, now, shares):
    promised = terms((built_in(),), one.received)
    clocks = assess(one, promised, CALENDARS, phases=phases(WORKFLOW), now=now)
    roles = {"lead": ("bob",)}
    return Watched(
        ticket=one, clocks=clocks, hours=OFFICE, workflow=WORKFLOW, now=now, at_risk=shares, roles=roles
    ), promised


def instants(dice, first, end):
    """From the first until just before the end: both ends, next to them, and in between."""
    last = min(end, first + timedelta(days=40)) - MICROSECOND
    if first <= last:
        yield first
        yield last
        for _ in range(4):
            yield first + (last - first) * dice.random()


def counted(told, made, now):
    return CALENDARS[told.counter.calendar].between(made, now) if told.counter else timedelta()


def turns(kept):
    """The moments at which a course changes, and those next to them."""
    for one in kept.courses:
        for moment in filter(None, (one.risk, one.late, one.due)):
            for then in (moment - MICROSECOND, moment, moment + MICROSECOND):
                if kept.made <= then < kept.steady:
                    yield then


def standing(kept, now):
    """What the catalogue makes of the courses, in SQL."""
    late = [one for one in kept.courses if one.late and one.late < now]
    rest = [one for one in kept.courses if one not in late]
    told = {
        "breached": bool(late),
        "at-risk": any(one.risk and one.risk <= now for one in rest),
        "paused": any(one.paused for one in rest),
        "running": any(not one.paused for one in rest),
    }
    return {name for name, holds in told.items() if holds}


def compare(seed):
    """One ticket from moment to moment; gives the codes that were told."""
    dice = random.Random(seed)
    one, now, shares = ticket(dice), moment(dice), dice.choice(SHARES)
    seen = set()
    for _ in range(4):
        case, promised = watched(one, now, shares)
        kept = moments.kept(case, promised, CALENDARS)
        assert kept.until <= kept.steady
        for then in instants(dice, kept.made, kept.until):
            truth, _ = watched(one, then, shares)
            told = [each.after(counted(each, kept.made, then)) for each in kept.told]
            assert told == list(checks.judge(truth)), f"seed {seed}: {now} read at {then}"
            seen |= {finding.code for finding in told}
        for then in (*instants(dice, kept.made, kept.steady), *turns(kept)):
            truth, _ = watched(one, then, shares)
            assert standing(kept, then) == states(truth), f"seed {seed}: {now} read at {then}"
            assert kept.due == due(truth), f"seed {seed}: {now} read at {then}"
            seen |= states(truth)
        # Another one begins where this one ends, or a little behind it.
        now = min(kept.until, now + timedelta(days=9)) + dice.choice((0, 0, 1, 60)) * timedelta(seconds=1)
    return seen


RULES = {f"L9{number:02}" for number in (*range(1, 15), 16, 17)}


def test_what_is_kept_is_what_would_be_said():
    seen = set()
    for seed in range(700):
        seen |= compare(seed)
    assert seen == {*RULES, "breached", "at-risk", "paused", "running"}


@pytest.mark.long
@pytest.mark.parametrize("batch", range(10))
def test_at_length(batch):
    for seed in range(10_000 + batch * 4_000, 10_000 + (batch + 1) * 4_000):
        compare(seed)


def test_before_the_receipt_nothing_holds_longer_than_a_moment():
    one = ticket(random.Random(1))
    case, promised = watched(one, one.received - MINUTE, SHARES[0])
    kept = moments.kept(case, promised, CALENDARS)
    assert kept.until == kept.steady == kept.made + MICROSECOND
