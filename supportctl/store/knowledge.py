"""The knowledge index: articles found by their words. The only importer of Whoosh.

Derived and private: it lies under the Git directory, and since Whoosh unpickles what it opens, nothing is
opened that is not byte for byte what we wrote last. Any doubt means building it again; where it cannot be
written, it is built in memory. The answers are the same.

Every writer says compound=False: a compound segment is copied into memory each time it is opened.
"""

import json
import os
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from supportctl.domain.article import ARCHIVED, Article
from supportctl.domain.fences import plain
from supportctl.domain.finding import Finding
from supportctl.domain.forms import forms
from supportctl.domain.frozen import frozen
from supportctl.domain.tokens import Run, runs
from supportctl.errors import Said
from supportctl.store import articles, loader
from supportctl.store.catalog_entry import dump_finding, load_finding
from supportctl.store.repository import Repository
from supportctl.store.sealed import Sealed

with warnings.catch_warnings():
    # Whoosh 2.7.4 (2016) has invalid escapes in its own string literals, told of when first compiled.
    warnings.simplefilter("ignore")
    from whoosh.analysis import Token, Tokenizer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.query import And, Or, Phrase, Prefix, Term

VERSION = "1"
NAME = "knowledge"
_MANIFEST = "manifest.json"
_PARTS = "\f"  # no article has one: no phrase reaches across it
_GAP = 100
BOOSTS = {"title": 4.0, "symptom": 2.0, "text": 1.0}
"""The fields of the index: `text` is all of the article, so a word counts where it stands and once more."""
_GUESSED = 0.5
_LEAST_SHARE = 1 / 3
_KEY_TERMS = 24

Guesses = Mapping[str, tuple[str, ...]]
"""For each word of a query that no article has, the words of articles that are nearest."""


class Words(Tokenizer):  # type: ignore[misc]  # Whoosh has no types
    """Our own tokens, the same as the catalogue's, at the positions that phrases are made of."""

    def __call__(self, value: str, **_wishes: object) -> Iterator[Any]:
        token = Token()
        token.boost, token.stopped = 1.0, False
        place = 0
        for part in value.split(_PARTS):
            for run in runs(part):
                for text in run.tokens:
                    token.text, token.pos = text, place
                    place += 1
                    yield token
            place += _GAP


def _schema() -> Any:
    words = {name: TEXT(analyzer=Words(), phrase=True, stored=False) for name in BOOSTS}
    return Schema(path=ID(unique=True, stored=True), **words)


def _document(article: Article) -> dict[str, str]:
    sections = {name: plain(text) for name, text in article.sections.items()}
    facts = [article.text(name) for name in ("product", "module", "versions", "tags", "category", "id")]
    return {
        "path": article.path,
        "title": article.title,
        "symptom": sections.get("symptom", ""),
        "text": _PARTS.join((article.title, *facts, *sections.values())),
    }


@frozen
class Match:
    path: str
    score: float


@frozen
class Answer:
    """`whole` says that every word is in each of them. `marked` are the words to mark: with their forms and,
    for a word nobody wrote, its neighbours. `meant` is the query with such words replaced by the nearest.
    """

    matches: tuple[Match, ...]
    marked: tuple[str, ...]
    whole: bool = True
    meant: str = ""


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
            held = self._build(RamStorage().create_index(_schema()), listing.files, {})
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
                index = storage.create_index(_schema())
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
                writer.add_document(**_document(reading.article))
        writer.commit()
        self._index = index
        return {"stamps": dict(stamps), "findings": findings}

    # --- answers ---------------------------------------------------------------------------------

    def search(self, text: str, *, limit: int) -> Answer:
        """The articles that have every word; where none has, those that have most of them."""
        wanted = runs(text)
        with self._searcher() as searcher:
            reader = searcher.reader()
            guesses = {run.text: _guesses(reader, run.text) for run in wanted if _unknown(reader, run)}
            meant = _meant(text, guesses)
            marked = tuple(dict.fromkeys(word for run in wanted for word in _marked(run, guesses)))
            units = [_unit(run, guesses) for run in wanted]
            strict = _matches(searcher, And(units), limit) if units else ()
            if strict or not units:
                return Answer(strict, marked, meant=meant)
            pieces = [piece for run in wanted for piece in _pieces(run)]
            loose = _matches(searcher, Or([_unit(piece, guesses) for piece in pieces]), limit * 2)
            near = tuple(match for match in loose if _share(searcher, match, pieces, guesses) > _LEAST_SHARE)
            marked = tuple(dict.fromkeys(word for piece in pieces for word in _marked(piece, guesses)))
            return Answer(near[:limit], marked, whole=False, meant=meant)

    def like(self, text: str, *, limit: int, but: str = "") -> tuple[Match, ...]:
        """The articles most like a text, by the words that tell it from others; never `but` itself."""
        with self._searcher() as searcher:
            keys = searcher.key_terms_from_text("text", text, numterms=_KEY_TERMS, normalize=False)
            terms = [
                Term(field, word, boost * weight) for word, weight in keys for field, boost in BOOSTS.items()
            ]
            found = _matches(searcher, Or(terms), limit + 1) if terms else ()
        return tuple(match for match in found if match.path != but)[:limit]

    @contextmanager
    def _searcher(self) -> Iterator[Any]:
        if self._index is None:
            self.refresh()
        searcher = self._index.searcher()
        try:
            yield searcher
        finally:
            searcher.close()


def _share(searcher: Any, match: Match, pieces: list[Run], guesses: Guesses) -> float:
    """How much of what was asked one article has."""
    here = Term("path", match.path)
    held = (searcher.docs_for_query(And([here, _unit(piece, guesses)])) for piece in pieces)
    return sum(any(True for _ in documents) for documents in held) / len(pieces)


def _matches(searcher: Any, query: Any, limit: int) -> tuple[Match, ...]:
    found = searcher.search(query, limit=limit)
    ranked = [Match(hit["path"], round(float(hit.score), 6)) for hit in found]
    return tuple(sorted(ranked, key=lambda match: (-match.score, match.path)))


def _unit(run: Run, guesses: Guesses) -> Any:
    """What one word of the query asks for, in any field."""
    return Or([part for field, boost in BOOSTS.items() for part in _in_field(run, field, boost, guesses)])


def _in_field(run: Run, field: str, boost: float, guesses: Guesses) -> Iterator[Any]:
    if run.unspaced and len(run.text) == 1:
        yield Prefix(field, run.text, boost=boost)
    elif run.unspaced:
        pairs = run.tokens[:-1]  # the lone last character stands where a run ends, and this one may go on
        yield Phrase(field, pairs, boost=boost) if len(pairs) > 1 else Term(field, pairs[0], boost=boost)
    else:
        yield from (Term(field, form, boost=boost) for form in forms(run.text))
        yield from (Term(field, guess, boost=boost * _GUESSED) for guess in guesses.get(run.text, ()))


def _pieces(run: Run) -> list[Run]:
    """A run as its single words: of Chinese, the pairs of characters."""
    if not run.unspaced or len(run.text) < 3:
        return [run]
    return [Run(pair, unspaced=True) for pair in dict.fromkeys(run.tokens[:-1])]


def _unknown(reader: Any, run: Run) -> bool:
    return not run.unspaced and not any(("text", form) in reader for form in forms(run.text))


def _guesses(reader: Any, word: str) -> tuple[str, ...]:
    """The words of the index one slip away, two in a long word; the commonest first."""
    if len(word) < 4:
        return ()
    for distance in (1, 2)[: 1 + (len(word) > 5)]:
        near = set(reader.terms_within("text", word, distance, prefix=1))
        if near:
            return tuple(sorted(near, key=lambda one: (-reader.doc_frequency("text", one), one))[:5])
    return ()


def _meant(text: str, guesses: Guesses) -> str:
    """The query with the words nobody wrote replaced, or nothing where there are none."""
    found = {word: near[0] for word, near in guesses.items() if near}
    return " ".join(found.get(run.text, run.text) for run in runs(text)) if found else ""


def _marked(run: Run, guesses: Guesses) -> tuple[str, ...]:
    return (run.text, *guesses.get(run.text, ()))


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
