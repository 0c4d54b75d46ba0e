"""`supportctl escalate`: who has to know was told."""

from typing import Annotated

import typer

from supportctl.actions import clocks, evidence
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.domain.watched import Watched

app = typer.Typer(add_completion=False)


@app.command(
    "escalate",
    epilog=examples(
        'supportctl escalate 7f3k2 lead -m "the database is corrupt; we need a second pair of eyes"',
        "supportctl escalate @last manager",
    ),
)
@changes
def put_up(
    ctx: typer.Context,
    ticket: TicketArg,
    to: Annotated[str, typer.Argument(metavar="WHO", help="A role such as lead, or a person of the team.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record that somebody was told of a ticket who has to know."""
    work = Work.at(ctx)
    path = work.path(ticket)
    case: Watched = clocks.one(work.desk, path, work.session.now).cases[0]
    who, level = one_line(to), clocks.level_of(case, to)
    step = evidence.escalation(who, level=level, reason=one_line(" ".join(message)))
    work.tell(evidence.record(work.desk, path, work.doing(), step), fmt)
