"""Two tickets about one problem become one: the source stays as a signpost to its target."""

from dataclasses import replace

from supportctl.actions.change import Decision, Doing, Done, Draft, change_all, given
from supportctl.actions.evidence import event, together
from supportctl.actions.moving import Words, to
from supportctl.actions.tickets import setting
from supportctl.domain.ticket import Ticket
from supportctl.errors.tickets import MergeAcrossCustomers, MergeIntoDone, MergeIntoItself
from supportctl.store.desk import Desk

WORKED_ON = ("new", "open", "waiting", "resolved")


def merge(desk: Desk, source: str, target: str, doing: Doing, *, reason: str = "") -> Done:
    """Merge the ticket at one path into that at another, both in one commit; gives the source."""
    name, into = (path.rpartition("/")[2].removesuffix(".md") for path in (source, target))
    if name == into:
        raise MergeIntoItself(id=name)
    targets: list[Ticket] = []

    def receive(ticket: Ticket) -> Decision:
        targets[:] = [ticket]
        return Decision(
            f"merge of {name}", drafts=(Draft("merge", given(**{"from": name, "reason": reason})),)
        )

    def leave(ticket: Ticket) -> Decision:
        for other in targets:
            _check(desk, ticket, other)
        links = tuple(dict.fromkeys((*ticket.items("links"), f"duplicates {into}")))
        steps = (
            event("merge", f"merge into {into}", into=into, reason=reason),
            setting({"links": links}),
            to(desk, doing, "merged", words=Words(reason=reason)),
        )
        return together(desk, doing, steps)(ticket)

    received, left = change_all(desk, doing, {target: receive, source: leave})
    return replace(left, diff="\n".join(filter(None, (received.diff, left.diff))))


def _check(desk: Desk, source: Ticket, target: Ticket) -> None:
    if source["customer"] != target["customer"]:
        raise MergeAcrossCustomers(
            id=source.id,
            target=target.id,
            customer=source["customer"] or "-",
            other=target["customer"] or "-",
        )
    if desk.config.workflow.type_of(target.status) not in WORKED_ON:
        raise MergeIntoDone(id=source.id, target=target.id, status=target.status)
