"""One ticket for a person (`page`), for a pipe (`lines`), and for a program (`row`)."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo

from supportctl.domain.event import Event
from supportctl.domain.fences import plain
from supportctl.domain.replay import retracted
from supportctl.domain.schema import FIELDS, SECTIONS
from supportctl.domain.text import pad, visible
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Workflow
from supportctl.render.colour import Role, paint
from supportctl.render.story import tell
from supportctl.render.table import Row
from supportctl.render.words import Words

_HEADING_FIELDS = ("schema", "id", "title")
_INDENT = "    "
EMPTY_NAMES: Mapping[str, str] = {}


def row(ticket: Ticket) -> Row:
    """Everything the file says, as plain values."""
    fields = {field.name: _json_value(ticket, field.name) for field in FIELDS if ticket[field.name]}
    return {
        **fields,
        "path": ticket.path,
        "sections": {name: plain(text) for name, text in ticket.sections.items()},
        "events": [event_row(event) for event in ticket.events],
    }


def _json_value(ticket: Ticket, name: str) -> str | int | list[str]:
    value = ticket[name]
    if name == "schema":
        return int(ticket.text(name))
    return value if isinstance(value, str) else list(value)


def event_row(event: Event) -> Row:
    return {
        "id": event.id,
        "recorded": event.recorded.isoformat(timespec="milliseconds"),
        "actor": event.actor,
        "kind": event.kind,
        "attributes": dict(event.attributes),
        "text": event.text,
    }


def lines(ticket: Ticket, names: Mapping[str, str] = EMPTY_NAMES) -> Iterator[str]:
    """`field<TAB>value` for every field, then the body as people wrote it: for scripts and `less`.

    A customer and a contact have their `names` behind them, after one more tab.
    """
    for field in FIELDS:
        if ticket[field.name]:
            name = f"\t{visible(names[field.name])}" if field.name in names else ""
            yield f"{field.name}\t{visible(ticket.text(field.name))}{name}"
    for name, text in ticket.sections.items():
        yield f"--\t{visible(name)}"
        yield visible(plain(text), keep_newlines=True)
    for event in ticket.events:
        when = event.recorded.isoformat(timespec="milliseconds")
        yield f"--\t{when}\t{visible(event.actor)}\t{event.kind}\t#{event.id}"
        yield from (f"{key}\t{visible(value)}" for key, value in event.attributes)
        if event.text:
            yield visible(event.text, keep_newlines=True)


def page(
    ticket: Ticket,
    workflow: Workflow,
    *,
    words: Words,
    zone: tzinfo,
    colour: bool,
    names: Mapping[str, str] = EMPTY_NAMES,
) -> Iterator[str]:
    """The ticket as an engineer reads it: what it is, what the customer said, what happened."""

    def painted(text: str, role: Role) -> str:
        return paint(text, role) if colour else text

    language = words.language
    yield painted(f"{ticket.id}  {visible(ticket.title)}", Role.HEADING)
    yield ""
    told = [field.name for field in FIELDS if ticket[field.name] and field.name not in _HEADING_FIELDS]
    for name in told:
        value = visible(ticket.text(name))
        if name in names:
            value = f"{value} ({visible(names[name])})"
        if name == "status":
            value = _with_title(value, workflow.title(value, language))
        yield f"  {painted(pad(words(f'field.{name}'), 12), Role.QUIET)}{value}"
    for name, text in ticket.sections.items():
        yield ""
        yield painted(_section_title(name, language), Role.HEADING)
        yield from _indented(plain(text))
    yield ""
    yield painted(words("Timeline"), Role.HEADING)
    gone = retracted(ticket.events)
    for event in ticket.events:
        yield from _entry(event, words=words, zone=zone, colour=colour, gone=event.id in gone)


def _with_title(value: str, title: str) -> str:
    return value if title.replace(" ", "_") == value else f"{value} ({title})"


def _section_title(name: str, language: str) -> str:
    pair = SECTIONS.get(name)
    return visible(pair[language == "zh"] if pair else name)


def _indented(text: str) -> Iterator[str]:
    yield from (f"{_INDENT}{line}".rstrip() for line in visible(text, keep_newlines=True).split("\n"))


def _entry(event: Event, *, words: Words, zone: tzinfo, colour: bool, gone: bool) -> Iterator[str]:
    when = event.happened.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    role = Role.QUIET if gone else Role.LINK if event.is_public else Role.PLAIN
    told = visible(words(tell(event)))
    if gone:
        told = words("(taken back) {what}", what=told)
    head = f"  {when}  {visible(event.actor)}  {told}"
    tail = f"  #{event.id}"
    yield (paint(head, role) + paint(tail, Role.QUIET)) if colour else head + tail
    if event.text and not gone:
        yield from _indented(event.text)
