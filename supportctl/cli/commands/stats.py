"""`supportctl stats`: how long things take, how often promises are kept."""

from enum import StrEnum
from typing import Annotated

import typer

from supportctl.actions import clocks
from supportctl.cli.asking import Asking, QueryArg, query_of
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.domain import stats as measured
from supportctl.domain.near import near
from supportctl.errors.command import UnknownValue
from supportctl.render import stats as shown

app = typer.Typer(add_completion=False)

COMPARED = (
    "received",
    "open",
    "first_response",
    "first_resolution",
    "kept_first_response",
    "kept_resolution",
)


class Group(StrEnum):
    CATEGORY = "category"
    PRIORITY = "priority"
    CUSTOMER = "customer"
    PRODUCT = "product"
    MODULE = "module"
    VERSION = "version"
    CAUSE = "cause"
    CHANNEL = "channel"
    ASSIGNEE = "assignee"
    TEAM = "team"
    MONTH = "month"


@app.command(
    "stats",
    cls=Asking,
    epilog=examples(
        "supportctl stats 'received:>-30d'", "supportctl stats --by month --measure kept_resolution --csv"
    ),
)
def stats(
    ctx: typer.Context,
    query: QueryArg = None,
    *,
    by: Annotated[Group | None, typer.Option("--by", help="One line for each value of this.")] = None,
    measure: Annotated[
        list[str],
        typer.Option(
            "--measure", default_factory=list, metavar="NAME", help="Only this measure; may be repeated."
        ),
    ],
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Measure how long things take and how often promises are kept.

    Medians and percentiles (nearest rank) in working time without what was waited for the customer, and in
    wall time; of fewer than ten values only the median. All tickets that match, by the month of receipt.
    """
    work = Work.at(ctx)
    for name in measure:
        if name not in measured.MEASURES:
            known = measured.MEASURES
            raise UnknownValue("--measure", name, known, *near(name, known))
    asked = query_of(work.desk, query)
    board = clocks.board(work.desk, asked, work.session.now, over=True)
    chosen = tuple(measure) or (COMPARED if by else measured.MEASURES)
    lines = measured.summary(board.cases, by=by.value if by else "", measures=chosen)
    bars = fmt is Format.AUTO and work.session.terminal
    columns = shown.columns(work.session.words, grouped=by is not None, bars=bars)
    work.session.show("stats", columns, shown.rows(lines), fmt)
    work.session.say("{count} tickets match {query}", count=len(board.cases), query=str(asked) or "*")
    work.report(board.findings)
