"""One entry of a ticket's timeline, and what each kind of entry carries.

Events are append-only and say who recorded what, and when it was recorded. `at:` says when it
happened, where that differs: clocks use that, replay and merge use the heading.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from supportctl.domain.frozen import frozen
from supportctl.domain.text import HOSTILE

DIRECTIONS = ("in", "out")
CHANNELS = ("email", "hotline", "portal", "im")
ASKS = ("customer", "contact", "description", "environment", "urgency", "answer", "confirmation")
OUTCOMES = ("hit", "miss", "not_applicable")
SOLUTIONS = ("code", "configuration", "document", "guidance", "workaround")
CONFIRMED = ("priority", "resolution", "workaround")
LONGEST_NAME = 64
_NOT_IN_NAMES = dict.fromkeys(map(ord, "<>\\{}#`[]"))


def items(value: str) -> tuple[str, ...]:
    """The parts of a value that commas part."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


@frozen
class Event:
    """Times are aware; `recorded` keeps the offset and the milliseconds of its heading."""

    id: str
    recorded: datetime
    actor: str
    kind: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def items(self, name: str) -> tuple[str, ...]:
        """A comma-separated attribute, one by one."""
        return items(self.get(name))

    @property
    def happened(self) -> datetime:
        at = self.get("at")
        return datetime.fromisoformat(at) if at else self.recorded

    @property
    def is_public(self) -> bool:
        """Whether the customer has seen it: messages alone."""
        return self.kind == "message"


@frozen(kw_only=True)
class Kind:
    """What an event of this kind must and may carry. `text` is "required", "optional" or "none"."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    text: str = "none"


ANYWHERE = ("at",)
CLOSED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("message", "direction"): DIRECTIONS,
    ("message", "channel"): CHANNELS,
    ("scope", "verdict"): DIRECTIONS,
    ("lookup", "outcome"): OUTCOMES,
    ("solution", "type"): SOLUTIONS,
    ("verification", "by"): ("internal", "customer"),
    ("verification", "result"): ("pass", "fail"),
    ("confirmation", "channel"): CHANNELS,
}
"""Attributes that take one of a closed list, by kind and name."""

TIMES = frozenset((("delay", "eta"), ("snooze", "until"), ("status", "next_check")))
NUMBERS = frozenset(
    (
        ("lookup", "hits"),
        ("followup", "score"),
        ("time", "minutes"),
        ("escalate", "level"),
        ("reopen", "cycle"),
    )
)
REFERENCES = ("of", "answers", "repeats", "message")
"""Attributes that name other events of the same ticket, as `#id`."""

KINDS: Mapping[str, Kind] = {
    "created": Kind(),
    "message": Kind(
        required=("direction", "channel"),
        optional=("contact", "asks", "answers", "repeats", "template", "auto", "sent", "message_id"),
        text="required",
    ),
    "note": Kind(text="required"),
    "status": Kind(
        required=("from", "to"),
        optional=("reason", "party", "version", "next_check", "overrides", "resolution", "approved_by"),
    ),
    "field": Kind(required=("name", "from", "to"), optional=("reason",)),
    "scope": Kind(required=("verdict",), optional=("contract", "item", "reason")),
    "lookup": Kind(required=("query", "outcome"), optional=("hits", "reason")),
    "solution": Kind(required=("type",), optional=("where", "version"), text="required"),
    "verification": Kind(required=("by", "who", "result"), text="optional"),
    "confirmation": Kind(
        required=("of", "by", "channel"), optional=("message", "known_error"), text="optional"
    ),
    "delay": Kind(required=("message", "reason", "eta")),
    "statement": Kind(required=("message",)),
    "remind": Kind(optional=("message", "reason"), text="optional"),
    "snooze": Kind(required=("until", "reason")),
    "followup": Kind(optional=("score", "by", "channel", "reason"), text="optional"),
    "time": Kind(required=("minutes",), optional=("reason", "type")),
    "escalate": Kind(required=("level", "to"), optional=("reason",)),
    "merge": Kind(optional=("into", "from", "reason")),
    "split": Kind(optional=("into", "from", "of", "reason")),
    "reopen": Kind(required=("cycle",), optional=("reason", "previous")),
    "retract": Kind(required=("of", "reason")),
    "redact": Kind(required=("of", "reason")),
    "adopt": Kind(required=("of", "reason")),
}


@lru_cache(maxsize=1024)
def actor_name(text: str) -> str:
    """A person's name as an event's heading can carry it: one line, nothing invisible, no markup."""
    seen = HOSTILE.sub("", " ".join(text.split())).translate(_NOT_IN_NAMES)
    return " ".join(seen.split())[:LONGEST_NAME].rstrip() or "unknown"
