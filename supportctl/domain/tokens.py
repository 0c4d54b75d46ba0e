"""Text as the searches see it: folded, cut into words, Chinese into overlapping pairs.

Folding is NFKC, case folding and Latin letters without their accents, character by character, so
that every folded character knows where it stood. A run of Latin letters and digits is one word. A
run of a script written without spaces (Han, kana, Hangul, Thai and its neighbours) becomes pairs:
登录失败 is 登录 录失 失败 败, one token opened by each character. So a phrase of pairs finds exactly
the substrings, a single character is the beginning of a token, and the lone last character keeps
two runs apart that only punctuation separates.

Words are indexed as they are; a query asks for all forms of a word (`forms.py`). Stems in the index
would break exact phrases and prefixes (`cache*` against the stem of caches).

On the road of every search, so patterns (`folding.py`) are loaded where they pay: for long texts, and
for characters that fold together.
"""

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from operator import add

from supportctl.domain.frozen import frozen

# Ranges of characters, as a pattern has them but for the spaces.
UNSPACED = (
    "\u0e00-\u0eff \u1000-\u109f \u1780-\u17ff "  # Thai, Lao, Burmese, Khmer
    "\u1100-\u11ff \u3131-\u318e \ua960-\ua97f \uac00-\ud7ff "  # Hangul
    "\u3041-\u3096 \u309d-\u309f \u30a1-\u30fa \u30fc-\u30ff \u31f0-\u31ff "  # kana
    "\u2e80-\u2fdf \u3005-\u3007 \u3021-\u3029 \u3031-\u3035 \u303b \u3105-\u312f \u31a0-\u31bf "
    "\u3400-\u4dbf \u4e00-\u9fff \uf900-\ufaff \U00020000-\U0003ffff"  # Han
)
ACCENTS = "\u0300-\u036f \u3099-\u309a \uff9e-\uff9f"
JAMO = "\u1100-\u11ff \uffa0-\uffdc"


def _ranges(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((one[0], one[-1]) for one in text.split())


_UNSPACED = _ranges(UNSPACED)
_JOINING = frozenset(
    chr(code) for first, last in _ranges(f"{ACCENTS} {JAMO}") for code in range(ord(first), ord(last) + 1)
)
_NO_ACCENT = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
_BRIEF = 80


class _Folding(dict[int, str]):
    """How each character folds; filled as characters are met, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if "\u4e00" <= sign <= "\u9fff":  # nearly all of a Chinese text, and never anything else
            result = sign
        else:
            result = "".join(map(_bare, unicodedata.normalize("NFKC", sign).casefold()))
        self[code] = result
        return result


def _bare(character: str) -> str:
    apart = unicodedata.normalize("NFD", character)
    if "\u0300" <= apart[0] <= "\u036f":
        return ""
    return apart[0] if len(apart) > 1 and apart[0].isascii() else _NO_ACCENT.get(character, character)


_FOLDING = _Folding()


def fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    if not _JOINING.isdisjoint(text):
        # Here, because few texts have a character that belongs to the one before it.
        from supportctl.domain.folding import composed  # noqa: PLC0415

        text = composed(text)
    return text.translate(_FOLDING)


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
    place = 0
    for piece in _pieces(text):
        out.append(fold(piece))
        starts += [place] * len(out[-1])
        place += len(piece)
        ends += [place] * len(out[-1])
    return Folded("".join(out), tuple(starts), tuple(ends))


def _pieces(text: str) -> Iterable[str]:
    if _JOINING.isdisjoint(text):
        return text
    # Here, because few texts have a character that belongs to the one before it.
    from supportctl.domain.folding import clusters  # noqa: PLC0415

    return clusters(text)


def is_unspaced(sign: str) -> bool:
    """Whether a folded character belongs to a script written without spaces."""
    return "\u4e00" <= sign <= "\u9fff" or (
        sign >= "\u0e00" and any(first <= sign <= last for first, last in _UNSPACED)
    )


def is_letter(sign: str) -> bool:
    """Whether a folded character belongs to a word that ends where its letters end."""
    return sign.isalnum() and not is_unspaced(sign)


def is_gap(sign: str) -> bool:
    return not sign.isalnum() and not is_unspaced(sign)


@frozen
class Run:
    """A stretch of one script in folded text; `unspaced` runs are searched as substrings."""

    text: str
    unspaced: bool

    @property
    def tokens(self) -> list[str]:
        """What the index holds for the whole run."""
        if not self.unspaced:
            return [self.text]
        return [self.text[place : place + 2] for place in range(len(self.text))]


def runs(text: str) -> tuple[Run, ...]:
    text = fold(text)
    if len(text) <= _BRIEF:  # a query: looked at sign by sign long before a pattern is loaded
        parts = ((unspaced, "".join(signs)) for unspaced, signs in groupby(text, _kind))
        return tuple(Run(part, unspaced) for unspaced, part in parts if unspaced is not None)
    # Here, because it is long texts that are cut faster by a pattern.
    from supportctl.domain.folding import stretches  # noqa: PLC0415

    return tuple(Run(unspaced or word, bool(unspaced)) for unspaced, word in stretches(text))


def _kind(sign: str) -> bool | None:
    """True within an unspaced run, False within a word, None in a gap."""
    if is_unspaced(sign):
        return True
    return False if sign.isalnum() else None


def tokens(text: str) -> list[str]:
    """All tokens of a text in their order."""
    # Here, because whoever wants the tokens has many texts, or long ones.
    from supportctl.domain.folding import stretches  # noqa: PLC0415

    found: list[str] = []
    for unspaced, word in stretches(fold(text)):
        if word:
            found.append(word)
        else:
            found += map(add, unspaced, unspaced[1:])
            found.append(unspaced[-1])
    return found
