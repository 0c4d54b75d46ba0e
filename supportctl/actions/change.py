"""Load, decide, save: the one way in which anything changes a ticket.

A person's change is a function from the ticket to a `Decision`. It runs on the ticket as it is at
HEAD, under the writer's lock, and again if somebody else's commit came first; so it must be pure.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import field, replace
from datetime import datetime

from supportctl.actions import adopt
from supportctl.actions.adopt import ByHand
from supportctl.actions.following import follow
from supportctl.actions.screening import screened
from supportctl.domain import markup, replay, timeline
from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import entropy_of, event_id
from supportctl.domain.schema import BY_NAME, SCHEMA, Value, as_text
from supportctl.domain.ticket import Ticket
from supportctl.errors import SupportctlError
from supportctl.errors.desk import BrokenFiles, EditWentWrong, NewerSchema
from supportctl.errors.tickets import TicketNotFound
from supportctl.store import edit, files
from supportctl.store.desk import Desk
from supportctl.store.tree import reading
from supportctl.store.write import Base, Identity, Plan, alone, write

EVENTS_TRAILER = "Supportctl-Events"
PREVIOUS = "#^"


@frozen
class Draft:
    """An event before it has a name and a time. The value `PREVIOUS` stands for the event just before it."""

    kind: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""


@frozen
class Decision:
    """`subject` is what the commit says after the ticket's ID, in English.

    `rewrite` changes the text itself, before the fields and the events go into it.
    """

    subject: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    drafts: tuple[Draft, ...] = ()
    rewrite: Callable[[str], str] = str


@frozen(kw_only=True)
class Doing:
    """Who does it, when and how. `at` is when it happened, where that is not now.

    `allowed` are the fingerprints of what looks like a secret and is none.
    """

    actor: str
    now: datetime
    author: Identity | None = None
    at: datetime | None = None
    operation: str = ""
    dry_run: bool = False
    commit: bool = True
    adopt: bool = False
    allowed: tuple[str, ...] = ()


@frozen
class Done:
    """What came of it. `diff` is filled on a dry run; `pending` says what is left to clean up."""

    ticket: Ticket
    before: Ticket | None
    commit: str = ""
    diff: str = ""
    pending: str = ""
    repeated: bool = False

    @property
    def new_events(self) -> tuple[Event, ...]:
        known = len(self.before.events) if self.before else 0
        return self.ticket.events[known:]


def trailer(events: Sequence[Event]) -> tuple[tuple[str, str], ...]:
    """What the commit says of the events it carries; `undo` looks for it."""
    return ((EVENTS_TRAILER, " ".join(event.id for event in events)),) if events else ()


def set_field(
    ticket: Ticket, name: str, value: Value, reason: str = ""
) -> tuple[dict[str, Value], tuple[Draft, ...]]:
    """One field as the front matter and the timeline take it; nothing where it has that value already."""
    if ticket[name] == value:
        return {}, ()
    return {name: value}, (field_draft(name, as_text(ticket[name]), as_text(value), reason),)


def field_draft(name: str, old: str, new: str, reason: str = "") -> Draft:
    return Draft("field", (("name", name), ("from", old), ("to", new), *given(reason=reason)))


def given(**attributes: str) -> tuple[tuple[str, str], ...]:
    """Attributes that have a value, in the order written."""
    return tuple((name, value) for name, value in attributes.items() if value)


def events_of(
    drafts: Sequence[Draft], doing: Doing, desk: Desk, *, after: Sequence[Event] = (), scope: str = ""
) -> tuple[Event, ...]:
    """The drafts as events: named after the operation, stamped one after the other in the desk's zone."""
    operation = doing.operation or os.urandom(16).hex()
    previous = after[-1].recorded if after else None
    events: list[Event] = []
    for number, draft in enumerate(drafts):
        recorded = timeline.stamp(doing.now, desk.config.zone, previous)
        identity = event_id(entropy_of(operation, scope, str(number)))
        before = f"#{events[-1].id}" if events else ""
        attributes = tuple((key, before if value == PREVIOUS else value) for key, value in draft.attributes)
        if doing.at is not None:
            happened = doing.at.astimezone(desk.config.zone).isoformat(timespec="seconds")
            attributes = (("at", happened), *attributes)
        events.append(
            Event(identity, recorded, doing.actor, draft.kind, attributes, markup.clean(draft.text))
        )
        previous = recorded
    return tuple(events)


def _nobody_watches(count: int) -> None:
    del count


def change(desk: Desk, path: str, doing: Doing, decide: Callable[[Ticket], Decision]) -> Done:
    """Change one ticket and commit it. Refusals of `decide` and of the writer pass through."""
    return change_all(desk, doing, {path: decide})[0]


def change_all(
    desk: Desk,
    doing: Doing,
    decisions: Mapping[str, Callable[[Ticket], Decision]],
    *,
    subject: str = "",
    refused: dict[str, SupportctlError] | None = None,
    progress: Callable[[int], None] = _nobody_watches,
    beside: Callable[[Base], tuple[Ticket, bytes]] | None = None,
    along: Mapping[str, bytes] | None = None,
    marks: tuple[tuple[str, str], ...] = (),
) -> tuple[Done, ...]:
    """Change tickets by path, in this order, all of them in one commit or none.

    `refused` takes the refusals by path, so that the others go on; without it the first one ends it all.
    `beside` makes a new ticket that goes with them, before the decisions are taken; it is told last.
    `along` are new files of other kinds, which stay away where no ticket changes; `marks` are more trailers.
    """
    outcome: list[Done] = []

    def one(base: Base, path: str, decide: Callable[[Ticket], Decision]) -> tuple[Done, bytes | None, str]:
        """What becomes of one ticket; its new bytes, if it has any."""
        held = base.read(path)
        data = files.read(desk.root / path) if doing.adopt or not doing.commit else held
        if data is None:
            raise TicketNotFound(wanted=path)
        by_hand = adopt.of(desk, path, held, data, algorithm=base.algorithm) if doing.adopt else None
        done, text, what = _apply(desk, path, data, doing, decide, by_hand=by_hand)
        differs = not done.repeated and text.encode() != (held if doing.adopt else data)
        return done, text.encode() if differs else None, what

    def plan(base: Base) -> Plan | None:
        outcome.clear()
        changed: dict[str, bytes | None] = {}
        subjects = [subject] if subject else []
        opened = beside(base) if beside else None
        for number, (path, decide) in enumerate(decisions.items(), 1):
            progress(number)
            try:
                done, new, what = one(base, path, decide)
            except SupportctlError as error:
                if refused is None:
                    raise
                refused[path] = error
                continue
            outcome.append(done)
            if new is not None:
                changed[path] = new
                subjects.append(f"{done.ticket.id}: {what}")
        if not changed:
            return None
        if opened:
            changed[opened[0].path] = opened[1]
            outcome.append(Done(opened[0], None))
        events = tuple(event for done in outcome for event in done.new_events)
        return Plan(
            files=changed | dict(along or {}),
            subject=subjects[0],
            trailers=(*trailer(events), *marks),
            author=doing.author,
        )

    if doing.dry_run or not doing.commit:
        return _without_commit(desk, doing, plan, outcome)
    adopted = frozenset(decisions) if doing.adopt else frozenset[str]()
    written = write(desk.repository, plan, now=doing.now, adopt=adopted)
    if written is None:
        return tuple(outcome)
    follow(desk, written)
    return tuple(replace(done, commit=written.commit, pending=written.pending) for done in outcome)


def _without_commit(
    desk: Desk, doing: Doing, plan: Callable[[Base], Plan | None], outcome: list[Done]
) -> tuple[Done, ...]:
    """Print, or write the work tree only: there nobody else writes between our look and our word."""
    with reading(desk.repository) as base, nullcontext() if doing.dry_run else alone(desk.repository):
        planned = plan(base)
        written = planned.files if planned else {}
        if not doing.dry_run:
            for path, new in written.items():
                files.write(desk.root / path, new or b"")
            return tuple(outcome)
        shown = {
            path: diff(path, (base.read(path) or b"").decode(), new.decode())
            for path, new in written.items()
            if new is not None
        }
    return tuple(replace(done, diff=shown.get(done.ticket.path, "")) for done in outcome)


def diff(path: str, old: str, new: str) -> str:
    """A unified diff as `git diff` shows it, without its header lines."""
    # Here, because only a change that is not made is shown so.
    from difflib import unified_diff  # noqa: PLC0415

    before = f"a/{path}" if old else "/dev/null"
    lines = unified_diff(old.splitlines(), new.splitlines(), before, f"b/{path}", lineterm="", n=1)
    return "\n".join(lines)


def _apply(
    desk: Desk,
    path: str,
    data: bytes,
    doing: Doing,
    decide: Callable[[Ticket], Decision],
    *,
    by_hand: ByHand | None = None,
) -> tuple[Done, str, str]:
    reading = desk.decode(data, path)
    if reading.ticket is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    ticket = reading.ticket
    if int(ticket.text("schema")) > SCHEMA:
        raise NewerSchema(path=path, schema=ticket.text("schema"))
    if not reading.is_sound:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    if doing.operation and ticket.event(event_id(entropy_of(doing.operation, ticket.id, "0"))):
        return Done(ticket, ticket, repeated=True), reading.text, ""
    before = by_hand.before if by_hand else ticket
    text, adopted = reading.text, ""
    if by_hand and by_hand.is_edited:
        text = edit.append(text, _adoption(desk, ticket, by_hand, doing))
        ticket = desk.decode(text.encode(), path).ticket or ticket
        adopted = "adopt a hand edit"
    decision = decide(ticket)
    events = events_of(decision.drafts, doing, desk, after=ticket.events, scope=ticket.id)
    text = edit.edit(decision.rewrite(text), path, fields=decision.fields, events=events)
    after = desk.decode(text.encode(), path)
    if after.ticket is None or after.ticket.events[len(ticket.events) :] != events:
        raise EditWentWrong(path=path, name=decision.subject)
    held = {name for name, _, _ in replay.differences(ticket)}
    for name, _, _ in replay.differences(after.ticket):
        if name not in held and name in BY_NAME:
            raise EditWentWrong(path=path, name=name)
    subject = ", ".join(part for part in (adopted, decision.subject) if part)
    # A hand edit was never looked at, so nothing in it counts as known.
    known = "" if by_hand and by_hand.is_edited else reading.text
    text = screened(path, known, text, allowed=doing.allowed, actor=doing.actor)
    return Done(after.ticket, before), text, subject


def _adoption(desk: Desk, ticket: Ticket, by_hand: ByHand, doing: Doing) -> tuple[Event, ...]:
    """A hand edit as events of its own, and the one that says it was one."""
    drafts = [field_draft(*one) for one in by_hand.edits]
    names = ", ".join(one.name for one in by_hand.edits) or "text"
    adopted = Draft("adopt", (("of", names), ("reason", "edited by hand")))
    # Not the command's own scope: a retry is known by the first event of that.
    scope = f"{ticket.id} adopt"
    return events_of((*drafts, adopted), replace(doing, at=None), desk, after=ticket.events, scope=scope)
