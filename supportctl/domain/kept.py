"""What the clocks of a ticket said, and how long it holds: meanwhile only what is used of them grows."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from supportctl.domain.calendar import Calendar
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.row import Standing
from supportctl.domain.timespan import shown


@frozen(kw_only=True)
class Counter:
    """What was used of a clock that counts, in the hours of which calendar."""

    elapsed: timedelta
    target: timedelta
    calendar: str


@frozen
class Told:
    """A finding, and the clock it tells of, where that goes on counting."""

    finding: Finding
    counter: Counter | None = None

    def at(self, counted: timedelta) -> Finding:
        """The finding after so much more has counted."""
        if self.counter is None:
            return self.finding
        elapsed = self.counter.elapsed + counted
        now = {"elapsed": shown(elapsed), "share": elapsed * 100 // self.counter.target}
        held = self.finding.params
        told: dict[str, object] = {name: now.get(name, value) for name, value in held.items()}
        return Finding(self.finding.code, self.finding.path, self.finding.line, self.finding.column, **told)


@frozen(kw_only=True)
class Kept:
    """Holds from `made` until just before `until`; `basis` names what else it was made of."""

    made: datetime
    until: datetime
    basis: str
    standing: Standing
    told: tuple[Told, ...] = ()

    def holds(self, basis: str, now: datetime) -> bool:
        return self.basis == basis and self.made <= now < self.until

    def findings(self, now: datetime, calendar: Callable[[str], Calendar]) -> Iterator[Finding]:
        """The findings as they read now; `calendar` knows the calendars by name."""
        for one in self.told:
            hours = calendar(one.counter.calendar) if one.counter else None
            yield one.at(hours.between(self.made, now) if hours else timedelta())
