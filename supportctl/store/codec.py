"""A ticket file to a `Ticket`, and back. Reading never raises for content: every fault is a finding.

A fault of error severity makes the ticket unreadable (`Reading.ticket` is None) and hides no other,
with two exceptions that may be read but not written: a file in the wrong place, and one with a newer
schema, of which whatever is understood is read.
Writing what exists is `store/edit.py`; this module writes only new files, in the canonical form.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from supportctl.domain import timeline
from supportctl.domain.event import Event
from supportctl.domain.fences import fenced, open_fence
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import CONTROL
from supportctl.domain.schema import TICKETS, Form, Value
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.store import front, yaml

FRONT_LIMIT = 256_000
FILE_LIMIT = 5_000_000
MOST_CONTROLS = 20
FENCE = "---"
READABLE = frozenset(("F010", "S110"))
"""Errors that leave a ticket readable."""


@frozen
class Reading:
    """What one file gave: the ticket unless an error stands in its way, and all findings by line."""

    ticket: Ticket | None
    findings: tuple[Finding, ...]
    text: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether the file may be written: no finding is an error."""
        return not any(finding.is_error for finding in self.findings)


@frozen
class Layout:
    """Where the parts of a file stand. `lines` have no line ends; numbers count from 0."""

    lines: tuple[str, ...]
    front_end: int
    timeline: int
    newline: str

    @property
    def front(self) -> str:
        return "".join(f"{line}\n" for line in self.lines[1 : self.front_end])


def decode(data: bytes, path: str) -> tuple[str, list[Finding]]:
    """The text of a file, and what keeps it from being read: encoding, size, characters, conflicts."""
    if len(data) > FILE_LIMIT:
        return "", [Finding("F012", path, what=Said("the file"), size=len(data), limit=FILE_LIMIT)]
    if data.startswith(b"\xef\xbb\xbf"):
        return "", [Finding("F002", path, 1, 1)]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Finding("F001", path, line, byte=error.start)]
    return text, [*_control_characters(text, path), *_conflict(text, path)]


def _control_characters(text: str, path: str) -> list[Finding]:
    """The first of each line, in as many lines as anybody would mend by hand."""
    if not CONTROL.search(text.replace("\r\n", "\n") if "\r" in text else text):
        return []
    lines = enumerate(text.split("\n"), 1)
    found = ((number, odd) for number, line in lines if (odd := CONTROL.search(line.removesuffix("\r"))))
    return [
        Finding("F013", path, number, odd.start() + 1, character=yaml.code_point(odd[0]))
        for number, odd in islice(found, MOST_CONTROLS)
    ]


def _conflict(text: str, path: str) -> list[Finding]:
    if "<<<<<<< " not in text:
        return []
    lines = text.split("\n")
    begin = next((n for n, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), 0)
    if begin and any(line.startswith(">>>>>>> ") for line in lines[begin:]):
        return [Finding("F007", path, begin)]
    return []


def layout(text: str, path: str) -> tuple[Layout | None, list[Finding]]:
    lines = tuple(text.split("\n"))
    if "\r" in text:
        lines = tuple(line.removesuffix("\r") for line in lines)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if lines[0].rstrip() != FENCE or not end:
        return None, [Finding("F003", path, 1)]
    # No character is more than four bytes.
    size = sum(len(line.encode()) + 1 for line in lines[:end]) if len(text) > FRONT_LIMIT // 4 else 0
    if size > FRONT_LIMIT:
        what = Said("the front matter")
        return None, [Finding("F012", path, 1, what=what, size=size, limit=FRONT_LIMIT)]
    newline = "\r\n" if text.startswith(f"{lines[0]}\r") else "\n"
    return Layout(lines, end, _timeline(text, lines, end), newline), []


def _timeline(text: str, lines: Sequence[str], end: int) -> int:
    """The last heading of a timeline; the walk begins at the last line that looks like one."""
    place = max(text.rfind(f"\n{heading}") for heading in timeline.HEADINGS)
    last = text.count("\n", 0, place + 1)
    return next((n for n in range(last, end, -1) if lines[n].rstrip() in timeline.HEADINGS), 0)


def read(data: bytes, path: str, statuses: Collection[str]) -> Reading:
    """Read one ticket file; `statuses` are the names the desk's lifecycle knows."""
    text, faults = decode(data, path)
    if any(finding.code != "F013" for finding in faults):
        return Reading(None, tuple(faults), text)
    # An odd character must not hide other faults, nor be told of twice.
    parts, more = layout(CONTROL.sub("\ufffd", text.replace("\r\n", "\n")) if faults else text, path)
    faults += more
    if parts is None:
        return Reading(None, by_line(faults), text)
    fields, unknown, in_front = front.read(parts.front, path, TICKETS, statuses)
    sections, in_body = read_sections(parts, path, TICKETS)
    events, in_timeline = _events(parts, path)
    ticket = Ticket(path=path, fields=fields, sections=sections, events=events, unknown=unknown)
    return _judged(ticket, [*faults, *in_front, *in_body, *in_timeline], text)


def _judged(ticket: Ticket, faults: list[Finding], text: str) -> Reading:
    """The reading, with as much of the ticket as may be believed."""
    if any(finding.code == "S110" for finding in faults) and all(ticket[name] for name in TICKETS.required):
        # What looks like a fault may be what is new about a newer schema.
        faults = [finding for finding in faults if finding.code == "S110" or finding.code[0] == "F"]
    readable = all(finding.code in READABLE for finding in faults if finding.is_error)
    return Reading(ticket if readable else None, by_line(faults), text)


def by_line(faults: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(faults, key=lambda finding: (finding.line, finding.column)))


def read_sections(parts: Layout, path: str, form: Form) -> tuple[dict[str, str], list[Finding]]:
    """Sections by name; a heading of the writer's own is its own name, text before any is ""."""
    found: dict[str, list[str]] = {"": []}
    first: dict[str, int] = {}
    faults: list[Finding] = []
    name = ""
    start = parts.front_end + 1
    body = list(parts.lines[start : parts.timeline or len(parts.lines)])
    for number, (line, code) in enumerate(fenced(body), start + 1):
        if code or not line.startswith("## "):
            found[name].append(line)
            continue
        heading = line[3:].strip()
        name = form.section_named(heading) or heading
        if parts.timeline and line.rstrip() in timeline.HEADINGS:
            faults.append(Finding("S120", path, parts.timeline + 1, name=heading, first=number))
        if name in first:
            faults.append(Finding("S120", path, number, name=heading, first=first[name]))
        first.setdefault(name, number)
        found.setdefault(name, [])
    place, fence = open_fence(body)
    if fence:
        faults.append(Finding("S123", path, start + place + 1, fence=fence))
    texts = {name: "\n".join(lines).strip("\n") for name, lines in found.items()}
    return {name: text for name, text in texts.items() if text.strip()}, faults


def _events(parts: Layout, path: str) -> tuple[tuple[Event, ...], list[Finding]]:
    if not parts.timeline:
        return (), [Finding("S121", path, len(parts.lines))]
    after = parts.timeline + 1
    return timeline.parse(parts.lines[after:], after + 1, path)


def dump(ticket: Ticket, language: str) -> bytes:
    """A new ticket in the canonical form, its headings in one language."""
    chinese = language == "zh"
    parts = head(ticket.fields, ticket.sections, TICKETS, chinese=chinese)
    parts.append(f"{timeline.HEADINGS[chinese]}\n")
    return "\n".join([*parts, *map(timeline.dump, ticket.events)]).encode()


def head(fields: Mapping[str, Value], sections: Mapping[str, str], form: Form, *, chinese: bool) -> list[str]:
    """Front matter and sections in the canonical form, in blocks that an empty line parts."""
    held = (field.name for field in form.fields if fields.get(field.name))
    lines = "".join(front.line(name, fields[name]) for name in held)
    named = {pair[chinese]: sections.get(name, "") for name, pair in form.sections.items()}
    own = {name: text for name, text in sections.items() if name and name not in form.sections}
    parts = [f"{FENCE}\n{lines}{FENCE}\n", *_paragraph(sections.get("", ""))]
    for heading, text in (named | own).items():
        parts += [f"## {heading}\n", *_paragraph(text)]
    return parts


def _paragraph(text: str) -> tuple[str, ...]:
    return (f"{text}\n",) if text else ()
