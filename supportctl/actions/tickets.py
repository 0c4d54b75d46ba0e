"""What people do to one ticket: write to it, change a field, take a step back."""

from collections.abc import Callable, Mapping

from supportctl.actions.change import (
    Decision,
    Doing,
    Done,
    Draft,
    change,
    set_field,
)
from supportctl.domain import markup
from supportctl.domain.schema import BY_NAME, Value, as_text, fault_of
from supportctl.domain.ticket import Ticket
from supportctl.errors.command import BadValue
from supportctl.store.desk import Desk


def note(desk: Desk, path: str, doing: Doing, *, text: str) -> Done:
    return change(desk, path, doing, noting(text))


def noting(text: str) -> Callable[[Ticket], Decision]:
    return lambda _: Decision("note", drafts=(Draft("note", text=text),))


def set_fields(desk: Desk, path: str, doing: Doing, *, values: Mapping[str, Value], reason: str = "") -> Done:
    """Set fields, each with its own event; those that have the value already stay out of it."""
    return change(desk, path, doing, setting(values, reason))


def setting(values: Mapping[str, Value], reason: str = "") -> Callable[[Ticket], Decision]:
    """The same as one step of several; raises BadValue."""
    for name, value in values.items():
        wrong = fault_of(BY_NAME[name], value)
        if wrong:
            raise BadValue(name=name, value=as_text(value), reason=wrong)

    def decide(ticket: Ticket) -> Decision:
        fields: dict[str, Value] = {}
        drafts: list[Draft] = []
        for name, value in values.items():
            changed, recorded = set_field(ticket, name, value, reason)
            fields |= changed
            drafts += recorded
        return Decision(_subject(ticket, fields), fields, tuple(drafts))

    return decide


def _subject(ticket: Ticket, fields: Mapping[str, Value]) -> str:
    """`priority P3 → P1, +tag login`: the change as the commit's first line says it."""
    parts = []
    for name, value in fields.items():
        if BY_NAME[name].is_list:
            old = ticket.items(name)
            new = value if isinstance(value, tuple) else (value,)
            parts += [f"+{name} {item}" for item in new if item not in old]
            parts += [f"-{name} {item}" for item in old if item not in new]
        else:
            parts.append(f"{name} {ticket.text(name) or '-'} → {as_text(value) or '-'}")
    return markup.one_line(", ".join(parts))[:200]
