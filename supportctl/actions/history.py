"""The timeline beside the commits that carried it: who says what happened, and what Git says of that."""

from collections.abc import Iterator
from pathlib import Path

from supportctl.actions import find
from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import is_event_id, is_id, path_of
from supportctl.domain.replay import retracted
from supportctl.errors.desk import BrokenFiles
from supportctl.errors.tickets import NotThere
from supportctl.store.codec import Reading
from supportctl.store.desk import Desk
from supportctl.store.git import Commit, History


@frozen
class Entry:
    """One event, and the commit in which it first stood; None while it is not committed."""

    event: Event
    commit: Commit | None
    retracted: bool


def of(desk: Desk, path: str, *, commits: bool = True) -> tuple[Entry, ...]:
    """The history of one ticket, oldest first. A squash carries many events, a foreign commit none.

    Without `commits` it is the timeline alone, which asks Git nothing.
    """
    reading = desk.read(path)
    if reading.ticket is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    carried = _carried(desk, path) if commits else {}
    gone = retracted(reading.ticket.events)
    return tuple(Entry(event, carried.get(event.id), event.id in gone) for event in reading.ticket.events)


def _carried(desk: Desk, path: str) -> dict[str, Commit]:
    """The commit in which each event first stood."""
    carried: dict[str, Commit] = {}
    with History(desk.repository) as history:
        for commit, data in history.versions(path):
            for identity in _event_ids(data or b""):
                carried.setdefault(identity, commit)
    return carried


def at_revision(desk: Desk, wanted: str, revision: str) -> Reading:
    """A ticket as a revision has it; raises NoRevision, NotThere and what finding a ticket raises."""
    name = Path(wanted).name.removesuffix(".md").upper()
    path = path_of(name) if is_id(name) else find.ticket_path(desk, wanted)
    with History(desk.repository) as history:
        data = history.read(revision, path)
    if data is None:
        raise NotThere(id=path.rpartition("/")[2].removesuffix(".md"), revision=revision)
    return desk.decode(data, path)


def _event_ids(data: bytes) -> Iterator[str]:
    for line in data.decode(errors="replace").split("\n"):
        name = line.rstrip("\r").rpartition(" {#")[2].removesuffix("}")
        if line.startswith("### ") and is_event_id(name):
            yield name
