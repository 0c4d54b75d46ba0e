"""`supportctl similar`: the same trouble elsewhere, solved or not."""

from typing import Annotated

import typer

from supportctl.actions.suggest import Problem, suggest
from supportctl.cli import likes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work

app = typer.Typer(add_completion=False)


@app.command("similar", epilog=examples("supportctl similar 7f3k2", 'supportctl similar "导出超时" --json'))
def similar(
    ctx: typer.Context,
    about: Annotated[str, typer.Argument(metavar="TICKET|TEXT", help="A ticket, or the problem in words.")],
    *,
    limit: Annotated[int, typer.Option("-L", "--limit", metavar="N", min=1, help="Show at most N.")] = 10,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show tickets and articles that resemble a problem.

    The best first, with the reasons: what kb suggest says, and the tickets that somebody is working on.
    """
    work = Work.at(ctx)
    path = likes.ticket_of(work, about)
    asked = Problem.of(work.ticket(path)) if path else Problem(title=about)
    found = suggest(work.desk, asked, limit=limit, now=work.session.now, unsolved=True)
    likes.show(work, found, fmt)
    work.report(found.findings)
