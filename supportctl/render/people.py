"""Customers, their people, and the team: rows for tables and programs, pages for a person."""

from collections.abc import Iterator, Mapping
from datetime import date

from supportctl.domain.customer import Contact, Contract, Customer
from supportctl.domain.text import pad, visible
from supportctl.domain.traces import Trace
from supportctl.render.colour import Role, paint
from supportctl.render.table import Column, Row, Value
from supportctl.render.words import Words

CUSTOMERS = (
    Column(key="slug", header="SLUG"),
    Column(key="tier", header="TIER"),
    Column(key="until", header="UNTIL"),
    Column(key="people", header="CONTACTS", right=True),
    Column(key="name", header="NAME", shrinks=True),
)
TEAM = (
    Column(key="slug", header="SLUG"),
    Column(key="role", header="ROLE"),
    Column(key="group", header="GROUP"),
    Column(key="email", header="MAIL"),
    Column(key="name", header="NAME", shrinks=True),
)
REMAINS = (
    Column(key="place", header="PLACE"),
    Column(key="what", header="WHAT"),
    Column(key="way", header="COMMAND", shrinks=True),
)


def row(customer: Customer, today: date) -> Row:
    """`supportctl.customers/1`: the file, the number of people, the contract in force."""
    contract = customer.contract_on(today)
    return {
        "slug": customer.slug,
        "name": customer.name,
        "name_en": customer.name_en,
        "language": customer.language,
        "tier": contract.tier if contract else "",
        "until": _day(contract.ends) if contract else "",
        "people": len(customer.contacts),
        "contacts": [_contact(contact) for contact in customer.contacts],
        "contracts": [_contract(one) for one in customer.contracts],
    }


def _contact(contact: Contact) -> Row:
    return {
        "slug": contact.slug,
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "language": contact.language,
        "erased": contact.erased,
    }


def _contract(contract: Contract) -> Row:
    return {
        "id": contract.id,
        "tier": contract.tier,
        "from": _day(contract.begins),
        "to": _day(contract.ends),
        "scope": list(contract.scope),
        "health_checks": contract.health_checks,
        "calendar": contract.calendar,
        "sla": _value(contract.sla),
    }


def _value(value: object) -> Value:
    if isinstance(value, Mapping):
        return {str(key): _value(part) for key, part in value.items()}
    return [_value(part) for part in value] if isinstance(value, list | tuple) else str(value)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def page(customer: Customer, today: date, *, words: Words, colour: bool) -> Iterator[str]:
    """One customer as an engineer reads it."""

    def painted(text: str, role: Role) -> str:
        return paint(text, role) if colour else text

    yield painted(f"{customer.slug}  {visible(customer.shown)}", Role.HEADING)
    if customer.name_en and customer.name:
        yield f"  {visible(customer.name_en)}"
    if customer.contacts:
        yield ""
        yield painted(words("Contacts"), Role.HEADING)
    for contact in customer.contacts:
        parts = (contact.name, contact.email, contact.phone, contact.language)
        told = "  ".join(visible(part) for part in parts if part)
        if contact.erased:
            told = words("(erased on {day})", day=visible(contact.erased))
        yield f"  {painted(pad(contact.slug, 10), Role.QUIET)}{told}"
    if customer.contracts:
        yield ""
        yield painted(words("Contracts"), Role.HEADING)
    current = customer.contract_on(today)
    for contract in customer.contracts:
        days = f"{_day(contract.begins)} … {_day(contract.ends)}".strip()
        line = "  ".join(part for part in (visible(contract.id), visible(contract.tier), days) if part)
        yield "  " + (line if contract == current else painted(line, Role.QUIET))
        if contract.scope:
            yield "    " + words("covers {items}", items=", ".join(contract.scope))
        if contract.health_checks:
            yield "    " + words("health checks {rhythm}", rhythm=contract.health_checks)


def remains_row(trace: Trace) -> Row:
    """`supportctl.remains/1`: a line of the work tree that still says it, and what takes it out."""
    ticket = trace.path.rpartition("/")[2].removesuffix(".md") if trace.path.startswith("tickets/") else ""
    way = f"$EDITOR {trace.path}"
    if ticket:
        way = f"supportctl redact {ticket} {trace.event}" if trace.event else f"supportctl edit {ticket} -e"
    return {
        "place": f"{trace.path}:{trace.line}",
        "path": trace.path,
        "line": trace.line,
        "what": trace.what,
        "event": trace.event,
        "way": way,
    }
