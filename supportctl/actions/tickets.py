"""What people do to one ticket: open it, write to it, change a field, take a step back."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from supportctl.actions.change import (
    EVENTS_TRAILER,
    Decision,
    Doing,
    Done,
    Draft,
    change,
    diff,
    events_of,
    set_field,
)
from supportctl.domain import markup, replay
from supportctl.domain.event import Event
from supportctl.domain.ids import TICKET, entropy_of, new_id, path_of
from supportctl.domain.schema import BY_NAME, FIELDS, REPLAYED, SCHEMA, Value, as_text, as_value, fault_of
from supportctl.domain.ticket import Ticket
from supportctl.errors import BadValue, NothingToUndo
from supportctl.store import codec, files, questions
from supportctl.store.desk import Desk
from supportctl.store.write import Base, Plan, write

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Intake:
    """What is known of a problem when it is opened: fields, and sections as people wrote them."""

    fields: Mapping[str, Value]
    sections: Mapping[str, str] = field(default_factory=dict)


def compose(
    desk: Desk, intake: Intake, doing: Doing, *, drafts: Sequence[Draft] = (), day: date | None = None
) -> Ticket:
    """The ticket that an intake amounts to, with its created event and whatever `drafts` follow it."""
    operation = doing.operation or secrets.token_hex(16)
    received = intake.fields.get("received")
    today = doing.now.astimezone(desk.config.zone).date()
    identity = new_id(TICKET, day or today, entropy_of(operation, "ticket"))
    defaults: dict[str, Value] = {
        "schema": str(SCHEMA),
        "id": identity,
        "status": "new",
        "priority": "P3",
        "channel": desk.config.channel,
        "received": received or doing.now.astimezone(desk.config.zone).isoformat(timespec="seconds"),
    }
    fields = {**defaults, **{name: value for name, value in intake.fields.items() if value}}
    fields = {spec.name: fields[spec.name] for spec in FIELDS if spec.name in fields}
    carried = tuple((name, as_text(fields[name])) for name in ("status", *REPLAYED) if name in fields)
    created = Draft("created", tuple(dict.fromkeys(carried)))
    sections = {name: markup.section_text(text) for name, text in intake.sections.items() if text.strip()}
    named = replace(doing, operation=operation, at=None)
    events = events_of((created, *drafts), named, desk, scope=identity)
    return Ticket(path=path_of(identity), fields=fields, sections=sections, events=events)


def open_ticket(desk: Desk, intake: Intake, doing: Doing, *, language: str) -> Done:
    """A new ticket in one commit. The same operation key finds the ticket it made before."""
    if doing.operation:
        earlier = _made_by(desk, doing.operation)
        if earlier is not None:
            return Done(earlier, earlier, repeated=True)
    ticket = compose(desk, intake, doing)
    data = codec.dump(ticket, language)
    if doing.dry_run:
        return Done(ticket, None, diff=diff(ticket.path, "", data.decode()))
    if not doing.commit:
        files.write(desk.root / ticket.path, data)
        return Done(ticket, None)

    def plan(_base: Base) -> Plan:
        subject = f"{ticket.id}: open {ticket.priority} {ticket.title}"
        trailers = ((EVENTS_TRAILER, " ".join(event.id for event in ticket.events)),)
        return Plan(files={ticket.path: data}, subject=subject, trailers=trailers, author=doing.author)

    written = write(desk.repository, plan, now=doing.now)
    assert written is not None
    return Done(ticket, None, written.commit, pending=written.pending)


def _made_by(desk: Desk, operation: str) -> Ticket | None:
    """The ticket an operation made, on whatever day that was: its ID ends in what the key amounts to."""
    tail = new_id(TICKET, _ANY_DAY, entropy_of(operation, "ticket"))[-6:]
    with desk.at_head() as base:
        for path in base.names("tickets"):
            if path.endswith(f"{tail}.md"):
                return desk.decode(base.read(path) or b"", path).ticket
    return None


def note(desk: Desk, path: str, doing: Doing, *, text: str) -> Done:
    return change(desk, path, doing, lambda _: Decision("note", drafts=(Draft("note", text=text),)))


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
