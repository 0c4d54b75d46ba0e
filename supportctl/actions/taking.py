"""The next ticket nobody has: the oldest of the highest priority, given to one person and never to two."""

from supportctl.actions import selecting
from supportctl.actions.change import Decision, Doing, Done, change, set_field
from supportctl.domain.ids import entropy_of, event_id
from supportctl.domain.query.parse import parse
from supportctl.domain.query.tree import Query
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import LIVE
from supportctl.errors.tickets import NothingToTake
from supportctl.store.desk import Desk

WAITING = "is:live no:assignee sort:priority sort:received"


class _Gone(Exception):
    """Somebody else was faster."""


def take(desk: Desk, doing: Doing, *, who: str, query: Query | None = None) -> Done:
    """Raises NothingToTake. The catalogue proposes; the file at HEAD decides, under the writer's lock."""
    earlier = _taken(desk, doing, who)
    if earlier:
        return change(desk, earlier, doing, lambda _: Decision("take"))
    for path in _proposed(desk, doing, who, query):
        try:
            return change(desk, path, doing, lambda ticket: _decide(desk, ticket, who))
        except _Gone:
            continue
    raise NothingToTake


def _decide(desk: Desk, ticket: Ticket, who: str) -> Decision:
    live = desk.config.workflow.types.get(ticket.status) in LIVE
    if ticket.text("assignee") or not live:
        raise _Gone
    fields, drafts = set_field(ticket, "assignee", who)
    return Decision(f"taken by {who}", fields, drafts)


def _proposed(desk: Desk, doing: Doing, who: str, query: Query | None) -> tuple[str, ...]:
    wanted = parse(WAITING)
    if query:
        wanted = Query((*query.parts, *wanted.parts), query.sort or wanted.sort)
    return tuple(row.path for row in selecting.select(desk, wanted, doing.now, me=who).page.items)


def _taken(desk: Desk, doing: Doing, who: str) -> str:
    """The ticket that this operation took before."""
    if not doing.operation:
        return ""
    for row in selecting.select(desk, parse("assignee:@me"), doing.now, me=who).page.items:
        ticket = desk.read(row.path).ticket
        if ticket and ticket.event(event_id(entropy_of(doing.operation, ticket.id, "0"))):
            return row.path
    return ""
