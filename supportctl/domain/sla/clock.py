"""A clock of a ticket as it stands, the stretches of time behind it, and what stops, pauses and meets one."""

from datetime import datetime, timedelta

from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.sla.table import Level
from supportctl.domain.workflow import LIVE, Workflow

RUNNING, PAUSED, MET, BREACHED, VOID = "running", "paused", "met", "breached", "void"
STATES = (RUNNING, PAUSED, MET, BREACHED, VOID)
RESOLVED = "resolved"
WORK, PAUSE, CLOSED, GONE = "work", "pause", "closed", "gone"
"""What a status is to a clock, with RESOLVED; GONE is cancelled or merged, where no promise is left."""

_GONE = ("cancelled", "merged")
_NO = ("", "false", "no", "0")
ZERO = timedelta()


@frozen(kw_only=True)
class Interval:
    """A stretch of one kind: running, paused or resolved; `worked` is what of it counts.

    `begun` and `ended` are the events behind it; None at the receipt, and while it lasts.
    """

    kind: str
    start: datetime
    end: datetime
    worked: timedelta = ZERO
    begun: Event | None = None
    ended: Event | None = None


@frozen(kw_only=True)
class Clock:
    """`due` is None while it is paused in time; `stopped` is None while it can still run.

    `late_since` is when it went over: its due, or the later change of priority that made it late.
    """

    name: str
    cycle: int
    state: str
    priority: str
    calendar: str
    target: timedelta
    start: datetime
    elapsed: timedelta
    due: datetime | None = None
    stopped: datetime | None = None
    late_since: datetime | None = None
    provisional: bool = False
    intervals: tuple[Interval, ...] = ()
    levels: tuple[Level, ...] = ()

    @property
    def is_active(self) -> bool:
        return self.stopped is None

    @property
    def is_late(self) -> bool:
        return self.state == BREACHED

    @property
    def left(self) -> timedelta:
        """What is left of the target, below zero if it is late."""
        return self.target - self.elapsed

    @property
    def used(self) -> int:
        """The share of the target that is used, in whole per cent."""
        return self.elapsed * 100 // self.target


def phases(workflow: Workflow) -> dict[str, str]:
    """What each status is to the clocks."""
    return {name: _phase(workflow, name, kind) for name, kind in workflow.types.items()}


def _phase(workflow: Workflow, status: str, kind: str) -> str:
    if kind in LIVE:
        return PAUSE if workflow.is_waiting_for_customer(status) else WORK
    if kind == RESOLVED:
        return RESOLVED
    return GONE if workflow.canonical(status) in _GONE else CLOSED


def is_human(event: Event, direction: str) -> bool:
    """A message that a person wrote, to the customer (out) or from the customer (in)."""
    by_person = event.get("auto").lower() in _NO
    return event.kind == "message" and event.get("direction") == direction and by_person
