"""The four things a ticket has to hold (M-2.1.2): who, what, where, and how urgent the customer finds it."""

from collections.abc import Mapping

from supportctl.domain.ticket import Ticket
from supportctl.errors import Said

ITEMS: Mapping[str, Said] = {
    "customer": Said("the customer"),
    "contact": Said("the customer's contact"),
    "description": Said("a description of the problem"),
    "environment": Said("the environment it happens in"),
    "urgency": Said("the customer's own view of the urgency"),
}
"""The items by the word with which a message asks for them; customer and contact are one item of four."""

FIXES: Mapping[str, str] = {
    "customer": "supportctl edit {id} --customer SLUG",
    "contact": "supportctl edit {id} --contact CONTACT",
    "description": "supportctl edit {id} --symptom TEXT",
    "environment": "supportctl edit {id} --environment TEXT",
    "urgency": "supportctl edit {id} --urgency URGENCY",
}
"""How to give each; asking the customer for it (`reply --asks`) will do in any case."""


def missing(ticket: Ticket) -> tuple[str, ...]:
    """The items that are not on the ticket, by name."""
    held = {
        "customer": bool(ticket["customer"]),
        "contact": bool(ticket["contact"]),
        "description": bool(ticket.sections.get("symptom", "").strip()),
        "environment": bool(ticket.sections.get("environment", "").strip()),
        "urgency": bool(ticket["urgency"]),
    }
    return tuple(name for name in ITEMS if not held[name])


def lacking(ticket: Ticket) -> tuple[Said, ...]:
    """The same, for people."""
    return tuple(ITEMS[name] for name in missing(ticket))
