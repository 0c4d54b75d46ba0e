"""`supportctl merge`: two tickets about one problem become one."""

from typing import Annotated

import typer

from supportctl.actions import find, merging
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line

merge = typer.Typer(add_completion=False)


@merge.command(
    "merge",
    epilog=examples(
        "supportctl merge 9q4mz 7f3k2", 'supportctl merge @last 7f3k2 -m "同一故障，总部已先报修"'
    ),
)
@changes
def merge_into(
    ctx: typer.Context,
    ticket: TicketArg,
    target: Annotated[str, typer.Argument(metavar="TARGET", help="The ticket that goes on.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Merge a ticket into another one of the same customer; it stays as a signpost."""
    work = Work.at(ctx)
    path = work.path(ticket)
    reason = one_line(" ".join(message))
    into = find.ticket_path(work.desk, target)
    work.tell(merging.merge(work.desk, path, into, work.doing(), reason=reason), fmt)
