"""`supportctl views`: the queries that have a name."""

import typer

from supportctl.actions import selecting
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.errors.command import BadQuery
from supportctl.render.table import Column, Row
from supportctl.store.config import NAME

app = typer.Typer(add_completion=False)

BROKEN = 1
COLUMNS = (
    Column(key="name", header="VIEW", text=lambda row: f"@{row['name']}"),
    Column(key="also", header="ALSO", text=lambda row: f"@{row['also']}" if row["also"] else ""),
    Column(key="query", header="QUERY"),
    Column(key="title", header="FOR", shrinks=True),
)


@app.command("views", epilog=examples("supportctl views", "supportctl list @mine priority:<=P2"))
def show_views(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Show the saved views: queries with a name.

    Every command that takes a query takes them. A desk adds its own under views: in supportctl.yaml; one that
    is not understood is told, with exit code 1.
    """
    work = Work.at(ctx)
    rows: list[Row] = []
    wrong: list[BadQuery] = []
    for view in work.desk.config.views:
        try:
            selecting.asked(work.desk, f"@{view.name}")
        except BadQuery as error:
            wrong.append(error)
        title = view.title if view.own else work.session.sentence(view.title)
        rows.append(
            {
                "name": view.name,
                "also": view.also,
                "query": view.query,
                "title": title,
                "origin": NAME if view.own else "default",
            }
        )
    work.session.show("views", COLUMNS, rows, fmt)
    for refused in wrong:
        work.session.warn(refused.said)
        for line in refused.details:
            work.session.warn(line)
    if wrong:
        raise typer.Exit(BROKEN)
