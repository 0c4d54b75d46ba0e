"""A workflow built from plain values: the built-in lifecycle, and a desk's blocks on top of it.

A block adds statuses and transitions, replaces them, renames a status (`alias:` names the old name) or
removes one. What is wrong with a block is told with its place in the tree; the parts that are right stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from supportctl.domain.frozen import frozen
from supportctl.domain.guards import GUARDS
from supportctl.domain.workflow import BACK, LIVE, TYPES, Status, Transition, Unconfirmed, Workflow
from supportctl.errors import Said

KEYS = ("since", "statuses", "transitions", "remove", "close_unconfirmed")
STATUS_KEYS = ("type", "en", "zh", "alias", "standing", "waits_for")
ROW_KEYS = ("from", "to", "verb", "guards", "overridable", "remove")
NOT_CLOSING = ("cancel", "merge")
EMPTY = Workflow({}, ())

Place = tuple[str | int, ...]


@frozen
class Fault:
    """What is wrong at one place of a block: the code of the finding and its values."""

    place: Place
    code: str
    params: Mapping[str, object]


@frozen
class Block:
    """A workflow and the moment from which it is in force; None is: from the beginning."""

    since: datetime | None
    workflow: Workflow


@frozen
class Lifecycle:
    """What was and is in force, oldest first. An event is judged by the block of its own time."""

    blocks: tuple[Block, ...]

    def at(self, moment: datetime) -> Workflow:
        """The workflow in force at a moment; before the first block that is the first."""
        begun = [block for block in self.blocks if block.since is None or block.since <= moment]
        return (begun or self.blocks)[-1].workflow

    @property
    def latest(self) -> Workflow:
        """The newest one: it knows every name, renamed and removed ones too, so old files keep reading."""
        return self.blocks[-1].workflow


def extended(base: Workflow, block: Mapping[str, object]) -> tuple[Workflow, tuple[Fault, ...]]:
    """`base` with a block on top."""
    builder = _Builder(base)
    builder.read(block)
    workflow = builder.workflow()
    if not builder.faults:
        builder.faults += unsound(workflow)
    return workflow, tuple(builder.faults)


def sources(name: str, statuses: Mapping[str, Status]) -> tuple[str, ...]:
    """The statuses that a transition's `from` means: one status, a type, or `live`."""
    if name in statuses:
        return (name,)
    types = LIVE if name == "live" else (name,)
    return tuple(status.name for status in statuses.values() if status.type in types)


class _Builder:
    """Takes a block apart and remembers what was wrong, and where.

    A status that is removed is retired: tickets that are in it still read, and leave by the ways they had.
    """

    def __init__(self, base: Workflow) -> None:
        self.statuses = dict(base.statuses)
        self.aliases = dict(base.aliases)
        self.rows = {(row.source, row.target): row for row in base.transitions}
        self.unconfirmed = base.close_unconfirmed
        self.faults: list[Fault] = []

    def fault(self, place: Place, code: str, **params: object) -> None:
        self.faults.append(Fault(place, code, params))

    def workflow(self) -> Workflow:
        return Workflow(dict(self.statuses), tuple(self.rows.values()), dict(self.aliases), self.unconfirmed)

    def read(self, block: Mapping[str, object]) -> None:
        self._known_keys(block, KEYS, ())
        added = [name for name in self._mapping(block, "statuses") if name not in self.statuses]
        for name, entry in self._mapping(block, "statuses").items():
            self._status(name, entry)
        self._inherit(added)
        for number, name in enumerate(self._names(block, "remove", ())):
            self._remove(name, ("remove", number))
        rows = block.get("transitions") or ()
        if not isinstance(rows, Sequence) or isinstance(rows, str):
            self.fault(("transitions",), "C825", key="transitions", wanted=Said("a list"))
            rows = ()
        for number, row in enumerate(rows):
            self._row(row, ("transitions", number))
        if "close_unconfirmed" in block:
            self._close_unconfirmed(block["close_unconfirmed"])

    def _known_keys(self, entry: Mapping[str, object], known: tuple[str, ...], place: Place) -> None:
        for key in entry:
            if key not in known:
                self.fault(
                    (*place, key), "C825", key=key, wanted=Said("one of {allowed}", allowed=", ".join(known))
                )

    def _mapping(self, block: Mapping[str, object], key: str) -> Mapping[str, object]:
        value = block.get(key) or {}
        if isinstance(value, Mapping):
            return value
        self.fault((key,), "C825", key=key, wanted=Said("names, each with its own lines"))
        return {}

    def _names(self, entry: Mapping[str, object], key: str, place: Place) -> tuple[str, ...]:
        value = entry.get(key) or ()
        if isinstance(value, str):
            value = (value,)
        if isinstance(value, Sequence) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.fault((*place, key), "C825", key=key, wanted=Said("a list of names"))
        return ()

    def _guards(self, entry: Mapping[str, object], key: str, place: Place) -> tuple[str, ...]:
        names = self._names(entry, key, place)
        for name in names:
            if name not in GUARDS:
                self.fault((*place, key), "C821", guard=name, allowed=", ".join(sorted(GUARDS)))
        return tuple(name for name in names if name in GUARDS)

    # --- statuses -----------------------------------------------------------------------------------

    def _status(self, name: str, entry: object) -> None:
        place: Place = ("statuses", name)
        if not isinstance(entry, Mapping):
            self.fault(place, "C825", key=f"statuses.{name}", wanted=Said("a type and titles"))
            return
        self._known_keys(entry, STATUS_KEYS, place)
        old = str(entry.get("alias", ""))
        if old:
            self._rename(old, name, place)
        was = self.statuses.get(name)
        kind = str(entry.get("type", was.type if was else ""))
        if kind not in TYPES:
            self.fault((*place, "type"), "C820", status=name, type=kind or "-", allowed=", ".join(TYPES))
            return
        titles = {language: str(entry[language]) for language in ("en", "zh") if language in entry}
        self.statuses[name] = Status(
            name=name,
            type=kind,
            titles={**(was.titles if was else {}), **titles},
            standing=self._guards(entry, "standing", place)
            if "standing" in entry or not was
            else was.standing,
            waits_for=str(entry.get("waits_for", was.waits_for if was else "")),
        )

    def _rename(self, old: str, new: str, place: Place) -> None:
        if old not in self.statuses:
            self.fault((*place, "alias"), "C822", status=old)
            return
        self.statuses = {
            new if name == old else name: replace(status, name=new) if name == old else status
            for name, status in self.statuses.items()
        }
        rows = [
            replace(row, source=new if row.source == old else row.source,
                    target=new if row.target == old else row.target)
            for row in self.rows.values()
        ]  # fmt: skip
        self.rows = {(row.source, row.target): row for row in rows}
        self.aliases = {name: new if now == old else now for name, now in self.aliases.items()} | {old: new}

    def _inherit(self, added: Sequence[str]) -> None:
        """A new status takes part in what all of its type have in common, as waiting and cancelling."""
        for name in added:
            kind = self.statuses[name].type if name in self.statuses else ""
            peers = [one.name for one in self.statuses.values() if one.type == kind and one.name not in added]
            for (source, target), row in list(self.rows.items()):
                shared = all((peer, target) in self.rows for peer in peers if peer != target)
                if peers and source == peers[0] and target != name and shared and len(peers) > 1:
                    self.rows.setdefault((name, target), replace(row, source=name))

    def _remove(self, name: str, place: Place) -> None:
        if name not in self.statuses:
            self.fault(place, "C822", status=name)
            return
        self.statuses[name] = replace(self.statuses[name], retired=True)
        self.rows = {pair: row for pair, row in self.rows.items() if pair[1] != name}

    # --- transitions ----------------------------------------------------------------------------------

    def _row(self, row: object, place: Place) -> None:
        if not isinstance(row, Mapping):
            self.fault(place, "C825", key="transitions", wanted=Said("from, to and verb"))
            return
        self._known_keys(row, ROW_KEYS, place)
        origin, target = (
            self.aliases.get(str(row.get(key, "")), str(row.get(key, ""))) for key in ("from", "to")
        )
        origins = [name for name in sources(origin, self.statuses) if name != target or name == origin]
        guards, overridable = self._guards(row, "guards", place), self._guards(row, "overridable", place)
        if not origins:
            self.fault((*place, "from"), "C822", status=origin or "-")
        if target not in self.statuses and target != BACK:
            self.fault((*place, "to"), "C822", status=target or "-")
            return
        for name in origins:
            if str(row.get("remove", "")) in ("true", "yes"):
                self.rows.pop((name, target), None)
                continue
            was = self.rows.get((name, target))
            self.rows[name, target] = Transition(
                name,
                target,
                str(row.get("verb", was.verb if was else "move")),
                guards if "guards" in row or not was else was.guards,
                overridable if "overridable" in row or not was else was.overridable,
            )

    def _close_unconfirmed(self, entry: object) -> None:
        if entry in ("false", "no", ""):
            self.unconfirmed = None
            return
        limits = entry if isinstance(entry, Mapping) else {}
        numbers = {key: str(limits.get(key, default)) for key, default in (("reminders", 3), ("days", 10))}
        if not isinstance(entry, Mapping) and entry not in ("true", "yes"):
            self.fault(
                ("close_unconfirmed",), "C825", key="close_unconfirmed", wanted=Said("true, false or limits")
            )
        elif any(not text.isascii() or not text.isdigit() for text in numbers.values()):
            self.fault(("close_unconfirmed",), "C825", key="close_unconfirmed", wanted=Said("whole numbers"))
        else:
            self.unconfirmed = Unconfirmed(max(int(numbers["reminders"]), 3), max(int(numbers["days"]), 10))


def unsound(workflow: Workflow) -> Iterator[Fault]:
    """Statuses that no ticket can reach, and those from which none can ever be closed by its work.

    The way back from a wait leads to where the ticket was before, so it opens no new ways.
    """
    steps = [row for row in workflow.transitions if row.target != BACK]
    begin = {name for name, status in workflow.statuses.items() if status.type == "new"}
    reached = _spread(begin, {(row.source, row.target) for row in steps})
    for name, status in workflow.statuses.items():
        if name not in reached and not status.retired:
            yield Fault(("statuses", name), "C823", {"status": name})
    ends = {name for name, status in workflow.statuses.items() if status.type == "closed"}
    closing = _spread(ends, {(row.target, row.source) for row in steps if row.verb not in NOT_CLOSING})
    returning = {row.source for row in workflow.transitions if row.target == BACK}
    trapped = [name for name in workflow.statuses if name in reached - closing - returning]
    if trapped:
        yield Fault(("statuses", trapped[-1]), "C824", {"status": ", ".join(trapped)})


def _spread(begin: set[str], edges: set[tuple[str, str]]) -> set[str]:
    found, fresh = set(begin), set(begin)
    while fresh:
        fresh = {target for source, target in edges if source in fresh} - found
        found |= fresh
    return found
