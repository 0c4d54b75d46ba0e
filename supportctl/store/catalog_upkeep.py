"""The catalogue's connection and its freshness: built, opened, brought up to the files, written beside.

The only importer of sqlite3 with `catalog_file.py`, which makes the file, and the short road.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from supportctl.domain.finding import Finding
from supportctl.errors import Said, SupportctlError
from supportctl.store.catalog_changes import Changes, changes
from supportctl.store.catalog_file import connect, create, fingerprint, prepared
from supportctl.store.catalog_findings import findings
from supportctl.store.catalog_quick import NAME
from supportctl.store.catalog_search import Sql
from supportctl.store.catalog_standing import compile_into
from supportctl.store.catalog_tables import INDEXES, TABLES
from supportctl.store.catalog_update import Reached, unheard, update
from supportctl.store.repository import Repository
from supportctl.store.sealed import Sealed

FEW = 100


class Upkeep:
    """`note` is set where the catalogue had to be kept in memory, for one line on standard error."""

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
        return findings(self.base)

    def follow(self, commit: str, *, before: str, paths: tuple[str, ...]) -> None:
        """Read what a commit has just changed, so that the next reader need not: where a catalogue lies
        ready, little else has changed and nobody is at it. Whatever stands in the way is the next reader's.
        """
        with contextlib.suppress(OSError, sqlite3.Error), self._sealed.lock(wait=0):
            if not self._sealed.intact():
                return
            self._base = connect(self._sealed.path)
            moved = paths if self._known_head() == before else self._moved(commit)
            found = changes(self._base, self._top, moved, watching=False)
            if len(found.changed) <= FEW:
                update(self._base, self._top, found, self._statuses, head=commit)
                self._sealed.seal()

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

    # --- beside the answers ---------------------------------------------------------------------

    def compiled(self) -> Mapping[str, str]:
        """What is kept for the short road (`catalog_quick.py`)."""
        return {str(name): str(value) for name, value in self._rows(Sql("SELECT name, value FROM compiled"))}

    def compile(self, values: Mapping[str, str]) -> None:
        """Keep it, unless somebody else is writing; nobody waits for what only saves time."""
        self.beside(lambda base: compile_into(base, values))

    def beside(self, write: Callable[[sqlite3.Connection], None]) -> None:
        """What only saves time is kept unless somebody else is writing; nobody waits for it."""
        if self.note is not None:
            write(self.base)
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

    # --- questions -------------------------------------------------------------------------------

    def _rows(self, statement: Sql) -> list[tuple[str | int | None, ...]]:
        return self.base.execute(statement.text, statement.parameters).fetchall()

    @property
    def base(self) -> sqlite3.Connection:
        if self._base is None:
            self.refresh()
        assert self._base is not None, "a refresh ends with a connection or an exception"
        return self._base
