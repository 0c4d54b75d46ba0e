"""Clocks for people and programs: a list, one ticket's clocks, and the table of intervals that adds up."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from supportctl.domain.event import Event
from supportctl.domain.finding import Finding
from supportctl.domain.holder import Holder
from supportctl.domain.sla.clock import BREACHED, MET, PAUSED, RUNNING, Clock, Interval
from supportctl.domain.text import visible
from supportctl.domain.timespan import shown
from supportctl.domain.watched import Watched
from supportctl.errors import Said
from supportctl.render import findings as found
from supportctl.render.colour import Role, paint
from supportctl.render.story import tell
from supportctl.render.table import Column, Row, table
from supportctl.render.words import Words

_ROLES = {BREACHED: Role.BAD, PAUSED: Role.QUIET, MET: Role.GOOD}
_SEVERITIES = {"error": Role.BAD, "warning": Role.WARNING, "info": Role.QUIET}

STALE = (
    Column(key="who", header="TO ACT"),
    Column(key="id", header="ID"),
    Column(key="code", header="CODE", role=lambda row: _SEVERITIES[str(row["severity"])]),
    Column(key="message", header="SEEN", shrinks=True),
)
INTERVALS = (
    Column(key="from", header="BEGIN"),
    Column(key="to", header="END"),
    Column(key="kind", header="KIND"),
    Column(key="worked", header="COUNTS", right=True),
    Column(key="sum", header="SUM", right=True),
    Column(key="event", header="EVENT"),
    Column(key="because", header="BECAUSE", shrinks=True),
)


def row(case: Watched, clock: Clock) -> Row:
    """`supportctl.clocks/1`; lengths are seconds of working time."""
    return {
        "id": case.ticket.id,
        "clock": clock.name,
        "cycle": clock.cycle,
        "state": clock.state,
        "late": clock.is_late,
        "priority": clock.priority,
        "calendar": clock.calendar,
        "start": _iso(clock.start),
        "due": _iso(clock.due),
        "provisional": clock.provisional,
        "stopped": _iso(clock.stopped),
        "late_since": _iso(clock.late_since),
        "target_seconds": _seconds(clock.target),
        "elapsed_seconds": _seconds(clock.elapsed),
        "used_percent": clock.used,
        "tell": [level.who for level in clock.levels],
        "assignee": case.ticket.text("assignee"),
        "customer": case.ticket.text("customer"),
        "title": case.ticket.title,
        "intervals": [_interval(one) for one in clock.intervals],
    }


def _interval(one: Interval) -> Row:
    return {
        "kind": one.kind,
        "from": _iso(one.start),
        "to": _iso(one.end),
        "worked_seconds": _seconds(one.worked),
        "begun": one.begun.id if one.begun else "",
        "ended": one.ended.id if one.ended else "",
    }


def _iso(when: datetime | None) -> str:
    return when.isoformat(timespec="seconds") if when else ""


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)


def columns(words: Words, zone: tzinfo, *, whose: bool) -> tuple[Column, ...]:
    """`whose` adds the ticket each clock belongs to."""

    def state(one: Row) -> str:
        return words(f"state.{one['state']}")

    def due(one: Row) -> str:
        text = str(one["due"])
        moment = _stamp(datetime.fromisoformat(text), zone) if text else "-"
        return words("{due} (provisional)", due=moment) if one["provisional"] and text else moment

    def left(one: Row) -> str:
        return shown(timedelta(seconds=int(str(one["target_seconds"])) - int(str(one["elapsed_seconds"]))))

    def used(one: Row) -> str:
        return f"{one['used_percent']}%"

    own = (Column(key="id", header="ID"),) if whose else ()
    last = (Column(key="assignee", header="ASSIGNEE"), Column(key="title", header="TITLE", shrinks=True))
    return (
        *own,
        Column(key="clock", header="CLOCK", text=lambda one: words(f"clock.{one['clock']}")),
        Column(key="cycle", header="CYCLE", right=True),
        Column(key="priority", header="PRIORITY"),
        Column(key="state", header="STATE", text=state, role=_state_role),
        Column(key="due", header="DUE", text=due),
        Column(key="elapsed_seconds", header="ELAPSED", right=True, text=_length("elapsed_seconds")),
        Column(key="target_seconds", header="TARGET", right=True, text=_length("target_seconds")),
        Column(key="used_percent", header="USED", right=True, text=used),
        *((Column(key="calendar", header="CALENDAR"),) if not whose else last),
    )


def _length(key: str) -> Callable[[Row], str]:
    return lambda one: shown(timedelta(seconds=int(str(one[key]))))


def _state_role(one: Row) -> Role:
    return _ROLES.get(str(one["state"]), Role.PLAIN)


def _stamp(when: datetime, zone: tzinfo) -> str:
    return when.astimezone(zone).strftime("%m-%d %H:%M")


def explanation(
    case: Watched, clock: Clock, *, words: Words, zone: tzinfo, colour: bool, screen: int
) -> Iterator[str]:
    """One clock: what was promised, every stretch with the event behind it, and what it comes to."""
    head = words(
        "{clock}, cycle {cycle}: {target} in the calendar {calendar} ({priority})",
        clock=Said(f"clock.{clock.name}"),
        cycle=clock.cycle,
        target=shown(clock.target),
        calendar=clock.calendar,
        priority=clock.priority,
    )
    yield paint(head, Role.HEADING) if colour else head
    rows = list(_explained(clock, words, zone))
    yield from table(INTERVALS, rows, words=words, colour=colour, screen=screen)
    end = words(verdict(clock, zone))
    yield paint(end, _ROLES.get(clock.state, Role.PLAIN)) if colour else end
    for event in priorities(case, clock):
        yield words(
            "  {when}  priority {old} → {new}: another target, the same start and pauses",
            when=_stamp(event.happened, zone),
            old=event.get("from"),
            new=event.get("to"),
        )


def priorities(case: Watched, clock: Clock) -> Iterator[Event]:
    """The changes of priority that fell into a clock's life."""
    end = clock.stopped or case.now
    for event in case.events:
        if event.kind == "field" and event.get("name") == "priority" and clock.start <= event.happened <= end:
            yield event


def _explained(clock: Clock, words: Words, zone: tzinfo) -> Iterator[Row]:
    total = timedelta()
    for one in clock.intervals:
        if one.start == one.end and len(clock.intervals) > 1:
            continue
        total += one.worked
        yield {
            "from": _stamp(one.start, zone),
            "to": _stamp(one.end, zone) if one.ended or clock.stopped else "…",
            "kind": words(f"state.{one.kind}"),
            "worked": shown(one.worked),
            "sum": shown(total),
            "event": f"#{one.begun.id}" if one.begun else "",
            "because": visible(words(tell(one.begun) if one.begun else Said("received from the customer"))),
        }


def verdict(clock: Clock, zone: tzinfo) -> Said:
    values: dict[str, object] = {"elapsed": shown(clock.elapsed), "target": shown(clock.target)}
    due = _stamp(clock.due, zone) if clock.due else "-"
    if clock.late_since is not None:
        since = _stamp(clock.late_since, zone)
        return Said(
            "= {elapsed} of {target}: late since {since}; due was {due}", **values, since=since, due=due
        )
    if clock.state == RUNNING and clock.provisional:
        return Said("= {elapsed} of {target}; due {due}, provisional: that year's days are not known yet",
                    **values, due=due)  # fmt: skip
    if clock.state == RUNNING:
        return Said("= {elapsed} of {target}; due {due}", **values, due=due)
    if clock.state == PAUSED:
        return Said("= {elapsed} of {target}; paused, {left} left", **values, left=shown(clock.left))
    return Said("= {elapsed} of {target}: {state}", **values, state=Said(f"state.{clock.state}"))


def stale_rows(pairs: Sequence[tuple[Holder | None, Finding]], words: Words) -> list[Row]:
    """`supportctl.stale/1`: findings with the ticket, or the article, and who has to act."""
    rows = found.rows([finding for _, finding in pairs], words)
    return [
        {
            **one,
            "who": seen["who"],
            "assignee": holder.assignee if holder else "",
            "id": seen["id"],
            "priority": holder.priority if holder else "",
        }
        for one, seen, (holder, _) in zip(rows, stale_seen(pairs, words), pairs, strict=True)
    ]


def stale_seen(pairs: Sequence[tuple[Holder | None, Finding]], words: Words) -> list[Row]:
    """As much of it as the columns show: of ten thousand findings nobody wants every name and way out."""
    nobody = words("nobody yet")
    return [
        {
            "who": (holder.actor or nobody) if holder else str(finding.params.get("owner", "")),
            "id": holder.id if holder else str(finding.params.get("id", "")),
            "code": finding.code,
            "severity": finding.rule.severity,
            "message": found.message(finding, words),
        }
        for holder, finding in pairs
    ]


def reason(case: Watched, zone: tzinfo) -> Said:
    """Why this ticket comes next."""
    clock = case.pressing
    if clock is None:
        return Said("nothing presses; it has waited since {since}", since=_stamp(case.entered, zone))
    values: Mapping[str, object] = {"clock": Said(f"clock.{clock.name}"), "target": shown(clock.target)}
    if clock.is_late:
        return Said("{clock} is late: {elapsed} of {target}", **values, elapsed=shown(clock.elapsed))
    due = _stamp(clock.due, zone) if clock.due else "-"
    return Said("{clock} is due {due}, {left} left of {target}", **values, due=due, left=shown(clock.left))


NEXT = (
    Column(key="id", header="ID"),
    Column(key="priority", header="PRIORITY"),
    Column(key="status", header="STATUS"),
    Column(key="assignee", header="ASSIGNEE"),
    Column(key="why", header="WHY"),
    Column(key="title", header="TITLE", shrinks=True),
)


def next_row(case: Watched, words: Words, zone: tzinfo) -> Row:
    """`supportctl.next/1`."""
    clock = case.pressing
    return {
        "id": case.ticket.id,
        "priority": case.ticket.priority,
        "status": case.ticket.status,
        "assignee": case.ticket.text("assignee"),
        "why": words(reason(case, zone)),
        "clock": clock.name if clock else "",
        "due": _iso(clock.due) if clock else "",
        "late": bool(clock and clock.is_late),
        "title": case.ticket.title,
    }
