"""Whether a ticket is covered, by the contract of the day it was received."""

from supportctl.domain import entitlement
from supportctl.domain.entitlement import Entitlement
from supportctl.domain.ids import is_slug
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.store import customers
from supportctl.store.desk import Desk


def of(desk: Desk, ticket: Ticket, *, item: str = "") -> Entitlement:
    """A desk that keeps no customers has nothing to say."""
    slug = ticket.text("customer")
    if not slug or not customers.slugs(desk.root):
        return Entitlement()
    reading = customers.load(desk.root, slug) if is_slug(slug) else None
    if reading is None or reading.customer is None:
        return Entitlement(doubt=Said("the customer {slug} is not on file", slug=slug))
    day = ticket.received.astimezone(desk.config.zone).date()
    return entitlement.judge(reading.customer, day, ticket.text("category"), item)
