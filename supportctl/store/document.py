"""A file taken apart for merging: entries of YAML and sections of Markdown as the lines they are made of.

Lines keep every byte but their ends. What cannot be taken apart safely is None, and merged as plain text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from supportctl.domain import timeline
from supportctl.domain.diff3 import Lines
from supportctl.domain.event import Event
from supportctl.domain.fences import fenced
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import CONTROL
from supportctl.domain.schema import BY_NAME, EMPTY, SCHEMA, Value, section_named
from supportctl.store import yaml
from supportctl.store.codec import FENCE, layout

HARMLESS = ("E203", "E204", "E206", "E207", "E208", "E209", "E211")
"""Findings of a timeline whose events can be united all the same."""

NEWEST = frozenset(map(str, range(1, SCHEMA + 1)))


@frozen
class Entries:
    """One YAML mapping: the lines of each entry by key (what stands before the first has the key "")."""

    lines: Mapping[str, Lines] = field(default_factory=dict)
    values: Mapping[str, yaml.Plain] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """A known field as the schema types it."""
        value = self.values.get(name, "")
        if BY_NAME[name].is_list:
            return tuple(map(str, value)) if isinstance(value, list) else ((value,) if value else ())  # type: ignore[return-value]
        return value if isinstance(value, str) else EMPTY[name]


@frozen
class Document:
    """`heading` is the timeline's; articles have none and no events."""

    front: Entries = field(default_factory=Entries)
    body: tuple[tuple[str, Lines], ...] = ()
    heading: str = ""
    events: tuple[Event, ...] = ()

    @property
    def sections(self) -> dict[str, Lines]:
        return dict(self.body)

    @property
    def is_unique(self) -> bool:
        return len(self.sections) == len(self.body)


def entries(lines: Sequence[str]) -> Entries | None:
    """A block mapping with every key on a line of its own."""
    root, faults = yaml.read("".join(f"{line}\n" for line in lines), "")
    if root is None and not faults:
        return Entries({"": tuple(lines)} if lines else {})
    if faults or not isinstance(root, yaml.Entries):
        return None
    starts = [_start(lines, root, place) for place in range(len(root.pairs))]
    if len({key.line for key, _ in root.pairs}) != len(root.pairs) or lines[root.line].lstrip()[:1] == "{":
        return None
    found = {"": tuple(lines[: starts[0]])} if starts[0] else {}
    for (key, _), begin, end in zip(root.pairs, starts, [*starts[1:], len(lines)], strict=True):
        found[key.text] = tuple(lines[begin:end])
    return Entries(found, {key.text: yaml.plain(node) for key, node in root.pairs})


def _start(lines: Sequence[str], root: yaml.Entries, place: int) -> int:
    """Where an entry begins: with the comments right above its key, if they are not indented."""
    begin = root.pairs[place][0].line
    least = root.pairs[place - 1][0].line + 1 if place else 0
    while begin > least and lines[begin - 1].startswith("#"):
        begin -= 1
    return begin


def document(text: str, path: str) -> Document | None:
    if CONTROL.search(text.replace("\r\n", "\n")):
        return None
    parts, _ = layout(text, path)
    front = entries(parts.lines[1 : parts.front_end]) if parts else None
    if parts is None or front is None or front.values.get("schema", "1") not in NEWEST:
        return None
    lines = parts.lines[: parts.timeline] if parts.timeline else parts.lines
    body = tuple(_sections(lines[parts.front_end + 1 :]))
    if not parts.timeline:
        return Document(front, body)
    events, faults = timeline.parse(parts.lines[parts.timeline + 1 :], 1, path)
    if any(fault.code not in HARMLESS for fault in faults):
        return None
    return Document(front, body, parts.lines[parts.timeline], events)


def _sections(lines: Iterable[str]) -> Iterable[tuple[str, Lines]]:
    name, held = "", list[str]()
    for line, code in fenced(lines):
        if not code and line.startswith("## "):
            if name or held:
                yield name, tuple(held)
            heading = line[3:].strip()
            name, held = section_named(heading) or heading, []
        held.append(line)
    if name or held:
        yield name, tuple(held)


def written(document: Document) -> str:
    """The file again, its timeline as `timeline.dump` has it."""
    lines = [FENCE]
    for entry in document.front.lines.values():
        lines += entry
    lines.append(FENCE)
    for _, section in document.body:
        _part(lines, section)
    if not document.heading:
        return "\n".join(lines if not lines[-1] else [*lines, ""])
    _part(lines, (document.heading, "", ""))
    return "\n".join(lines) + timeline.dump_all(document.events)


def _part(lines: list[str], section: Lines) -> None:
    """One more section, a blank line before it."""
    if lines[-1].strip() and section[0].strip():
        lines.append("")
    lines += section
