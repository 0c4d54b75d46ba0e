"""What must be on a ticket before it may move: the guards by name.

A guard yields everything that is missing, with the clause that asks for it and the command that supplies
it; a refusal lists all of it at once. What each one wants is told in docs/workflow.md.
"""

from collections.abc import Mapping

from supportctl.domain import guards_finish, guards_intake, guards_waiting, guards_work
from supportctl.domain.guard import Asked, Guard, Missing

__all__ = ["GUARDS", "Asked", "Missing", "missing", "standing_lacks"]

GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard
    for guard in (
        *guards_intake.GUARDS,
        *guards_work.GUARDS,
        *guards_waiting.GUARDS,
        *guards_finish.GUARDS,
    )
}


def missing(asked: Asked) -> tuple[Missing, ...]:
    """All that stands in the way of a move, in the order the lifecycle names its guards."""
    names = dict.fromkeys((*asked.transition.guards, *asked.workflow.standing(asked.transition.target)))
    return tuple(
        lack
        for name in names
        if name not in asked.overrides and name in GUARDS
        for lack in GUARDS[name](asked)
    )


def standing_lacks(asked: Asked) -> tuple[Missing, ...]:
    """What a ticket lacks of that which its present status asks for as long as it lasts."""
    names = asked.workflow.standing(asked.ticket.status)
    return tuple(lack for name in names if name in GUARDS for lack in GUARDS[name](asked))
