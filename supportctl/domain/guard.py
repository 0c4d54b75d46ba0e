"""What a guard is given and what it gives back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import datetime

from supportctl.domain.evidence import Record
from supportctl.domain.frozen import frozen
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Transition, Workflow
from supportctl.errors import Said


@frozen
class Missing:
    """One thing a guard wants: what, the clause of the manual that asks for it, how to supply it."""

    what: Said
    clause: str
    fix: Said


@frozen
class KnownError:
    """What an article says of the fix that is pending for the workaround it describes."""

    owner: str = ""
    target_version: str = ""


@frozen(kw_only=True)
class Asked:
    """A move somebody asks for: the ticket with the evidence given along, what is said of the new status,
    and what lies outside the ticket: known errors by article (None where nobody looked), when the time to
    reopen ends, whether the desk's rules and a lead allow this ticket to be closed unconfirmed.
    """

    ticket: Ticket
    transition: Transition
    workflow: Workflow
    now: datetime
    reason: str = ""
    party: str = ""
    version: str = ""
    next_check: str = ""
    overrides: tuple[str, ...] = ()
    known_errors: Mapping[str, KnownError] | None = None
    reopen_until: datetime | None = None
    may_close_unconfirmed: bool = False
    record: Record = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "record", Record.of(self.ticket, self.workflow))

    @property
    def id(self) -> str:
        return self.ticket.id

    def lacks(self, what: Said, clause: str, fix: str) -> Missing:
        """`fix` is a command line in which {id}, {source} and {target} stand for those of the move."""
        values = {"id": self.id, "source": self.transition.source, "target": self.transition.target}
        used = {name: value for name, value in values.items() if f"{{{name}}}" in fix}
        return Missing(what, clause, Said(fix, **used))


Guard = Callable[[Asked], Iterator[Missing]]
