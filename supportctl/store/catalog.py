"""The catalogue of tickets in SQLite: rows, filters, full-text search.

It is derived from the files and never trusted further than its seal (`sealed.py`): missing,
touched by others, of another version or desk, it is built anew; where it cannot be written, the
same answers come from memory. It belongs to one work tree, so it lies in that work tree's own Git
directory, which for the main one is the common one.

SQLite keeps a rollback journal, not a write-ahead log: the file at rest is then the whole truth,
which is what a seal can vouch for and what a read-only disk can still serve. Writes are short, and
to build anew is to make another file: who reads the old one keeps it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from supportctl.domain.holder import Holder
from supportctl.domain.ids import is_id, matching, path_of
from supportctl.domain.kept import Told
from supportctl.domain.matching import Spans, best_line, spans, terms
from supportctl.domain.query.tree import Query
from supportctl.domain.row import Hit, Page, Row
from supportctl.store import catalog_query as sql
from supportctl.store import catalog_standing as clocks
from supportctl.store.catalog_entry import COLUMNS, TEXT_END, row
from supportctl.store.catalog_query import Asker
from supportctl.store.catalog_search import Sql
from supportctl.store.catalog_upkeep import Upkeep
from supportctl.store.grounds import Ground

_SELECT = ", ".join(f"t.{name}" for name in COLUMNS)
_SOME_DAY = datetime(2024, 2, 29, tzinfo=UTC)


class Catalog(Upkeep):
    """`refresh` first; then the answers are those of the files as they were at that moment."""

    # --- answers -------------------------------------------------------------------------------

    def select(
        self,
        query: Query,
        *,
        now: datetime,
        zone: tzinfo,
        me: str = "",
        limit: int | None = None,
        offset: int = 0,
        ranked: bool = False,
    ) -> Page[Row]:
        """The tickets a query finds, in its order, else the newest first or, `ranked`, the best first."""
        asker = Asker(now, zone, me, self._statuses)
        return self._page(query, asker, limit, offset, ranked=ranked)

    def search(
        self,
        query: Query,
        *,
        now: datetime,
        zone: tzinfo,
        me: str = "",
        limit: int | None = None,
        offset: int = 0,
    ) -> Page[Hit]:
        """The same, the best first, each with the line that shows why."""
        page = self.select(query, now=now, zone=zone, me=me, limit=limit, offset=offset, ranked=True)
        wanted = terms(query.wanted_words)
        hits = []
        for found in page.items:
            line, marks = best_line(self._lines(found), wanted)
            title: Spans = spans(found.text("title"), wanted, "title")
            hits.append(Hit(row=found, title_spans=title, line=line, spans=marks))
        return Page(tuple(hits), page.total)

    def ids(self) -> tuple[str, ...]:
        """All tickets that have a file in its place, readable or not."""
        paths = (str(path) for (path,) in self._rows(Sql("SELECT path FROM file ORDER BY path")))
        names = ((path.rpartition("/")[2].removesuffix(".md"), path) for path in paths)
        return tuple(name for name, path in names if is_id(name) and path_of(name) == path)

    def resolve(self, wanted: str) -> tuple[str, ...]:
        """The IDs that a part of one may mean."""
        return matching(wanted, self.ids())

    def _page(self, query: Query, asker: Asker, limit: int | None, offset: int, *, ranked: bool) -> Page[Row]:
        window = {"limit": -1 if limit is None else limit, "offset": offset}
        best = sql.best(query, asker, _SELECT, **window) if ranked and not query.sort else None
        if best is not None:
            found = self._rows(best)
            if found or not offset:
                return Page(
                    tuple(row(values[:-1]) for values in found), int(str(found[0][-1])) if found else 0
                )
            return Page((), self._count(query, asker))
        rows = tuple(row(values) for values in self._rows(sql.page(query, asker, _SELECT, **window)))
        return Page(rows, len(rows) if limit is None and not offset else self._count(query, asker))

    def _count(self, query: Query, asker: Asker) -> int:
        ((total,),) = self._rows(Sql("SELECT count(*) ") + sql.source(query, asker))
        return int(str(total))

    def _lines(self, found: Row) -> Sequence[str]:
        statement = "SELECT text FROM body JOIN file USING (file) WHERE path = ?"
        texts = [str(text) for (text,) in self._rows(Sql(statement, (found.path,)))]
        return [line for text in texts for line in text.replace(TEXT_END, "\n").split("\n")]

    # --- clocks ----------------------------------------------------------------------------------

    def customers(self, query: Query) -> tuple[str, ...]:
        """Whose tickets a plain query finds."""
        return clocks.customers(self.base, sql.source(query, self._anyone))

    def lacking(
        self, query: Query, horizon: str, *, now: datetime, zone: tzinfo, me: str = ""
    ) -> list[clocks.Lacking]:
        """The tickets of which nothing is kept that holds now, as far as the horizon asks for."""
        source = sql.source(query, Asker(now, zone, me, self._statuses))
        return clocks.lacking(self.base, source, now, horizon)

    def told(
        self, query: Query, *, now: datetime, zone: tzinfo, me: str = ""
    ) -> list[tuple[Holder, datetime, tuple[Told, ...]]]:
        """What is kept of what the clocks say of the tickets that a query finds."""
        return clocks.told(self.base, sql.source(query, Asker(now, zone, me, self._statuses)), zone)

    def reaches(self, now: datetime) -> bool:
        """Whether all that is kept is known to hold now, for whoever asks without looking."""
        return clocks.reaches(self.base, now)

    def stand_on(self, ground: Ground) -> bool:
        """Whether all that is kept was made on this ground from here on; what was not is deleted."""
        if not clocks.stands_on(self.base, ground):
            self.beside(lambda base: clocks.stand_on(base, ground))
        return clocks.stands_on(self.base, ground)

    def keep(self, ground: Ground, assessed: Sequence[clocks.Assessed], everything: Query) -> None:
        """With the stamps of the files that were read: another one by now, and it is not kept."""
        source = sql.source(everything, self._anyone)
        self.beside(lambda base: clocks.keep(base, ground, assessed, source))

    def overlay(self, assessed: Sequence[clocks.Assessed], *, believed: bool = True) -> None:
        """What cannot be kept, for as long as this catalogue is open; what is kept beside it, if believed."""
        if assessed or not believed:
            clocks.overlay(self.base, assessed, believed=believed)

    @property
    def _anyone(self) -> Asker:
        return Asker(_SOME_DAY, UTC, "", self._statuses)
