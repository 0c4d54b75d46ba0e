"""The cursor that reads time phrases: words, figures and Chinese numerals.

A reader is a function of a Scan that returns None when its words are not there. It may leave the
cursor anywhere then; `attempt`, `first` and `whole` put it back. A day that cannot be (2026-13-45)
raises ValueError or OverflowError, which `when` turns into one refusal.
"""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple
from unicodedata import normalize

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

LONGEST = 64  # no phrase needs more; the rest of a pasted mail is not worth reading
DIGITS = "0123456789"
NUMERALS = "零一二三四五六七八九"
TRADITIONAL = str.maketrans("〇後點兩週個鐘禮號時這內現", "零后点两周个钟礼号时这内现")


class Scan:
    """A cursor over a phrase in one normal form: NFKC, lower case, simplified, single spaces."""

    __slots__ = ("at", "text")

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise ValueError(text[:LONGEST])
        self.text = " ".join(normalize("NFKC", text).casefold().translate(TRADITIONAL).split())
        self.at = 0

    def attempt(self, reader: "Callable[[Scan, *Ts], T | None]", *args: *Ts) -> T | None:
        start = self.at
        got = reader(self, *args)
        if got is None:
            self.at = start
        return got

    def first(self, *readers: "Callable[[Scan], T | None]") -> T | None:
        return next((got for reader in readers if (got := self.attempt(reader)) is not None), None)

    def whole(self, reader: "Callable[[Scan, *Ts], T]", *args: *Ts) -> T | None:
        """What `reader` makes of the phrase, provided it leaves nothing of it."""
        self.at = 0
        got = reader(self, *args)
        return got if self.at == len(self.text) else None

    def sees(self, *words: str) -> str:
        """The first of `words` that stands here; a Latin word ends where its letters end."""
        self._space()
        return next((word for word in words if self._begins_with(word)), "")

    def take(self, *words: str) -> str:
        word = self.sees(*words)
        self.at += len(word)
        return word

    def run(self, accepts: Callable[[str], bool]) -> str:
        self._space()
        start = self.at
        while self.at < len(self.text) and accepts(self.text[self.at]):
            self.at += 1
        return self.text[start : self.at]

    def digits(self, least: int, most: int) -> int | None:
        found = self.run(DIGITS.__contains__)
        return int(found) if least <= len(found) <= most else None

    def number(self) -> int | None:
        """Of up to six digits, or in Chinese numerals up to 九十九; 零五 counts as 05, 二零二六 as 2026."""
        found = self.run(DIGITS.__contains__)
        if found:
            return int(found) if len(found) <= 6 else None
        return _numeral(self.run((NUMERALS + "十两").__contains__))

    def year(self) -> int | None:
        """Of four figures, 2026 or 二零二六; '26 is nobody's year."""
        found = self.run((DIGITS + NUMERALS).__contains__)
        if len(found) != 4:
            return None
        return int(found) if found.isascii() else _numeral(found)

    def named(self, names: tuple[str, ...]) -> int | None:
        """The place among `names` of a word that is one of them, or its first three letters or more."""
        word = self.run(_latin)
        return next((i for i, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)

    def _begins_with(self, word: str) -> bool:
        after = self.at + len(word)
        goes_on = _latin(word[-1]) and _latin(self.text[after : after + 1])
        return self.text.startswith(word, self.at) and not goes_on

    def _space(self) -> None:
        while self.text.startswith(" ", self.at):
            self.at += 1


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _numeral(text: str) -> int | None:
    tens, ten, ones = text.partition("十")
    if ten:
        parts = (NUMERALS.find(tens) if tens else 1, NUMERALS.find(ones) if ones else 0)
        fits = len(tens) < 2 and len(ones) < 2 and min(parts) >= 0 and tens != "零" and ones != "零"
        return 10 * parts[0] + parts[1] if fits else None
    if text == "两":
        return 2
    spelled = len(text) == 1 or len(text) == 4 or (len(text) == 2 and text[0] == "零")
    return int("".join(str(NUMERALS.index(n)) for n in text)) if spelled and "两" not in text else None
