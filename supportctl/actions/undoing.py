"""A step back: what a command recorded is retracted, on both tickets where it was recorded on two."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from supportctl.actions.change import EVENTS_TRAILER, Decision, Doing, Done, Draft, change_all, events_of
from supportctl.domain import replay
from supportctl.domain.event import Event
from supportctl.domain.ids import TICKET, is_id, path_of
from supportctl.domain.schema import REPLAYED, as_value
from supportctl.domain.ticket import Ticket
from supportctl.errors.tickets import NothingToUndo, WorkedOnSince
from supportctl.store import questions
from supportctl.store.desk import Desk

PAIRED = ("merge", "split")


def undo(desk: Desk, path: str, doing: Doing, *, reason: str, event: str = "") -> Done:
    """Take back one event, or all that the last command recorded; the fields fall back to what remains.

    What the command recorded on another ticket goes with it: the target of a merge, both sides of a split.
    """

    def together() -> list[str]:
        return questions.last_trailer(desk.repository, EVENTS_TRAILER, path).split()

    ticket = desk.read(path).ticket
    other = _other(desk, ticket, _to_undo(ticket, together())) if ticket and not event else ""

    def decide(ticket: Ticket) -> Decision:
        taken = _one(ticket, event) if event else _to_undo(ticket, together())
        if not taken:
            raise NothingToUndo(id=ticket.id)
        return _retraction(desk, doing, ticket, taken, reason)

    decisions: dict[str, Callable[[Ticket], Decision]] = {path: decide}
    if ticket and other:
        decisions[other] = lambda found: _retraction(
            desk, doing, found, _counterpart(found, ticket.id, together()), reason
        )
    done, *beside = change_all(desk, doing, decisions)
    return replace(done, diff="\n".join(one.diff for one in (done, *beside) if one.diff))


def _retraction(desk: Desk, doing: Doing, ticket: Ticket, taken: Sequence[Event], reason: str) -> Decision:
    retracts = tuple(Draft("retract", (("of", f"#{one.id}"), ("reason", reason))) for one in taken)
    recorded = events_of(retracts, doing, desk, after=ticket.events, scope=ticket.id)
    before = replay.replay(ticket.events)
    after = replay.replay((*ticket.events, *recorded))
    fields = {
        name: after.get(name, as_value(name, "")) for name in REPLAYED if before.get(name) != after.get(name)
    }
    return Decision(f"undo {', '.join(one.kind for one in taken)}", fields, retracts)


def _one(ticket: Ticket, wanted: str) -> tuple[Event, ...]:
    return tuple(one for one in replay.standing(ticket.events) if one.id == wanted.removeprefix("#"))


def _to_undo(ticket: Ticket, together: Sequence[str]) -> tuple[Event, ...]:
    """All that the last command recorded, last first; where its commit does not say, the last event."""
    events = replay.standing(ticket.events)
    if not events:
        return ()
    if events[-1].id not in together:
        return (events[-1],)
    return _of_command(ticket, together)


def _of_command(ticket: Ticket, together: Sequence[str]) -> tuple[Event, ...]:
    """A split retracts what it moves, so that retraction is taken back as well; an undo is not undone."""
    gone = replay.retracted(ticket.events)
    found = [event for event in ticket.events if event.id in together and event.id not in gone]
    moved = {event.get("of") for event in found if event.kind == "split"}
    return tuple(one for one in reversed(found) if one.kind != "retract" or one.get("of") in moved)


def _other(desk: Desk, ticket: Ticket, taken: Sequence[Event]) -> str:
    """The path of the ticket that the command wrote to as well, if it is there."""
    named = [event.get("into") or event.get("from") for event in taken if event.kind in PAIRED]
    paths = [path_of(name) for name in named if is_id(name, TICKET) and name != ticket.id]
    return next((path for path in paths if (desk.root / path).is_file()), "")


def _counterpart(ticket: Ticket, other: str, together: Sequence[str]) -> tuple[Event, ...]:
    """What the command recorded on the other ticket; raises WorkedOnSince where that went on from there."""
    found = _of_command(ticket, together)
    if not found:
        standing = replay.standing(ticket.events)
        mirrored = [e for e in standing if e.kind in PAIRED and other in (e.get("into"), e.get("from"))]
        return tuple(mirrored[-1:])
    later = [event for event in replay.standing(ticket.events) if event.id not in together]
    if later and found[-1].kind == "created":
        raise WorkedOnSince(id=ticket.id, other=other)
    return found
