"""What is told to the customer, and what telling it does to the ticket."""

from collections.abc import Callable, Mapping
from datetime import datetime

from supportctl.actions import evidence
from supportctl.actions.evidence import Message, Step
from supportctl.domain.frozen import frozen
from supportctl.store.desk import Desk


@frozen
class Telling:
    """`verb` is the command that tells it; the subject matters to a mail alone."""

    verb: str
    words: Message
    subject: str = ""
    eta: str = ""
    reason: str = ""

    @property
    def step(self) -> Step:
        return _STEPS[self.verb](self)


_STEPS: Mapping[str, Callable[[Telling], Step]] = {
    "reply": lambda told: told.words,
    "delay": lambda told: evidence.delay(told.words, eta=told.eta, reason=told.reason),
    "statement": lambda told: evidence.statement(told.words),
    "remind": lambda told: evidence.reminder(told.words),
}


def as_told(instant: datetime, desk: Desk) -> str:
    """A time as customers read it."""
    return instant.astimezone(desk.config.zone).strftime("%Y-%m-%d %H:%M")
