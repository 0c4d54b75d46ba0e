"""What the clocks say of many tickets: kept in the catalogue as long as it holds, else read and assessed."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from supportctl.actions.assessing import Clocks
from supportctl.domain.finding import Finding
from supportctl.domain.kept import Kept
from supportctl.domain.row import Row
from supportctl.store import basis, clock, customers
from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk


class Standings:
    """Of one desk at one moment. `faults` fills with what is wrong with contracts."""

    def __init__(self, desk: Desk, catalog: Catalog, now: datetime) -> None:
        self._desk = desk
        self._catalog = catalog
        self._now = now
        self._clocks = Clocks(desk, now)
        self._basis = basis.of_desk(desk)
        self._customers: dict[str, str] = {}

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(self._clocks.findings)

    def findings(self, one: Kept) -> Iterator[Finding]:
        return one.findings(self._now, self._clocks.calendar)

    def of(self, rows: Iterable[Row]) -> list[tuple[Row, Kept]]:
        """Those that can be read; the others are among the catalogue's findings."""
        # The stamps first: what is read from here on is as they say, or has another one.
        known, stamps = self._catalog.kept(), self._catalog.settled()
        found: list[tuple[Row, Kept]] = []
        made: dict[str, tuple[str, Kept]] = {}
        for row in rows:
            wanted = self._basis_of(row.text("customer"))
            one = known.get(row.path)
            if one is None or not wanted or not one.holds(wanted, self._now):
                old, one = one, self._made(row.path, wanted)
                if one and row.path in stamps and not (old and old.holds(wanted, clock.now())):
                    made[row.path] = (stamps[row.path], one)
            if one:
                found.append((row, one))
        self._keep(made)
        return found

    def _basis_of(self, slug: str) -> str:
        if slug not in self._customers:
            self._customers[slug] = self._named(slug)
        return self._customers[slug]

    def _named(self, slug: str) -> str:
        customer = basis.of_customer(self._desk, slug)
        return f"{self._basis} {slug} {customer}" if self._basis and customer else basis.ODD

    def _made(self, path: str, wanted: str) -> Kept | None:
        ticket = self._desk.read(path).ticket
        return self._clocks.kept(ticket, wanted) if ticket else None

    def _keep(self, made: dict[str, tuple[str, Kept]]) -> None:
        """All but what may be of something else by now, and what has something to tell every time."""
        if not made:
            return
        odd = {finding.path for finding in self._clocks.findings}
        sound = {
            name
            for slug, name in self._customers.items()
            if customers.path_of(slug) not in odd and name and name == self._named(slug)
        }
        kept = {
            path: (mark, one)
            for path, (mark, one) in made.items()
            if one.basis in sound and one.made < one.until
        }
        if kept and basis.is_of(self._desk, self._basis):
            self._catalog.keep(kept)
