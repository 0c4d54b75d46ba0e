"""What a query asks of the knowledge index, and what the answers are worth."""

from collections.abc import Iterator, Mapping
from typing import Any

from supportctl.domain.forms import forms
from supportctl.domain.frozen import frozen
from supportctl.domain.tokens import Run, runs
from supportctl.store.knowledge_fields import BOOSTS
from supportctl.store.knowledge_whoosh import And, Or, Phrase, Prefix, Term

_GUESSED = 0.5
_LEAST_SHARE = 1 / 3
_KEY_TERMS = 24

Guesses = Mapping[str, tuple[str, ...]]
"""For each word of a query that no article has, the words of articles that are nearest."""


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


def search(searcher: Any, text: str, *, limit: int) -> Answer:
    """The articles that have every word; where none has, those that have most of them."""
    wanted = runs(text)
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


def like(searcher: Any, text: str, *, limit: int, but: str = "") -> tuple[Match, ...]:
    """The articles most like a text, by the words that tell it from others; never `but` itself."""
    keys = searcher.key_terms_from_text("text", text, numterms=_KEY_TERMS, normalize=False)
    terms = [Term(field, word, boost * weight) for word, weight in keys for field, boost in BOOSTS.items()]
    found = _matches(searcher, Or(terms), limit + 1) if terms else ()
    return tuple(match for match in found if match.path != but)[:limit]


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
