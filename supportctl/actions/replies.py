"""What a customer is told, from a template: which one, in which language, with which facts."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from supportctl.actions import people
from supportctl.actions.telling import as_told
from supportctl.domain import article
from supportctl.domain.customer import Contact, Customer
from supportctl.domain.finding import Finding
from supportctl.domain.ids import is_slug
from supportctl.domain.near import near
from supportctl.domain.schema import FIELDS
from supportctl.domain.ticket import Ticket
from supportctl.errors.library import TemplateIncomplete, TemplateNotFound
from supportctl.render import template
from supportctl.render.template import Data, Lint, Rendered
from supportctl.store import customers, templates
from supportctl.store.desk import Desk
from supportctl.store.templates import SUFFIX, Source, Templates

GIVEN = ("text", "reason", "eta", "next_update", "release", "impact", "since", "until")
"""What the package's templates ask the person for; -m gives `text`."""
HEALTH = ("contract", "begins", "ends")
"""What the checklist of a health check is given."""
SKELETON = "skeleton-"
INTERNAL = ("checklist-", SKELETON)
NO_WAYS: Mapping[str, str] = MappingProxyType({})
KNOWN = frozenset(("ticket", "customer", "contact", "me", "now", *GIVEN, *HEALTH))


def write(
    desk: Desk,
    name: str,
    *,
    ticket: Ticket | None,
    given: Mapping[str, str],
    language: str,
    now: datetime,
    ways: Mapping[str, str] = NO_WAYS,
) -> Rendered:
    """The template filled in; `ways` are the options that give what is not given by --set.

    Raises TemplateNotFound, -Incomplete, -Broken, -Refused.
    """
    shelf = templates.load(desk.root)
    source = find(shelf, name, language)
    facts: dict[str, Data] = {**known_of(desk, ticket, now), **given}
    # One part of the desk's own makes every template that includes it the desk's own.
    trusted = not any(one.path for one in shelf.sources.values())
    done = template.render(shelf.texts, source.file, facts, trusted=trusted)
    if done.missing:
        known = {"text": "-m TEXT", **ways}
        way = " ".join(known.get(one, f"--set {one}=TEXT") for one in done.missing)
        raise TemplateIncomplete(name=name, missing=", ".join(done.missing), way=way)
    return done


def skeleton(
    desk: Desk, kind: str, *, category: str, ticket: Ticket | None, language: str, now: datetime
) -> str:
    """What a new ticket or article begins with: the skeleton of its category, else the one for all.

    Raises what `write` raises.
    """
    wanted = f"{SKELETON}{kind}-{category}"
    name = wanted if wanted in templates.load(desk.root).names else f"{SKELETON}{kind}"
    return write(desk, name, ticket=ticket, given={}, language=language, now=now).body


def find(shelf: Templates, name: str, language: str) -> Source:
    source = shelf.find(name, language)
    if source is None or source.is_part:
        raise TemplateNotFound(name, *near(name, shelf.names))
    return source


def language_of(desk: Desk, ticket: Ticket | None, otherwise: str) -> str:
    """The contact's language, else the customer's, else that of a Chinese ticket, else this one."""
    customer, contact = _whom(desk, ticket)
    if ticket and article.language_of(ticket.title) == "zh":
        otherwise = "zh"
    spoken = ((contact.language if contact else ""), (customer.language if customer else ""))
    return next((language for language in spoken if language in templates.LANGUAGES), otherwise)


def _whom(desk: Desk, ticket: Ticket | None) -> tuple[Customer | None, Contact | None]:
    slug = ticket.text("customer") if ticket else ""
    reading = customers.load(desk.root, slug) if is_slug(slug) else None
    customer = reading.customer if reading else None
    contact = customer.contact(ticket.text("contact")) if customer and ticket else None
    return customer, contact


def known_of(desk: Desk, ticket: Ticket | None, now: datetime) -> dict[str, Data]:
    """What is known; what is not is left out, so that a template that needs it can say so."""
    actor, _ = people.recorder(desk, "")
    member = desk.config.member(actor)
    customer, contact = _whom(desk, ticket)
    facts: dict[str, Data] = {
        "me": {"name": (member.name if member else "") or actor},
        "now": as_told(now, desk),
        "customer": {"name": customer.shown} if customer else {},
        "contact": {"name": contact.name} if contact and contact.name else {},
    }
    return facts | {"ticket": _fields(desk, ticket)} if ticket else facts


def _fields(desk: Desk, ticket: Ticket) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for field in FIELDS:
        value = ticket[field.name]
        if not value:
            continue
        if field.kind == "time":
            found[field.name] = as_told(datetime.fromisoformat(ticket.text(field.name)), desk)
        else:
            found[field.name] = value if isinstance(value, str) else list(value)
    return found


def lint(shelf: Templates) -> Iterator[Finding]:
    """What is wrong with the desk's own templates; the package's are its own business."""
    yield from shelf.findings
    own = tuple(name for name, source in shelf.sources.items() if source.path)
    found = template.lint(shelf.texts, own) if own else {}
    for name in own:
        path = shelf.sources[name].path
        yield from (
            _lint(shelf.sources[name], shelf, found[name]) if name in found else (Finding("T757", path),)
        )


def _lint(source: Source, shelf: Templates, found: Lint) -> Iterator[Finding]:
    if found.refused:
        yield Finding("T756", source.path, 1, reason=found.refused)
        return
    if found.line:
        yield Finding("T751", source.path, found.line, reason=found.reason)
        return
    for name in found.includes:
        if name not in shelf.sources:
            yield Finding("T755", source.path, 1, name=name or "?")
    for name in found.wants:
        if name not in KNOWN:
            yield Finding("T752", source.path, 1, name=name)
    other = f"{source.name}.{'en' if source.language == 'zh' else 'zh'}{SUFFIX}"
    if other not in shelf.sources:
        yield Finding("T753", source.path, 1, other=other)
