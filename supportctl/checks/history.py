"""What a change did to the past: events stay as they are, in their order, in their file."""

from collections.abc import Iterator

from supportctl.domain.finding import Finding
from supportctl.domain.redaction import is_emptied
from supportctl.domain.replay import retracted
from supportctl.domain.schema import FIELDS, SECTIONS, as_text
from supportctl.domain.snapshot import Change, Document, Snapshot
from supportctl.domain.ticket import Ticket


def tickets_stay(change: Change, _snapshot: Snapshot) -> Iterator[Finding]:
    before = change.before
    if before is None or before.kind != "ticket" or before.ticket is None:
        return
    if change.after is None:
        yield Finding("H306", change.path, base=change.base)
    elif change.after.ticket is None:
        yield Finding("H310", change.path, base=change.base)
    elif change.origin:
        yield Finding("H307", change.path, old=change.origin)


def what_is_named_stays(change: Change, _snapshot: Snapshot) -> Iterator[Finding]:
    if change.named_by:
        first, count = change.named_by[0], len(change.named_by)
        yield Finding("H311", change.path, base=change.base, count=count, first=first)


def events_stay(change: Change, _snapshot: Snapshot) -> Iterator[Finding]:
    """Nothing is edited but what a `redact` of this change takes out of an event."""
    if not (sides := _sides(change)):
        return
    old, new, document = sides
    now = {event.id: event for event in new.events}
    emptied = {event.get("of").removeprefix("#") for event in new.events if event.kind == "redact"}
    for event in old.events:
        if event.id not in now:
            yield Finding("H302", change.path, 1, id=event.id, base=change.base)
        elif now[event.id] != event and not (event.id in emptied and is_emptied(event, now[event.id])):
            line = document.line_of(event)
            yield Finding("H301", change.path, line, id=event.id, base=change.base)
    kept = [event.id for event in old.events if event.id in now]
    if kept != [event.id for event in new.events if event.id in set(kept)]:
        yield Finding("H303", change.path, 1, base=change.base)


def events_are_appended(change: Change, _snapshot: Snapshot) -> Iterator[Finding]:
    if not (sides := _sides(change)):
        return
    old, new, document = sides
    known = {event.id for event in old.events}
    last = old.recorded
    for event in new.events:
        if event.id not in known and last is not None and event.recorded < last:
            yield Finding("H304", change.path, document.line_of(event), id=event.id)


def fixed_fields_stay(change: Change, _snapshot: Snapshot) -> Iterator[Finding]:
    if not (sides := _sides(change)):
        return
    old, new, document = sides
    for field in FIELDS:
        # An older schema is migrated to a newer one; nothing else moves.
        if field.fixed and field.name != "schema" and old[field.name] != new[field.name]:
            yield Finding(
                "H305",
                change.path,
                document.line_of_field(field.name),
                name=field.name,
                old=as_text(old[field.name]) or "-",
                new=as_text(new[field.name]) or "-",
                base=change.base,
            )


def sections_have_events(change: Change, _snapshot: Snapshot) -> Iterator[Finding]:
    if not (sides := _sides(change)):
        return
    old, new, document = sides
    known = {event.id for event in old.events}
    told = {event.get("name").removeprefix("body.") for event in new.events if event.id not in known}
    told |= {
        name.strip().removeprefix("body.")
        for event in new.events
        if event.id not in known and event.kind == "adopt"
        for name in event.get("of").split(",")
    }
    for name in sorted({*old.sections, *new.sections}):
        if old.sections.get(name, "") != new.sections.get(name, "") and name not in told:
            headings = SECTIONS.get(name, (name,))
            line = document.line_of_section(*headings)
            yield Finding("H309", change.path, line, name=headings[0])


def actors_are_authors(change: Change, snapshot: Snapshot) -> Iterator[Finding]:
    """Only where both are known to be of the team: a squash or a web edit is nobody's forgery."""
    document = change.after
    if document is None or document.ticket is None:
        return
    gone = retracted(document.ticket.events)
    for event in document.ticket.events:
        author = change.authors.get(event.id)
        if author is None or event.id in gone or not author.slug or event.actor not in snapshot.people:
            continue
        if author.slug != event.actor:
            yield Finding(
                "H308",
                change.path,
                document.line_of(event),
                id=event.id,
                actor=event.actor,
                author=author.slug,
                commit=author.commit[:10],
            )


def _sides(change: Change) -> tuple[Ticket, Ticket, Document] | None:
    """Both tickets, where there are two."""
    if change.before and change.before.ticket and change.after and change.after.ticket:
        return change.before.ticket, change.after.ticket, change.after
    return None
