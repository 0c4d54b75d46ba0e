"""What may be taken out of an event for good: its text, and the words in its attributes."""

from collections.abc import Collection
from dataclasses import replace

from supportctl.domain.event import CLOSED, Event
from supportctl.domain.schema import BY_NAME

MASK = "***"
_WORDS = frozenset(("reason", "query", "where", "party", "who", "by"))
"""Attributes in which people write what they like, besides the fields that hold text."""


def wordy(event: Event) -> tuple[str, ...]:
    """The attributes of an event that may be masked: nothing that a clock, a guard or a link goes by."""
    return tuple(key for key, value in event.attributes if value and value != MASK and _is_wordy(event, key))


def _is_wordy(event: Event, key: str) -> bool:
    name = event.get("name") if event.kind == "field" and key in ("from", "to") else key
    field = BY_NAME.get(name)
    if (event.kind, key) in CLOSED:
        return False
    return name in _WORDS or (field is not None and field.kind == "text")


def masked(event: Event, names: Collection[str]) -> Event:
    attributes = tuple((key, MASK if key in names else value) for key, value in event.attributes)
    return replace(event, attributes=attributes)


def is_emptied(old: Event, new: Event) -> bool:
    """Whether the new wording is the old one with its text or its words taken out, and nothing else."""
    names = {key for key, value in new.attributes if value == MASK}
    if not names <= {key for key, value in old.attributes if value == MASK or _is_wordy(old, key)}:
        return False
    return replace(masked(old, names), text=new.text) == new and new.text in ("", old.text)
