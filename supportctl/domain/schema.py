"""The front matter of a ticket: every field, its type, its place, and whether the timeline carries it.

The one declaration behind reading, writing, replay, filters, `edit` and the JSON schema.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from supportctl.domain.event import CHANNELS
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import ARTICLE, TICKET, is_id, is_slug
from supportctl.domain.markup import CONTROL, is_seen
from supportctl.errors import Said

SCHEMA = 1

CATEGORIES = ("defect", "configuration", "guidance", "environment", "performance")
PRIORITIES = ("P1", "P2", "P3", "P4")
IMPACTS = ("system", "core", "partial", "minor")
URGENCIES = ("urgent", "high", "normal", "low")
DIFFICULTIES = ("low", "medium", "high")
LINK_KINDS = ("relates", "duplicates", "follows_up", "caused_by", "known_error", "article")

Value = str | tuple[str, ...]

_TIME = re.compile(r"(19|2\d)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)", re.ASCII)
_WEB = re.compile(r"https?://[^\s/<>\"\\]+(/[^\s<>\"\\]*)?")


@frozen(kw_only=True)
class Field:
    """`kind` is one of text, choice, status, slug, time, id, article, number, list, links.

    `replayed` fields change only by an event; `fixed` ones never change.
    """

    name: str
    kind: str
    choices: tuple[str, ...] = ()
    replayed: bool = True
    fixed: bool = False
    required: bool = False

    @property
    def is_list(self) -> bool:
        return self.kind in ("list", "links")


FIELDS = (
    Field(name="schema", kind="number", replayed=False, fixed=True, required=True),
    Field(name="id", kind="id", replayed=False, fixed=True, required=True),
    Field(name="title", kind="text", required=True),
    Field(name="status", kind="status", required=True),
    Field(name="priority", kind="choice", choices=PRIORITIES, required=True),
    Field(name="category", kind="choice", choices=CATEGORIES),
    Field(name="impact", kind="choice", choices=IMPACTS),
    Field(name="urgency", kind="choice", choices=URGENCIES),
    Field(name="difficulty", kind="choice", choices=DIFFICULTIES),
    Field(name="customer", kind="slug"),
    Field(name="contact", kind="slug"),
    Field(name="channel", kind="choice", choices=CHANNELS, replayed=False, fixed=True, required=True),
    Field(name="received", kind="time", replayed=False, fixed=True, required=True),
    Field(name="occurred", kind="time", replayed=False, fixed=True),
    Field(name="product", kind="text"),
    Field(name="module", kind="text"),
    Field(name="version", kind="text"),
    Field(name="assignee", kind="slug"),
    Field(name="team", kind="slug"),
    Field(name="ref", kind="text"),
    Field(name="eta", kind="time"),
    Field(name="cause", kind="text"),
    Field(name="tags", kind="list"),
    Field(name="links", kind="links"),
)

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
REPLAYED = tuple(field.name for field in FIELDS if field.replayed)

SECTIONS: Mapping[str, tuple[str, str]] = {
    "symptom": ("Symptom", "现象"),
    "steps": ("Steps to reproduce", "复现步骤"),
    "error": ("Error message", "错误提示"),
    "environment": ("Environment", "环境"),
}
"""The sections of a ticket's body, each with its English and its Chinese heading."""


@frozen
class Form:
    """The two kinds of Markdown files, tickets and articles: what their IDs, fields and sections are."""

    prefix: str
    fields: tuple[Field, ...]
    by_name: Mapping[str, Field]
    sections: Mapping[str, tuple[str, str]]
    headings: Mapping[str, str]
    required: tuple[str, ...]

    @classmethod
    def of(cls, prefix: str, fields: tuple[Field, ...], sections: Mapping[str, tuple[str, str]]) -> "Form":
        names = {key: (key, english.casefold(), chinese) for key, (english, chinese) in sections.items()}
        headings = {name: key for key, known in names.items() for name in known}
        by_name = {field.name: field for field in fields}
        required = tuple(field.name for field in fields if field.required)
        return cls(prefix, fields, by_name, sections, headings, required)

    def section_named(self, heading: str) -> str:
        """The section a `## ` heading opens, or nothing for a heading of the writer's own."""
        return self.headings.get(heading.strip().casefold(), "")


TICKETS = Form.of(TICKET, FIELDS, SECTIONS)


def section_named(heading: str) -> str:
    return TICKETS.section_named(heading)


def fault_of(field: Field, value: Value) -> Said | None:
    """What is wrong with a value, or nothing. Statuses are the workflow's to judge."""
    if field.is_list:
        items = (value,) if isinstance(value, str) else value
        return next((fault for item in items if (fault := _item_fault(field, item))), None)
    if not isinstance(value, str):
        return Said("it must be one value, not a list")
    if not value or value in field.choices:
        return None
    if "\n" in value:
        return Said("it must be one line")
    if CONTROL.search(value):
        return Said("it has a control character")
    match field.kind:
        case "choice":
            return Said("it is not one of {allowed}", allowed=", ".join(field.choices))
        case "slug" if not is_slug(value):
            return Said("it must be a short name of a-z, 0-9, -, _ and .")
        case "time" if not is_time(value):
            return Said("it must be a time with an offset, such as 2026-09-14T08:58:00+08:00")
        case "id" if not is_id(value, TICKET):
            return Said("it is not an ID")
        case "article" if not is_id(value, ARTICLE):
            return Said("it is not an ID of an article")
    return None


def _item_fault(field: Field, item: str) -> Said | None:
    if not item or item != item.strip() or "," in item:
        return Said("an item of a list is neither empty nor has a comma")
    if CONTROL.search(item):
        return Said("it has a control character")
    if field.kind == "links":
        kind, _, target = item.partition(" ")
        if kind not in LINK_KINDS:
            return Said("a link begins with one of {allowed}", allowed=", ".join(LINK_KINDS))
        if not is_link_target(target):
            return Said("a link points at a ticket, an article or a web address")
    elif len(item.split()) > 1:
        return Said("a tag has no spaces")
    return None


def is_link_target(target: str) -> bool:
    if target.startswith(("https://", "http://")):
        return bool(_WEB.fullmatch(target)) and is_seen(target)
    return is_id(target, TICKET) or is_id(target, ARTICLE)


def is_time(value: str) -> bool:
    return moment(value) is not None


def moment(value: str) -> datetime | None:
    """The moment a text says: a day from 1900 to 2999, a time and an offset, as ISO 8601 writes them."""
    if not _TIME.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def as_text(value: Value) -> str:
    """A value as events carry it: lists comma-separated."""
    return value if isinstance(value, str) else ", ".join(value)


def as_value(name: str, text: str) -> Value:
    """The reverse of `as_text`, typed by the field."""
    if name in BY_NAME and BY_NAME[name].is_list:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


EMPTY: Mapping[str, Value] = {field.name: () if field.is_list else "" for field in FIELDS}
