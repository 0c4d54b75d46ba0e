"""Three versions of something with keys (front matter, sections, a YAML file) into one, key by key."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from supportctl.domain.diff3 import Lines

Rank = Callable[[str], tuple[int, str]]
T = TypeVar("T")


def order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], rank: Rank) -> tuple[str, ...]:
    """The keys of both sides in one order: the base's, unless one side alone has changed it.

    New keys stand after the one they followed, in the order of `rank`, which knows no sides.
    """
    spine = _spine(base, ours, theirs)
    places = {key: place for place, key in enumerate(spine)}
    after: dict[str, int] = {}
    for side in (ours, theirs):
        place = -1
        for key in side:
            if key in places:
                place = places[key]
            else:
                after[key] = min(place, after.get(key, place))
    new: dict[int, list[str]] = {}
    for key in sorted(after, key=rank):
        new.setdefault(after[key], []).append(key)
    every = new.get(-1, [])
    for place, key in enumerate(spine):
        every += [key, *new.get(place, [])]
    held = {*ours, *theirs}
    return tuple(key for key in every if key in held)


def _spine(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Sequence[str]:
    if not base:
        # Without a base the sides are equals; which one leads must not depend on who asks.
        return [key for key in min(list(ours), list(theirs)) if key in ours and key in theirs]
    moved = [side for side in (ours, theirs) if _shared(side, base) != _shared(base, side)]
    if len(moved) != 1:
        return base
    return _shared(moved[0], base) + [key for key in base if key not in moved[0]]


def _shared(keys: Sequence[str], others: Collection[str]) -> list[str]:
    return [key for key in keys if key in others]


def pick(base: T, ours: T, theirs: T) -> T | None:
    """The value of whichever side changed it, or None where both did, differently."""
    if ours in (theirs, base):
        return theirs
    return ours if theirs == base else None


def versions(key: str, *sides: Mapping[str, Lines]) -> tuple[Lines, ...]:
    """What each side has under a key; nothing where it has none."""
    return tuple(side.get(key, ()) for side in sides)
