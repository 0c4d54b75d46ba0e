"""A ticket as a value: the state its front matter holds, its sections, its timeline."""

from datetime import datetime

from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.page import Page
from supportctl.domain.schema import EMPTY


@frozen(kw_only=True)
class Ticket(Page):
    """`events` are in file order."""

    EMPTY = EMPTY

    events: tuple[Event, ...] = ()

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
