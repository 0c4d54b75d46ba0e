"""Any YAML text read strictly. The only importer of PyYAML.

Files come from strangers, so nothing is built from PyYAML's constructors: the parser's events are
walked once, and anchors, aliases, tags, duplicate keys, deep nesting and too many nodes are
findings on the way (libyaml crashes on deep nesting, alias bombs take minutes). Every scalar is
text; the schema types it.
"""

from collections.abc import Iterator

import yaml

from supportctl.domain.finding import Finding
from supportctl.errors import Said
from supportctl.store.yaml_tree import Entries, Items, Node, Scalar

DEEPEST = 20
MOST_NODES = 5_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


def read(text: str, path: str, first: int) -> tuple[Node | None, list[Finding]]:
    """The tree, and every fault; there are no control characters in the text."""
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
