"""A hand edit of a ticket's file, held against what was committed: what it changes, as fields and sections.

Fields may be edited by hand, and so may the text above the timeline. The status goes through the
lifecycle, and the timeline is only ever added to, so those are refused.
"""

from collections.abc import Iterator
from typing import NamedTuple

from supportctl.domain import replay
from supportctl.domain.frozen import frozen
from supportctl.domain.schema import FIELDS, as_text
from supportctl.domain.ticket import Ticket
from supportctl.errors.desk import BrokenFiles, FixedByHand, StatusByHand, TimelineByHand
from supportctl.store import edit
from supportctl.store.desk import Desk
from supportctl.store.objects import name_of

BODY = "body."


class Edit(NamedTuple):
    """One field event: a field with its values, or `body.symptom` with the blob names of the texts."""

    name: str
    before: str
    after: str


@frozen
class ByHand:
    """`before` is the ticket as committed, if it was and could be read; `is_edited` also where no field
    and no section changed: a comment, a key of the writer's own.
    """

    before: Ticket | None
    edits: tuple[Edit, ...]
    is_edited: bool


def of(desk: Desk, path: str, held: bytes | None, data: bytes, *, algorithm: str) -> ByHand:
    """What stands in the work tree and not in the commit; raises a refusal where it may not be adopted."""
    reading = desk.decode(data, path)
    if reading.ticket is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    if held is None:
        edits = tuple(edits_of(None, reading.ticket, algorithm))
        return ByHand(None, edits, bool(edits))
    committed = desk.decode(held, path)
    edits = tuple(edits_of(committed.ticket, reading.ticket, algorithm))
    added = reading.ticket.events[len(committed.ticket.events) :] if committed.ticket else ()
    return ByHand(committed.ticket, edits, bool(edits) or edit.append(committed.text, added) != reading.text)


def edits_of(before: Ticket | None, after: Ticket, algorithm: str) -> Iterator[Edit]:
    """What the front matter and the sections of `after` say and its timeline does not."""
    if before:
        _refuse_fixed(before, after)
    for name, held, told in replay.differences(after):
        if name == "status":
            raise StatusByHand(path=after.path, status=as_text(held), id=after.id)
        yield Edit(name, as_text(told), as_text(held))
    if before:
        recorded = {event.get("to") for event in after.events[len(before.events) :]}
        for name in dict.fromkeys((*before.sections, *after.sections)):
            old, new = (blob_of(one.sections.get(name, ""), algorithm) for one in (before, after))
            if old != new and new not in recorded:
                yield Edit(f"{BODY}{name or 'text'}", old, new)


def _refuse_fixed(before: Ticket, after: Ticket) -> None:
    for field in FIELDS:
        if field.fixed and before[field.name] != after[field.name]:
            raise FixedByHand(path=after.path, name=field.name)
    if after.events[: len(before.events)] != before.events:
        raise TimelineByHand(path=after.path)


def blob_of(text: str, algorithm: str) -> str:
    """The name Git would give the text; nothing for no text."""
    return name_of("blob", text.encode(), algorithm) if text else ""
