"""Folding and cutting by patterns: long texts, characters that fold together, and where each one stood.

Apart from `tokens.py`, because loading the library of patterns is a good part of what a search costs.
"""

import re
import unicodedata
from functools import cache

from supportctl.domain.frozen import frozen
from supportctl.domain.tokens import ACCENTS, JAMO, UNSPACED, fold

_UNSPACED, _ACCENTS, _JAMO = (ranges.replace(" ", "") for ranges in (UNSPACED, ACCENTS, JAMO))
_RUN = f"([{_UNSPACED}]+)|([^\\W_{_UNSPACED}]+)"
_CLUSTER = f".?[{_ACCENTS}]+|[\uac00-\ud7a3]?[{_JAMO}]+"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """When the first text needs it: so many characters take milliseconds."""
    return re.compile(pattern, re.DOTALL)


def composed(text: str) -> str:
    """Each character as one with the accents, or the parts of a syllable, that follow it."""
    return _compiled(_CLUSTER).sub(_composed, text)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def stretches(text: str) -> list[tuple[str, str]]:
    """A folded text in its runs: an unspaced one is the first of a pair, a word the second."""
    return _compiled(_RUN).findall(text)


@frozen
class Folded:
    """A folded text that can say where its characters stood: the spans are of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]


def folded(text: str) -> Folded:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _compiled(f"{_CLUSTER}|.").finditer(text):
        piece = fold(match[0])
        out.append(piece)
        starts += [match.start()] * len(piece)
        ends += [match.end()] * len(piece)
    return Folded("".join(out), tuple(starts), tuple(ends))
