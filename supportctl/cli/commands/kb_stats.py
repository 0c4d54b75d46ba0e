"""`supportctl kb stats`: how often the knowledge base answers, and what it lacks."""

from enum import StrEnum
from typing import Annotated

import typer

from supportctl.actions.knowledge_stats import measure
from supportctl.cli.asking import Asking, QueryArg, query_of
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.render import stats as shown

app = typer.Typer(add_completion=False)


class Group(StrEnum):
    PRODUCT = "product"
    MODULE = "module"


@app.command(
    "stats",
    cls=Asking,
    epilog=examples("supportctl kb stats 'received:>-90d'", "supportctl kb stats --by product --csv"),
)
def stats(
    ctx: typer.Context,
    query: QueryArg = None,
    *,
    by: Annotated[Group | None, typer.Option("--by", help="One line for each value of this.")] = None,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Measure how often the knowledge base answers, and what it lacks.

    Of the tickets that match: how many were solved with an article, whether it was known before, and which
    look-ups found nothing. Of the articles: which are used, flagged, never reviewed, or drafts for long.
    """
    work = Work.at(ctx)
    asked = query_of(work.desk, query)
    measured = measure(work.desk, asked, now=work.session.now, by=by.value if by else "")
    bars = fmt is Format.AUTO and work.session.terminal
    columns = shown.columns(work.session.words, grouped=by is not None, bars=bars, lengths=False)
    work.session.show("stats", columns, shown.rows(measured.lines), fmt)
    work.session.say("{count} tickets match {query}", count=measured.tickets, query=str(asked) or "*")
    work.report(measured.findings)
