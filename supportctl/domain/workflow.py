"""The lifecycle as data: which status may follow which, by which verb, under which guards.

`lifecycle.py` builds it from plain values, the built-in one and a desk's own alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.replay import standing

TYPES = ("new", "open", "waiting", "resolved", "closed")
LIVE = ("new", "open", "waiting")
BACK = "back"


@frozen(kw_only=True)
class Status:
    """`titles` has the name people read, by language; the status' own name is never translated.

    `standing` are the guards that hold as long as a ticket is in it; `waits_for` is `customer` where the
    customer's next message ends the wait; a `retired` one can be left, not entered.
    """

    name: str
    type: str
    titles: Mapping[str, str] = field(default_factory=dict)
    standing: tuple[str, ...] = ()
    waits_for: str = ""
    retired: bool = False


@frozen
class Transition:
    """`source` is a status; `target` may be `back`. `overridable` are the guards a reason may pass over."""

    source: str
    target: str
    verb: str
    guards: tuple[str, ...] = ()
    overridable: tuple[str, ...] = ()


@frozen
class Unconfirmed:
    """When a resolved ticket may be closed although the customer never answered."""

    reminders: int = 3
    days: int = 10


@frozen
class Workflow:
    """`aliases` maps the old name of each renamed status to the present one: old files keep reading."""

    statuses: Mapping[str, Status]
    transitions: tuple[Transition, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    close_unconfirmed: Unconfirmed | None = None
    by_pair: Mapping[tuple[str, str], Transition] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_pair", {(t.source, t.target): t for t in self.transitions})

    @property
    def types(self) -> dict[str, str]:
        """Each status with its type, old names included."""
        own = {name: status.type for name, status in self.statuses.items()}
        return own | {old: own[new] for old, new in self.aliases.items()}

    def canonical(self, status: str) -> str:
        """The present name of a status."""
        return self.aliases.get(status, status)

    def status(self, name: str) -> Status | None:
        return self.statuses.get(self.canonical(name))

    def type_of(self, status: str) -> str:
        known = self.status(status)
        return known.type if known else ""

    def is_live(self, status: str) -> bool:
        return self.type_of(status) in LIVE

    def is_waiting_for_customer(self, status: str) -> bool:
        known = self.status(status)
        return known is not None and known.waits_for == "customer"

    def standing(self, status: str) -> tuple[str, ...]:
        known = self.status(status)
        return known.standing if known else ()

    def title(self, status: str, language: str) -> str:
        known = self.status(status)
        return known.titles.get(language, status) if known else status

    def find(self, source: str, target: str, events: Sequence[Event]) -> Transition | None:
        """The transition that leads there, `back` resolved by the timeline."""
        source, target = self.canonical(source), self.canonical(target)
        direct = self.by_pair.get((source, target))
        if direct:
            return direct
        back = self.by_pair.get((source, BACK))
        if back and self.before_waiting(events, source) == target:
            return replace(back, target=target)
        return None

    def targets(self, source: str, events: Sequence[Event]) -> tuple[Transition, ...]:
        """Every transition out of a status, `back` already resolved, in the lifecycle's order."""
        source = self.canonical(source)
        found = []
        for transition in self.transitions:
            if transition.source != source:
                continue
            target = transition.target
            if target == BACK:
                target = self.before_waiting(events, source)
            if target and target != source:
                found.append(replace(transition, target=target))
        return tuple(found)

    def before_waiting(self, events: Sequence[Event], status: str) -> str:
        """The status from which the present chain of waits began, or nothing outside one."""
        if self.type_of(status) != "waiting":
            return ""
        for event in reversed(standing(events)):
            if event.kind == "status" and self.type_of(event.get("from")) != "waiting":
                return self.canonical(event.get("from"))
        return ""
