"""`supportctl kb suggest`: what resembles a problem, and the look-up as a record of having looked."""

from typing import Annotated

import typer

from supportctl.actions import evidence, find
from supportctl.actions.suggest import Problem, suggest
from supportctl.cli.articles import identity
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.errors import Said
from supportctl.errors.command import Misused
from supportctl.errors.tickets import TicketNotFound
from supportctl.render import suggestion as shown

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
    path = _ticket(work, about)
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
    if found.note:
        work.session.warn(found.note)
    if fmt is Format.AUTO and work.session.terminal:
        for one in found.items:
            why = tuple(shown.reasons(one.likeness, one.helped))
            told = shown.lines(
                one.identity, one.title, one.status, why, words=work.session.words, colour=work.session.colour
            )
            work.session.rendered(told)
    else:
        rows = [
            shown.row(one.kind, one.identity, one.title, one.status, one.helped, one.likeness)
            for one in found.items
        ]
        work.session.show("suggestions", shown.COLUMNS, rows, fmt)
    if not found.items:
        work.session.say("nothing resembles it")
    if path:
        work.session.say("record that you looked: supportctl kb suggest {text} --record", text=about)
    work.report(found.findings)


def _ticket(work: Work, about: str) -> str:
    """The ticket's file where it is one; words with a space in them never are."""
    if " " in about.strip():
        return ""
    try:
        return find.ticket_path(work.desk, about)
    except TicketNotFound:
        return ""
