"""Three versions of a file into one: the rules of docs/merging.md, by what kind of file it is.

A result is read again before it is believed; whatever cannot be taken apart, or would not come together
again, is merged as plain text, with markers. So the worst that can happen is a conflict.
"""

from collections.abc import Mapping
from dataclasses import replace

from supportctl.domain import diff3, merge, weave
from supportctl.domain.diff3 import Lines, Piece
from supportctl.domain.frozen import frozen
from supportctl.domain.merge import Union, Version
from supportctl.domain.schema import BY_NAME, FIELDS, REPLAYED, SECTIONS, Value
from supportctl.store import edit, front
from supportctl.store.codec import FENCE
from supportctl.store.document import Document, Entries, document, entries, written

_FIELD_ORDER = {field.name: place for place, field in enumerate(FIELDS)}
_SECTION_ORDER = {name: place for place, name in enumerate(SECTIONS)}
_TICKETS, _ARTICLES, _CUSTOMERS = "tickets/", "kb/", "customers/"


@frozen
class Merged:
    """`conflicts` names what both sides changed: sections, keys, events, or "" for the file as a whole.

    `decided` names the fields that the merge itself decided.
    """

    text: str
    conflicts: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()


def is_ours(path: str) -> bool:
    """Whether there are rules for this file beyond those for any text."""
    if path.startswith(_CUSTOMERS):
        return path.endswith((".yaml", ".yml"))
    return path.startswith((_TICKETS, _ARTICLES)) and path.endswith(".md")


def merge_text(path: str, base: str | None, ours: str, theirs: str) -> Merged:
    """`base` is None where the sides have no version in common."""
    if ours == theirs or theirs == base:
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    crlf = all("\r\n" in side for side in (ours, theirs))
    texts = [side.replace("\r\n", "\n") for side in (base or "", ours, theirs)]
    found = _by_kind(path, *texts) if is_ours(path) else None
    found = found or _plain(*texts)
    return replace(found, text=found.text.replace("\n", "\r\n")) if crlf else found


def settle(path: str, held: str, ours: str, theirs: str) -> Merged:
    """A conflict that a person settled: the file as they left it, with every event of both sides."""
    work, left, right = (document(text, path) for text in (held, ours, theirs))
    if not work or not left or not right or not work.heading:
        return Merged(held)
    events = merge.unite(work.events, left.events, right.events)
    every = merge.unite((), events.events, work.events)
    found = _Merge(work, work, work, every).result(path)
    return found or Merged(held)


def _by_kind(path: str, base: str, ours: str, theirs: str) -> Merged | None:
    if path.startswith(_CUSTOMERS):
        return _mappings(base, ours, theirs)
    left, right = document(ours, path), document(theirs, path)
    # A base with conflict markers, which Git makes of crossing histories, is no base.
    middle = (document(base, path) if base else None) or Document()
    if left is None or right is None:
        return None
    if not left.heading or not right.heading:
        return None if left.heading or right.heading else _Merge(middle, left, right).result(path)
    events = merge.unite(middle.events, left.events, right.events)
    if events.clashes or not events.is_one_ticket:
        names = [f"#{one.id}" for one, _ in events.clashes]
        return Merged(_plain("", ours, theirs).text, tuple(names) or ("id",))
    return _Merge(middle, left, right, events).result(path)


def _plain(base: str, ours: str, theirs: str) -> Merged:
    pieces = diff3.merge(*(tuple(text.split("\n")) for text in (base, ours, theirs)))
    return Merged("\n".join(diff3.marked(pieces)), ("",) if diff3.conflicts(pieces) else ())


def _mappings(base: str, ours: str, theirs: str) -> Merged | None:
    sides = [entries(text.removesuffix("\n").split("\n") if text else ()) for text in (base, ours, theirs)]
    if sides[1] is None or sides[2] is None:
        return None
    task = _Merge(Document(sides[0] or Entries()), Document(sides[1]), Document(sides[2]))
    lines = task.front({})
    text = "".join(f"{line}\n" for entry in lines.values() for line in entry)
    if not task.conflicts and entries(text.removesuffix("\n").split("\n")) is None:
        return None
    return Merged(text, tuple(task.conflicts))


class _Merge:
    """One merge: the three versions, and the conflicts met so far."""

    def __init__(self, base: Document, ours: Document, theirs: Document, events: Union | None = None) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.events = events.events if events else ()
        self.conflicts: list[str] = []

    def result(self, path: str) -> Merged | None:
        values = self.values() if self.events else {}
        heading = weave.pick(self.base.heading, self.ours.heading, self.theirs.heading)
        whole = Document(
            Entries(self.front(values)),
            self.body(),
            heading or min(self.ours.heading, self.theirs.heading),
            self.events,
        )
        text = written(whole)
        if not self.conflicts and not _holds(document(text, path), whole, values):
            return None
        return Merged(text, tuple(self.conflicts), self.decided())

    def decided(self) -> tuple[str, ...]:
        before = {one.event.id for side in (self.ours, self.theirs) for one in merge.decided(side.events)}
        return tuple(one.name for one in merge.decided(self.events) if one.event.id not in before)

    def values(self) -> dict[str, Value]:
        base, ours, theirs = (_version(side) for side in (self.base, self.ours, self.theirs))
        return merge.fields(base, ours, theirs, self.events)

    def front(self, values: Mapping[str, Value]) -> dict[str, Lines]:
        """The entries of the front matter; `values` has those that the timeline decides."""
        base, ours, theirs = (side.front.lines for side in (self.base, self.ours, self.theirs))
        new = [name for name, value in values.items() if value and name not in ours and name not in theirs]
        result: dict[str, Lines] = {}
        for key in weave.order([*base], [*ours, *new], [*theirs, *new], _rank):
            lines = self.field(key, values[key]) if key in values else self.entry(key)
            if lines:
                result[key] = lines
        return result

    def field(self, name: str, value: Value) -> Lines:
        """The lines of a field that has this value; if both sides write it, one will do."""
        if not value:
            return ()
        base, ours, theirs = (side.front for side in (self.base, self.ours, self.theirs))
        fit = [
            side.lines[name] for side in (ours, theirs) if side.lines.get(name) and side.value(name) == value
        ]
        if len(fit) == 2:
            return weave.pick(base.lines.get(name, ()), *fit) or min(fit)
        if fit:
            return fit[0]
        held = [side.lines[name] for side in (base, ours, theirs) if side.lines.get(name)]
        if not held:
            return tuple(front.line(name, value).removesuffix("\n").split("\n"))
        text = "".join(f"{line}\n" for line in (FENCE, *min(held), FENCE))
        return tuple(edit.edit(text, "", fields={name: value}).split("\n")[1:-2])

    def entry(self, key: str) -> Lines:
        base, ours, theirs = weave.versions(
            key, self.base.front.lines, self.ours.front.lines, self.theirs.front.lines
        )
        chosen = weave.pick(base, ours, theirs)
        if chosen is not None:
            return chosen
        values = [side.front.values.get(key) for side in (self.ours, self.theirs)]
        if key and ours and theirs and values[0] == values[1]:
            return min(ours, theirs)
        nested = _nested(base, ours, theirs)
        return self.settled(key, nested or diff3.merge(base, ours, theirs))

    def body(self) -> tuple[tuple[str, Lines], ...]:
        sides = [self.base, self.ours, self.theirs]
        if not all(side.is_unique for side in sides):
            # A heading that stands twice names nothing: the body is merged as one text.
            whole = [tuple(line for _, lines in side.body for line in lines) for side in sides]
            return (("", self.settled("", diff3.merge(*whole))),)
        base, ours, theirs = (side.sections for side in sides)
        result = []
        for name in weave.order([*base], [*ours], [*theirs], _section_rank):
            versions = weave.versions(name, base, ours, theirs)
            chosen = weave.pick(*versions)
            lines = self.settled(name, diff3.merge(*versions)) if chosen is None else chosen
            if lines:
                result.append((name, lines))
        return tuple(result)

    def settled(self, name: str, pieces: tuple[Piece, ...]) -> Lines:
        if diff3.conflicts(pieces):
            self.conflicts.append(name)
        return diff3.marked(pieces)


def _nested(base: Lines, ours: Lines, theirs: Lines) -> tuple[Piece, ...]:
    """A key whose value is a mapping on every side, key by key; nothing where it is not."""
    inner = []
    for side in (base, ours, theirs):
        rest = entries(side[1:]) if side else Entries()
        if rest is None or (side and not side[0].rstrip().endswith(":")) or (side and not rest.values):
            return ()
        inner.append(rest)
    if ours[:1] != theirs[:1]:
        return ()
    pieces: list[Piece] = [ours[:1]]
    middle, left, right = (side.lines for side in inner)
    for key in weave.order([*middle], [*left], [*right], _rank):
        versions = weave.versions(key, middle, left, right)
        chosen = weave.pick(*versions)
        pieces += [chosen] if chosen is not None else _nested(*versions) or diff3.merge(*versions)
    return tuple(pieces)


def _version(side: Document) -> Version:
    fields = {name: value for name in REPLAYED if (value := side.front.value(name))}
    return Version(fields, side.events)


def _rank(key: str) -> tuple[int, str]:
    return _FIELD_ORDER.get(key, len(BY_NAME) if key else -1), key


def _section_rank(name: str) -> tuple[int, str]:
    return _SECTION_ORDER.get(name, len(SECTIONS) if name else -1), name


def _holds(found: Document | None, whole: Document, values: Mapping[str, Value]) -> bool:
    """Whether the file reads back as what it was made of."""
    if found is None or found.events != whole.events:
        return False
    if [name for name, _ in found.body] != [name for name, _ in whole.body]:
        return False
    return all(found.front.value(name) == value for name, value in values.items())


def decoded(data: bytes) -> str:
    """A file as text; bytes that are no UTF-8 survive to `encoded`."""
    return data.decode("utf-8", "surrogateescape")


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
