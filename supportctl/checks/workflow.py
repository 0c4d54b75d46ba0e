"""Whether every step on a ticket's way was one the lifecycle has, with all that was due at the time."""

from collections.abc import Iterator
from dataclasses import replace

from supportctl.domain.event import Event
from supportctl.domain.evidence import URGENT, WORK, Record
from supportctl.domain.finding import Finding
from supportctl.domain.guard import Asked
from supportctl.domain.guards import missing, standing_lacks
from supportctl.domain.merge import decided
from supportctl.domain.replay import differences, retracted, states
from supportctl.domain.schema import as_text
from supportctl.domain.snapshot import Document, Snapshot
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Transition

_FIXED = ("schema", "id", "channel", "received")


def steps_are_legal(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """A step the lifecycle has, and all it asked for at the time.

    One whose `from` is not where the ticket stood was decided by a merge, which is another rule's.
    """
    for ticket, event in _steps(document):
        transition = _transition(snapshot, ticket, event)
        if transition is None:
            if event.get("from") == ticket.status:
                yield Finding(
                    "W201",
                    document.path,
                    document.line_of(event),
                    id=event.id,
                    source=event.get("from"),
                    target=event.get("to"),
                )
            continue
        for lack in missing(_asked(snapshot, ticket, transition, event)):
            yield Finding(
                "W202",
                document.path,
                document.line_of(event),
                id=event.id,
                target=event.get("to"),
                what=lack.what,
                clause=lack.clause,
                way=lack.fix,
            )


def standing_guards_hold(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """What the present status asks for as long as it lasts, such as a team for a defect in work."""
    ticket = document.ticket
    if ticket is None:
        return
    stay = Transition(ticket.status, ticket.status, "move")
    asked = Asked(ticket=ticket, transition=stay, workflow=snapshot.workflow, now=ticket.received)
    for lack in standing_lacks(asked):
        yield Finding(
            "W206",
            document.path,
            document.line_of_field("status"),
            status=ticket.status,
            what=lack.what,
            clause=lack.clause,
            way=lack.fix,
        )


def urgent_work_is_confirmed(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """P1 and P2 start unconfirmed; the first word to the customer after that is the time to agree."""
    ticket, workflow = document.ticket, snapshot.workflow
    if ticket is None or ticket.priority not in URGENT or not workflow.is_live(ticket.status):
        return
    record = Record.of(ticket, workflow)
    opened = (event for event in record.kind("created") if event.get("status") == WORK)
    begun = record.entry(WORK) or next(opened, None)
    if begun is None or record.is_priority_confirmed:
        return
    changes = [event for event in record.kind("field") if event.get("name") == "priority"]
    for event in record.after(max([begun, *changes[-1:]], key=record.events.index)).told[:1]:
        line = document.line_of(event)
        yield Finding("W207", document.path, line, id=event.id, priority=ticket.priority, ticket=ticket.id)


def _transition(snapshot: Snapshot, ticket: Ticket, event: Event) -> Transition | None:
    workflow = snapshot.lifecycle.at(event.recorded)
    return workflow.find(event.get("from"), event.get("to"), ticket.events)


def _asked(snapshot: Snapshot, ticket: Ticket, transition: Transition, event: Event) -> Asked:
    """The move as it was asked for then; an override counts only where the lifecycle allowed it."""
    workflow = snapshot.lifecycle.at(event.recorded)
    allowed = set(transition.overridable) if event.get("reason") else set()
    return Asked(
        ticket=ticket,
        transition=transition,
        workflow=workflow,
        now=event.happened,
        reason=event.get("reason"),
        party=event.get("party"),
        version=event.get("version"),
        next_check=event.get("next_check"),
        overrides=tuple(name for name in event.items("overrides") if name in allowed),
        may_close_unconfirmed=bool(workflow.close_unconfirmed) and event.get("resolution") == "unconfirmed",
    )


def _steps(document: Document) -> Iterator[tuple[Ticket, Event]]:
    """Each change of status that counts, with the ticket as it stood before it."""
    if document.ticket is None:
        return
    ticket, events = document.ticket, document.ticket.events
    gone = retracted(events)
    fixed = {name: value for name, value in ticket.fields.items() if name in _FIXED}
    for place, state in states(events):
        event = events[place]
        if event.kind == "status" and event.id not in gone:
            yield replace(ticket, fields={**fixed, **state}, events=events[:place]), event


def state_agrees(document: Document, _snapshot: Snapshot) -> Iterator[Finding]:
    for name, held, told in differences(document.ticket) if document.ticket else ():
        line = document.line_of_field(name)
        yield Finding(
            "W203", document.path, line, name=name, held=as_text(held) or "-", told=as_text(told) or "-"
        )


def merges_are_settled(document: Document, _snapshot: Snapshot) -> Iterator[Finding]:
    """The last event on a field contradicts what stood before it: two sides set it, the later one stands."""
    for one in decided(document.ticket.events if document.ticket else ()):
        yield Finding(
            "W204",
            document.path,
            document.line_of(one.event),
            name=one.name,
            source=one.event.get("from") or "-",
            other=one.lost or "-",
            target=one.event.get("to") or "-",
        )


def merged_tickets_lead_on(document: Document, _snapshot: Snapshot) -> Iterator[Finding]:
    ticket = document.ticket
    if ticket and ticket.status == "merged" and not any(event.get("into") for event in ticket.events):
        yield Finding("W205", document.path, document.line_of_field("status"))
