"""Whose a ticket is: what a list of findings says of it beside them."""

from typing import Protocol, Self

from supportctl.domain.frozen import frozen


class Texts(Protocol):
    """A ticket, or its row in the catalogue."""

    def text(self, name: str) -> str: ...


@frozen(kw_only=True)
class Holder:
    id: str
    priority: str
    assignee: str
    team: str

    @classmethod
    def of(cls, ticket: Texts) -> Self:
        names = ("id", "priority", "assignee", "team")
        return cls(**{name: ticket.text(name) for name in names})

    @property
    def actor(self) -> str:
        """Who has to act: the assignee, else the team, else nobody yet."""
        return self.assignee or self.team
