"""How the running clocks of a ticket stand, in the words of `sla:`, told from the clocks themselves."""

from datetime import datetime

from supportctl.domain.sla.clock import PAUSED, RUNNING
from supportctl.domain.watched import Watched


def states(case: Watched) -> set[str]:
    told = {
        "breached": any(clock.is_late for clock in case.active),
        "at-risk": any(map(case.is_at_risk, case.active)),
        "paused": any(clock.state == PAUSED for clock in case.active),
        "running": any(clock.state == RUNNING for clock in case.active),
    }
    return {name for name, holds in told.items() if holds}


def due(case: Watched) -> datetime | None:
    return min((clock.due for clock in case.active if clock.due), default=None)
