"""Whether what a ticket names is there: tickets, articles, customers, people."""

from collections.abc import Iterator

from supportctl.domain.finding import Finding
from supportctl.domain.snapshot import Document, Snapshot

_PEOPLE = ("assignee",)


def links_lead_somewhere(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    ticket = document.ticket
    for link in ticket.items("links") if ticket else ():
        _, _, target = link.partition(" ")
        line = document.line_of_field("links")
        if ticket and target == ticket.id:
            yield Finding("R502", document.path, line)
        elif not target.startswith(("http://", "https://")) and target not in snapshot.ids:
            yield Finding("R501", document.path, line, target=target)


def customers_are_known(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Only in a desk that keeps customers at all."""
    customer = document.ticket.text("customer") if document.ticket else ""
    if customer and snapshot.customers and customer not in snapshot.customers:
        line = document.line_of_field("customer")
        yield Finding("R503", document.path, line, customer=customer)


def people_are_known(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Only in a desk that names its team, and only while the ticket is alive: people leave."""
    ticket = document.ticket
    if ticket is None or not snapshot.people or not snapshot.workflow.is_live(ticket.status):
        return
    for role in _PEOPLE:
        person = ticket.text(role)
        if person and person not in snapshot.people:
            yield Finding("R504", document.path, document.line_of_field(role), role=role, person=person)


def teams_are_known(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Only in a desk that names the teams, and only while the ticket is alive."""
    ticket = document.ticket
    team = ticket.text("team") if ticket and snapshot.workflow.is_live(ticket.status) else ""
    if team and snapshot.teams and team not in snapshot.teams:
        yield Finding("R505", document.path, document.line_of_field("team"), team=team)


def ids_are_used_once(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """The same name in two folders; a case that differs is one file on some disks."""
    name = document.path.rpartition("/")[2]
    if (
        document.kind != "ticket"
        or document.ticket is None
        or not any(f.code == "F010" for f in document.findings)
    ):
        return
    others = sorted(path for path in snapshot.names if path.endswith(f"/{name}") and path != document.path)
    if others:
        yield Finding(
            "S107", document.path, document.line_of_field("id"), id=document.ticket.id, other=others[0]
        )
