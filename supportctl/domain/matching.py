"""Where the words of a query stand in a text: the same law as the full-text index, for one line.

Each term is looked for in the folded text; what is found are spans of the original. Chinese is matched as
a substring, other words whole and in all their forms, phrases word for word.

By hand and not by patterns: to load those would be most of what a search costs.
"""

from collections.abc import Iterable, Iterator, Sequence

from supportctl.domain.forms import forms
from supportctl.domain.frozen import frozen
from supportctl.domain.query.words import Words
from supportctl.domain.tokens import Run, fold, folded, is_gap, is_letter, runs

Spans = tuple[tuple[int, int], ...]


@frozen
class Word:
    """One run of a query. `forms` all begin with `head`; an `opened` word may go on after it."""

    head: str
    forms: frozenset[str]
    unspaced: bool
    opened: bool

    def end(self, text: str, start: int) -> int:
        """Where it ends that begins here, or -1."""
        if not text.startswith(self.head, start):
            return -1
        end = start + len(self.head)
        if self.unspaced:
            return end
        if start and is_letter(text[start - 1]):
            return -1
        while end < len(text) and is_letter(text[end]):
            end += 1
        return end if self.opened or text[start:end] in self.forms else -1


@frozen
class Phrase:
    """Words side by side: what stands between them is no letter, and between two of a kind there is some."""

    words: tuple[Word, ...]

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Its places in a folded text, from the left, none over another."""
        head = self.words[0].head
        start = text.find(head)
        while start >= 0:
            end = self._end(text, start)
            if end > 0:
                yield start, end
            start = text.find(head, end if end > 0 else start + 1)

    def _end(self, text: str, start: int) -> int:
        before, *rest = self.words
        end = before.end(text, start)
        for word in rest:
            if end < 0:
                break
            place = end
            while place < len(text) and is_gap(text[place]):
                place += 1
            apart = place > end or before.unspaced != word.unspaced
            end = word.end(text, place) if apart else -1
            before = word
        return end

    def is_in(self, text: str) -> bool:
        return next(self.found(text), None) is not None


@frozen
class Term:
    """`pieces` find the single words of a phrase that no line holds whole."""

    column: str
    phrase: Phrase
    pieces: tuple[Phrase, ...]


def terms(wanted: Iterable[Words]) -> tuple[Term, ...]:
    return tuple(map(_term, dict.fromkeys(wanted)))


def _term(words: Words) -> Term:
    parts = runs(words.text)
    plain = len(parts) == 1 and not (words.quoted or words.prefix or parts[0].unspaced)
    others = forms(parts[0].text) if plain else ()
    made = [_word(part, others, opened=words.prefix and part is parts[-1]) for part in parts]
    pieces = tuple(Phrase((one,)) for one in made) if len(made) > 1 else ()
    return Term(words.column, Phrase(tuple(made)), pieces)


def _word(run: Run, others: Sequence[str], *, opened: bool) -> Word:
    known = frozenset((run.text, *others))
    head = _shared(min(known), max(known))
    return Word(head, known, run.unspaced, opened and not run.unspaced)


def _shared(one: str, other: str) -> str:
    """What two words begin with."""
    length = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[:length]


def spans(line: str, wanted: Sequence[Term], column: str) -> Spans:
    """What to mark in a line of the title or the body, in order, nothing twice."""
    seen = folded(line)
    return _merged(seen.span(*found) for found in _found(seen.text, wanted, column))


def best_line(lines: Sequence[str], wanted: Sequence[Term]) -> tuple[str, Spans]:
    """The line of the body that says most of what was asked, the first of equals; or nothing."""
    best = saying_most(lines, wanted)
    return best, spans(best, wanted, "body")


def saying_most(lines: Sequence[str], wanted: Sequence[Term]) -> str:
    best, most = "", 0
    for line in lines:
        seen = fold(line)
        score = sum(_weight(seen, one) for one in wanted if one.column != "title")
        if score > most:
            best, most = line, score
    return best


def _weight(text: str, wanted: Term) -> int:
    """A whole term counts more than all the pieces of another."""
    if wanted.phrase.is_in(text):
        return 1000
    return sum(1 for piece in wanted.pieces if piece.is_in(text))


def _found(text: str, wanted: Sequence[Term], column: str) -> Iterator[tuple[int, int]]:
    for one in wanted:
        if one.column not in ("", column):
            continue
        phrases = (one.phrase,) if one.phrase.is_in(text) else one.pieces
        for phrase in phrases:
            yield from phrase.found(text)


def _merged(found: Iterable[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
