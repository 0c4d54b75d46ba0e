"""`supportctl kb suggest`: what resembles a problem, and the look-up as a record of having looked."""

from typing import Annotated

import typer

from supportctl.actions import evidence
from supportctl.actions.suggest import Problem, suggest
from supportctl.cli import likes
from supportctl.cli.articles import identity
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.errors import Said
from supportctl.errors.command import Misused

app = typer.Typer(add_completion=False)


@app.command(
    "suggest",
    epilog=examples(
        "supportctl kb suggest 7f3k2",
        'supportctl kb suggest "登录后页面空白"',
        "supportctl kb suggest 7f3k2 --record --hit a1b2c",
    ),
)
@changes
def suggest_for(
    ctx: typer.Context,
    about: Annotated[str, typer.Argument(metavar="TICKET|TEXT", help="A ticket, or the problem in words.")],
    *,
    record: Annotated[
        bool, typer.Option("--record", help="Record the look-up on the ticket; without --hit it was a miss.")
    ] = False,
    hit: Annotated[
        list[str],
        typer.Option("--hit", metavar="ARTICLE", default_factory=list, help="The article that fits."),
    ],
    limit: Annotated[int, typer.Option("-L", "--limit", metavar="N", min=1, help="Show at most N.")] = 5,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Suggest articles and solved tickets that resemble a problem, best first, with the reasons.

    The same error is recognised by its stable part: other numbers, paths and times do not matter.
    """
    work = Work.at(ctx)
    path = likes.ticket_of(work, about)
    if (record or hit) and not path:
        problem = Said("a look-up is recorded on a ticket, and {text} is none", text=about)
        raise Misused(problem=problem, way=Said("supportctl list"))
    asked = Problem.of(work.ticket(path)) if path else Problem(title=about)
    if record or hit:
        hits = [identity(work, one) for one in hit]
        step = evidence.lookup(asked.title, hits=hits)
        work.tell(evidence.record(work.desk, path, work.doing(), step), fmt)
        return
    found = suggest(work.desk, asked, limit=limit, now=work.session.now)
    likes.show(work, found, fmt)
    if path:
        work.session.say("record that you looked: supportctl kb suggest {text} --record", text=about)
    work.report(found.findings)
