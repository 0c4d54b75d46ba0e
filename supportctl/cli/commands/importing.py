"""`supportctl import`: tickets from another system."""

from typing import Annotated

import typer

from supportctl.actions import importing, screening
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, read_text
from supportctl.cli.output import Format
from supportctl.cli.progress import Progress
from supportctl.cli.work import Work
from supportctl.render.table import Column

app = typer.Typer(add_completion=False)

COLUMNS = (
    Column(key="id", header="ID"),
    Column(key="status", header="STATUS"),
    Column(key="priority", header="PRIORITY"),
    Column(key="title", header="TITLE", shrinks=True),
)


@app.command(
    "import",
    epilog=examples("supportctl import old-desk.jsonl", "convert-dump | supportctl import - --dry-run"),
)
@changes
def import_file(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines; - is standard input.")],
    *,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out lines that cannot be read.")
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Import tickets from JSON lines, all in one commit.

    docs/import.md describes a line. A line with a key is imported once, however often the file is run.
    """
    work = Work.at(ctx)
    lines = read_text(file).split("\n")
    with Progress(work.session, len(lines)) as progress:
        done = importing.import_lines(
            work.desk,
            lines,
            work.doing(),
            language=work.session.words.language,
            keep_going=keep_going,
            progress=progress.reach,
        )
    rows = [
        {"id": one.id, "status": one.status, "priority": one.priority, "title": one.title}
        for one in done.tickets
    ]
    work.session.show("imported", COLUMNS, rows, fmt)
    for fault in done.faults:
        work.session.warn(fault.told)
    if work.session.wishes.change.dry_run:
        work.session.say("{count} tickets would be imported", count=len(done.tickets))
    else:
        work.session.say(
            "imported {count} tickets, {known} were here already", count=len(done.tickets), known=done.known
        )
    work.warn_of(hit for one in done.tickets for hit in screening.personal(one, None))
    if done.pending:
        work.session.warn("committed, but not all is cleaned up: {reason}", reason=done.pending)
