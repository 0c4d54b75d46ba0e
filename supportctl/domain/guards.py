"""What must be on a ticket before it may move, each guard a small pure rule.

A guard yields everything that is missing, with the clause that asks for it and the command that
supplies it; a refusal lists all of it at once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from supportctl.domain.replay import standing
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Transition
from supportctl.errors import Said


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a guard wants: what, the clause of the manual that asks for it, how to supply it."""

    what: Said
    clause: str
    fix: Said


@dataclass(frozen=True, slots=True)
class Move:
    """A move somebody asks for: the transition, and the reason given with it."""

    transition: Transition
    reason: str = ""


Guard = Callable[[Ticket, Move], Iterator[Missing]]


def reason(ticket: Ticket, move: Move) -> Iterator[Missing]:
    if not move.reason:
        target = move.transition.target
        yield Missing(
            Said("a reason"),
            "M-1.4",
            Said("supportctl move {id} {target} -m REASON", id=ticket.id, target=target),
        )


def assignee(ticket: Ticket, _move: Move) -> Iterator[Missing]:
    if not ticket["assignee"]:
        yield Missing(Said("an assignee"), "M-2.4.1", Said("supportctl assign {id} @me", id=ticket.id))


def category(ticket: Ticket, _move: Move) -> Iterator[Missing]:
    if not ticket["category"]:
        fix = Said("supportctl edit {id} --category CATEGORY", id=ticket.id)
        yield Missing(Said("one of the five categories"), "M-2.3.1", fix)


def impact(ticket: Ticket, _move: Move) -> Iterator[Missing]:
    if not ticket["impact"]:
        fix = Said("supportctl edit {id} --impact IMPACT", id=ticket.id)
        yield Missing(Said("the impact on the customer's business"), "M-2.3.2", fix)


def defect_owner(ticket: Ticket, _move: Move) -> Iterator[Missing]:
    if ticket["category"] == "defect" and not ticket["team"] and not ticket["ref"]:
        fix = Said("supportctl assign {id} --team TEAM (or --ref REFERENCE)", id=ticket.id)
        yield Missing(Said("a development team or an outside reference for a defect"), "M-2.4.1", fix)


def out_of_scope(ticket: Ticket, _move: Move) -> Iterator[Missing]:
    """Resolving without a solution is for environment matters outside our responsibility."""
    events = standing(ticket.events)
    if ticket["category"] != "environment":
        fix = Said("supportctl edit {id} --category environment", id=ticket.id)
        yield Missing(Said("the category environment"), "M-2.4.1", fix)
    if not any(event.kind == "scope" and event.get("verdict") == "out" for event in events):
        fix = Said("supportctl scope {id} out -m REASON", id=ticket.id)
        yield Missing(Said("the finding that it is out of scope"), "M-2.4.1", fix)
    if not any(event.kind == "statement" for event in events):
        fix = Said("supportctl statement {id} -m TEXT", id=ticket.id)
        yield Missing(Said("a statement to the customer, with advice"), "M-2.4.1", fix)


GUARDS: Mapping[str, Guard] = {
    "reason": reason,
    "assignee": assignee,
    "category": category,
    "impact": impact,
    "defect_owner": defect_owner,
    "out_of_scope": out_of_scope,
}


def missing(ticket: Ticket, move: Move) -> tuple[Missing, ...]:
    """All that stands in the way of a move, in the order the lifecycle names its guards."""
    return tuple(lack for name in move.transition.guards for lack in GUARDS[name](ticket, move))
