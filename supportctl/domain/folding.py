"""Folding and cutting by patterns: for long texts, and where characters belong to those before them.

Apart from `tokens.py`, because loading the library of patterns is a good part of what a search costs.
"""

import re
import unicodedata
from functools import cache

from supportctl.domain.tokens import ACCENTS, JAMO, UNSPACED

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


def clusters(text: str) -> list[str]:
    """The characters, each with what belongs to it."""
    return _compiled(f"{_CLUSTER}|.").findall(text)


def stretches(text: str) -> list[tuple[str, str]]:
    """A folded text in its runs: an unspaced one is the first of a pair, a word the second."""
    if text.isascii():
        return [("", word) for word in _compiled("[a-zA-Z0-9]+").findall(text)]
    return _compiled(_RUN).findall(text)
