"""What a person should hear at once about what was just recorded: it is done, but something is still owed."""

from collections.abc import Iterator
from contextlib import suppress

from supportctl.actions import entitlements
from supportctl.actions.change import Done
from supportctl.domain.article import linked as linked_articles
from supportctl.domain.evidence import URGENT, WORK, Record, unrepeated
from supportctl.errors import Said, SupportctlError
from supportctl.store import calendars, outbox
from supportctl.store.desk import Desk

_GONE = ("cancelled", "merged")


def of(desk: Desk, done: Done) -> Iterator[Said]:
    """In the order of weight: the mail, the contract, the channels, the priority, the article."""
    yield from _outbox(desk, done)
    if done.repeated or not done.new_events:
        return
    yield from _sent(done)
    yield from _contract(desk, done)
    yield from _messenger(desk, done)
    yield from _hotline(desk, done)
    yield from _priority(desk, done)
    yield from _article(desk, done)


def _outbox(desk: Desk, done: Done) -> Iterator[Said]:
    """A letter that waits is easily forgotten, and the customer waits for it."""
    with suppress(SupportctlError):  # one that cannot be read is no reason to fail what is done already
        for letter in outbox.all_of(desk.repository):
            if letter.ticket == done.ticket.id:
                yield Said(
                    "{id}: a message to the customer has not gone out: supportctl outbox show {letter}",
                    id=letter.ticket,
                    letter=letter.id,
                )


def _sent(done: Done) -> Iterator[Said]:
    """A retraction reaches our record, never a customer's mailbox."""
    taken = {event.get("of").removeprefix("#") for event in done.new_events if event.kind == "retract"}
    for event in done.ticket.events:
        if event.id in taken and event.get("message_id") and event.get("sent"):
            yield Said(
                "{id}: the customer has the mail of {sent}; it is taken back in the record alone. "
                "To put it right: supportctl reply {id} -m TEXT --send",
                id=done.ticket.id,
                sent=event.get("sent"),
            )


def _contract(desk: Desk, done: Done) -> Iterator[Said]:
    """When it is opened, when the scope is judged, and when the category turns out to be another."""
    told = [
        event
        for event in done.new_events
        if event.kind in ("created", "scope") or event.get("name") in ("category", "customer")
    ]
    doubt = entitlements.of(desk, done.ticket, item=told[-1].get("item")).doubt if told else None
    if doubt and not any(event.get("verdict") == "out" for event in told):
        yield Said("it may not be covered: {doubt}", doubt=doubt)


def _messenger(desk: Desk, done: Done) -> Iterator[Said]:
    record = Record.of(done.ticket, desk.config.workflow)
    new = {event.id for event in done.new_events}
    for event in unrepeated(record, done.ticket):
        if event.id in new:
            yield Said(
                "told by messenger alone this does not count; repeat it on a formal channel: "
                "supportctl reply {id} -m TEXT --channel email --repeats {event}",
                id=done.ticket.id,
                event=event.id,
            )


def _hotline(desk: Desk, done: Done) -> Iterator[Said]:
    """A P1 has the telephone of whoever is on call."""
    if done.ticket.priority == "P1":
        return
    calls = [event.happened for event in done.new_events if event.get("channel") == "hotline"]
    if done.before is None and done.ticket["channel"] == "hotline":
        calls.append(done.ticket.received)
    if calls:
        hours = calendars.calendar(desk)
        if not all(map(hours.is_open, calls)):
            yield Said("the hotline is open in working hours only; was it another channel, or another time?")


def _priority(desk: Desk, done: Done) -> Iterator[Said]:
    """P1 and P2 may start unconfirmed, but the first word to the customer in the work asks for it."""
    ticket = done.ticket
    if ticket.priority not in URGENT or desk.config.workflow.canonical(ticket.status) != WORK:
        return
    if any(event.kind in ("message", "status") for event in done.new_events):
        record = Record.of(ticket, desk.config.workflow)
        if not record.is_priority_confirmed:
            yield Said(
                "the customer has not confirmed the priority {priority} yet: "
                "supportctl confirm {id} priority --by WHO --channel email",
                priority=ticket.priority,
                id=ticket.id,
            )


def _article(desk: Desk, done: Done) -> Iterator[Said]:
    """Where the desk wants to hear it: what was solved should be known to the next one."""
    wanted, ticket = desk.config.article_reminder, done.ticket
    if not wanted or not any(event.kind == "status" for event in done.new_events):
        return
    workflow = desk.config.workflow
    gone = workflow.canonical(ticket.status) in _GONE
    if workflow.type_of(ticket.status) == wanted and not gone and not linked_articles(ticket.items("links")):
        yield Said("no article tells of it yet: supportctl kb new --from {id}", id=ticket.id)
