"""Text as a terminal shows it: hostile characters made visible, widths counted in cells.

Tickets, mails and file names are written by strangers. A control or bidi character in them can move
the cursor, recolour the screen or turn words around; here each becomes an escape a person can read.
"""

import re
import unicodedata

HOSTILE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1 (with U+0085, a line end for some programs)
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # bidi marks and overrides, zero-width characters
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # line separators, byte order mark, annotations
    "\ud800-\udfff"  # lone surrogates: bytes that were not UTF-8
    "\U000e0000-\U000e0fff"  # tags: text that no font draws
    "]"
)
_KEPT_IN_PROSE = "\n\t"
_CLOSING = "，。；：、！？）》」』】”’…"
_ELLIPSIS = "…"


def visible(text: str, *, keep_newlines: bool = False) -> str:
    r"""The text with every character that could fool a terminal written as `\u001b`.

    `keep_newlines` is for prose: line feeds and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return HOSTILE.sub(_visible_prose if keep_newlines else _escape, text)


def _visible_prose(match: re.Match[str]) -> str:
    return match[0] if match[0] in _KEPT_IN_PROSE else _escape(match)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many cells of a terminal the text fills; Chinese characters fill two."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def clip(text: str, cells: int) -> str:
    """The text cut to so many cells, the cut marked."""
    if width(text) <= cells:
        return text
    return _head(text, cells - 1) + _ELLIPSIS if cells > 0 else ""


def _head(text: str, cells: int) -> str:
    filled = 0
    for position, character in enumerate(text):
        filled += _cells(character)
        if filled > cells:
            return text[:position]
    return text


def pad(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """One paragraph in lines of at most so many cells, broken at spaces and between Chinese characters."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > cells:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """What must stay on one line: a word, or a wide character with the punctuation that closes it."""
    pieces: list[str] = []
    for word in text.split():
        start = len(pieces)
        for character in word:
            alone = _cells(character) == 2 and character not in _CLOSING
            if len(pieces) == start or alone or (_cells(pieces[-1][0]) == 2 and character not in _CLOSING):
                pieces.append(character)
            else:
                pieces[-1] += character
        pieces[-1] += " "
    return pieces
