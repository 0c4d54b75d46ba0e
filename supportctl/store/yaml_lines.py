"""YAML that is plainly written, read line by line; of anything else, nothing is said.

Plain is: blocks and lists by indentation, a key and a value a line, the value bare or in quotes without an
escape, or a list or mapping in brackets that ends on its line. The tree is to the letter that of the parser
(`yaml_events.py`), places and all; a test holds the two against each other. What might be read in another way
(tabs, tags, anchors, several lines, a key twice) is left to the parser, which also knows what is wrong there.
"""

import re
from collections.abc import Iterator
from functools import cache

from supportctl.domain.markup import CONTROL
from supportctl.store.yaml_tree import Entries, Items, Node, Scalar

LONGEST = 10_000
"""So many characters cannot hold more nodes than the parser allows."""
DEEPEST = 10

_FOREIGN = ("\t", "\r", "\ufeff")

_Line = tuple[int, re.Match[str]]


class _NotPlain(Exception):
    """Only the parser can tell."""


@cache
def _line() -> re.Pattern[str]:
    """One line, which may hold nothing but a comment; a value in brackets is taken whole."""
    return re.compile(
        r"(?P<indent> *)(?P<item>- +)?(?:(?P<key>\w[\w.-]{0,99}):(?= |$) *)?"
        r"(?:(?P<bare>[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*)*)"
        r"|'(?P<single>(?:[^'\n]|'')*)'"
        r'|"(?P<double>[^"\\\n]*)"'
        r"|(?P<flow>[\[{][^\n]*[\]}]))?"
        r" *(?:(?<![^ \n])#.*)?$",
        re.MULTILINE,
    )


@cache
def _token() -> re.Pattern[str]:
    """A piece of a value in brackets."""
    return re.compile(
        r" *(?:(?P<mark>[\[\]{},])|(?P<key>\w[\w.-]{0,99}): +"
        r"|(?P<bare>\w[^\n,\[\]{}:?#]*)|'(?P<single>[^'\n]*)'|\"(?P<double>[^\"\\\n]*)\")"
    )


def read(text: str) -> Node | None:
    """The tree of a text, or nothing."""
    if len(text) > LONGEST or any(character in text for character in _FOREIGN) or CONTROL.search(text):
        return None
    try:
        return _Reader(text).document()
    except _NotPlain:
        return None


def _lines(text: str) -> list[_Line]:
    """The lines that say something, with their numbers."""
    found: list[_Line] = []
    match, place, number = _line().match, 0, 0
    while place < len(text):
        line = match(text, place)
        if line is None:
            raise _NotPlain
        if line.lastgroup != "indent":
            found.append((number, line))
        place, number = line.end() + 1, number + 1
    return found


class _Reader:
    """Takes the lines one after the other; `at` is the place of the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _lines(text)
        # Behind the last line, less than any.
        self.indents = [*(line.end("indent") - line.start() for _, line in self.lines), -1]
        self.at = 0

    def document(self) -> Node | None:
        if not self.lines:
            return None
        root = self.block(self.indents[0], 0)
        if self.at < len(self.lines):
            raise _NotPlain
        return root

    @property
    def end(self) -> int:
        """Where a block ends for the parser: where the next thing begins."""
        return self.lines[self.at][1].end("indent") if self.at < len(self.lines) else len(self.text)

    def block(self, indent: int, depth: int) -> Node:
        if depth > DEEPEST:
            raise _NotPlain
        if self.lines[self.at][1]["item"]:
            return self.items(indent, depth)
        return self.entries(indent, depth)

    def items(self, indent: int, depth: int) -> Items:
        number, first = self.lines[self.at]
        values: list[Node] = []
        while self.indents[self.at] == indent:
            at, line = self.lines[self.at]
            if not line["item"]:
                raise _NotPlain
            if line["key"]:
                values.append(self.entries(line.start("key") - line.start(), depth + 1))
            else:
                self.at += 1
                values.append(self.value(at, line, indent, depth))
        return Items(first.end("indent"), self.end, number, indent, tuple(values), False)

    def entries(self, indent: int, depth: int) -> Entries:
        """A mapping whose keys stand in this column; the first may stand behind the mark of an item."""
        number, first = self.lines[self.at]
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not pairs or self.indents[self.at] == indent:
            at, line = self.lines[self.at]
            item, name = line.group("item", "key")
            if not name or name in pairs or (item and pairs):
                raise _NotPlain
            self.at += 1
            key = Scalar(*line.span("key"), at, indent, name, "")
            pairs[name] = key, self.value(at, line, indent, depth)
        return Entries(first.start("key"), self.end, number, indent, tuple(pairs.values()))

    def value(self, number: int, line: re.Match[str], indent: int, depth: int) -> Node:
        """What stands behind a key or the mark of an item, or below it."""
        kind, below = line.lastgroup, self.indents[self.at]
        if kind == "key" and below > indent:
            return self.block(below, depth + 1)
        if kind == "item" or below > indent:
            raise _NotPlain
        if kind == "key":
            place = line.end("key") + 1
            return Scalar(place, place, number, place - line.start(), "", "")
        if kind == "flow":
            return _Flow(number, line).node(depth + 1)
        return _scalar(number, line, line.start())


def _scalar(number: int, found: re.Match[str], start: int) -> Scalar:
    """The value that was found, in a line that begins at `start`."""
    kind = found.lastgroup
    if kind == "bare":
        text = found["bare"].rstrip(" ")
        place = found.start("bare")
        return Scalar(place, place + len(text), number, place - start, text, "")
    if kind not in ("single", "double"):
        raise _NotPlain
    place, style = found.start(kind) - 1, "'" if kind == "single" else '"'
    text = found[kind].replace("''", "'") if kind == "single" else found[kind]
    return Scalar(place, found.end(kind) + 1, number, place - start, text, style)


class _Flow:
    """A value in brackets, taken apart piece by piece."""

    def __init__(self, number: int, line: re.Match[str]) -> None:
        self.number = number
        self.start = line.start()
        self.tokens = self.cut(line)

    def cut(self, line: re.Match[str]) -> Iterator[re.Match[str]]:
        place, end = line.span("flow")
        while place < end:
            token = _token().match(line.string, place, end)
            if token is None:
                raise _NotPlain
            yield token
            place = token.end()

    def next(self) -> re.Match[str]:
        token = next(self.tokens, None)
        if token is None:
            raise _NotPlain
        return token

    def node(self, depth: int) -> Node:
        """The whole of it."""
        root = self.value(self.next(), depth)
        if next(self.tokens, None):
            raise _NotPlain
        return root

    def value(self, token: re.Match[str], depth: int) -> Node:
        if depth > DEEPEST:
            raise _NotPlain
        if token["mark"] == "[":
            return self.items(token, depth)
        if token["mark"] == "{":
            return self.entries(token, depth)
        return _scalar(self.number, token, self.start)

    def mark(self, closing: str) -> re.Match[str]:
        """A comma, or the end."""
        token = self.next()
        if token["mark"] not in (",", closing):
            raise _NotPlain
        return token

    def span(self, opened: re.Match[str], closed: re.Match[str]) -> tuple[int, int, int, int]:
        place = opened.start("mark")
        return place, closed.end(), self.number, place - self.start

    def items(self, opened: re.Match[str], depth: int) -> Items:
        values: list[Node] = []
        last = opened
        while last["mark"] != "]":
            values.append(self.value(self.next(), depth + 1))
            last = self.mark("]")
        return Items(*self.span(opened, last), tuple(values), True)

    def entries(self, opened: re.Match[str], depth: int) -> Entries:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        last = opened
        while last["mark"] != "}":
            key = self.next()
            name, place = key["key"], key.start("key")
            if not name or name in pairs:
                raise _NotPlain
            held = Scalar(place, key.end("key"), self.number, place - self.start, name, "")
            pairs[name] = held, self.value(self.next(), depth + 1)
            last = self.mark("}")
        return Entries(*self.span(opened, last), tuple(pairs.values()))
