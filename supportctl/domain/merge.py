"""Two versions of a ticket into one that holds all of both.

Events are united and put in order of (instant, id), which is the order in which they would have been
appended; the front matter is what they amount to. So two replicas that hold the same events hold the
same state, in whatever order they met. Where both sides set one field, the later event decides, and
`decided` names it until somebody sets the field once more.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from supportctl.domain import timeline
from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.redaction import is_emptied
from supportctl.domain.replay import effect, replay, retracted, touched
from supportctl.domain.schema import EMPTY, REPLAYED, Value, as_text
from supportctl.domain.weave import pick

Fields = Mapping[str, Value]


@frozen
class Version:
    """What one version of a ticket says: its events, and the fields that they carry."""

    fields: Fields
    events: tuple[Event, ...]


@frozen
class Union:
    """`clashes` are events that both sides have in different words."""

    events: tuple[Event, ...]
    clashes: tuple[tuple[Event, Event], ...] = ()

    @property
    def is_one_ticket(self) -> bool:
        return sum(event.kind == "created" for event in self.events) <= 1


@frozen
class Decided:
    """A field whose value a merge chose: the event that won, and the value it did not know of."""

    name: str
    event: Event
    lost: str


def append_order(event: Event) -> tuple[datetime, str]:
    return event.recorded, event.id


def unite(base: Sequence[Event], ours: Sequence[Event], theirs: Sequence[Event]) -> Union:
    """The events of both sides. Of two wordings of one event the redacted one stands, or else the base's."""
    redacted = {event.get("of").removeprefix("#") for event in (*ours, *theirs) if event.kind == "redact"}
    old = {event.id: event for event in base}
    found = {event.id: event for event in ours}
    clashes = []
    for event in theirs:
        other = found.setdefault(event.id, event)
        if _same(event, other):
            continue
        if event.id in redacted and (is_emptied(event, other) or is_emptied(other, event)):
            found[event.id] = other if is_emptied(event, other) else event
        elif event.id in old:
            found[event.id] = old[event.id]
        else:
            clashes.append((other, event))
    return Union(tuple(sorted(found.values(), key=append_order)), tuple(clashes))


def _same(event: Event, other: Event) -> bool:
    # Equal instants may be written with different offsets.
    return event is other or (event == other and timeline.dump(event) == timeline.dump(other))


def fields(base: Version, ours: Version, theirs: Version, events: Sequence[Event]) -> dict[str, Value]:
    """The replayed fields of the union. A hand edit stays as it is where no event speaks of the field since:
    the merge neither loses it nor blesses it.
    """
    told = replay(events)
    if told == ours.fields == theirs.fields:
        return told
    by_ours, by_theirs = replay(ours.events), replay(theirs.events)
    result = {}
    for name in REPLAYED:
        value = told.get(name, EMPTY[name])
        if value == by_ours.get(name, EMPTY[name]) == by_theirs.get(name, EMPTY[name]):
            held = [side.fields.get(name, EMPTY[name]) for side in (base, ours, theirs)]
            chosen = pick(*held)
            value = value if chosen is None else chosen
        result[name] = value
    return result


def decided(events: Sequence[Event]) -> tuple[Decided, ...]:
    """The fields that wait for a confirmation: their last event does not begin where the one before ended."""
    state: dict[str, Value] = {}
    found: dict[str, Decided] = {}
    for place, event in enumerate(events):
        name = touched(event)
        before = as_text(state.get(name, EMPTY[name])) if name else ""
        if name and isinstance(EMPTY[name], str):
            found.pop(name, None)
            if before not in (event.get("from"), event.get("to")):
                found[name] = Decided(name, event, before)
        if event.kind == "retract":
            _forget(found, event.get("of").removeprefix("#"), events[:place])
            state = replay(events[: place + 1])
        else:
            state |= effect(event, state)
    gone = retracted(events)
    return tuple(one for one in found.values() if one.event.id not in gone)


def _forget(found: dict[str, Decided], identity: str, events: Iterable[Event]) -> None:
    """A field is settled also by taking back an event on it."""
    for event in events:
        if event.id == identity:
            found.pop(touched(event), None)
