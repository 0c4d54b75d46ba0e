"""The catalogue's tables, and what is put into them and taken out for one file or folder.

The connection comes from `catalog.py`, which owns SQLite.
"""

import os
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from supportctl.domain.frozen import frozen
from supportctl.store import fresh
from supportctl.store.catalog_entry import COLUMNS, Entry, dump_finding, indexed
from supportctl.store.loader import Folder

_NUMBERS = tuple(name for name in COLUMNS if name.endswith("_at") or name in ("events", "misplaced"))
CLOCKS = {
    "standing": "file INTEGER PRIMARY KEY, made INTEGER, until INTEGER, steady INTEGER, due INTEGER",
    "clock": "file INTEGER, number INTEGER, paused INTEGER, risk INTEGER, late INTEGER,"
    " PRIMARY KEY (file, number)",
    "told": "file INTEGER PRIMARY KEY, content TEXT",
}
"""What is kept of how the clocks stand (`catalog_standing.py`); moments in microseconds, but `due`."""
TABLES = f"""
CREATE TABLE origin (head TEXT);
CREATE TABLE compiled (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE folder (path BLOB PRIMARY KEY, stamp TEXT NOT NULL, entries BLOB);
CREATE TABLE stray (folder BLOB NOT NULL, path TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE file (
    file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, watched INTEGER NOT NULL
);
CREATE INDEX file_watched ON file (watched, path, stamp) WHERE watched;
CREATE TABLE watch (folder TEXT PRIMARY KEY, names TEXT NOT NULL, marks BLOB NOT NULL);
CREATE TABLE unsure (file INTEGER PRIMARY KEY, content BLOB);
CREATE TABLE finding (file INTEGER NOT NULL, content TEXT NOT NULL);
CREATE INDEX finding_file ON finding (file);
CREATE TABLE ticket (
    file INTEGER PRIMARY KEY,
    {", ".join(f"{name} {'INTEGER' if name in _NUMBERS else 'TEXT'}" for name in COLUMNS)}
);
CREATE TABLE facet (
    field TEXT NOT NULL, key TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (field, key, file)
) WITHOUT ROWID;
{"".join(f"CREATE TABLE {name} ({columns});" for name, columns in CLOCKS.items())}
CREATE TABLE reach (made INTEGER NOT NULL, steady INTEGER NOT NULL);
CREATE TABLE ground (
    path TEXT PRIMARY KEY, customer TEXT NOT NULL, stamp TEXT NOT NULL, digest TEXT NOT NULL, content BLOB
);
CREATE TABLE article (
    path TEXT PRIMARY KEY, stamp TEXT NOT NULL, content BLOB, id TEXT, status TEXT, owner TEXT, reviewed TEXT
);
CREATE TABLE body (file INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', tokenize = 'ascii');
"""
AT_ONCE = """
INSERT INTO words (words, rank) VALUES ('automerge', 0), ('hashsize', 16777216);
"""
"""For a new file: the full-text index grows in large pieces, and INDEXES merges them once."""
# What a plain list asks of every ticket that may be in it stands in `ticket_status`: the rows are read of
# those that it shows.
INDEXES = """
CREATE INDEX ticket_id ON ticket (id);
CREATE INDEX ticket_status ON ticket (status, priority, received_at, id);
CREATE INDEX facet_file ON facet (file);
CREATE INDEX ticket_narrow ON ticket (file, status, priority, received_at, id, assignee, customer);
CREATE INDEX ticket_misplaced ON ticket (id) WHERE misplaced;
INSERT INTO words (words) VALUES ('optimize');
INSERT INTO words (words, rank) VALUES ('automerge', 4), ('hashsize', 1048576);
"""
_PER_FILE = ("file", "unsure", "finding", "ticket", "facet", *CLOCKS)
_INSERT_TICKET = f"INSERT INTO ticket VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608  only holes

Value = str | int | bytes | None


class Rows(Protocol):
    @property
    def lastrowid(self) -> int | None: ...
    def fetchall(self) -> list[Any]: ...  # a row is as wide as its statement


class Base(Protocol):
    """As much of an SQLite connection as these modules use."""

    def execute(self, statement: str, values: Sequence[Value] = ..., /) -> Rows: ...
    def executemany(self, statement: str, values: Iterable[Sequence[Value]], /) -> object: ...


@frozen
class Kept:
    """The content of a file whose stamp cannot vouch for it yet; None where it could not be read."""

    content: bytes | None


@frozen
class Made:
    """What one file comes to; `watched` ones have their times looked at by every reading.

    `words` are its title and its body as the full-text index takes them, if somebody has cut them already.
    """

    path: str
    stamp: str
    watched: bool
    kept: Kept | None
    findings: tuple[str, ...]
    entry: Entry | None
    words: tuple[str, str] | None = None


def put(base: Base, made: Made) -> None:
    """One file as it is now. Its number stays, and so do texts that have not changed."""
    texts = (made.entry.title, made.entry.body) if made.entry else None
    file = number(base, made.path)
    told = None if file is None else _cleared(base, file, texts)
    row = (file, made.path, made.stamp, made.watched)
    file = base.execute("INSERT INTO file (file, path, stamp, watched) VALUES (?, ?, ?, ?)", row).lastrowid
    if made.kept is not None:
        base.execute("INSERT INTO unsure VALUES (?, ?)", (file, made.kept.content))
    base.executemany("INSERT INTO finding VALUES (?, ?)", [(file, content) for content in made.findings])
    if made.entry is None:
        return
    base.execute(_INSERT_TICKET, (file, *made.entry.values))
    base.executemany("INSERT INTO facet VALUES (?, ?, ?)", [(*facet, file) for facet in made.entry.facets])
    if told != texts:
        base.execute("INSERT INTO body VALUES (?, ?)", (file, made.entry.body))
        words = made.words or (indexed(made.entry.title), indexed(made.entry.body))
        base.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (file, *words))


def number(base: Base, path: str) -> int | None:
    """The number of a file that is known."""
    known = base.execute("SELECT file FROM file WHERE path = ?", (path,)).fetchall()
    return known[0][0] if known else None


def _cleared(base: Base, file: int, kept: tuple[str, str] | None = None) -> tuple[str, str] | None:
    """Take out what is known of a file, but for texts to be kept; gives its texts.

    The full-text index keeps none: it is told again what it was given.
    """
    texts = base.execute("SELECT title, text FROM ticket JOIN body USING (file) WHERE file = ?", (file,))
    told: tuple[str, str] | None = next(iter(texts.fetchall()), None)
    if told and told != kept:
        words = (file, indexed(told[0]), indexed(told[1]))
        base.execute("INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)", words)
        base.execute("DELETE FROM body WHERE file = ?", (file,))
    for table in _PER_FILE:
        base.execute(f"DELETE FROM {table} WHERE file = ?", (file,))  # noqa: S608  the names are our own
    return told


def remove(base: Base, path: str) -> None:
    file = number(base, path)
    if file is not None:
        _cleared(base, file)


def put_folder(base: Base, path: str, folder: Folder, *, began: int) -> None:
    place = os.fsencode(path)
    remove_folder(base, path)
    entries = None if fresh.is_settled(folder.stamp, began) else folder.entries
    base.execute("INSERT INTO folder VALUES (?, ?, ?)", (place, folder.stamp, entries))
    strays = [(place, finding.path, dump_finding(finding)) for finding in folder.findings]
    base.executemany("INSERT INTO stray VALUES (?, ?, ?)", strays)


def watch(base: Base, folder: str) -> None:
    """Keep together what every reading looks at: the watched files right in a folder."""
    base.execute("DELETE FROM watch WHERE folder = ?", (folder,))
    below = "SELECT path, stamp FROM file WHERE watched AND path > ? AND path < ? ORDER BY path"
    rows = base.execute(below, (f"{folder}/", f"{folder}0")).fetchall()
    names = [(path[len(folder) + 1 :], mark) for path, mark in rows]
    held = [(name, mark) for name, mark in names if "/" not in name]
    if held:
        base.execute("INSERT INTO watch VALUES (?, ?, ?)", (folder, *fresh.watched(held)))


def remove_folder(base: Base, path: str) -> None:
    for table, column in (("folder", "path"), ("stray", "folder")):
        base.execute(f"DELETE FROM {table} WHERE {column} = ?", (os.fsencode(path),))  # noqa: S608
