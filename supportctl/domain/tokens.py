"""Text as the searches see it: folded, cut into words, Chinese into overlapping pairs.

Folding is NFKC, case folding and Latin letters without their accents, character by character, so
that every folded character knows where it stood. A run of Latin letters and digits is one word. A
run of a script written without spaces (Han, kana, Hangul, Thai and its neighbours) becomes pairs:
登录失败 is 登录 录失 失败 败, one token opened by each character. So a phrase of pairs finds exactly
the substrings, a single character is the beginning of a token, and the lone last character keeps
two runs apart that only punctuation separates.

Words are indexed as they are; a query asks for all forms of a word (`forms.py`). Stems in the index
would break exact phrases and prefixes (`cache*` against the stem of caches).
"""

import re
import unicodedata

from supportctl.domain.frozen import frozen

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3105-\u312f\u31a0-\u31bf"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
LETTER = f"[^\\W_{_UNSPACED}]"
GAP = f"(?:[^\\w{_UNSPACED}]|_)"
_RUN = re.compile(f"([{_UNSPACED}]+)|({LETTER}+)")

_ACCENTS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
_CLUSTER = f".?[{_ACCENTS}]+|[\uac00-\ud7a3]?[\u1100-\u11ff\uffa0-\uffdc]+"
_CLUSTERS = re.compile(_CLUSTER, re.DOTALL)
_PIECES = re.compile(f"{_CLUSTER}|.", re.DOTALL)
_NO_ACCENT = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}


class _Folding(dict[int, str]):
    """How each character folds; filled as characters are met, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = result = "".join(map(_bare, folded))
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
    return _CLUSTERS.sub(_composed, text).translate(_FOLDING)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


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
    for match in _PIECES.finditer(text):
        piece = fold(match[0])
        out.append(piece)
        starts += [match.start()] * len(piece)
        ends += [match.end()] * len(piece)
    return Folded("".join(out), tuple(starts), tuple(ends))


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
    return tuple(Run(unspaced or word, bool(unspaced)) for unspaced, word in _RUN.findall(fold(text)))


def tokens(text: str) -> list[str]:
    """All tokens of a text in their order."""
    return [token for run in runs(text) for token in run.tokens]
