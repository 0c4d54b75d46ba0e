"""What a command changed, told to the person and to programs."""

from collections.abc import Iterator, Sequence

from supportctl.domain.event import Event
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.render.story import tell
from supportctl.render.table import Column, Row
from supportctl.render.ticket import event_row

COLUMNS = (
    Column(key="id", header="ID"),
    Column(key="status", header="STATUS"),
    Column(key="priority", header="PRIORITY"),
    Column(key="commit", header="COMMIT"),
    Column(key="title", header="TITLE", shrinks=True),
)


def row(ticket: Ticket, events: Sequence[Event], commit: str) -> Row:
    """`supportctl.changes/1`: the ticket as it is now, the commit, and the events that were added."""
    return {
        "id": ticket.id,
        "status": ticket.status,
        "priority": ticket.priority,
        "commit": commit,
        "title": ticket.title,
        "path": ticket.path,
        "events": [event_row(event) for event in events],
    }


def sentences(events: Sequence[Event]) -> Iterator[Said]:
    for event in events:
        yield tell(event)
