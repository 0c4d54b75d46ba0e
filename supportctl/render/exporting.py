"""A ticket as `supportctl export` writes it: all of it, so that `supportctl import` gives it back."""

from supportctl.domain.schema import FIELDS
from supportctl.domain.ticket import Ticket
from supportctl.render.table import Column, Row
from supportctl.render.ticket import event_row, row

COLUMNS = tuple(Column(key=field.name, header=field.name) for field in FIELDS if field.name != "schema")


def whole(ticket: Ticket, language: str) -> Row:
    """One line of JSON: the fields that have a value, the sections as they are written, every event."""
    fields = {key: value for key, value in row(ticket).items() if key not in ("sections", "events", "path")}
    events = [event_row(event) for event in ticket.events]
    return {**fields, "language": language, "sections": dict(ticket.sections), "events": events}


def flat(ticket: Ticket) -> Row:
    """A line of a spreadsheet: every field, empty ones included."""
    return {
        field.name: value if isinstance(value := ticket[field.name], str) else list(value) for field in FIELDS
    }
