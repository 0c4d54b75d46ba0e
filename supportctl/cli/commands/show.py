"""`supportctl show`: one ticket, whole."""

from collections.abc import Iterator
from typing import Annotated

import typer

from supportctl.actions import customers, find
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.values import TicketsArg
from supportctl.cli.work import Work
from supportctl.domain.ticket import Ticket
from supportctl.errors.desk import BrokenFiles
from supportctl.render import ticket as shown
from supportctl.render.table import Column
from supportctl.store.codec import Reading

app = typer.Typer(add_completion=False)

COLUMNS = tuple(
    Column(key=key, header=key.upper(), shrinks=key == "title")
    for key in ("id", "status", "priority", "title")
)


@app.command(
    "show",
    epilog=examples(
        "supportctl show 7f3k2",
        "supportctl show 7f3k2@HEAD~3",
        "supportctl list -q is:open | supportctl show - --jsonl",
    ),
)
def show(
    ctx: typer.Context,
    ticket: TicketsArg,
    *,
    raw: Annotated[bool, typer.Option("--raw", help="Print the file as it is.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show tickets with everything on them.

    TICKET@REVISION is the ticket as a commit has it.

    In a pipe the fields come first, a name and a value on each line, then the texts.
    """
    work = Work.at(ctx)
    readings = [_reading(work, one) for one in find.spread(ticket)]
    broken = tuple(
        finding.told for reading in readings if reading.ticket is None for finding in reading.findings
    )
    tickets = [reading.ticket for reading in readings if reading.ticket]
    if raw:
        for reading in readings:
            work.session.answer(reading.text.removesuffix("\n"))
    elif fmt is not Format.AUTO:
        work.session.show("tickets", COLUMNS, [shown.row(one) for one in tickets], fmt)
    else:
        for one in tickets:
            work.session.rendered(_lines(work, one))
        if len(tickets) == 1 and not work.session.terminal:
            customers.keep_names(work.desk, tickets[0])
    if broken:
        raise BrokenFiles(broken)


def _reading(work: Work, wanted: str) -> Reading:
    """A ticket as the work tree has it, or `TICKET@REVISION` as a commit does."""
    name, mark, revision = wanted.rpartition("@")
    if name and mark and revision:
        # Here, because only the past needs the library that reads it.
        from supportctl.actions import history  # noqa: PLC0415

        return history.at_revision(work.desk, name, revision)
    return work.desk.read(work.path(wanted))


def _lines(work: Work, ticket: Ticket) -> Iterator[str]:
    names = customers.names(work.desk, ticket)
    if not work.session.terminal:
        return shown.lines(ticket, names)
    return shown.page(
        ticket,
        work.desk.config.workflow,
        words=work.session.words,
        zone=work.desk.config.zone,
        colour=work.session.colour,
        names=names,
    )
