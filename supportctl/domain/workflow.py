"""The lifecycle as data: which status may follow which, by which verb, under which guards.

Built from plain values, so that the built-in lifecycle and a desk's own are read the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from supportctl.domain.event import Event
from supportctl.domain.replay import standing

TYPES = ("new", "open", "waiting", "resolved", "closed")
LIVE = ("new", "open", "waiting")
BACK = "back"


@dataclass(frozen=True, slots=True)
class Status:
    """`titles` has the name people read, by language; the status' own name is never translated."""

    name: str
    type: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Transition:
    """`source` is a status; `target` may be `back`."""

    source: str
    target: str
    verb: str
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workflow:
    statuses: Mapping[str, Status]
    transitions: tuple[Transition, ...]
    by_pair: Mapping[tuple[str, str], Transition] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_pair", {(t.source, t.target): t for t in self.transitions})

    @property
    def types(self) -> dict[str, str]:
        """Each status with its type."""
        return {name: status.type for name, status in self.statuses.items()}

    def type_of(self, status: str) -> str:
        return self.statuses[status].type if status in self.statuses else ""

    def is_live(self, status: str) -> bool:
        return self.type_of(status) in LIVE

    def title(self, status: str, language: str) -> str:
        known = self.statuses.get(status)
        return known.titles.get(language, status) if known else status

    def find(self, source: str, target: str, events: Sequence[Event]) -> Transition | None:
        """The transition that leads there, `back` resolved by the timeline."""
        direct = self.by_pair.get((source, target))
        if direct:
            return direct
        back = self.by_pair.get((source, BACK))
        return back if back and self.before_waiting(events, source) == target else None

    def targets(self, source: str, events: Sequence[Event]) -> tuple[Transition, ...]:
        """Every transition out of a status, `back` already resolved, in the lifecycle's order."""
        found = []
        for transition in self.transitions:
            if transition.source != source:
                continue
            target = transition.target
            if target == BACK:
                target = self.before_waiting(events, source)
            if target and target != source:
                found.append(Transition(source, target, transition.verb, transition.guards))
        return tuple(found)

    def before_waiting(self, events: Sequence[Event], status: str) -> str:
        """The status from which the present chain of waits began, or nothing outside one."""
        if self.type_of(status) != "waiting":
            return ""
        for event in reversed(standing(events)):
            if event.kind == "status" and self.type_of(event.get("from")) != "waiting":
                return event.get("from")
        return ""


def sources(name: str, statuses: Mapping[str, Status]) -> tuple[str, ...]:
    """The statuses that a transition's `from` means: one status, a type, or `live`."""
    if name in statuses:
        return (name,)
    types = LIVE if name == "live" else (name,)
    return tuple(status.name for status in statuses.values() if status.type in types)


def build(plain: Mapping[str, object]) -> Workflow:
    """A workflow from what its YAML says; raises ValueError naming the entry that cannot be."""
    statuses: dict[str, Status] = {}
    for name, entry in _mapping(plain, "statuses").items():
        if not isinstance(entry, Mapping) or entry.get("type") not in TYPES:
            raise ValueError(f"statuses.{name}: type must be one of {', '.join(TYPES)}")
        titles = {language: str(entry[language]) for language in ("en", "zh") if language in entry}
        statuses[name] = Status(name, str(entry["type"]), titles)
    transitions = []
    rows = plain.get("transitions")
    for row in rows if isinstance(rows, Sequence) else ():
        if not isinstance(row, Mapping):
            raise ValueError("transitions: each is a mapping with from, to and verb")
        origin, target = str(row.get("from", "")), str(row.get("to", ""))
        guards = row.get("guards") or ()
        from_all = [name for name in sources(origin, statuses) if name != target]
        if not from_all or (target not in statuses and target != BACK):
            raise ValueError(f"transitions: {origin} → {target}: no such status")
        names = tuple(str(guard) for guard in guards) if isinstance(guards, Sequence) else ()
        transitions += [Transition(name, target, str(row.get("verb", "move")), names) for name in from_all]
    return Workflow(statuses, tuple(transitions))


def _mapping(plain: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = plain.get(key)
    if not isinstance(value, Mapping):
        raise ValueError(f"{key}: must be a mapping")
    return value
