"""`supportctl history` and `supportctl undo`: what happened, and one step back."""

from typing import Annotated

import typer

from supportctl.actions import history as past
from supportctl.actions import undoing
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.render import past as shown

history = typer.Typer(add_completion=False)
undo = typer.Typer(add_completion=False)


@history.command(
    "history", epilog=examples("supportctl history 7f3k2", "supportctl history @last --patch --timeline")
)
def show_history(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    timeline: Annotated[
        bool, typer.Option("--timeline", help="The timeline alone, at once: no commit is looked for.")
    ] = False,
    patch: Annotated[
        bool, typer.Option("--patch", "-p", help="As diff shows it: what was said, and whether in public.")
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show who changed what from when to when, and the commit that carried it."""
    work = Work.at(ctx)
    entries = past.of(work.desk, work.path(ticket), commits=not timeline)
    words, zone = work.session.words, work.desk.config.zone
    if patch and fmt is Format.AUTO:
        for entry in entries:
            retracted = entry.retracted
            work.session.rendered(
                shown.quoted(entry.event, entry.commit, words=words, zone=zone, retracted=retracted)
            )
        return
    rows = [shown.row(entry.event, entry.commit, words=words, retracted=entry.retracted) for entry in entries]
    work.session.show("history", shown.columns(zone), rows, fmt)


@undo.command(
    "undo",
    epilog=examples(
        "supportctl undo 7f3k2", 'supportctl undo 7f3k2 --event 9k2f7qcd -m "written to the wrong ticket"'
    ),
)
@changes
def take_back(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    event: Annotated[
        str, typer.Option("--event", metavar="EVENT", help="This event instead of the last.")
    ] = "",
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Take back the last command on a ticket; nothing is erased, a retraction is recorded."""
    work = Work.at(ctx)
    path = work.path(ticket)
    reason = one_line(" ".join(message)) or "undo"
    work.tell(undoing.undo(work.desk, path, work.doing(), reason=reason, event=event), fmt)
