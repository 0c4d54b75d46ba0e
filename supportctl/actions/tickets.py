"""What people do to one ticket: write to it, change a field, take a step back."""

from collections.abc import Callable, Mapping

from supportctl.actions.change import (
    EVENTS_TRAILER,
    Decision,
    Doing,
    Done,
    Draft,
    change,
    events_of,
    set_field,
)
from supportctl.domain import markup, replay
from supportctl.domain.event import Event
from supportctl.domain.schema import BY_NAME, REPLAYED, Value, as_text, as_value, fault_of
from supportctl.domain.ticket import Ticket
from supportctl.errors.command import BadValue
from supportctl.errors.tickets import NothingToUndo
from supportctl.store import questions
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


def undo(desk: Desk, path: str, doing: Doing, *, reason: str, event: str = "") -> Done:
    """Take back one event, or all that the last command recorded; the fields fall back to what remains."""

    def decide(ticket: Ticket) -> Decision:
        taken = _to_undo(desk, ticket, event)
        if not taken:
            raise NothingToUndo(id=ticket.id)
        retracts = tuple(Draft("retract", (("of", f"#{one.id}"), ("reason", reason))) for one in taken)
        recorded = events_of(retracts, doing, desk, after=ticket.events, scope=ticket.id)
        before = replay.replay(ticket.events)
        after = replay.replay((*ticket.events, *recorded))
        fields = {
            name: after.get(name, as_value(name, ""))
            for name in REPLAYED
            if before.get(name) != after.get(name)
        }
        return Decision(f"undo {', '.join(one.kind for one in taken)}", fields, retracts)

    return change(desk, path, doing, decide)


def _to_undo(desk: Desk, ticket: Ticket, wanted: str) -> tuple[Event, ...]:
    events = replay.standing(ticket.events)
    if wanted:
        return tuple(event for event in events if event.id == wanted.removeprefix("#"))
    if not events:
        return ()
    last = questions.last_trailer(desk.repository, EVENTS_TRAILER, ticket.path).split()
    together = tuple(event for event in events if event.id in last)
    return tuple(reversed(together)) if events[-1] in together else (events[-1],)
