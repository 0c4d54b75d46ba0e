"""The characters of a query one by one, and the refusal that points at one of them."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from supportctl.domain.near import near
from supportctl.domain.text import visible, width
from supportctl.errors import Said
from supportctl.errors.command import BadQuery

LONGEST = 256

_ASCII = str.maketrans("：，（）“”＂－＊＜＞＝＠．", ':,()"""-*<>=@.')
_ATOM = re.compile(r'(?:(?!\.\.)[^\s()",])+')
_SPACE = re.compile(r"\s*")
_HELP = Said("supportctl search --help")
QUOTE_IT = Said("put quotes around it to search for it as text")


class Scanner:
    """`text` has the punctuation of Chinese keyboards as its ASCII twin, character for character."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source.translate(_ASCII)
        self.place = 0
        if len(source) > LONGEST:
            raise BadQuery(reason=Said("it is longer than {limit} characters", limit=LONGEST), way=_HELP)
        odd = next((place for place, sign in enumerate(source) if unicodedata.category(sign) == "Cs"), -1)
        if odd >= 0:
            raise self.bad(odd, Said("this is not a character"))

    def value(self) -> str:
        if self.peek('"'):
            return self.quoted()
        return self.match(_ATOM)

    def match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.place)
        if match is None:
            raise self.bad(self.place, Said("a value is missing here"))
        self.place = match.end()
        return match[0]

    def quoted(self) -> str:
        end = self.text.find('"', self.place + 1)
        if end < 0:
            raise self.bad(self.place, Said("this quotation mark is never closed"))
        inside = self.text[self.place + 1 : end]
        self.place = end + 1
        return inside

    def peek(self, sign: str) -> bool:
        return self.text.startswith(sign, self.place)

    def take(self, sign: str) -> bool:
        if not self.peek(sign):
            return False
        self.place += len(sign)
        return True

    def skip(self) -> None:
        match = _SPACE.match(self.text, self.place)
        self.place = match.end() if match else self.place

    def bad(self, place: int, reason: Said, way: Said | None = None) -> BadQuery:
        line = visible(self.source)
        caret = " " * width(visible(self.source[:place])) + "^"
        details = (Said("{line}", line=line), Said("{line}", line=caret))
        return BadQuery(details, reason=reason, way=way or _HELP)

    def has_atom(self) -> bool:
        return self.peek('"') or _ATOM.match(self.text, self.place) is not None


def guess(word: str, known: Collection[str], spelt: Mapping[str, str] | None = None) -> Said | None:
    """`spelt` says how the nearest word is written, where `known` is in another case."""
    found = near(word, known)
    return Said("did you mean {guess}?", guess=spelt[found[0]] if spelt else found[0]) if found else None
