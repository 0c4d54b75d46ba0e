"""Where a merged ticket points: what is said to it is said to the ticket that goes on."""

from dataclasses import replace

from supportctl.actions.evidence import Message
from supportctl.domain.ids import TICKET, is_id, path_of
from supportctl.domain.replay import standing
from supportctl.domain.ticket import Ticket
from supportctl.store.desk import Desk


def addressed(desk: Desk, path: str, message: Message) -> tuple[str, Message]:
    """The path of the ticket that goes on, and the message with the contact who wrote it."""
    first = desk.read(path).ticket
    seen, target = {path}, first
    while target is not None and (onward := _onward(desk, target)) and onward not in seen:
        seen.add(onward)
        path, target = onward, desk.read(onward).ticket
    if first is None or len(seen) == 1:
        return path, message
    contact = message.contact or first.text("contact")
    return path, replace(message, contact=contact, channel=message.channel or first.text("channel"))


def _onward(desk: Desk, ticket: Ticket) -> str:
    """The path of what a ticket was merged into last, if that is there."""
    if desk.config.workflow.canonical(ticket.status) != "merged":
        return ""
    into = [event.get("into") for event in standing(ticket.events) if event.kind == "merge"]
    found = path_of(into[-1]) if into and is_id(into[-1], TICKET) else ""
    return found if found and (desk.root / found).is_file() else ""
