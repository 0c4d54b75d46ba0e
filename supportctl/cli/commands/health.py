"""`supportctl customer health`: the periodic checks that contracts promise."""

from typing import Annotated

import typer

from supportctl.actions import health as practice
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.render.table import Column

app = typer.Typer(add_completion=False)

COLUMNS = (
    Column(key="customer", header="CUSTOMER"),
    Column(key="contract", header="CONTRACT"),
    Column(key="begins", header="FROM"),
    Column(key="ends", header="UNTIL"),
    Column(key="ticket", header="ID"),
    Column(key="status", header="STATUS"),
)


@app.command(
    "health", epilog=examples("supportctl customer health", "supportctl customer health --due --dry-run")
)
@changes
def health(
    ctx: typer.Context,
    *,
    due: Annotated[bool, typer.Option("--due", help="Open a ticket for each that has none yet.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show the health checks that contracts owe for the present period, and open their tickets."""
    work = Work.at(ctx)
    doing = work.doing()
    if due and not doing.dry_run:
        found = practice.open_due(work.desk, doing, language=work.session.words.language)
    else:
        found = tuple(one for one in practice.present(work.desk, doing) if not (due and one.ticket))
    rows = [
        {
            "customer": one.check.customer,
            "contract": one.check.contract,
            "begins": str(one.check.begins),
            "ends": str(one.check.ends),
            "ticket": one.ticket,
            "status": one.status or "due",
        }
        for one in found
    ]
    work.session.show("health-checks", COLUMNS, rows, fmt)
    if not rows:
        work.session.say("no health check is due")
