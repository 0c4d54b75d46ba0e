"""A change in the words of the domain: per ticket what moved, what was said to whom, and what it means."""

from collections.abc import Iterator, Mapping

from supportctl.domain.event import Event
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.schema import BY_NAME, FIELDS, as_text
from supportctl.domain.snapshot import Change
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Workflow

NEW, CHANGED, DELETED, MOVED, BROKEN = "new", "changed", "deleted", "moved", "broken"
RISKS = (
    "H301",
    "H302",
    "H303",
    "H304",
    "H305",
    "H306",
    "H307",
    "H308",
    "H309",
    "H310",
    "H311",
    "H390",
    "W201",
    "W202",
    "P601",
    "P602",
    "X902",
)
"""What a reviewer has to see before anything else."""

PAUSED, RESUMED, STOPPED, RESTARTED = "paused", "resumed", "stopped", "restarted"
_SHOWN_FIRST = ("status", "priority", "assignee", "team")


@frozen
class Moved:
    """One field on both sides, as text; empty where it is not set."""

    name: str
    before: str
    after: str


@frozen(kw_only=True)
class Difference:
    """What happened to one file. `events` are the new ones; `edited` and `gone` name old ones.

    `raw` are other keys and sections that differ: nothing can hide in what this version does not know.
    """

    kind: str
    path: str
    id: str = ""
    title: str = ""
    fields: tuple[Moved, ...] = ()
    sections: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    edited: tuple[tuple[Event, Event], ...] = ()
    gone: tuple[Event, ...] = ()
    raw: bool = False
    clock: tuple[str, ...] = ()
    risks: tuple[Finding, ...] = ()

    def count(self, kind: str, direction: str = "") -> int:
        return sum(
            event.kind == kind and (not direction or event.get("direction") == direction)
            for event in self.events
        )


def difference(change: Change, findings: tuple[Finding, ...], workflow: Workflow) -> Difference:
    """`findings` are what the checks found that was not there before; the risks among them are kept."""
    old = change.before.ticket if change.before else None
    new = change.after.ticket if change.after else None
    one = new or old
    return Difference(
        kind=_kind(change),
        path=change.path,
        id=one.id if one else "",
        title=one.title if one else "",
        fields=_fields(old, new),
        sections=_sections(old, new),
        events=_new_events(old, new),
        edited=_edited(old, new),
        gone=_gone(old, new),
        raw=_raw(change),
        clock=tuple(_clock(_new_events(old, new), workflow)),
        risks=tuple(finding for finding in findings if finding.code in RISKS),
    )


def _kind(change: Change) -> str:
    if change.after is None:
        return DELETED
    if change.after.kind == "ticket" and change.after.ticket is None:
        return BROKEN
    if change.origin:
        return MOVED
    return CHANGED if change.before else NEW


def _fields(old: Ticket | None, new: Ticket | None) -> tuple[Moved, ...]:
    if new is None or old is None:
        return ()
    names = sorted(BY_NAME, key=lambda name: name not in _SHOWN_FIRST)
    return tuple(
        Moved(name, as_text(old[name]), as_text(new[name])) for name in names if old[name] != new[name]
    )


def _sections(old: Ticket | None, new: Ticket | None) -> tuple[str, ...]:
    before, after = (one.sections if one else {} for one in (old, new))
    if old is None or new is None:
        return ()
    return tuple(name for name in {**before, **after} if before.get(name) != after.get(name))


def _events(ticket: Ticket | None) -> Mapping[str, Event]:
    return {event.id: event for event in ticket.events} if ticket else {}


def _new_events(old: Ticket | None, new: Ticket | None) -> tuple[Event, ...]:
    known = _events(old)
    return tuple(event for event in (new.events if new else ()) if event.id not in known)


def _edited(old: Ticket | None, new: Ticket | None) -> tuple[tuple[Event, Event], ...]:
    now = _events(new)
    return tuple(
        (event, now[event.id]) for event in (old.events if old else ()) if now.get(event.id, event) != event
    )


def _gone(old: Ticket | None, new: Ticket | None) -> tuple[Event, ...]:
    now = _events(new)
    return tuple(event for event in (old.events if old and new else ()) if event.id not in now)


def _raw(change: Change) -> bool:
    """Whether the front matter differs in what is no field of ours: other keys, comments, suppressions."""
    if not (change.before and change.after):
        return False
    return _other_lines(change.before.text) != _other_lines(change.after.text)


def _other_lines(text: str) -> list[str]:
    front = text.split("\n---", 1)[0].split("\n")
    ours = tuple(f"{field.name}:" for field in FIELDS)
    return [line.rstrip() for line in front if not line.startswith((*ours, "  - "))]


def _clock(events: tuple[Event, ...], workflow: Workflow) -> Iterator[str]:
    """What the new steps do to the clock of the resolution: it runs while the ticket is ours to work on."""
    for event in events:
        if event.kind != "status":
            continue
        before, after = _rests(event.get("from"), workflow), _rests(event.get("to"), workflow)
        if before == after:
            continue
        if after:
            yield STOPPED if after == "ended" else PAUSED
        else:
            yield RESTARTED if before == "ended" else RESUMED


def _rests(status: str, workflow: Workflow) -> str:
    if status == "waiting_customer":
        return "waiting"
    return "ended" if workflow.type_of(status) in ("resolved", "closed") else ""


def riskiest_first(differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
    return tuple(sorted(differences, key=lambda one: (not one.risks, one.path)))
