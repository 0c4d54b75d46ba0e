"""A ticket as a value: the state its front matter holds, its sections, its timeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from supportctl.domain.event import Event
from supportctl.domain.schema import EMPTY, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """`fields` holds what the front matter says of the known fields; a field that is absent reads as empty.

    `unknown` names the keys this version does not know; their text stays in the file untouched.
    `sections` are Markdown as written; `events` are in file order.
    """

    path: str
    fields: Mapping[str, Value]
    sections: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    unknown: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Value:
        return self.fields.get(name, EMPTY[name])

    def text(self, name: str) -> str:
        value = self[name]
        return value if isinstance(value, str) else ", ".join(value)

    def items(self, name: str) -> tuple[str, ...]:
        value = self[name]
        return (value,) if isinstance(value, str) else value

    @property
    def id(self) -> str:
        return self.text("id")

    @property
    def title(self) -> str:
        return self.text("title")

    @property
    def status(self) -> str:
        return self.text("status")

    @property
    def priority(self) -> str:
        return self.text("priority")

    @property
    def received(self) -> datetime:
        return datetime.fromisoformat(self.text("received"))

    @property
    def recorded(self) -> datetime | None:
        """When its last event was recorded."""
        return self.events[-1].recorded if self.events else None

    def event(self, identity: str) -> Event | None:
        wanted = identity.removeprefix("#")
        return next((event for event in self.events if event.id == wanted), None)
