"""What is promised: targets by priority, contract tier and time of receipt.

A table is a list of blocks, the package's first, then the desk's in the order of their `since`. A ticket
goes by the blocks in force when it was received, each on top of those before it; then come what its tier
has of its own, and what its contract has.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timedelta

from supportctl.domain.calendar import BUSINESS
from supportctl.domain.frozen import frozen
from supportctl.domain.schema import PRIORITIES
from supportctl.domain.timespan import length
from supportctl.errors import Said

FIRST_RESPONSE, NEXT_REPLY, UPDATE = "first_response", "next_reply", "update"
WORKAROUND, RESOLUTION = "workaround", "resolution"
CLOCKS = (FIRST_RESPONSE, NEXT_REPLY, UPDATE, WORKAROUND, RESOLUTION)
KEYS = ("calendar", *CLOCKS, "escalate")
BLOCK_KEYS = ("since", *PRIORITIES, "tiers", "at_risk")
NONE = ("", "none", "-")
AT_RISK = (50, 75, 90)
_SHARE = re.compile(r"(\d{1,3})\s*%", re.ASCII)

Place = tuple[str, ...]


@frozen
class Level:
    """Whom to tell, and when: after so much time, or after a share of the target in per cent."""

    who: str
    after: timedelta | None = None
    share: int = 0

    def is_reached(self, elapsed: timedelta, target: timedelta) -> bool:
        return elapsed >= (target * self.share / 100 if self.after is None else self.after)


@frozen(kw_only=True)
class Target:
    """What one priority promises. A clock without a limit is not kept."""

    calendar: str = BUSINESS
    limits: Mapping[str, timedelta] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()


Entry = Mapping[str, object]
"""What one place says of one priority: some keys of KEYS, typed; a limit of None takes the target away."""


@frozen(kw_only=True)
class Block:
    """`entries` are by tier and priority; the tier "" is everybody."""

    since: datetime | None = None
    entries: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    at_risk: tuple[int, ...] = ()


@frozen
class Fault:
    """What a place of the table must be instead."""

    place: Place
    wanted: Said


@frozen
class Terms:
    """What holds for one ticket: a target for each priority, and the shares at which a clock is at risk."""

    targets: Mapping[str, Target]
    at_risk: tuple[int, ...] = AT_RISK


def terms(
    table: Sequence[Block], received: datetime, *, tier: str = "", contract: Mapping[str, Entry] | None = None
) -> Terms:
    """What was in force at `received`; `contract` has the entries of the customer's own contract."""
    blocks = [block for block in table if block.since is None or block.since <= received]
    at_risk = [block.at_risk for block in blocks if block.at_risk]
    targets = {}
    for priority in PRIORITIES:
        places = [block.entries.get(("", priority), {}) for block in blocks]
        places += [block.entries.get((tier, priority), {}) for block in blocks if tier]
        places.append((contract or {}).get(priority, {}))
        targets[priority] = _target(places)
    return Terms(targets, at_risk[-1] if at_risk else AT_RISK)


def _target(places: Sequence[Entry]) -> Target:
    merged: dict[str, object] = {}
    for place in places:
        merged |= place
    limits = {name: limit for name in CLOCKS if isinstance(limit := merged.get(name), timedelta)}
    levels = merged.get("escalate")
    return Target(
        calendar=str(merged.get("calendar", BUSINESS)),
        limits=limits,
        levels=levels if isinstance(levels, tuple) else (),
    )


_LIMIT = Said("hours and minutes of working time such as 30m, 4h or 1h30m, or none")
_LEVELS = Said("whom to tell and when, such as {example}", example="{lead: 75%, manager: 4h}")

# --- reading ---------------------------------------------------------------------------------------


def block(plain: Mapping[str, object], *, since: datetime | None = None) -> tuple[Block, tuple[Fault, ...]]:
    """One block from plain values; `since` is read by who knows the desk's zone."""
    faults: list[Fault] = []
    found = {("", priority): entry for priority, entry in entries(plain, BLOCK_KEYS, faults=faults).items()}
    tiers = plain.get("tiers") or {}
    if not isinstance(tiers, Mapping):
        faults.append(Fault(("tiers",), Said("names of tiers, each with its priorities")))
        tiers = {}
    for tier, below in tiers.items():
        if isinstance(below, Mapping):
            own = entries(below, PRIORITIES, faults=faults, place=("tiers", str(tier)))
            found |= {(str(tier), priority): entry for priority, entry in own.items()}
        else:
            faults.append(Fault(("tiers", str(tier)), Said("priorities, each with its targets")))
    return Block(since=since, entries=found, at_risk=_shares(plain, faults)), tuple(faults)


def entries(
    plain: Mapping[str, object], allowed: Sequence[str], *, faults: list[Fault], place: Place = ()
) -> dict[str, Entry]:
    """The priorities of a mapping, each with what it says; what is wrong goes to `faults`."""
    faults += [
        Fault((*place, key), Said("one of {allowed}", allowed=", ".join(allowed)))
        for key in plain
        if str(key) not in allowed
    ]
    found: dict[str, Entry] = {}
    for priority in PRIORITIES:
        below = plain.get(priority)
        if isinstance(below, Mapping):
            found[priority] = dict(_entry(below, (*place, priority), faults))
        elif below not in (None, ""):
            faults.append(
                Fault((*place, priority), Said("a mapping with any of {keys}", keys=", ".join(KEYS)))
            )
    return found


def _entry(plain: Mapping[str, object], place: Place, faults: list[Fault]) -> Iterator[tuple[str, object]]:
    for key, value in plain.items():
        try:
            if key == "calendar":
                yield key, str(value)
            elif key == "escalate":
                yield key, tuple(_levels(value))
            elif key in CLOCKS:
                yield key, _limit(value)
            else:
                faults.append(Fault((*place, key), Said("one of {allowed}", allowed=", ".join(KEYS))))
        except ValueError:
            faults.append(Fault((*place, key), _LEVELS if key == "escalate" else _LIMIT))


def _limit(value: object) -> timedelta | None:
    if value in NONE:
        return None
    try:
        limit = length(str(value))
    except ValueError:
        limit = timedelta()
    if not limit:
        raise ValueError(value)
    return limit


def _levels(value: object) -> Iterator[Level]:
    if value in NONE:
        return
    if not isinstance(value, Mapping):
        raise ValueError(value)
    for who, when in value.items():
        share = _SHARE.fullmatch(str(when))
        try:
            yield Level(str(who), share=int(share[1])) if share else Level(str(who), length(str(when)))
        except ValueError:
            raise ValueError(when) from None


def _shares(plain: Mapping[str, object], faults: list[Fault]) -> tuple[int, ...]:
    value = plain.get("at_risk") or ()
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else str(value).split(",")
    texts = [str(item).strip().removesuffix("%") for item in items]
    if all(text.isascii() and text.isdigit() and 0 < int(text) < 100 for text in texts):
        return tuple(sorted(map(int, texts)))
    faults.append(Fault(("at_risk",), Said("percentages such as [50, 75, 90]")))
    return ()
