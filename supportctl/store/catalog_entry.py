"""What the catalogue keeps of one ticket, and the ticket's row read back from it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from supportctl.domain.fences import plain
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import path_of
from supportctl.domain.replay import standing
from supportctl.domain.row import Row
from supportctl.domain.schema import FIELDS, Field, Value, as_text, as_value
from supportctl.domain.ticket import Ticket
from supportctl.domain.tokens import fold, tokens
from supportctl.errors import Said

# A form feed parts the texts of a body: no ticket file may hold one.
TEXT_END = "\f"
# This stands between them in the index: no query has such a token, so no phrase crosses it.
_BOUNDARY = " ¶ "
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

FIELD_COLUMNS = tuple(field.name for field in FIELDS)
_MOMENTS = ("created", "recorded", "last_public")
TIMES = (*(field.name for field in FIELDS if field.kind == "time"), *_MOMENTS)
COLUMNS = (
    "path",
    *FIELD_COLUMNS,
    *_MOMENTS,
    *(f"{name}_at" for name in TIMES),
    "last_direction",
    "events",
    "misplaced",
)
FACETS = tuple(field for field in FIELDS if field.is_list or (field.kind == "text" and field.name != "title"))


@frozen
class Entry:
    """`values` follow COLUMNS; `facets` are the folded values that filters compare."""

    values: tuple[str | int | None, ...]
    facets: tuple[tuple[str, str], ...]
    title: str
    body: str


def entry(ticket: Ticket) -> Entry:
    messages = [event for event in standing(ticket.events) if event.is_public]
    last = messages[-1] if messages else None
    moments = (
        ticket.events[0].recorded if ticket.events else None,
        ticket.recorded,
        last.happened if last else None,
    )
    fields = ticket.fields
    texts = {name: as_text(fields.get(name, "")) for name in FIELD_COLUMNS}
    texts |= {
        name: moment.isoformat() if moment else "" for name, moment in zip(_MOMENTS, moments, strict=True)
    }
    values: tuple[str | int | None, ...] = (
        ticket.path,
        *(texts[name] for name in (*FIELD_COLUMNS, *_MOMENTS)),
        *(_milliseconds_of(texts[name]) for name in TIMES),
        last.get("direction") if last else "",
        len(ticket.events),
        ticket.path != path_of(ticket.id),
    )
    facets = {
        (field.name, key)
        for field in FACETS
        if field.name in fields
        for item in ticket.items(field.name)
        for key in _keys(field, item)
    }
    return Entry(values, tuple(sorted(facets)), ticket.title, _body(ticket))


def _keys(field: Field, item: str) -> Iterable[str]:
    """A link is found whole, by its kind and by its target."""
    parts = (item, *item.partition(" ")[::2]) if field.kind == "links" else (item,)
    return (key for part in parts if (key := key_of(part)))


def key_of(value: str) -> str:
    """A value as filters compare it: folded, its spaces single."""
    return " ".join(fold(value).split())


def _milliseconds_of(text: str) -> int | None:
    return milliseconds(datetime.fromisoformat(text)) if text else None


def milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND


def _body(ticket: Ticket) -> str:
    redacted = {event.get("of").removeprefix("#") for event in ticket.events if event.kind == "redact"}
    sections = [plain(text) for text in ticket.sections.values()]
    told = [event.text for event in ticket.events if event.text and event.id not in redacted]
    return TEXT_END.join(sections + told)


def indexed(text: str) -> str:
    """A text as the full-text index takes it: our tokens between spaces."""
    return _BOUNDARY.join(" ".join(tokens(part)) for part in text.split(TEXT_END))


def row(values: Sequence[str | int | None]) -> Row:
    """The reverse of `entry`, from the columns in their order."""
    held = dict(zip(COLUMNS, values, strict=True))
    fields: Mapping[str, Value] = {
        name: as_value(name, str(held[name])) for name in FIELD_COLUMNS if held[name]
    }
    return Row(
        path=str(held["path"]),
        fields=fields,
        created=_moment(held["created"]),
        recorded=_moment(held["recorded"]),
        last_public=_moment(held["last_public"]),
        last_direction=str(held["last_direction"]),
        events=int(held["events"] or 0),
    )


def _moment(text: str | int | None) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None


# --- findings ----------------------------------------------------------------------------------


def dump_finding(finding: Finding) -> str:
    return json.dumps(plain_of(finding), ensure_ascii=False)


def load_finding(path: str, text: str) -> Finding:
    return finding_of(path, json.loads(text))


def plain_of(finding: Finding) -> list[Any]:
    """All but the path, as JSON takes it."""
    params = {name: _plain(value) for name, value in finding.params.items()}
    return [finding.code, finding.line, finding.column, params]


def finding_of(path: str, plain: Sequence[Any]) -> Finding:
    code, line, column, params = plain
    for name, value in params.items():
        if isinstance(value, dict):
            params[name] = _said(value)
    return Finding(code, path, line, column, **params)


def _plain(value: object) -> object:
    if isinstance(value, Said):
        return {"text": value.text, "params": {name: _plain(part) for name, part in value.params.items()}}
    return value if isinstance(value, int) else str(value)


def _said(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return Said(value["text"], **{name: _said(part) for name, part in value["params"].items()})
