"""Where the words of a query stand in a text: the same law as the full-text index, for one line.

Each term becomes a pattern over the folded text; its matches are spans of the original. Chinese is
matched as a substring, other words whole and in all their forms, phrases word for word.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from supportctl.domain.forms import forms
from supportctl.domain.frozen import frozen
from supportctl.domain.query.words import Words
from supportctl.domain.tokens import GAP, LETTER, Folded, Run, fold, folded, runs

Spans = tuple[tuple[int, int], ...]


@frozen
class Term:
    """`pieces` find the single words of a phrase that no line holds whole."""

    column: str
    pattern: re.Pattern[str]
    pieces: tuple[re.Pattern[str], ...]


def term(words: Words) -> Term:
    parts = runs(words.text)
    pieces = tuple(re.compile(_piece(part, "", words, last=part is parts[-1])) for part in parts)
    return Term(words.column, re.compile(pattern_of(words)), pieces if len(pieces) > 1 else ())


def pattern_of(words: Words) -> str:
    """A pattern for folded text."""
    parts = runs(words.text)
    if len(parts) == 1 and not words.quoted and not words.prefix and not parts[0].unspaced:
        return _whole("(?:" + "|".join(forms(parts[0].text)) + ")")
    out = _piece(parts[0], "", words, last=len(parts) == 1)
    for before, part in pairwise(parts):
        gap = f"{GAP}*" if before.unspaced != part.unspaced else f"{GAP}+"
        out += _piece(part, gap, words, last=part is parts[-1])
    return out


def _piece(part: Run, gap: str, words: Words, *, last: bool) -> str:
    if part.unspaced:
        return gap + re.escape(part.text)
    tail = f"{LETTER}*" if last and words.prefix else ""
    return gap + _whole(re.escape(part.text) + tail)


def _whole(word: str) -> str:
    return f"(?<!{LETTER}){word}(?!{LETTER})"


def terms(wanted: Iterable[Words]) -> tuple[Term, ...]:
    return tuple(term(words) for words in dict.fromkeys(wanted))


def spans(line: str, wanted: Sequence[Term], column: str) -> Spans:
    """What to mark in a line of the title or the body, in order, nothing twice."""
    return _merged(_found(folded(line), wanted, column))


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
    if wanted.pattern.search(text):
        return 1000
    return sum(1 for piece in wanted.pieces if piece.search(text))


def _found(seen: Folded, wanted: Sequence[Term], column: str) -> list[tuple[int, int]]:
    found = []
    for one in wanted:
        if one.column not in ("", column):
            continue
        patterns = (one.pattern,) if one.pattern.search(seen.text) else one.pieces
        for pattern in patterns:
            found += [seen.span(match.start(), match.end()) for match in pattern.finditer(seen.text)]
    return found


def _merged(found: Iterable[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
