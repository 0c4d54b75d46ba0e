"""`supportctl delay`, `statement`, `remind`, `snooze` and `followup`: what the customer is owed."""

from typing import Annotated

import typer

from supportctl.actions import evidence
from supportctl.actions.telling import Telling, as_told
from supportctl.cli import given, outgoing
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile, exclusive
from supportctl.cli.outgoing import (
    EmlOption,
    Road,
    SendOption,
    TemplateOption,
    Written,
    YesOption,
    tell,
    words_of,
)
from supportctl.cli.output import Format
from supportctl.cli.templates import LanguageOption, SetOption
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
        'supportctl delay 7f3k2 --eta +4h --reason "the patch failed its last test" --send',
        'supportctl delay 7f3k2 3bd -m "补丁需要回归测试，预计三个工作日后提供。" --channel email',
    ),
)
@changes
def tell_delay(
    ctx: typer.Context,
    ticket: TicketArg,
    time: Annotated[
        str, typer.Argument(metavar="TIME", help="The new time promised.", show_default=False)
    ] = "",
    *,
    eta: Annotated[str, typer.Option("--eta", metavar="TIME", help="The new time, as an option.")] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; the template tells it to the customer.")
    ] = "",
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    template: TemplateOption = "",
    values: SetOption,
    language: LanguageOption = None,
    channel: ChannelOption = None,
    yes: YesOption = False,
    eml: EmlOption = "",
    send: SendOption = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Tell the customer that it takes longer, why, and the new time.

    -m is the message as you wrote it. Without one the template delay is filled in with --reason and --eta;
    -t NAME takes another, and -m is its text.
    """
    work = Work.at(ctx)
    path = work.path(ticket)
    moment = work.moment(_time(time, eta))
    name = template or ("" if message or file or edit else "delay")
    written = Written(message=message, file=file, edit=edit, template=name, values=values, language=language)
    facts = {"eta": as_told(moment, work.desk), **({"reason": one_line(reason)} if reason else {})}
    text, subject = words_of(work, work.ticket(path), written, given=facts, ways={"reason": "--reason TEXT"})
    words = outgoing.message(written, text, channel)
    telling = Telling("delay", words, subject, moment.isoformat(timespec="seconds"), one_line(reason))
    road = Road(eml=eml, send=send, yes=yes)
    tell(work, path, telling, road, fmt, ask=bool(name) and not edit)


def _time(argument: str, option: str) -> str:
    if argument and option:
        raise exclusive("TIME", "--eta", command="supportctl delay")
    if not (argument or option):
        raise EmptyText(name="--eta")
    return argument or option


@statement.command(
    "statement",
    epilog=examples(
        'supportctl statement 7f3k2 --reason "the disk is full" -m "Ask your host for more." --send',
        "supportctl statement 7f3k2 -F statement.txt --channel email",
    ),
)
@changes
def state(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="What you found; then -m is your advice.")
    ] = "",
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    template: TemplateOption = "",
    values: SetOption,
    language: LanguageOption = None,
    channel: ChannelOption = None,
    asks: AskOption = "",
    yes: YesOption = False,
    eml: EmlOption = "",
    send: SendOption = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Tell the customer that it is outside our responsibility, with advice.

    -m is the message as you wrote it. With --reason it is written from the template statement.
    """
    work = Work.at(ctx)
    path = work.path(ticket)
    name = template or ("statement" if reason else "")
    written = Written(message=message, file=file, edit=edit, template=name, values=values, language=language)
    facts = {"reason": clean(reason)} if reason else {}
    text, subject = words_of(work, work.ticket(path), written, given=facts, ways={"reason": "--reason TEXT"})
    words = outgoing.message(written, text, channel, asks=asks)
    road = Road(eml=eml, send=send, yes=yes)
    tell(work, path, Telling("statement", words, subject), road, fmt, ask=bool(name) and not edit)


@remind.command(
    "remind",
    epilog=examples(
        'supportctl remind 7f3k2 -m "Please confirm that the fix works for you."',
        'supportctl remind 7f3k2 -t reminder -m "请提供数据库版本。" --asks environment --send',
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
    template: TemplateOption = "",
    values: SetOption,
    language: LanguageOption = None,
    channel: ChannelOption = None,
    asks: AskOption = "",
    yes: YesOption = False,
    eml: EmlOption = "",
    send: SendOption = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Remind the customer of a question that is open."""
    work = Work.at(ctx)
    path = work.path(ticket)
    written = Written(
        message=message, file=file, edit=edit, template=template, values=values, language=language
    )
    text, subject = words_of(work, work.ticket(path), written)
    words = outgoing.message(written, text, channel, asks=asks)
    road = Road(eml=eml, send=send, yes=yes)
    tell(work, path, Telling("remind", words, subject), road, fmt, ask=bool(template) and not edit)


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
