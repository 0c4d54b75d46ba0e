"""What the clocks of a ticket said, and how long it holds: meanwhile only the time passes."""

from datetime import datetime, timedelta
from typing import NamedTuple

from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.timespan import MICROSECOND, shown


class Counter(NamedTuple):
    """What was used of a clock that counts, in microseconds, and in the hours of which calendar."""

    elapsed: int
    target: int
    calendar: str


class Told(NamedTuple):
    """A finding, and the clock it tells of, where that goes on counting."""

    finding: Finding
    counter: Counter | None = None

    def after(self, counted: timedelta) -> Finding:
        """The finding after so much more has counted."""
        if not counted or self.counter is None:
            return self.finding
        elapsed = self.counter.elapsed + counted // MICROSECOND
        held = self.finding.params
        fresh = {"elapsed": shown(elapsed * MICROSECOND), "share": elapsed * 100 // self.counter.target}
        params: dict[str, object] = {name: fresh.get(name, value) for name, value in held.items()}
        return Finding(self.finding.code, self.finding.path, self.finding.line, self.finding.column, **params)


@frozen(kw_only=True)
class Course:
    """What a clock will be, as long as nothing happens.

    It is late after `late`; until then it is paused, or it runs and is at risk from `risk` on.
    """

    paused: bool = False
    due: datetime | None = None
    risk: datetime | None = None
    late: datetime | None = None


@frozen(kw_only=True)
class Kept:
    """Holds from `made` on: what is told until just before `until`, the courses just before `steady`."""

    made: datetime
    until: datetime
    steady: datetime
    courses: tuple[Course, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def due(self) -> datetime | None:
        """When the first of its clocks is due."""
        return min((one.due for one in self.courses if one.due), default=None)
