"""The catalogue's file: made, opened, and what it is made from."""

import json
import os
import sqlite3
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from supportctl import __version__
from supportctl.store.catalog_tables import AT_ONCE, INDEXES, TABLES

VERSION = 2
_WAIT = 2.0


def fingerprint(top: Path, statuses: Mapping[str, str]) -> str:
    """Whatever makes the same files give other rows: programs, the desk's place, its lifecycle."""
    kinds = list(statuses.items())
    parts = [VERSION, TABLES + INDEXES, __version__, unicodedata.unidata_version, os.fsdecode(top), kinds]
    return sha256(json.dumps(parts).encode()).hexdigest()


def connect(path: Path) -> sqlite3.Connection:
    """Never creates the file: only `create` does, under the lock."""
    address = f"file:{quote(os.fsencode(path))}?mode=rw"
    return prepared(sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None))


def create(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    base = connect(path)
    # Until it is sealed nobody believes it, so it needs no journal.
    base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES} {AT_ONCE}")
    return base


def prepared(base: sqlite3.Connection) -> sqlite3.Connection:
    base.execute("PRAGMA cache_size = -65536")
    base.execute("PRAGMA temp_store = MEMORY")
    return base
