"""The knowledge index: articles found by their words.

Derived and private: it lies under the Git directory, and since Whoosh unpickles what it opens, nothing is
opened that is not byte for byte what we wrote last. Any doubt means building it again; where it cannot be
written, it is built in memory. The answers are the same.

Every writer says compound=False: a compound segment is copied into memory each time it is opened.
"""

import json
import os
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from supportctl.domain.article import ARCHIVED
from supportctl.domain.finding import Finding
from supportctl.errors import Said
from supportctl.store import articles, loader
from supportctl.store import knowledge_asking as asking
from supportctl.store.catalog_entry import dump_finding, load_finding
from supportctl.store.knowledge_asking import Answer, Match
from supportctl.store.knowledge_fields import BOOSTS, document, schema
from supportctl.store.knowledge_whoosh import FileStorage, RamStorage
from supportctl.store.repository import Repository
from supportctl.store.sealed import Sealed

VERSION = "2"
NAME = "knowledge"
_MANIFEST = "manifest.json"


class Knowledge:
    """`note` says, after a refresh, why the index on disk is not used."""

    def __init__(self, top: Path, folder: Path) -> None:
        self._top = top
        self._folder = folder
        self._sealed = Sealed(folder / _MANIFEST, _fingerprint(top))
        self._index: Any = None
        self.note: Said | None = None

    @classmethod
    def open(cls, repository: Repository) -> Self:
        return cls(repository.top, repository.git_dir / "supportctl" / NAME)

    # --- freshness -------------------------------------------------------------------------------

    def refresh(self) -> tuple[Finding, ...]:
        """Bring the index up to the files; gives everything that is wrong with any of them."""
        listing = loader.listing(self._top, loader.ARTICLES)
        try:
            held = self._intact() or {}
            if held.get("stamps") != listing.files:
                held = self._write(listing.files)
            else:
                self._index = FileStorage(str(self._folder)).open_index()
        except Exception as error:  # noqa: BLE001  whatever Whoosh stumbles over: the articles are at hand
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self.note = Said(
                "the knowledge index {path} is not used: {reason}", path=str(self._folder), reason=reason
            )
            held = self._build(RamStorage().create_index(schema()), listing.files, {})
        kept = (load_finding(path, text) for path, text in held["findings"])
        return tuple(sorted((*listing.findings, *kept), key=lambda finding: (finding.path, finding.line)))

    def _intact(self) -> dict[str, Any] | None:
        """The manifest, if it and every file it names are as we left them."""
        if not self._sealed.intact() or self._folder.stat().st_mode & 0o077:
            return None
        held: dict[str, Any] = json.loads(self._sealed.path.read_text("utf-8"))
        return held if held["files"] == _checksums(self._folder) else None

    def _write(self, stamps: Mapping[str, str]) -> dict[str, Any]:
        self._folder.parent.mkdir(mode=0o700, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._folder.chmod(0o700)
        with self._sealed.lock():
            held = self._intact()
            storage = FileStorage(str(self._folder))
            if held is None:
                self._empty()
                index = storage.create_index(schema())
            else:
                index = storage.open_index()
            self._sealed.discard()
            held = self._build(index, stamps, held or {})
            held["files"] = _checksums(self._folder)
            self._sealed.path.write_text(json.dumps(held), encoding="utf-8")
            self._sealed.seal()
        return held

    def _empty(self) -> None:
        for path in self._folder.iterdir():
            if path.is_file() and not path.name.startswith(_MANIFEST):
                path.unlink()

    def _build(self, index: Any, stamps: Mapping[str, str], held: Mapping[str, Any]) -> dict[str, Any]:
        """Bring an index up to the files, one writer for all that changed since `held`."""
        known = held.get("stamps", {})
        changed = [path for path, stamp in stamps.items() if known.get(path) != stamp]
        gone = [path for path in known if path not in stamps]
        findings = [[path, text] for path, text in held.get("findings", ()) if path not in {*changed, *gone}]
        writer = index.writer(compound=False, limitmb=32)
        for path in (*changed, *gone):
            writer.delete_by_term("path", path)
        for path in changed:
            reading = articles.load(self._top, path)
            if reading is None:
                continue
            findings += [[path, dump_finding(finding)] for finding in reading.findings]
            if reading.article and reading.article.status != ARCHIVED:
                writer.add_document(**document(reading.article))
        writer.commit()
        self._index = index
        return {"stamps": dict(stamps), "findings": findings}

    # --- answers ---------------------------------------------------------------------------------

    def search(self, text: str, *, limit: int) -> Answer:
        """The articles that have every word; where none has, those that have most of them."""
        with self._searcher() as searcher:
            return asking.search(searcher, text, limit=limit)

    def like(self, text: str, *, limit: int, but: str = "") -> tuple[Match, ...]:
        """The articles most like a text, by the words that tell it from others; never `but` itself."""
        with self._searcher() as searcher:
            return asking.like(searcher, text, limit=limit, but=but)

    @contextmanager
    def _searcher(self) -> Iterator[Any]:
        if self._index is None:
            self.refresh()
        searcher = self._index.searcher()
        try:
            yield searcher
        finally:
            searcher.close()


def _checksums(folder: Path) -> dict[str, str]:
    """Every file of the index but our own marks and Whoosh's lock."""
    files = (path for path in sorted(folder.iterdir()) if not path.name.startswith(_MANIFEST))
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in files
        if not path.name.endswith("WRITELOCK") and path.is_file()
    }


def _fingerprint(top: Path) -> str:
    """Whatever makes the same files give another index."""
    parts = [VERSION, unicodedata.unidata_version, os.fsdecode(top), list(BOOSTS)]
    return sha256(json.dumps(parts).encode()).hexdigest()
