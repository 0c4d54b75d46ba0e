"""A ticket with its clocks: what presses, who has to act, what is kept quiet."""

from dataclasses import field
from datetime import datetime

from supportctl.domain.calendar import Calendar
from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.replay import standing
from supportctl.domain.sla.clock import RUNNING, Clock
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Workflow


@frozen(kw_only=True)
class Watched:
    """`hours` is the calendar of its business days; `at_risk` are the shares at which a clock is told."""

    ticket: Ticket
    clocks: tuple[Clock, ...]
    hours: Calendar
    workflow: Workflow
    now: datetime
    at_risk: tuple[int, ...] = (50, 75, 90)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The type of its status."""
        return self.workflow.type_of(self.ticket.status)

    @property
    def active(self) -> tuple[Clock, ...]:
        return tuple(clock for clock in self.clocks if clock.is_active)

    @property
    def latest(self) -> tuple[Clock, ...]:
        """The newest clock of each name."""
        return tuple({clock.name: clock for clock in self.clocks}.values())

    @property
    def pressing(self) -> Clock | None:
        """The clock that has to be met next: what is late first, then what is due first."""
        going = [clock for clock in self.active if clock.state == RUNNING or clock.is_late]
        return min(going, key=lambda clock: (not clock.is_late, clock.due or self.now), default=None)

    def passed(self, clock: Clock) -> tuple[int, ...]:
        """The shares of its time at which a clock that still runs is told, as far as they are behind it."""
        return tuple(share for share in self.at_risk if clock.used >= share) if clock.state == RUNNING else ()

    def is_at_risk(self, clock: Clock) -> bool:
        """The first of several shares is only told."""
        return bool(self.passed(clock)[len(self.at_risk) > 1 :])

    @property
    def cycle(self) -> int:
        return max((clock.cycle for clock in self.clocks), default=1)

    @property
    def events(self) -> tuple[Event, ...]:
        """What stands and has happened by now, in the order in which it happened."""
        happened = (event for event in standing(self.ticket.events) if event.happened <= self.now)
        return tuple(sorted(happened, key=lambda event: event.happened))

    def last(self, *kinds: str) -> Event | None:
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    @property
    def entered(self) -> datetime:
        """When it came into the status it is in."""
        entry = self.last("status")
        return entry.happened if entry else self.ticket.received

    @property
    def snoozed(self) -> Event | None:
        """What keeps it quiet now."""
        snooze = self.last("snooze")
        return snooze if snooze and datetime.fromisoformat(snooze.get("until")) > self.now else None

    @property
    def actor(self) -> str:
        """Who has to act: the assignee, else the team, else nobody yet."""
        return self.ticket.text("assignee") or self.ticket.text("team")

    def people(self, role: str) -> str:
        """A role of an escalation with those who have it."""
        names = ", ".join(self.roles.get(role, ()))
        return f"{role} ({names})" if names else role
