"""Random histories of up to ten days: the clocks against a second, minute-by-minute implementation."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from supportctl.domain.calendar import Calendar, Days, always
from supportctl.domain.event import Event
from supportctl.domain.sla.clock import phases
from supportctl.domain.sla.table import CLOCKS, Target, Terms
from supportctl.domain.sla.walk import assess
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Workflow
from supportctl.store import lifecycle
from tests.support.naive import Happening, Naive

MINUTE = timedelta(minutes=1)
LONGEST = 10 * 24 * 60
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York")
STARTS = (
    datetime(2026, 2, 10, tzinfo=UTC),
    datetime(2026, 3, 25, tzinfo=UTC),
    datetime(2026, 10, 22, tzinfo=UTC),
)
STATUSES = [
    *("accepted", "diagnosing", "in_progress", "verifying", "waiting_third_party", "resolved", "closed"),
    *("waiting_customer",) * 4,
    *("in_progress", "resolved", "cancelled"),
]
WHATS = ("status",) * 6 + (
    "priority",
    "priority",
    "in",
    "in",
    "in",
    "out",
    "out",
    "workaround",
    "other",
    "auto",
)
PRIORITIES = ("P1", "P2", "P3", "P4")


def random_calendar(dice, grid):
    def windows():
        if dice.random() < 0.2:
            return ()
        edges = sorted(dice.sample(range(0, 1441, grid), dice.choice((2, 4))))
        return tuple(zip(edges[::2], edges[1::2], strict=True))

    week = tuple(windows() for _ in range(7))
    days = [datetime(2026, dice.choice((2, 3, 10)), dice.randint(1, 28)).date() for _ in range(6)]
    return Calendar(
        name="business",
        zone=ZoneInfo(dice.choice(ZONES)),
        week=week if any(week) else (((540, 1080),),) * 7,
        days=Days(off=dict.fromkeys(days[:3], ""), work=dict.fromkeys(days[3:], ())),
    )


def random_limits(dice, grid):
    """None of them for some clocks; on a coarse grid so short that a clock often stops just on time."""
    longest = 4000 if grid == 1 else 12
    return {
        priority: (
            dice.choice(("24x7", "business")),
            {name: dice.randint(1, longest) * grid for name in CLOCKS if dice.random() < 0.9},
        )
        for priority in PRIORITIES
    }


def random_history(dice, minutes, grid):
    """Happenings as they were recorded; some happened earlier than others recorded before."""
    times = sorted(dice.randint(-30, minutes + 30) // grid * grid for _ in range(dice.randint(0, 14)))
    if times and dice.random() < 0.4:
        times = [dice.choice(times) for _ in times]  # out of order, and several at one minute
    values = {"status": STATUSES, "priority": PRIORITIES}
    return [
        Happening(time, what, dice.choice(values[what]) if what in values else "")
        for time in times
        for what in [dice.choice(WHATS)]
    ]


def as_event(number, one, start):
    at = ("at", (start + one.minute * MINUTE).isoformat())
    kinds = {
        "status": ("status", (("from", "x"), ("to", one.value))),
        "priority": ("field", (("name", "priority"), ("from", "x"), ("to", one.value))),
        "in": ("message", (("direction", "in"), ("channel", "email"))),
        "out": ("message", (("direction", "out"), ("channel", "email"))),
        "auto": ("message", (("direction", "out"), ("channel", "email"), ("auto", "true"))),
        "workaround": ("solution", (("type", "workaround"),)),
        "other": ("note", ()),
    }
    kind, attributes = kinds[one.what]
    recorded = start + 20 * LONGEST * MINUTE + number * timedelta(milliseconds=1)
    return Event(f"{number:08}", recorded, "alice", kind, (at, *attributes), "")


def compare(seed):
    dice = Random(seed)
    grid = dice.choice((1, 60))
    minutes = dice.randint(1, dice.choice((120, 1000, LONGEST // 3 if seed % 9 else LONGEST)))
    start = dice.choice(STARTS) + dice.randint(0, 3000) // grid * grid * MINUTE
    hours, limits = random_calendar(dice, grid), random_limits(dice, grid)
    calendars = {"24x7": always(hours.zone), "business": hours}
    history = random_history(dice, minutes, grid)
    taken_back = {number for number in range(len(history)) if dice.random() < 0.1}
    events = [Event("created0", start, "alice", "created", (("status", "new"), ("priority", "P3")))]
    events += [as_event(number, one, start) for number, one in enumerate(history, 1)]
    events += [
        Event(
            f"r{number:07}",
            events[-1].recorded,
            "alice",
            "retract",
            (("of", f"#{number + 1:08}"), ("reason", "x")),
        )
        for number in taken_back
    ]
    ticket = Ticket(path="t", fields={"received": start.isoformat()}, events=tuple(events))
    terms = Terms(
        {
            priority: Target(calendar=name, limits={clock: count * MINUTE for clock, count in counts.items()})
            for priority, (name, counts) in limits.items()
        }
    )
    now = start + minutes * MINUTE
    found = assess(ticket, terms, calendars, phases=phases(WORKFLOW), now=now)
    opened = {
        name: [one.is_open(start + minute * MINUTE) for minute in range(minutes)]
        for name, one in calendars.items()
    }
    naive = Naive(limits, opened, "P3").run(
        sorted(
            (one for number, one in enumerate(history) if number not in taken_back and one.minute <= minutes),
            key=lambda one: max(one.minute, 0),
        ),
        minutes,
    )
    told = sorted((as_answer(clock, start) for clock in found), key=str)
    assert told == naive.answers(), f"seed {seed}"
    for clock in found:
        check(clock, calendars[clock.calendar], now)


WORKFLOW: Workflow = lifecycle.built_in().latest


def as_answer(clock, start):
    def minute(when):
        return None if when is None else (when - start) // MINUTE

    paused = sum((one.end - one.start for one in clock.intervals if one.kind == "paused"), timedelta())
    return (
        clock.name,
        clock.cycle,
        minute(clock.start),
        clock.state,
        clock.elapsed // MINUTE,
        minute(clock.stopped),
        paused // MINUTE,
    )


def check(clock, hours, now):
    """What each answer says of itself: the table adds up, and the due is when it would."""
    assert sum((one.worked for one in clock.intervals), timedelta()) == clock.elapsed
    for one, after in pairwise(clock.intervals):
        assert one.end == after.start
    assert clock.intervals[0].start == clock.start
    assert (clock.late_since is not None) == (clock.state == "breached")
    if clock.state == "running":
        assert clock.due is not None
        assert hours.between(now, clock.due) == clock.target - clock.elapsed


@pytest.mark.parametrize("batch", range(10))
def test_three_hundred_histories(batch):
    for seed in range(batch * 30, batch * 30 + 30):
        compare(seed)


@pytest.mark.long
@pytest.mark.parametrize("batch", range(100))
def test_ten_thousand_histories(batch):
    for seed in range(10_000 + batch * 100, 10_000 + batch * 100 + 100):
        compare(seed)
