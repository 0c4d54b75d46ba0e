"""The catalogue of tickets in SQLite: rows, filters, full-text search. The only importer of sqlite3.

It is derived from the files and never trusted further than its seal (`sealed.py`): missing,
touched by others, of another version or desk, it is built anew; where it cannot be written, the
same answers come from memory. It belongs to one work tree, so it lies in that work tree's own Git
directory, which for the main one is the common one.

SQLite keeps a rollback journal, not a write-ahead log: the file at rest is then the whole truth,
which is what a seal can vouch for and what a read-only disk can still serve. Writes are short, and
to build anew is to make another file: who reads the old one keeps it.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Self

from supportctl.domain.finding import Finding
from supportctl.domain.ids import is_id, matching, path_of
from supportctl.domain.kept import Kept
from supportctl.domain.matching import Spans, best_line, spans, terms
from supportctl.domain.query.tree import Query
from supportctl.domain.row import Hit, Page, Row, Standing
from supportctl.errors import Said, SupportctlError
from supportctl.store import catalog_query as sql
from supportctl.store.catalog_changes import Changes, changes
from supportctl.store.catalog_entry import COLUMNS, TEXT_END, row
from supportctl.store.catalog_file import connect, create, fingerprint, prepared
from supportctl.store.catalog_findings import findings
from supportctl.store.catalog_query import Asker, Sql
from supportctl.store.catalog_standing import compile_into, keep, kept, settled, watch
from supportctl.store.catalog_tables import INDEXES, TABLES
from supportctl.store.catalog_update import Reached, unheard, update
from supportctl.store.repository import Repository
from supportctl.store.sealed import Sealed

NAME = "catalog.sqlite"
_SELECT = ", ".join(f"t.{name}" for name in COLUMNS)


class Catalog:
    """`refresh` first; then the answers are those of the files as they were at that moment.

    `note` is set where the catalogue had to be kept in memory, for one line on standard error.
    """

    def __init__(self, repository: Repository, sealed: Sealed, statuses: Mapping[str, str]) -> None:
        self.note: Said | None = None
        self._repository = repository
        self._top = repository.top
        self._sealed = sealed
        self._statuses = statuses
        self._base: sqlite3.Connection | None = None
        self._trusting = True

    @classmethod
    def open(cls, repository: Repository, statuses: Mapping[str, str]) -> Self:
        """`statuses` maps every status of the lifecycle to its type."""
        path = repository.git_dir / "supportctl" / NAME
        return cls(repository, Sealed(path, fingerprint(repository.top, statuses)), statuses)

    @property
    def exists(self) -> bool:
        """Whether one was built before: bringing it up to date takes moments, not minutes."""
        return self._sealed.path.exists()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None

    # --- freshness -----------------------------------------------------------------------------

    def refresh(self, reached: Reached = unheard) -> tuple[Finding, ...]:
        """Bring the catalogue up to the files; gives everything that is wrong with any of them.

        `reached` hears how many of how many files have been read.
        """
        head = self._head()
        if not self._is_current(head):
            try:
                self._write(head, reached)
            except (sqlite3.Error, OSError) as error:
                self._recall(head, reached, error)
        return findings(self._connected())

    @property
    def path(self) -> Path:
        return self._sealed.path

    def state(self) -> str:
        """`fresh`, `behind` the files, or `missing`."""
        if not self._sealed.intact():
            return "missing"
        return "fresh" if self._is_current(self._head()) else "behind"

    def paths(self) -> tuple[str, ...]:
        """The files it knows, as it stands."""
        if self._base is None and not self._sealed.intact():
            return ()
        self._base = self._base or connect(self._sealed.path)
        return tuple(str(path) for (path,) in self._rows(Sql("SELECT path FROM file")))

    def rescan(self, reached: Reached = unheard) -> tuple[Finding, ...]:
        """The same, and every file is asked for its time, whatever the folders and the commits say."""
        self._trusting = False
        return self.refresh(reached)

    def rebuild(self, reached: Reached = unheard) -> tuple[Finding, ...]:
        """Forget everything, and read all files again."""
        self.close()
        with self._sealed.lock():
            self._sealed.discard()
        return self.refresh(reached)

    def _head(self) -> str | None:
        """The commit that is checked out; None where that cannot be told, and anything may have changed."""
        try:
            return self._repository.head().commit
        except SupportctlError:
            return None

    def _is_current(self, head: str | None) -> bool:
        """Whether the catalogue at hand can be read and needs no change."""
        try:
            if self._base is None and self._sealed.intact():
                self._base = connect(self._sealed.path)
            return self._base is not None and self._known_head() == head and not self._changes(head)
        except (sqlite3.Error, OSError):
            self.close()
            return False

    def _known_head(self) -> str | None:
        rows = self._rows(Sql("SELECT head FROM origin"))
        return str(rows[0][0]) if rows and rows[0][0] is not None else None

    def _changes(self, head: str | None) -> Changes:
        assert self._base is not None, "there is a catalogue to compare"
        return changes(self._base, self._top, self._moved(head))

    def _moved(self, head: str | None) -> tuple[str, ...] | None:
        """The files that the commits since the last time have changed; None where that cannot be told."""
        known = self._known_head()
        if known is None or head is None or not self._trusting:
            return None
        if known == head:
            return ()
        # Here, because few readings follow a new commit, and only they need to start Git.
        from supportctl.store import views  # noqa: PLC0415

        try:
            return views.changed_between(self._repository, known, head)
        except SupportctlError:
            return None

    def _write(self, head: str | None, reached: Reached) -> None:
        if self.note is not None and self._base is not None:  # in memory already
            self._update(self._base, head, reached)
            return
        self.close()
        with self._sealed.lock():
            intact = self._sealed.intact()
            if intact:
                self._base = connect(self._sealed.path)
            else:
                self._sealed.discard()
                self._base = create(self._sealed.path)
            self._update(self._base, head, reached)
            if not intact:
                self._base.executescript(INDEXES)
            self._sealed.seal()

    def _update(self, base: sqlite3.Connection, head: str | None, reached: Reached) -> None:
        update(base, self._top, self._changes(head), self._statuses, head=head, reached=reached)

    def _recall(self, head: str | None, reached: Reached, error: Exception) -> None:
        """The same answers without writing: what the file still knows, and the rest from the tickets."""
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self.note = Said(
            "the catalogue {path} is not used: {reason}", path=str(self._sealed.path), reason=reason
        )
        self.close()
        self._base = self._copied()
        self._update(self._base, head, reached)

    def _copied(self) -> sqlite3.Connection:
        memory = prepared(sqlite3.connect(":memory:", isolation_level=None))
        if self._sealed.intact():
            try:
                held = connect(self._sealed.path)
                try:
                    held.backup(memory)
                    return memory
                finally:
                    held.close()
            except sqlite3.Error:
                memory.close()
                memory = prepared(sqlite3.connect(":memory:", isolation_level=None))
        memory.executescript(TABLES + INDEXES)
        return memory

    def watch(self, standings: Iterable[Standing]) -> None:
        """How the clocks stand at this moment, for `sla:`, `due:` and `sort:due`: beside the catalogue."""
        watch(self._connected(), standings)

    def compiled(self) -> Mapping[str, str]:
        """What is kept for the short road (`catalog_quick.py`)."""
        return {str(name): str(value) for name, value in self._rows(Sql("SELECT name, value FROM compiled"))}

    def compile(self, values: Mapping[str, str]) -> None:
        """Keep it, unless somebody else is writing; nobody waits for what only saves time."""
        self._beside(lambda base: compile_into(base, values))

    def kept(self) -> dict[str, Kept]:
        """What the clocks said, by path, of the files as they are."""
        return kept(self._connected())

    def settled(self) -> dict[str, str]:
        """The stamps of the files people work on, where a stamp vouches for the content."""
        return settled(self._connected())

    def keep(self, values: Mapping[str, tuple[str, Kept]]) -> None:
        """By path, with the stamp of the file that was read: another one by now, and it is not kept."""
        self._beside(lambda base: keep(base, values))

    def _beside(self, write: Callable[[sqlite3.Connection], None]) -> None:
        if self.note is not None:
            return
        try:
            with contextlib.suppress(OSError), self._sealed.lock():
                if self._base is not None and self._sealed.intact():
                    self._base.execute("BEGIN IMMEDIATE")
                    write(self._base)
                    self._base.execute("COMMIT")
                    self._sealed.seal()
        except sqlite3.Error as error:
            # A write that failed half-way leaves a connection that knows nothing any more.
            self._recall(self._head(), unheard, error)

    def compile_one(self, name: str, value: str) -> None:
        """Add one piece where a catalogue lies ready; it is neither built nor refreshed for that."""
        with contextlib.suppress(OSError, sqlite3.Error):
            if not self._sealed.intact():
                return
            with contextlib.closing(connect(self._sealed.path)) as base:
                known = base.execute("SELECT value FROM compiled WHERE name = ?", (name,)).fetchall()
                if known != [(value,)]:
                    self._put(base, name, value)

    def _put(self, base: sqlite3.Connection, name: str, value: str) -> None:
        with self._sealed.lock():
            if self._sealed.intact():
                base.execute("INSERT OR REPLACE INTO compiled VALUES (?, ?)", (name, value))
                self._sealed.seal()

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

    def _rows(self, statement: Sql) -> list[tuple[str | int | None, ...]]:
        return self._connected().execute(statement.text, statement.parameters).fetchall()

    def _connected(self) -> sqlite3.Connection:
        if self._base is None:
            self.refresh()
        assert self._base is not None, "a refresh ends with a connection or an exception"
        return self._base
