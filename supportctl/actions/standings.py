"""What the clocks say of many tickets: kept in the catalogue as long as it holds, else read and assessed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from supportctl.actions.assessing import Clocks
from supportctl.domain.calendar import Calendar
from supportctl.domain.finding import Finding
from supportctl.domain.holder import Holder
from supportctl.domain.query.tree import Filter, Operand, Query
from supportctl.store import grounds
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_standing import ASKED, TOLD, Assessed, Lacking
from supportctl.store.desk import Desk
from supportctl.store.grounds import Ground

_UNFINISHED = Query((Filter("is", (Operand("=", "live"), Operand("=", "resolved"))),))


def unfinished(query: Query) -> Query:
    """The same, without what is over: those clocks stand still."""
    return Query((*query.parts, *_UNFINISHED.parts), query.sort)


class Counted:
    """The working time until now, in each calendar since each moment: many tickets share them."""

    def __init__(self, now: datetime, calendar: Callable[[str], Calendar]) -> None:
        self._now = now
        self._calendar = calendar
        self._known: dict[tuple[datetime, str], timedelta] = {}

    def since(self, made: datetime, name: str) -> timedelta:
        key = (made, name)
        if key not in self._known:
            self._known[key] = self._calendar(name).between(made, self._now)
        return self._known[key]


class Standings:
    """Of one desk at one moment. `faults` fills with what is wrong with contracts."""

    def __init__(self, desk: Desk, catalog: Catalog, now: datetime) -> None:
        self._desk = desk
        self._catalog = catalog
        self._now = now
        self._clocks = Clocks(desk, now)
        self._ground: Ground = ()

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(self._clocks.findings)

    def told(self, query: Query, me: str) -> list[tuple[Holder, Finding]]:
        """The findings of the tickets that a query finds, as they read now."""
        zone = self._desk.config.zone
        found = self._catalog.told(query, now=self._now, zone=zone, me=me)
        counted = Counted(self._now, self._clocks.calendar)
        return [
            (holder, one.after(counted.since(made, one.counter.calendar)) if one.counter else one.finding)
            for holder, made, told in found
            for one in told
        ]

    def settle_all(self) -> None:
        """So that any query may ask for them."""
        self._settle(_UNFINISHED, ASKED, "")

    def settle(self, query: Query, me: str) -> None:
        """So that all can be told that the clocks say of them."""
        self._settle(query, TOLD, me)

    def _settle(self, query: Query, horizon: str, me: str) -> None:
        """From here on the catalogue knows of all of them what holds now; it keeps what it can."""
        self._stand()
        lacking = self._lacking(query, horizon, me)
        assessed = tuple(self._assessed(lacking))
        if assessed or not self._catalog.reaches(self._now):
            self._keep(assessed, complete=not lacking)
        if assessed:
            self._stand()
            still = {one.path for one in self._lacking(query, horizon, me)}
            self._catalog.overlay([one for one in assessed if one.lacking.path in still])

    def _lacking(self, query: Query, horizon: str, me: str) -> list[Lacking]:
        zone = self._desk.config.zone
        return self._catalog.lacking(query, horizon, now=self._now, zone=zone, me=me)

    def _stand(self) -> None:
        """What was kept on another ground is not believed, be it that it cannot be deleted."""
        if not self._ground:
            self._ground = grounds.of_desk(self._desk, self._catalog.customers(_UNFINISHED))
        if not self._is_sound or not self._catalog.stand_on(self._ground):
            self._catalog.overlay((), believed=False)

    @property
    def _is_sound(self) -> bool:
        return all(piece.digest for piece in self._ground if not piece.customer)

    def _assessed(self, lacking: Iterable[Lacking]) -> Iterator[Assessed]:
        """Those that can be read; the others are among the catalogue's findings."""
        for one in lacking:
            ticket = self._desk.read(one.path).ticket
            if ticket:
                yield Assessed(lacking=one, kept=self._clocks.kept(ticket))

    def _keep(self, assessed: Iterable[Assessed], *, complete: bool) -> None:
        """All but what may be of something else by now, and what has something to tell every time."""
        odd = {finding.path for finding in self._clocks.findings}
        sound = {"", *(one.customer for one in self._ground if one.digest and one.path not in odd)}
        kept = [one for one in assessed if one.lacking.stamp and one.lacking.customer in sound]
        if (kept or complete) and self._is_sound and grounds.is_of(self._desk, self._ground):
            self._catalog.keep(self._ground, kept, _UNFINISHED)
