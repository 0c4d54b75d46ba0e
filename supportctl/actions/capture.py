"""From a ticket to an article: what happened and what helped, without whom it happened to."""

from supportctl.actions import customers
from supportctl.actions.articles import Content
from supportctl.domain.article import impersonal
from supportctl.domain.customer import Customer
from supportctl.domain.fences import fence_of, plain
from supportctl.domain.ids import is_slug
from supportctl.domain.replay import standing
from supportctl.domain.schema import Value
from supportctl.domain.ticket import Ticket
from supportctl.errors.people import CustomerNotFound
from supportctl.store.desk import Desk

_SHORTEST_NAME = 2
_CARRIED = ("product", "module", "category")


def content_of(desk: Desk, ticket: Ticket) -> Content:
    """Symptom with the error text, environment, cause and the solution that stands, names taken out."""
    names = _names(_customer(desk, ticket))

    def told(text: str) -> str:
        text = impersonal(text)
        for name in names:
            text = text.replace(name, "***")
        return text

    section = {name: plain(ticket.sections.get(name, "")) for name in ("symptom", "error", "environment")}
    sections = {
        "symptom": "\n\n".join(part for part in (section["symptom"], _fenced(section["error"])) if part),
        "environment": section["environment"]
        or " ".join(filter(None, map(ticket.text, ("product", "version")))),
        "cause": ticket.text("cause"),
        "resolution": _solution(ticket),
    }
    fields: dict[str, Value] = {name: ticket[name] for name in _CARRIED if ticket[name]}
    fields["title"] = told(ticket.title)
    version = ticket.text("version")
    if version and len(version.split()) == 1 and "," not in version:
        fields["versions"] = (version,)
    return Content(fields, {name: told(text) for name, text in sections.items() if text.strip()})


def _fenced(error: str) -> str:
    return error if not error or fence_of(error.split("\n", maxsplit=1)[0]) else f"```\n{error}\n```"


def _solution(ticket: Ticket) -> str:
    told = [event.text for event in standing(ticket.events) if event.kind == "solution" and event.text]
    return told[-1] if told else ""


def _customer(desk: Desk, ticket: Ticket) -> Customer | None:
    slug = ticket.text("customer")
    try:
        return customers.load(desk, slug) if is_slug(slug) else None
    except CustomerNotFound:
        return None


def _names(customer: Customer | None) -> tuple[str, ...]:
    """Everything a customer is called, the longest first, so that no name leaves a part of itself."""
    if customer is None:
        return ()
    people = (part for one in customer.contacts for part in (one.name, one.email, one.phone))
    found = {name for name in (customer.name, customer.name_en, *people) if len(name) >= _SHORTEST_NAME}
    return tuple(sorted(found, key=len, reverse=True))
