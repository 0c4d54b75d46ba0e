"""A move as every moving command makes it."""

from collections.abc import Sequence

from supportctl.actions import moving
from supportctl.actions.evidence import Step
from supportctl.actions.moving import Words
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.domain.near import near
from supportctl.errors.command import UnknownValue


def perform(
    work: Work, ticket: str, target: str, fmt: Format, *, words: Words, steps: Sequence[Step] = ()
) -> None:
    known = work.desk.statuses
    if target not in known:
        raise UnknownValue("status", target, known, *near(target, known))
    path = work.path(ticket)
    work.tell(moving.move(work.desk, path, work.doing(), target=target, words=words, evidence=steps), fmt)
