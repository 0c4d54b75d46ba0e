"""A line of `supportctl export` back into the very ticket it was: the same ID, events, texts."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from supportctl.domain.event import Event
from supportctl.domain.ids import TICKET, is_event_id, is_id, path_of
from supportctl.domain.replay import differences
from supportctl.domain.schema import BY_NAME, Value, is_time
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.store import codec
from supportctl.store.config import LANGUAGES
from supportctl.store.desk import Desk

NAMES = (*BY_NAME, "path", "language", "sections", "events")


class Bad(Exception):
    """What keeps a line from becoming a ticket."""

    def __init__(self, what: Said) -> None:
        self.what = what


def is_whole(entry: Mapping[str, object]) -> bool:
    return "events" in entry


def language_of(entry: Mapping[str, object]) -> str:
    language = text(entry, "language") or "en"
    if language not in LANGUAGES:
        raise Bad(
            Said(
                "{name}: {value} is not one of {allowed}",
                name="language",
                value=language,
                allowed=", ".join(LANGUAGES),
            )
        )
    return language


def whole(entry: Mapping[str, object], desk: Desk) -> Ticket:
    """The ticket; raises Bad where its file would not say exactly this."""
    unknown = next((name for name in entry if name not in NAMES), None)
    if unknown:
        raise Bad(Said("the name {name} is unknown", name=unknown))
    identity = text(entry, "id")
    if not is_id(identity, TICKET):
        raise Bad(Said("id: {value} is not an ID", value=identity))
    ticket = Ticket(
        path=path_of(identity),
        fields={name: value for name in BY_NAME if (value := _field(entry, name))},
        sections=dict(_texts(entry, "sections")),
        events=tuple(_events(entry)),
    )
    reading = desk.decode(codec.dump(ticket, language_of(entry)), ticket.path)
    errors = [finding for finding in reading.findings if finding.is_error]
    if errors:
        raise Bad(errors[0].said)
    if reading.ticket != ticket:
        raise Bad(Said("its file would not say the same"))
    wrong = next(iter(differences(ticket)), None)
    if wrong:
        raise Bad(Said("{name} is not what the events amount to", name=wrong[0]))
    return ticket


def text(entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Bad(Said("{name} must be text", name=name))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Bad(Said("{name} is not whole Unicode text", name=name)) from None
    return value


def _field(entry: Mapping[str, object], name: str) -> Value:
    value = entry.get(name)
    if name == "schema":
        return str(value) if isinstance(value, int) else ""
    if not BY_NAME[name].is_list:
        return text(entry, name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Bad(Said("{name} must be a list of texts", name=name))
    return tuple(value)


def _texts(entry: Mapping[str, object], name: str) -> Iterator[tuple[str, str]]:
    found = entry.get(name) or {}
    if not isinstance(found, dict):
        raise Bad(Said("{name} must be names and texts", name=name))
    return ((key, text(found, key)) for key in found)


def _events(entry: Mapping[str, object]) -> Iterator[Event]:
    events = entry["events"]
    if not isinstance(events, list) or not all(isinstance(one, dict) for one in events):
        raise Bad(Said("{name} must be a list of objects", name="events"))
    for one in events:
        identity, recorded = text(one, "id"), text(one, "recorded")
        if not is_event_id(identity):
            raise Bad(Said("id: {value} is not an ID", value=identity))
        if not is_time(recorded):
            raise Bad(Said("at: {value} is not a time with an offset", value=recorded))
        attributes = tuple(_texts(one, "attributes"))
        when = datetime.fromisoformat(recorded)
        yield Event(identity, when, text(one, "actor"), text(one, "kind"), attributes, text(one, "text"))
