"""Customers: who they are, found by a name somebody typed, opened and changed."""

import secrets
from collections.abc import Mapping
from dataclasses import field

from supportctl.actions.change import Doing
from supportctl.actions.record import Recorded, record
from supportctl.domain.customer import Contact, Customer
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import contact_slug, entropy_of, is_slug
from supportctl.domain.near import near
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.errors.command import BadValue
from supportctl.errors.desk import BrokenFiles
from supportctl.errors.people import ContactNotFound, CustomerExists, CustomerNotFound
from supportctl.store import customers as stored
from supportctl.store import yaml_edit
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_quick import BETWEEN
from supportctl.store.desk import Desk
from supportctl.store.yaml_edit import Content

Values = Mapping[str, Content]


@frozen(kw_only=True)
class Edit:
    """What is to change: own values, those of one contact, those of one contract; empty values go away.

    `contact` is a slug; with contact values and no slug a contact is added.
    """

    values: Values = field(default_factory=dict)
    contact: str = ""
    contact_values: Values = field(default_factory=dict)
    contract: str = ""
    contract_values: Values = field(default_factory=dict)


def load(desk: Desk, slug: str) -> Customer:
    """The customer as the work tree has it; raises CustomerNotFound or BrokenFiles."""
    reading = stored.load(desk.root, slug) if is_slug(slug) else None
    if reading is None:
        raise missing(desk, slug)
    if reading.customer is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    return reading.customer


def missing(desk: Desk, wanted: str) -> CustomerNotFound:
    """The refusal for a name that no customer has, with the nearest one."""
    known = stored.slugs(desk.root)
    names = {
        reading.customer.shown: reading.customer.slug
        for reading in stored.all_of(desk.root)
        if reading.customer
    }
    nearest = near(wanted, [*known, *names])
    return CustomerNotFound(wanted, names.get(nearest[0], nearest[0]) if nearest else "")


def resolve(desk: Desk, wanted: str) -> str:
    """The slug of a customer; on a desk that keeps no customers any short name will do."""
    if not wanted or not stored.slugs(desk.root):
        return wanted
    if is_slug(wanted) and stored.load(desk.root, wanted):
        return wanted
    raise missing(desk, wanted)


def resolve_contact(desk: Desk, customer: str, wanted: str) -> str:
    """The slug of a customer's contact, who may be named by slug, name or mail address."""
    if not wanted or not customer or not stored.slugs(desk.root):
        return wanted
    contacts = load(desk, customer).contacts
    found = [contact for contact in contacts if wanted in (contact.slug, contact.name, contact.email)]
    if len(found) != 1:
        shown = tuple(Said("{slug}  {name}", slug=one.slug, name=one.shown) for one in contacts)
        raise ContactNotFound(shown, customer=customer, wanted=wanted)
    return found[0].slug


def names(desk: Desk, ticket: Ticket) -> dict[str, str]:
    """The names behind a ticket's `customer` and `contact`, as far as they are known."""
    slug = ticket.text("customer")
    reading = stored.load(desk.root, slug) if is_slug(slug) else None
    if reading is None or reading.customer is None:
        return {}
    contact = reading.customer.contact(ticket.text("contact"))
    found = {"customer": reading.customer.shown, "contact": contact.shown if contact else ""}
    return {name: shown for name, shown in found.items() if shown and shown != ticket.text(name)}


def keep_names(desk: Desk, ticket: Ticket) -> None:
    """Into the catalogue, for the short road: with the text that they come from, which vouches for them."""
    slug = ticket.text("customer")
    reading = stored.load(desk.root, slug) if is_slug(slug) else None
    if reading is None or reading.customer is None:
        return
    contacts = (part for one in reading.customer.contacts for part in (one.slug, one.shown))
    value = BETWEEN.join((reading.customer.shown, *contacts, reading.text))
    Catalog.open(desk.repository, desk.config.workflow.types).compile_one(f"customer {slug}", value)


def create(desk: Desk, slug: str, doing: Doing, *, edit: Edit) -> Recorded:
    """A new customer in one commit; raises CustomerExists."""
    if not is_slug(slug):
        raise BadValue(
            name="SLUG", value=slug, reason=Said("it must be a short name of a-z, 0-9, -, _ and .")
        )

    def fresh(text: str | None) -> str:
        if text is not None:
            raise CustomerExists(slug=slug)
        return _edited(slug, "", _named(slug, edit, doing))

    path = stored.path_of(slug)
    return record(desk, path, doing, subject=f"{slug}: new customer", change=fresh)


def change(desk: Desk, slug: str, doing: Doing, *, edit: Edit) -> Recorded:
    """Change a customer; what is not named stays as it is written."""
    load(desk, slug)
    named = _named(slug, edit, doing)

    def edited(text: str | None) -> str:
        if text is None:
            raise missing(desk, slug)
        return _edited(slug, text, named)

    return record(desk, stored.path_of(slug), doing, subject=f"{slug}: {_subject(named)}", change=edited)


def replace(desk: Desk, slug: str, doing: Doing, *, text: str) -> Recorded:
    """The whole file as somebody wrote it in the editor, if it can be read."""
    path = stored.path_of(slug)
    _sound(path, text)
    return record(desk, path, doing, subject=f"{slug}: edited", change=lambda _: text)


def _named(slug: str, edit: Edit, doing: Doing) -> Edit:
    """A contact that is added gets its opaque name here, once, however often the plan runs."""
    if not edit.contact_values or edit.contact:
        return edit
    operation = doing.operation or secrets.token_hex(16)
    own = contact_slug(entropy_of(operation, slug, "contact"))
    return Edit(
        values=edit.values,
        contact=own,
        contact_values=edit.contact_values,
        contract=edit.contract,
        contract_values=edit.contract_values,
    )


def _edited(slug: str, text: str, edit: Edit) -> str:
    path = stored.path_of(slug)
    text = _put(text, path, (), edit.values)
    if edit.contact:
        text = _put(text, path, ("contacts", edit.contact), edit.contact_values)
    if edit.contract:
        text = _put(text, path, ("contracts", edit.contract), edit.contract_values)
    _sound(path, text)
    return text


def _put(text: str, path: str, place: tuple[str, ...], values: Values) -> str:
    for name, value in values.items():
        keys = (*place, name)
        text = yaml_edit.put(text, path, keys, value) if value else yaml_edit.drop(text, path, keys)
    return text


def _sound(path: str, text: str) -> None:
    reading = stored.read(text.encode(), path)
    if reading.customer is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))


def _subject(edit: Edit) -> str:
    """Names of what changed, never the values: a commit's message cannot be erased with the file."""
    own = list(edit.values)
    contact = [f"contact {edit.contact}"] if edit.contact else []
    contract = [f"contract {edit.contract}"] if edit.contract else []
    return " ".join(", ".join((*own, *contact, *contract)).split()) or "edited"


def contact_of(customer: Customer, slug: str) -> Contact:
    contact = customer.contact(slug)
    if contact is None:
        shown = tuple(Said("{slug}  {name}", slug=one.slug, name=one.shown) for one in customer.contacts)
        raise ContactNotFound(shown, customer=customer.slug, wanted=slug)
    return contact
