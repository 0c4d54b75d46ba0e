"""What is wrong with one event by itself: what it lacks, and values that are outside their lists."""

from collections.abc import Mapping
from functools import lru_cache

from supportctl.domain.event import ASKS, CLOSED, CONFIRMED, KINDS, NUMBERS, TIMES, items
from supportctl.domain.schema import is_time

Fault = tuple[str, Mapping[str, str]]
"""A code, and what its message tells."""

_JUDGED = frozenset(("at", "of", "asks", *(name for _, name in (*CLOSED, *TIMES, *NUMBERS))))


def faults(kind: str, held: Mapping[str, str]) -> list[Fault]:
    known = KINDS.get(kind)
    found: list[Fault] = []
    if known and not all(map(held.get, known.required)):
        # Only a field may change from or to nothing.
        may_be_empty = ("from", "to") if kind == "field" else ()
        lacking = [name for name in known.required if not held.get(name)]
        lacking = [name for name in lacking if name not in may_be_empty or name not in held]
        found += [("E204", {"name": name}) for name in lacking]
    for name, value in held.items():
        if name in _JUDGED:
            found += _wrong(kind, name, value)
    return found


@lru_cache(maxsize=4096)
def _wrong(kind: str, name: str, value: str) -> tuple[Fault, ...]:
    place = (kind, name)
    allowed = CLOSED.get(place)
    if place == ("confirmation", "of") and not value.startswith("#"):
        allowed = (*CONFIRMED, "#ID")
    elif place == ("message", "asks"):
        unknown = [item for item in items(value) if item not in ASKS]
        value, allowed = ", ".join(unknown), ASKS if unknown else None
    if not value:
        return ()
    found: list[Fault] = []
    if allowed and value not in allowed:
        found.append(("E203", {"name": name, "value": value, "allowed": ", ".join(allowed)}))
    if (name == "at" or place in TIMES) and not is_time(value):
        found.append(("E207", {"name": name, "value": value}))
    if place in NUMBERS and not (value.isascii() and value.isdigit()):
        found.append(("E211", {"name": name, "value": value}))
    return tuple(found)
