"""`supportctl delay`, `statement`, `remind`, `snooze` and `followup`: what the customer is owed."""

from typing import Annotated

import typer

from supportctl.actions import evidence
from supportctl.cli import given
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile
from supportctl.cli.output import Format
from supportctl.cli.values import AskOption, ChannelOption, TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import clean, one_line
from supportctl.errors import Said
from supportctl.errors.command import EmptyText

delay = typer.Typer(add_completion=False)
statement = typer.Typer(add_completion=False)
remind = typer.Typer(add_completion=False)
snooze = typer.Typer(add_completion=False)
followup = typer.Typer(add_completion=False)


@delay.command(
    "delay",
    epilog=examples(
        'supportctl delay 7f3k2 tomorrow -m "The patch needs one more day of testing."',
        'supportctl delay 7f3k2 3bd -m "补丁需要回归测试，预计三个工作日后提供。" --channel email',
    ),
)
@changes
def tell_delay(
    ctx: typer.Context,
    ticket: TicketArg,
    eta: Annotated[str, typer.Argument(metavar="TIME", help="The new time promised.")],
    *,
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    channel: ChannelOption = None,
    reason: given.Reason = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Tell the customer that it takes longer, why, and the new time."""
    work = Work.at(ctx)
    words = given.message_of(work, message, channel=channel, file=file, edit=edit)
    step = evidence.delay(words, eta=given.moment(work, eta), reason=one_line(reason))
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), step), fmt)


@statement.command(
    "statement",
    epilog=examples(
        'supportctl statement 7f3k2 -m "The storage array is outside our service; ask its vendor to ..."',
        "supportctl statement 7f3k2 -F statement.txt --channel email",
    ),
)
@changes
def state(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    channel: ChannelOption = None,
    asks: AskOption = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Tell the customer that it is outside our responsibility, with advice."""
    work = Work.at(ctx)
    words = given.message_of(work, message, channel=channel, asks=asks, file=file, edit=edit)
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), evidence.statement(words)), fmt)


@remind.command(
    "remind",
    epilog=examples(
        'supportctl remind 7f3k2 -m "Please confirm that the fix works for you."',
        'supportctl remind 7f3k2 -m "请提供数据库版本，以便继续排查。" --asks environment',
    ),
)
@changes
def remind_customer(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    channel: ChannelOption = None,
    asks: AskOption = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Remind the customer of a question that is open."""
    work = Work.at(ctx)
    words = given.message_of(work, message, channel=channel, asks=asks, file=file, edit=edit)
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), evidence.reminder(words)), fmt)


@snooze.command(
    "snooze",
    epilog=examples(
        'supportctl snooze 7f3k2 3d -m "the customer is on holiday until Monday"',
        'supportctl snooze 7f3k2 下周一 -m "客户机房停电检修"',
    ),
)
@changes
def keep_quiet(
    ctx: typer.Context,
    ticket: TicketArg,
    until: Annotated[str, typer.Argument(metavar="TIME", help="Until when it is kept quiet.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Keep a known case out of the lists of what is late, visibly and for a time."""
    work = Work.at(ctx)
    reason = one_line(" ".join(message))
    if not reason:
        raise EmptyText(name=Said("reason"))
    step = evidence.event("snooze", "snooze", until=given.moment(work, until), reason=reason)
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), step), fmt)


@followup.command(
    "followup",
    epilog=examples(
        'supportctl followup 7f3k2 --score 5 -m "all well, thanks"',
        "supportctl followup 7f3k2 --score 3 --channel hotline -m 处理及时，说明可再详细些",
    ),
)
@changes
def follow_up(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    score: Annotated[
        int | None, typer.Option("--score", min=1, max=5, help="How satisfied, 5 is best.")
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="WHO", help="Whom you spoke with; by default the contact.")
    ] = "",
    channel: ChannelOption = None,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record the visit or call after a ticket, and how satisfied the customer is."""
    work = Work.at(ctx)
    text = clean("\n\n".join(message))
    if score is None and not text:
        raise EmptyText(name=Said("follow-up"))
    step = evidence.event(
        "followup",
        "follow-up",
        text,
        score="" if score is None else str(score),
        by=one_line(by),
        channel=channel or "",
    )
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), step), fmt)
