"""Changes a ticket file by touching only what changes.

A field is written by replacing the characters of its one value; comments, quoting, unknown keys,
line ends and the body stay as they were. After every change the front matter is read again and
compared: a change that would alter anything else is a bug and is refused, not saved.
"""

from collections.abc import Iterator, Mapping, Sequence

from supportctl.domain import timeline
from supportctl.domain.event import Event
from supportctl.domain.fences import fenced
from supportctl.domain.schema import SECTIONS, TICKETS, Form, Value, section_named
from supportctl.errors.desk import EditWentWrong
from supportctl.store import yaml
from supportctl.store.codec import FENCE, Layout, layout


def edit(
    text: str,
    path: str,
    *,
    fields: Mapping[str, Value],
    events: Sequence[Event] = (),
    form: Form = TICKETS,
) -> str:
    """The file with these fields set (an empty value removes the field) and these events appended."""
    order = {field.name: place for place, field in enumerate(form.fields)}
    for name, value in fields.items():
        text = _set(text, path, name, value, order)
    return append(text, events)


def append(text: str, events: Sequence[Event]) -> str:
    """The file with these events at its end, in its own line ends."""
    if not events:
        return text
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    if not text.endswith("\n"):
        text += newline
    if not text.endswith(("\n\n", "\n\r\n")):
        text += newline
    return text + timeline.dump_all(events).replace("\n", newline)


def redact(text: str, path: str, event: Event, redacted: Event) -> str:
    """The file with another wording of one event; the heading stays."""
    parts = _layout(text, path, "timeline")
    heading = timeline.dump(event).partition("\n")[0]
    lines = text.split("\n")
    if heading not in parts.lines[parts.timeline + 1 :]:
        raise EditWentWrong(path=path, name=f"#{event.id}")
    start = end = parts.lines.index(heading, parts.timeline + 1) + 1 + len(event.attributes)
    while end < len(lines) and lines[end].startswith(">"):
        end += 1
    start -= len(event.attributes)
    ending = "\r" if parts.newline == "\r\n" else ""
    block = timeline.dump(redacted).rstrip("\n").split("\n")[1:]
    return "\n".join((*lines[:start], *(line + ending for line in block), *lines[end:]))


def section(text: str, path: str, name: str, source: str) -> str:
    """The file with another text in one section; a heading that is missing is set before the timeline."""
    parts = _layout(text, path, name)
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    lines = text.split("\n")
    body = fenced([line.removesuffix("\r") for line in lines[: parts.timeline]])
    headings = [
        n for n, (line, code) in enumerate(body) if n > parts.front_end and not code and line[:3] == "## "
    ]
    start = next((n for n in headings if section_named(lines[n][3:]) == name), -1)
    end = next((n for n in (*headings, parts.timeline) if n > start), parts.timeline)
    heading = lines[start] if start >= 0 else _heading(name, parts)
    if start < 0:
        start = end = parts.timeline
    block = [heading.removesuffix("\r"), "", *([*source.split("\n"), ""] if source else [])]
    ending = "\r" if newline == "\r\n" else ""
    return "\n".join((*lines[:start], *(line + ending for line in block), *lines[end:]))


def _heading(name: str, parts: Layout) -> str:
    """In the language of the timeline's own heading."""
    return f"## {SECTIONS[name][timeline.HEADINGS.index(parts.lines[parts.timeline].rstrip())]}"


def _layout(text: str, path: str, name: str) -> Layout:
    parts, faults = layout(text, path)
    if parts is None or faults:
        raise EditWentWrong(path=path, name=name)
    return parts


def _set(text: str, path: str, name: str, value: Value, order: Mapping[str, int]) -> str:
    parts = _layout(text, path, name)
    start = text.index("\n") + 1
    end = start + sum(len(line) + 1 for line in text.split("\n")[1 : parts.front_end])
    front = text[start:end]
    before = _entries(front, path, name)
    changed = _Front(front, before, parts.newline, order).set(name, value)
    _compare(before, _entries(changed, path, name), path, name, value)
    if any(line.rstrip() == FENCE for line in changed.split("\n")):
        raise EditWentWrong(path=path, name=name)
    return text[:start] + changed + text[end:]


def _entries(front: str, path: str, name: str) -> yaml.Entries:
    root, faults = yaml.read(front, path, first=2)
    if faults or not isinstance(root, yaml.Entries):
        raise EditWentWrong(path=path, name=name)
    return root


def _compare(before: yaml.Entries, after: yaml.Entries, path: str, name: str, value: Value) -> None:
    expected = {key.text: yaml.plain(node) for key, node in before.pairs if key.text != name}
    found = {key.text: yaml.plain(node) for key, node in after.pairs}
    now = found.pop(name, "")
    wanted = value if isinstance(value, str) else list(value)
    if found != expected or (now or "") != (wanted or ""):
        raise EditWentWrong(path=path, name=name)


class _Front:
    """One front matter in its own line ends, and its tree."""

    def __init__(self, text: str, root: yaml.Entries, newline: str, order: Mapping[str, int]) -> None:
        self.text = text
        self.order = order
        self.pairs = root.pairs
        self.indent = " " * root.column
        self.newline = newline

    def set(self, name: str, value: Value) -> str:
        place = next((n for n, (key, _) in enumerate(self.pairs) if key.text == name), None)
        if place is None:
            return self._insert(name, value) if value else self.text
        key, node = self.pairs[place]
        if (yaml.plain(node) or "") == ((value if isinstance(value, str) else list(value)) or ""):
            return self.text
        begin, end = self._line_start(key.start), self._end(place)
        if not value:
            return self._replace(begin, end, "")
        if isinstance(node, yaml.Scalar) and not node.text and not node.style:
            return self._fill(key, value)
        if isinstance(node, yaml.Items) and not isinstance(value, str):
            return self._set_flow(node, value) if node.flow else self._set_block(node, value)
        if isinstance(node, yaml.Scalar) and isinstance(value, str):
            return self._set_scalar(node, end, value)
        return self._replace(begin, end, self._entry(name, value))

    def _replace(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        return self.text.find("\n", offset) + 1

    def _end(self, place: int) -> int:
        """Where the lines of an entry end: comments and blank lines before the next key are not its own."""
        key, node = self.pairs[place]
        last = place + 1 == len(self.pairs)
        end = len(self.text) if last else self._line_start(self.pairs[place + 1][0].start)
        block = isinstance(node, yaml.Scalar) and node.style in ("|", ">")
        least = self._line_end(key.start)
        while end > least:
            start = self._line_start(end - 1)
            line = self.text[start:end].strip()
            if line and not (line.startswith("#") and not (block and self.text[start] == " ")):
                break
            end = start
        return end

    def _insert(self, name: str, value: Value) -> str:
        """A new entry after the one that the order of the schema puts before it."""
        rank = self.order[name]
        before = [n for n, (key, _) in enumerate(self.pairs) if self.order.get(key.text, rank) < rank]
        at = self._end(max(before, key=lambda n: self.order[self.pairs[n][0].text])) if before else 0
        return self._replace(at, at, self._entry(name, value))

    def _entry(self, name: str, value: Value) -> str:
        if isinstance(value, str):
            return f"{self.indent}{name}: {yaml.scalar(value)}{self.newline}"
        return f"{self.indent}{name}:{self.newline}" + self._items(value, self.indent + "  ")

    def _items(self, values: Sequence[str], indent: str) -> str:
        return "".join(f"{indent}- {yaml.scalar(value)}{self.newline}" for value in values)

    def _fill(self, key: yaml.Scalar, value: Value) -> str:
        """A key that stands there without a value, maybe with a comment behind it."""
        colon = self.text.find(":", key.end) + 1
        if isinstance(value, str):
            return self._replace(colon, colon, f" {yaml.scalar(value)}")
        below = self._line_end(key.end)
        return self._replace(below, below, self._items(value, self.indent + "  "))

    def _set_scalar(self, node: yaml.Scalar, end: int, value: str) -> str:
        if node.style not in ("|", ">"):
            return self._replace(node.start, node.end, yaml.scalar(value, like=node.style))
        end -= len(self.text[:end]) - len(self.text[:end].rstrip("\r\n"))
        return self._replace(node.start, end, yaml.scalar(value))

    def _set_flow(self, node: yaml.Items, value: tuple[str, ...]) -> str:
        items = ", ".join(yaml.scalar(item, flow=True) for item in value)
        return self._replace(node.start, node.end, f"[{items}]")

    def _set_block(self, node: yaml.Items, value: tuple[str, ...]) -> str:
        """Items that stay in their order keep their lines, and every comment stays; new ones follow."""
        spans = list(self._spans(node))
        held = {text: self.text[start:end] for text, start, end in spans}
        kept = 0
        at, out = spans[0][1], self.text[: spans[0][1]]
        new_at = len(out)
        for text, start, end in spans:
            out += self.text[at:start]
            if kept < len(value) and text == value[kept]:
                kept += 1
                out += self.text[start:end]
                new_at = len(out)
            at = end
        indent = self.text[self._line_start(spans[0][1]) : spans[0][1] + node.column]
        lines = "".join(held.get(item) or self._items([item], indent) for item in value[kept:])
        return out[:new_at] + lines + out[new_at:] + self.text[at:]

    def _spans(self, node: yaml.Items) -> Iterator[tuple[str, int, int]]:
        """Each item's text, and where its lines begin and end."""
        for item in node.values:
            begin = self._line_start(item.start)
            done = self.text[item.end - 1] == "\n"
            yield str(yaml.plain(item)), begin, item.end if done else self._line_end(item.end)
