"""The front matter that a timeline amounts to.

Events are taken in append order. A `retract` takes an event out of the account, so the fields fall
back to what the remaining events say; a retracted `created` cancels the ticket, for there is
nothing to fall back to. A retract that is itself retracted counts for nothing.

An event on a list (tags, links) counts for what it added and what it took away. So two people who
each add a tag have both, whoever was first, and to take one of the events back leaves the other's tag.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from supportctl.domain.event import Event
from supportctl.domain.schema import BY_NAME, EMPTY, REPLAYED, Value, as_value
from supportctl.domain.ticket import Ticket

CANCELLED = "cancelled"


def retracted(events: Sequence[Event]) -> frozenset[str]:
    """The IDs of the events that a standing `retract` takes back."""
    gone: set[str] = set()
    for event in reversed(events):
        if event.kind == "retract" and event.id not in gone:
            gone.add(event.get("of").removeprefix("#"))
    return frozenset(gone)


def standing(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that count: not retracted, and not the retractions themselves."""
    gone = retracted(events)
    return tuple(event for event in events if event.id not in gone and event.kind != "retract")


def replay(events: Sequence[Event]) -> dict[str, Value]:
    """The replayed fields that are not empty, in the order of the schema."""
    state: dict[str, Value] = {}
    gone = retracted(events)
    begun = {event.id for event in events if event.kind == "created"}
    for event in events:
        if event.kind == "retract" and event.id not in gone:
            if event.get("of").removeprefix("#") in begun:
                state["status"] = CANCELLED
        elif event.kind == "created" or event.id not in gone:
            state |= effect(event, state)
    return {name: state[name] for name in REPLAYED if state.get(name)}


def states(events: Sequence[Event]) -> Iterator[tuple[int, dict[str, Value]]]:
    """The place of each change of status, and what the events before it amount to."""
    wanted = [place for place, event in enumerate(events) if event.kind == "status"]
    if any(event.kind == "retract" for event in events):
        yield from ((place, replay(events[:place])) for place in wanted)
        return
    state: dict[str, Value] = {}
    done = 0
    for place in wanted:
        for event in events[done:place]:
            state |= effect(event, state)
        done = place
        yield place, {name: state[name] for name in REPLAYED if state.get(name)}


def touched(event: Event) -> str:
    """The replayed field that an event sets, or nothing."""
    name = "status" if event.kind == "status" else event.get("name") if event.kind == "field" else ""
    return name if name in REPLAYED else ""


def effect(event: Event, state: Mapping[str, Value]) -> dict[str, Value]:
    """What an event that counts changes in the state before it."""
    if event.kind == "created":
        return {key: as_value(key, value) for key, value in event.attributes if key in REPLAYED}
    name = touched(event)
    if not name:
        return {}
    value, before = as_value(name, event.get("to")), as_value(name, event.get("from"))
    held = state.get(name, EMPTY[name])
    if isinstance(value, str) or held == before:
        return {name: value}
    kept = [item for item in held if item in value or item not in before]
    return {name: (*kept, *(item for item in value if item not in before and item not in kept))}


def differences(ticket: Ticket) -> Iterable[tuple[str, Value, Value]]:
    """Each replayed field where the front matter and the timeline disagree: name, front matter, timeline."""
    state: Mapping[str, Value] = replay(ticket.events)
    for name in REPLAYED:
        held = ticket[name]
        told = state.get(name, () if BY_NAME[name].is_list else "")
        if held != told:
            yield name, held, told
