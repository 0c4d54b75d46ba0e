"""YAML read strictly. The only importer of PyYAML.

Files come from strangers, so nothing is built from PyYAML's constructors: the parser's events are
walked once, and anchors, aliases, tags, duplicate keys, deep nesting and too many nodes are
findings on the way (libyaml crashes on deep nesting, alias bombs take minutes). Every scalar is
text; the schema types it.
"""

import re
from collections.abc import Iterable, Iterator

import yaml

from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import CONTROL, is_seen
from supportctl.domain.timeline import opens_tag, quoted
from supportctl.errors import Said

DEEPEST = 20
MOST_NODES = 5_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Not the carriage return of a CRLF.
_UNREADABLE = re.compile(rf"(?!\r\n){CONTROL.pattern}")


@frozen
class Node:
    """A value and where it stands: `start` and `end` count characters, `line` counts from 0."""

    start: int
    end: int
    line: int
    column: int


@frozen
class Scalar(Node):
    """`style` is PyYAML's: "" plain, ' or " quoted, | or > block."""

    text: str
    style: str


@frozen
class Items(Node):
    values: tuple[Node, ...]
    flow: bool


@frozen
class Entries(Node):
    """Keys are unique; a second one was a finding."""

    pairs: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs if name.text == key), None)


Plain = str | list["Plain"] | dict[str, "Plain"]
"""What a YAML file holds once its places are forgotten."""


def plain(node: Node) -> Plain:
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(value) for value in node.values]
        case Entries():
            return {key.text: plain(value) for key, value in node.pairs}
    raise TypeError(node)


def nearest(node: Node, keys: Iterable[str]) -> Node:
    """What stands at a place below, or the nearest above it that is there."""
    for key in keys:
        below = node.get(key) if isinstance(node, Entries) else None
        if below is None:
            return node
        node = below
    return node


def _place(first: yaml.Event, last: yaml.Event) -> tuple[int, int, int, int]:
    """Start, end, line and column of what lies between two events."""
    begin, end = first.start_mark, last.end_mark
    assert begin is not None, "the parser knows where it is"
    assert end is not None, "the parser knows where it is"
    return begin.index, end.index, begin.line, begin.column


class _Refused(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class _Walk:
    """One pass over the parser's events, at most `DEEPEST` deep."""

    def __init__(self, text: str, path: str, first: int) -> None:
        self.path = path
        self.first = first
        self.nodes = 0
        self.findings: list[Finding] = []
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))

    def document(self) -> Node | None:
        """The root of the one document, or None where the text is empty."""
        root: Node | None = None
        for event in self.events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if event.version or event.tags:
                    self.forbid(event, Said("YAML directives"))
                if root is not None:
                    self.forbid(event, Said("further YAML documents"))
                    return root
                continue
            root = self.node(event, 0)
        return root

    def finding(self, code: str, event: yaml.Event, **params: object) -> Finding:
        _, _, line, column = _place(event, event)
        return Finding(code, self.path, self.first + line, column + 1, **params)

    def forbid(self, event: yaml.Event, feature: Said) -> None:
        self.findings.append(self.finding("F006", event, feature=feature))

    def node(self, event: yaml.Event, depth: int) -> Node:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _Refused(self.finding("F016", event, limit=MOST_NODES))
        if depth > DEEPEST:
            raise _Refused(self.finding("F009", event, limit=DEEPEST))
        if isinstance(event, yaml.AliasEvent):
            self.forbid(event, Said("YAML aliases"))
            return Scalar(*_place(event, event), "", "")
        assert isinstance(event, (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent))
        if event.anchor is not None:
            self.forbid(event, Said("YAML anchors"))
        if event.tag is not None:
            self.forbid(event, Said("YAML tags"))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(event, depth)
        return self.entries(event, depth)

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        return Scalar(*_place(event, event), event.value, event.style or "")

    def items(self, opened: yaml.SequenceStartEvent, depth: int) -> Items:
        values: list[Node] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return Items(*_place(opened, event), tuple(values), bool(opened.flow_style))
            values.append(self.node(event, depth + 1))
        raise AssertionError("the parser ends every sequence it begins")

    def entries(self, opened: yaml.MappingStartEvent, depth: int) -> Entries:
        pairs: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return Entries(*_place(opened, event), tuple(pairs))
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar) or key.text == "<<":
                self.forbid(event, Said("merge keys and keys that are not text"))
            elif key.text in seen:
                first = self.first + seen[key.text]
                self.findings.append(self.finding("F005", event, key=key.text, first=first))
            else:
                seen[key.text] = key.line
                pairs.append((key, value))
        raise AssertionError("the parser ends every mapping it begins")


def read(text: str, path: str, *, first: int = 1) -> tuple[Node | None, list[Finding]]:
    """The tree of one YAML text whose first line is line `first` of its file, and every fault in it.

    The tree is there for whatever could be read of it; with a finding, it is not to be trusted.
    """
    odd = _UNREADABLE.search(text)
    if odd:
        line, column = place_of(text, odd.start())
        return None, [Finding("F013", path, first + line - 1, column, character=code_point(odd[0]))]
    walk = _Walk(text, path, first)
    try:
        return walk.document(), walk.findings
    except _Refused as refused:
        return None, [*walk.findings, refused.finding]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column + 1) if mark else (0, 0)
        reason = error.problem or error.context or "it cannot be parsed"
        return None, [*walk.findings, Finding("F004", path, first + line, column, reason=reason)]


def place_of(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of a character, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


_RESERVED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"))


def scalar(value: str, *, like: str = "", flow: bool = False) -> str:
    """A value as one line of YAML; `like` is the quote the old value had, kept where it can be.

    `flow` is for an item between brackets, where libyaml stumbles over a bare colon.
    """
    if like == '"' or not is_seen(value) or opens_tag(value):
        return quoted(value)
    if like != "'" and _is_plain(value) and not (flow and ":" in value):
        return value
    return "'" + value.replace("'", "''") + "'"


def _is_plain(value: str) -> bool:
    """Whether YAML 1.1 and 1.2 both take it for this text without quotes."""
    if not value or not value[0].isalpha() or value != value.strip() or value.casefold() in _RESERVED:
        return False
    if ": " in value or " #" in value or value.endswith(":"):
        return False
    return not any(character in "\"'[]{},&*!|>%@`" for character in value)
