"""The catalogue of tickets in SQLite: rows, filters, full-text search.

It is derived from the files and never trusted further than its seal (`sealed.py`): missing,
touched by others, of another version or desk, it is built anew; where it cannot be written, the
same answers come from memory. It belongs to one work tree, so it lies in that work tree's own Git
directory, which for the main one is the common one.

SQLite keeps a rollback journal, not a write-ahead log: the file at rest is then the whole truth,
which is what a seal can vouch for and what a read-only disk can still serve. Writes are short, and
to build anew is to make another file: who reads the old one keeps it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from supportctl.domain.ids import is_id, matching, path_of
from supportctl.domain.kept import Kept
from supportctl.domain.matching import Spans, best_line, spans, terms
from supportctl.domain.query.tree import Query
from supportctl.domain.row import Hit, Page, Row, Standing
from supportctl.store import catalog_query as sql
from supportctl.store.catalog_entry import COLUMNS, TEXT_END, row
from supportctl.store.catalog_query import Asker, Sql
from supportctl.store.catalog_standing import keep, kept, settled, watch
from supportctl.store.catalog_upkeep import Upkeep

_SELECT = ", ".join(f"t.{name}" for name in COLUMNS)


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
        source = sql.source(query, asker)
        window = Sql(" LIMIT ? OFFSET ?", (-1 if limit is None else limit, offset))
        statement = Sql(f"SELECT {_SELECT} ") + source + Sql(" ") + sql.order(query, asker, ranked=ranked)
        rows = tuple(row(values) for values in self._rows(statement + window))
        if limit is None and not offset:
            return Page(rows, len(rows))
        ((total,),) = self._rows(Sql("SELECT count(*) ") + source)
        return Page(rows, int(str(total)))

    def _lines(self, found: Row) -> Sequence[str]:
        statement = "SELECT text FROM body JOIN file USING (file) WHERE path = ?"
        texts = [str(text) for (text,) in self._rows(Sql(statement, (found.path,)))]
        return [line for text in texts for line in text.replace(TEXT_END, "\n").split("\n")]

    # --- clocks ----------------------------------------------------------------------------------

    def watch(self, standings: Iterable[Standing]) -> None:
        """How the clocks stand at this moment, for `sla:`, `due:` and `sort:due`: beside the catalogue."""
        watch(self._connected(), standings)

    def kept(self) -> dict[str, Kept]:
        """What the clocks said, by path, of the files as they are."""
        return kept(self._connected())

    def settled(self) -> dict[str, str]:
        """The stamps of the files people work on, where a stamp vouches for the content."""
        return settled(self._connected())

    def keep(self, values: Mapping[str, tuple[str, Kept]]) -> None:
        """By path, with the stamp of the file that was read: another one by now, and it is not kept."""
        self._beside(lambda base: keep(base, values))
