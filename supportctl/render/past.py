"""The history of a ticket as rows: the event, told, and the commit beside it."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Protocol

from supportctl.domain.event import Event
from supportctl.render.diff_text import added
from supportctl.render.story import tell
from supportctl.render.table import Column, Row
from supportctl.render.words import Words

_SHORT = 10
_TIME = "%Y-%m-%d %H:%M:%S"


class Carrier(Protocol):
    """The commit an event came in."""

    @property
    def id(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def committed(self) -> datetime: ...


def row(event: Event, commit: Carrier | None, *, words: Words, retracted: bool) -> Row:
    """`supportctl.history/1`; `what` is in the reader's language, everything else is not."""
    return {
        "recorded": event.recorded.isoformat(timespec="milliseconds"),
        "at": event.happened.isoformat(timespec="milliseconds"),
        "actor": event.actor,
        "kind": event.kind,
        "what": words(tell(event)),
        "event": event.id,
        "retracted": retracted,
        "attributes": dict(event.attributes),
        "text": event.text,
        "commit": commit.id if commit else "",
        "author": commit.author if commit else "",
        "committed": commit.committed.isoformat() if commit else "",
    }


def quoted(
    event: Event, commit: Carrier | None, *, words: Words, zone: tzinfo, retracted: bool
) -> Iterator[str]:
    """The event as `diff` shows it, below its time, its name and its commit; `~` if it was taken back."""
    mark = "~" if retracted else ""
    carried = commit.id[:_SHORT] if commit else "-"
    yield f"{event.happened.astimezone(zone):{_TIME}} {mark}#{event.id} {carried}"
    yield from (f"  {line}" for line in added(event, words))


def columns(zone: tzinfo) -> tuple[Column, ...]:
    def time(one: Row) -> str:
        return datetime.fromisoformat(str(one["at"])).astimezone(zone).strftime(_TIME)

    def commit(one: Row) -> str:
        return str(one["commit"])[:_SHORT] or "-"

    def what(one: Row) -> str:
        return f"~{one['what']}" if one["retracted"] else str(one["what"])

    return (
        Column(key="recorded", header="TIME", text=time),
        Column(key="actor", header="WHO"),
        Column(key="what", header="WHAT", shrinks=True, text=what),
        Column(key="event", header="EVENT"),
        Column(key="commit", header="COMMIT", text=commit),
        Column(key="author", header="AUTHOR"),
    )
