"""One change to many tickets: tried on all of them, shown, and then made in one commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from supportctl.actions.change import Decision, Doing, Done, change_all
from supportctl.domain.frozen import frozen
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said, SupportctlError
from supportctl.errors.tickets import BulkRefused
from supportctl.store.desk import Desk

Decide = Callable[[Ticket], Decision]
Progress = Callable[[int], None]
SHOWN = 20


@frozen
class Outcome:
    """What comes of it, ticket by ticket; `refused` has the reason by the path."""

    done: tuple[Done, ...]
    refused: Mapping[str, SupportctlError]

    @property
    def changed(self) -> tuple[Done, ...]:
        return tuple(one for one in self.done if one.new_events)

    @property
    def commit(self) -> str:
        return next((one.commit for one in self.changed), "")

    @property
    def pending(self) -> str:
        return next((one.pending for one in self.changed), "")


def attempt(desk: Desk, paths: Sequence[str], doing: Doing, decide: Decide, *, progress: Progress) -> Outcome:
    """The same change tried on every ticket; nothing is written."""
    refused: dict[str, SupportctlError] = {}
    tried = replace(doing, dry_run=True)
    done = change_all(desk, tried, dict.fromkeys(paths, decide), refused=refused, progress=progress)
    return Outcome(done, refused)


def carry_out(
    desk: Desk, outcome: Outcome, doing: Doing, decide: Decide, *, what: str, progress: Progress
) -> Outcome:
    """What was tried, in one commit. Whoever refuses now, because it changed meanwhile, stops all of it."""
    paths = [one.ticket.path for one in outcome.changed]
    subject = f"{what}: {len(paths)} tickets"
    done = change_all(desk, doing, dict.fromkeys(paths, decide), subject=subject, progress=progress)
    return Outcome((*done, *(one for one in outcome.done if not one.new_events)), outcome.refused)


def refusal(outcome: Outcome) -> BulkRefused:
    total = len(outcome.refused) + len(outcome.done)
    return BulkRefused(reasons(outcome), count=len(outcome.refused), total=total)


def reasons(outcome: Outcome) -> tuple[Said, ...]:
    """Who refuses and why, the first of them."""
    told = [sentence for path, error in outcome.refused.items() for sentence in _told(path, error)]
    more = (Said("and {count} more", count=len(told) - SHOWN),) if len(told) > SHOWN else ()
    return (*told[:SHOWN], *more)


def _told(path: str, error: SupportctlError) -> tuple[Said, ...]:
    if "id" in error.params:  # it says which
        return (error.said, *error.details)
    name = path.rpartition("/")[2].removesuffix(".md")
    return (Said("{id}: {what}", id=name, what=error.said), *error.details)
