"""Two tickets with one ID: both are kept, and the later one gets an ID of its own.

It keeps its timeline, and an event on it says what it was called before, so that a search for the old ID
finds both. The new ID follows from the ticket itself: two people who mend the same thing arrive at the same.
"""

from collections.abc import Sequence

from supportctl.domain import timeline
from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import TICKET, entropy_of, event_id, is_id, letters, path_of
from supportctl.store import edit
from supportctl.store.document import document

REASON = "two tickets had this ID"


@frozen
class Twin:
    """The ticket that keeps the ID, and where the other goes under its new one."""

    kept: str
    name: str
    path: str
    text: str


def parted(path: str, ours: str, theirs: str) -> Twin:
    """The two tickets that a conflict over one ID is made of."""
    first, later = sorted((ours, theirs), key=lambda text: (_begun(text, path), text))
    name, text = renamed(later, path)
    return Twin(first, name, path_of(name), text)


def renamed(text: str, path: str, name: str = "") -> tuple[str, str]:
    """A ticket under another ID: `name`, or one that follows from what created it and where."""
    events = _events(text, path)
    old = path.rpartition("/")[2].removesuffix(".md")
    held = _held(text, path) or old
    seed = "".join(timeline.dump(event) for event in events[:1])
    name = name or f"{held[:-5]}{letters(entropy_of('twin', path, seed), 5)}"
    last = events[-1]
    event = Event(
        event_id(entropy_of("twin", name, held)),
        last.recorded + timeline.TICK,
        last.actor,
        "field",
        (("name", "id"), ("from", held), ("to", name), ("reason", REASON)),
    )
    return name, edit.edit(text, path, fields={"id": name}, events=[event])


def own_name(path: str) -> str:
    """The ID that a file's own name spells, if it stands where that ID belongs."""
    name = path.rpartition("/")[2].removesuffix(".md")
    return name if is_id(name, TICKET) and path_of(name) == path else ""


def _held(text: str, path: str) -> str:
    found = document(text, path)
    name = found.front.values.get("id", "") if found else ""
    return name if isinstance(name, str) else ""


def _events(text: str, path: str) -> Sequence[Event]:
    found = document(text, path)
    assert found, "two tickets were told apart by reading them"
    return found.events


def _begun(text: str, path: str) -> tuple[object, str]:
    first = _events(text, path)[0]
    return first.recorded, first.id
