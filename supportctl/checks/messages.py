"""What the customer was told: whole, meant for the customer, and on a channel that counts."""

import re
from collections.abc import Iterator

from supportctl.domain.event import Event
from supportctl.domain.finding import Finding
from supportctl.domain.replay import standing
from supportctl.domain.snapshot import Document, Snapshot

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}|\{%[^{}\n]{0,60}%\}|\b(?:TODO|TBD|FIXME)\b|\[(?:customer|name|date|客户|姓名|日期)\]",
    re.ASCII,
)
_SHORTEST_QUOTE = 20
_IMPORTANT = ("P1", "P2")


def nothing_is_left_open(document: Document, _snapshot: Snapshot) -> Iterator[Finding]:
    for event in _told(document):
        found = _PLACEHOLDER.search(event.text)
        if found:
            yield Finding("M401", document.path, document.line_of(event), id=event.id, found=found[0])


def notes_stay_inside(document: Document, _snapshot: Snapshot) -> Iterator[Finding]:
    if document.ticket is None:
        return
    notes = [
        (event, line)
        for event in document.ticket.events
        if event.kind == "note"
        for line in (event.text.split("\n"))
        if len(line.strip()) >= _SHORTEST_QUOTE
    ]
    for event in _told(document):
        note = next(
            (note for note, line in notes if line.strip() in event.text and _before(note, event)), None
        )
        if note:
            yield Finding("M402", document.path, document.line_of(event), id=event.id, note=note.id)


def _before(note: Event, message: Event) -> bool:
    return note.recorded < message.recorded


def important_matters_are_formal(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Looked at when the ticket is done with; until then `stale` watches the time."""
    ticket = document.ticket
    if ticket is None or snapshot.workflow.type_of(ticket.status) not in ("resolved", "closed"):
        return
    if ticket.priority not in _IMPORTANT and ticket["category"] != "defect":
        return
    told = tuple(_told(document))
    if told and all(event.get("channel") == "im" for event in told):
        yield Finding("M403", document.path, document.line_of(told[-1]))


def the_hotline_was_open(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """A P1 has the telephone of whoever is on call; a year whose official days are not known has no say."""
    ticket, hours = document.ticket, snapshot.hours
    if ticket is None or hours is None or ticket.priority == "P1":
        return
    calls = [
        (event.happened, document.line_of(event))
        for event in standing(ticket.events)
        if event.get("channel") == "hotline" and event.kind != "created"
    ]
    if ticket["channel"] == "hotline":
        calls.insert(0, (ticket.received, document.line_of_field("received")))
    for when, line in calls:
        if not hours.is_open(when) and not hours.is_provisional(when, when):
            at = when.astimezone(hours.zone).strftime("%Y-%m-%d %H:%M")
            yield Finding("M404", document.path, line, at=at)


def _told(document: Document) -> Iterator[Event]:
    """The messages to the customer that stand."""
    for event in standing(document.ticket.events) if document.ticket else ():
        if event.kind == "message" and event.get("direction") == "out":
            yield event
