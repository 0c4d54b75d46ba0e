"""`supportctl merge` and `split`: two tickets about one problem become one, and the other way round."""

from typing import Annotated

import typer

from supportctl.actions import find, merging, splitting
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import Priority, TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.errors.command import EmptyText

merge = typer.Typer(add_completion=False)
split = typer.Typer(add_completion=False)


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


@split.command(
    "split",
    epilog=examples(
        'supportctl split 7f3k2 9k2f7qcd "Invoices print without the logo" -p P4',
        'supportctl split @last 9k2f7qcd "发票打印缺少徽标" -m "打印的发票没有公司徽标。"',
    ),
)
@changes
def split_off(
    ctx: typer.Context,
    ticket: TicketArg,
    event: Annotated[
        str, typer.Argument(metavar="EVENT", help="The message or note that is about another problem.")
    ],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The other problem in one line.")],
    *,
    priority: Annotated[Priority, typer.Option("-p", "--priority", help="P1 is the highest.")] = Priority.P3,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Split a message or note off into a ticket of its own; it moves there, and the old one says where.

    -m is the new ticket's description; without it that is the text of the message.
    """
    work = Work.at(ctx)
    path = work.path(ticket)
    name = one_line(title)
    if not name:
        raise EmptyText(name="title")
    left, opened = splitting.split(
        work.desk,
        path,
        work.doing(),
        event=event,
        title=name,
        priority=priority.value,
        symptom="\n\n".join(message),
        language=work.session.words.language,
    )
    if opened.diff:
        work.session.answer(left.diff)
    else:
        find.remember(work.desk, opened.ticket.path)
    work.tell(opened, fmt)
    if left.new_events and not left.diff:
        work.session.say(
            "{id}: {event} went to {other}", id=left.ticket.id, event=event, other=opened.ticket.id
        )
