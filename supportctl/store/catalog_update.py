"""Bringing the catalogue's tables up to the files: what changed is read again, what is gone goes.

The connection comes from `catalog.py`, which owns SQLite.
"""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from supportctl.domain.finding import Finding
from supportctl.store import loader
from supportctl.store.catalog_entry import COLUMNS, Entry, dump_finding, entry, indexed

# A file that was written this short before it was read may change again without a new time.
_TICK = 100_000_000
_COARSE_TICK = 2_000_000_000
_UNSURE = ""

_NUMBERS = tuple(name for name in COLUMNS if name.endswith("_at") or name in ("events", "misplaced"))
TABLES = f"""
CREATE TABLE file (file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL);
CREATE TABLE finding (file INTEGER NOT NULL, content TEXT NOT NULL);
CREATE INDEX finding_file ON finding (file);
CREATE TABLE ticket (
    file INTEGER PRIMARY KEY,
    {", ".join(f"{name} {'INTEGER' if name in _NUMBERS else 'TEXT'}" for name in COLUMNS)}
);
CREATE INDEX ticket_id ON ticket (id);
CREATE TABLE facet (
    field TEXT NOT NULL, key TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (field, key, file)
) WITHOUT ROWID;
CREATE INDEX facet_file ON facet (file);
CREATE TABLE body (file INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', tokenize = 'ascii');
"""
_PER_FILE = ("file", "finding", "ticket", "facet", "body")
_INSERT_TICKET = f"INSERT INTO ticket VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608  only holes

Value = str | int | None


class Rows(Protocol):
    @property
    def lastrowid(self) -> int | None: ...
    def fetchall(self) -> list[Any]: ...  # a row is as wide as its statement


class Base(Protocol):
    """As much of an SQLite connection as this module uses."""

    def execute(self, statement: str, values: Sequence[Value] = ..., /) -> Rows: ...
    def executemany(self, statement: str, values: Iterable[Sequence[Value]], /) -> object: ...


def changes(base: Base, files: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The paths to read again, and those that are gone: the one place that decides what is fresh."""
    known: dict[str, str] = dict(base.execute("SELECT path, stamp FROM file").fetchall())
    changed = [path for path, stamp in files.items() if known.get(path) != stamp]
    return changed, [path for path in known if path not in files]


def update(base: Base, top: Path, files: Mapping[str, str], statuses: Collection[str]) -> None:
    changed, gone = changes(base, files)
    base.execute("BEGIN IMMEDIATE")
    for path in (*gone, *changed):
        _remove(base, path)
    for path in changed:
        reading = loader.load(top, path, statuses)
        if reading is None:
            continue
        stamp = files[path] if _is_settled(files[path]) else _UNSURE
        found = entry(reading.ticket) if reading.ticket else None
        _insert(base, path, stamp, found, reading.findings)
    base.execute("COMMIT")


def _is_settled(stamp: str) -> bool:
    changed = int(stamp.partition(" ")[0])
    return abs(time.time_ns() - changed) > (_TICK if changed % 1_000_000_000 else _COARSE_TICK)


def _insert(base: Base, path: str, stamp: str, found: Entry | None, findings: Iterable[Finding]) -> None:
    file = base.execute("INSERT INTO file (path, stamp) VALUES (?, ?)", (path, stamp)).lastrowid
    contents = [(file, dump_finding(finding)) for finding in findings]
    base.executemany("INSERT INTO finding VALUES (?, ?)", contents)
    if found is None:
        return
    base.execute(_INSERT_TICKET, (file, *found.values))
    base.executemany("INSERT INTO facet VALUES (?, ?, ?)", [(*facet, file) for facet in found.facets])
    base.execute("INSERT INTO body VALUES (?, ?)", (file, found.body))
    words = (file, indexed(found.title), indexed(found.body))
    base.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", words)


def _remove(base: Base, path: str) -> None:
    """The full-text index keeps no texts: it is told again what it was given for this file."""
    known = base.execute("SELECT file FROM file WHERE path = ?", (path,)).fetchall()
    if not known:
        return
    file = known[0][0]
    texts = base.execute("SELECT title, text FROM ticket JOIN body USING (file) WHERE file = ?", (file,))
    for title, body in texts.fetchall():
        words = (file, indexed(title), indexed(body))
        base.execute("INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)", words)
    for table in _PER_FILE:
        base.execute(f"DELETE FROM {table} WHERE file = ?", (file,))  # noqa: S608  the names are our own
