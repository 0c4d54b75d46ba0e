"""The clocks of a ticket: a pure function of its events, what is promised, calendars, and now.

One walk over the standing events in the order in which they happened (`at`, else when recorded), none of
them before the receipt, none after now. Between two events nothing changes, so each step either counts for
a clock or does not; a clock is late as soon as it counted more than its target of that moment.

- first_response runs from the receipt to the first message of a person to the customer. Nothing pauses it.
- next_reply runs, once that was given, from the customer's oldest unanswered message to our next one.
- update runs from each message of ours to the next, while the ticket is live.
- workaround stops when a workaround on record is told to the customer, or at resolved.
- resolution stops at resolved; a rejection resumes it. Time in resolved is told apart.
- The last three pause in waiting for the customer, from the entry to the customer's next message.
- Reopening begins the next cycle. Another priority applies its target to the same start and pauses:
  what is met stays met, what was late stays late.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from supportctl.domain.calendar import Calendar
from supportctl.domain.event import Event
from supportctl.domain.replay import standing
from supportctl.domain.schema import PRIORITIES
from supportctl.domain.sla.clock import (
    BREACHED,
    CLOSED,
    GONE,
    MET,
    PAUSE,
    PAUSED,
    RESOLVED,
    RUNNING,
    VOID,
    WORK,
    ZERO,
    Clock,
    Interval,
    is_human,
)
from supportctl.domain.sla.table import (
    FIRST_RESPONSE,
    NEXT_REPLY,
    RESOLUTION,
    UPDATE,
    WORKAROUND,
    Target,
    Terms,
)
from supportctl.domain.ticket import Ticket


def assess(
    ticket: Ticket,
    promised: Terms,
    calendars: Mapping[str, Calendar],
    *,
    phases: Mapping[str, str],
    now: datetime,
) -> tuple[Clock, ...]:
    """Every clock the ticket ever had, in the order in which they began; those without a target left out."""
    events = standing(ticket.events)
    created = next((event for event in events if event.kind == "created"), None)
    if created is None or phases.get(created.get("status"), WORK) not in (WORK, PAUSE):
        return ()
    begin = ticket.received
    walk = _Walk(promised, calendars, phases, begin, created)
    times = [(max(event.happened, begin), event) for event in events if event.kind != "created"]
    for when, event in sorted(times, key=lambda pair: pair[0]):
        if when <= now:
            walk.step(when, event)
    walk.advance(max(now, walk.time))
    clocks = [clock for watch in walk.watches if (clock := walk.read(watch)) is not None]
    return tuple(sorted(clocks, key=lambda clock: clock.start))


@dataclass(slots=True)
class _Watch:
    """One clock in the making. `worked` is kept in every calendar, since the priority may change."""

    name: str
    cycle: int
    start: datetime
    intervals: list[Interval] = field(default_factory=list)
    worked: dict[str, timedelta] = field(default_factory=dict)
    mode: str = ""
    late: tuple[datetime, str] | None = None
    end: tuple[datetime, str] | None = None
    """When it stopped for good, and in which priority."""
    void: bool = False


class _Walk:
    def __init__(
        self,
        promised: Terms,
        calendars: Mapping[str, Calendar],
        phases: Mapping[str, str],
        begin: datetime,
        created: Event,
    ) -> None:
        self.promised = promised
        self.calendars = calendars
        self.phases = phases
        self.time = begin
        self.priority = created.get("priority") if created.get("priority") in PRIORITIES else "P3"
        self.phase = phases.get(created.get("status"), WORK)
        self.answered = False
        self.responded = False
        self.workaround = False
        self.cycle = 1
        self.watches: list[_Watch] = []
        for name in (FIRST_RESPONSE, WORKAROUND, RESOLUTION):
            self.open(name, None)

    # --- one event -------------------------------------------------------------------------------

    def step(self, when: datetime, event: Event) -> None:
        self.advance(when)
        if event.kind == "status":
            self.enter(self.phases.get(event.get("to"), WORK), event)
        elif event.kind == "field" and event.get("name") == "priority" and event.get("to") in PRIORITIES:
            self.priority = event.get("to")
        elif event.kind == "solution" and event.get("type") == WORKAROUND:
            self.workaround = True
        elif is_human(event, "out"):
            self.told(event)
        elif is_human(event, "in"):
            self.heard(event)
        for watch in self.running:
            self.turn(watch, event)

    def advance(self, when: datetime) -> None:
        """Let the time go on to `when`: count it, and see who goes over meanwhile."""
        if when > self.time:
            begin, self.time = self.time, when
            worked: dict[str, timedelta] = {}
            for watch in self.running:
                watch.intervals[-1] = replace(watch.intervals[-1], end=when)
                if watch.mode == RUNNING:
                    worked = worked or {
                        name: hours.between(begin, when) for name, hours in self.calendars.items()
                    }
                    for name, length in worked.items():
                        watch.worked[name] = watch.worked.get(name, ZERO) + length
                self.judge(watch, begin)

    def judge(self, watch: _Watch, since: datetime) -> None:
        """Late once more counted than the target of now; a stopped clock is not judged by later targets."""
        target = self.target(self.priority)
        limit = target.limits.get(watch.name)
        if watch.late or limit is None or watch.mode == RESOLVED:
            return
        if watch.worked.get(target.calendar, ZERO) > limit:
            watch.late = (max(self.reached(watch, target, limit), since), self.priority)

    def enter(self, phase: str, event: Event) -> None:
        """A status: what it is to the clocks may change, and some of them end or begin."""
        was, self.phase = self.phase, phase
        self.answered = False
        ended = (CLOSED, GONE)
        if was in ended and phase not in ended:
            self.cycle += 1
            self.workaround = False
            self.open(WORKAROUND, event)
            self.open(RESOLUTION, event)
        if phase in (WORK, PAUSE) and was not in (WORK, PAUSE) and self.responded:
            self.open(UPDATE, event)
        if phase in ended and was not in ended:
            for watch in self.running:
                kept = phase == CLOSED and watch.name not in (FIRST_RESPONSE, NEXT_REPLY)
                self.stop(watch, event, void=not kept)
        elif phase == RESOLVED:
            self.end(UPDATE, event)

    def told(self, event: Event) -> None:
        """We wrote to the customer."""
        for name in (FIRST_RESPONSE, NEXT_REPLY, UPDATE):
            self.end(name, event)
        self.responded = True
        if self.workaround:
            self.end(WORKAROUND, event)
        if self.phase in (WORK, PAUSE):
            self.open(UPDATE, event)

    def heard(self, event: Event) -> None:
        """The customer wrote: the wait for that is over, and an answer is owed."""
        self.answered = True
        waiting = any(watch.name == NEXT_REPLY for watch in self.running)
        if self.responded and not waiting and self.phase not in (CLOSED, GONE):
            self.open(NEXT_REPLY, event)

    # --- watches ---------------------------------------------------------------------------------

    @property
    def running(self) -> list[_Watch]:
        return [watch for watch in self.watches if watch.end is None]

    def open(self, name: str, event: Event | None) -> None:
        watch = _Watch(name, self.cycle, self.time)
        self.watches.append(watch)
        self.turn(watch, event)

    def end(self, name: str, event: Event) -> None:
        for watch in self.running:
            if watch.name == name:
                self.stop(watch, event)

    def stop(self, watch: _Watch, event: Event, *, void: bool = False) -> None:
        self.judge(watch, self.time)
        last = watch.intervals[-1]
        stopped = last.start if watch.mode == RESOLVED else self.time
        watch.intervals[-1] = replace(last, ended=event)
        watch.end = (stopped, self.priority)
        watch.void = void

    def turn(self, watch: _Watch, event: Event | None) -> None:
        """Begin another interval where the mode has changed."""
        mode = self.mode(watch.name)
        if mode == watch.mode:
            return
        if mode == RESOLVED:
            self.judge(watch, self.time)
        if watch.intervals:
            watch.intervals[-1] = replace(watch.intervals[-1], ended=event)
        watch.mode = mode
        watch.intervals.append(Interval(kind=mode, start=self.time, end=self.time, begun=event))

    def mode(self, name: str) -> str:
        if name in (FIRST_RESPONSE, NEXT_REPLY):
            return RUNNING
        if self.phase == RESOLVED:
            return RESOLVED
        return PAUSED if self.phase == PAUSE and not self.answered else RUNNING

    # --- the answer --------------------------------------------------------------------------------

    def target(self, priority: str) -> Target:
        return self.promised.targets.get(priority, Target())

    def hours(self, target: Target) -> Calendar:
        return self.calendars[target.calendar]

    def reached(self, watch: _Watch, target: Target, limit: timedelta) -> datetime:
        """When so much has counted, or will have if it goes on running from here."""
        hours, left, end = self.hours(target), limit, watch.start
        for interval in watch.intervals:
            if interval.kind == RUNNING:
                worked = hours.between(interval.start, interval.end)
                if left <= worked:
                    return hours.add(interval.start, left)
                left, end = left - worked, interval.end
        return hours.add(end, left)

    def read(self, watch: _Watch) -> Clock | None:
        """The clock as it stands; one that was late is told under a priority that has a target for it."""
        stopped, priority = watch.end or (None, self.priority)
        if watch.end is None and watch.mode == RESOLVED:
            stopped = watch.intervals[-1].start
        if watch.late and watch.name not in self.target(priority).limits:
            priority = watch.late[1]
        target = self.target(priority)
        limit = target.limits.get(watch.name)
        if limit is None:
            return None
        state = self.state(watch, stopped)
        due = None if state == PAUSED else self.reached(watch, target, limit)
        elapsed, hours = watch.worked.get(target.calendar, ZERO), self.hours(target)
        reached = tuple(level for level in target.levels if level.is_reached(elapsed, limit))
        return Clock(
            name=watch.name,
            cycle=watch.cycle,
            state=state,
            priority=priority,
            calendar=target.calendar,
            target=limit,
            start=watch.start,
            elapsed=elapsed,
            due=due,
            stopped=stopped,
            late_since=watch.late[0] if watch.late else None,
            provisional=hours.is_provisional(watch.start, due or self.time),
            intervals=tuple(self.counted(interval, hours) for interval in watch.intervals),
            levels=reached if watch.name == RESOLUTION else (),
        )

    def state(self, watch: _Watch, stopped: datetime | None) -> str:
        if watch.late:
            return BREACHED
        if watch.void:
            return VOID
        if stopped is not None:
            return MET
        return watch.mode

    def counted(self, interval: Interval, hours: Calendar) -> Interval:
        if interval.kind != RUNNING:
            return interval
        return replace(interval, worked=hours.between(interval.start, interval.end))
