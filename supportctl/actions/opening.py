"""A new ticket: composed from what is known of a problem, and opened under an ID that nothing else has.

An ID is five random characters a day: of a thousand tickets of one day two are alike once in seventy
times. So whether an ID is free is asked of the branch, and where it is taken the next one is tried; a
retry walks the same way and knows its own ticket by the event that created it.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import count

from supportctl.actions.change import EVENTS_TRAILER, Doing, Done, Draft, diff, events_of
from supportctl.actions.following import follow
from supportctl.actions.screening import screened
from supportctl.domain import markup
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import TICKET, entropy_of, event_id, new_id, path_of
from supportctl.domain.schema import FIELDS, REPLAYED, SCHEMA, Value, as_text
from supportctl.domain.ticket import Ticket
from supportctl.errors.desk import InTheWay
from supportctl.store import codec, files
from supportctl.store.desk import Desk
from supportctl.store.tree import reading
from supportctl.store.write import Base, Plan, alone, write

_ANY_DAY = date(2000, 1, 1)


@frozen
class Intake:
    """What is known of a problem when it is opened: fields, and sections as people wrote them."""

    fields: Mapping[str, Value]
    sections: Mapping[str, str] = field(default_factory=dict)


def compose(
    desk: Desk,
    intake: Intake,
    doing: Doing,
    *,
    drafts: Sequence[Draft] = (),
    day: date | None = None,
    attempt: int = 0,
) -> Ticket:
    """The ticket that an intake amounts to, with its created event and whatever `drafts` follow it.

    Every `attempt` has another ID.
    """
    operation = doing.operation or os.urandom(16).hex()
    received = intake.fields.get("received")
    today = doing.now.astimezone(desk.config.zone).date()
    identity = _identity(day or today, operation, attempt)
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
    outcome: list[Done] = []

    def plan(base: Base) -> Plan | None:
        earlier = _made_by(desk, base, doing.operation) if doing.operation else None
        if earlier:
            outcome[:] = [Done(earlier, earlier, repeated=True)]
            return None
        ticket = fresh(desk, base, intake, doing)
        outcome[:] = [Done(ticket, None)]
        return Plan(
            files={ticket.path: written(ticket, doing, language=language)},
            subject=f"{ticket.id}: open {ticket.priority} {ticket.title}",
            trailers=((EVENTS_TRAILER, " ".join(event.id for event in ticket.events)),),
            author=doing.author,
        )

    if doing.dry_run or not doing.commit:
        return _without_commit(desk, doing, plan, outcome)
    made = write(desk.repository, plan, now=doing.now)
    done = outcome[0]
    if made is None:
        return done
    follow(desk, made)
    return replace(done, commit=made.commit, pending=made.pending)


def fresh(desk: Desk, base: Base, intake: Intake, doing: Doing, *, drafts: Sequence[Draft] = ()) -> Ticket:
    """The ticket under the first of its IDs that nothing has."""
    return next(
        made
        for attempt in count()
        if base.leaf((made := compose(desk, intake, doing, drafts=drafts, attempt=attempt)).path) is None
    )


def written(ticket: Ticket, doing: Doing, *, language: str) -> bytes:
    """The file of a new ticket; raises SecretFound."""
    text = codec.dump(ticket, language).decode()
    return screened(ticket.path, "", text, allowed=doing.allowed, actor=doing.actor).encode()


def _without_commit(
    desk: Desk, doing: Doing, plan: Callable[[Base], Plan | None], outcome: list[Done]
) -> Done:
    with reading(desk.repository) as base:
        planned = plan(base)
    done = outcome[0]
    if planned is None:
        return done
    ((path, data),) = planned.files.items()
    assert data is not None
    if doing.dry_run:
        return replace(done, diff=diff(path, "", data.decode()))
    with alone(desk.repository):
        if (desk.root / path).exists():
            raise InTheWay(path=path)
        files.write(desk.root / path, data)
    return done


def made_by(desk: Desk, operations: Sequence[str]) -> Mapping[str, Ticket]:
    """The tickets that these operations made, by operation."""
    with reading(desk.repository) as base:
        found = {operation: _made_by(desk, base, operation) for operation in operations}
    return {operation: ticket for operation, ticket in found.items() if ticket}


def _made_by(desk: Desk, base: Base, operation: str) -> Ticket | None:
    """The ticket an operation made, on whatever day that was: its ID ends in what the key amounts to."""
    paths = base.names("tickets")
    for attempt in count():
        tail = f"{_identity(_ANY_DAY, operation, attempt)[-6:]}.md"
        alike = [path for path in paths if path.endswith(tail)]
        for path in alike:
            data = base.read(path) or b""
            if is_made_by(operation, path, data):
                return desk.decode(data, path).ticket
        if not alike:
            break
    return None


def is_made_by(operation: str, path: str, data: bytes) -> bool:
    """Whether a file holds the ticket that an operation made, and not one that has its ID by chance."""
    identity = path.rpartition("/")[2].removesuffix(".md")
    created = event_id(entropy_of(operation, identity, "0"))
    return f"{{#{created}}}".encode() in data


def _identity(day: date, operation: str, attempt: int) -> str:
    parts = ("ticket", str(attempt)) if attempt else ("ticket",)
    return new_id(TICKET, day, entropy_of(operation, *parts))
