"""`supportctl note`, `reply` and `receive`: words that go onto a ticket."""

from typing import Annotated

import typer

from supportctl.actions import evidence, moving, tickets
from supportctl.actions.evidence import Message
from supportctl.cli.changing import changes
from supportctl.cli.given import Contact
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile, read_text, text_of
from supportctl.cli.output import Format
from supportctl.cli.templates import LanguageOption, SetOption, given_of
from supportctl.cli.values import AskOption, ChannelOption, TicketArg, asks_of
from supportctl.cli.work import Work
from supportctl.domain.markup import clean

note = typer.Typer(add_completion=False)
reply = typer.Typer(add_completion=False)
receive = typer.Typer(add_completion=False)


@note.command(
    "note",
    epilog=examples(
        'supportctl note 7f3k2 -m "pool exhausted on node 2, see the graph"',
        "supportctl note @last -F analysis.txt",
    ),
)
@changes
def write_note(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Write an internal note; the customer never sees it."""
    work = Work.at(ctx)
    path = work.path(ticket)
    text = clean(text_of(work.session, message, file=file, edit=edit, name="note"))
    work.tell(tickets.note(work.desk, path, work.doing(), text=text), fmt)


@reply.command(
    "reply",
    epilog=examples(
        'supportctl reply 7f3k2 -m "We have received your report and are looking into it."',
        'supportctl reply 7f3k2 -m "请提供数据库版本和报错截图。" --asks environment,description',
        'supportctl reply 7f3k2 -t progress -m "We have found the cause." --set next_update="today 18:00"',
    ),
)
@changes
def write_reply(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    channel: ChannelOption = None,
    contact: Contact = "",
    asks: AskOption = "",
    template: Annotated[
        str, typer.Option("-t", "--template", metavar="NAME", help="Begin with a template; -m is its text.")
    ] = "",
    values: SetOption,
    language: LanguageOption = None,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Record it without asking.")] = False,
    answers: Annotated[str, typer.Option("--answers", metavar="EVENT", help="The message it answers.")] = "",
    repeats: Annotated[
        str, typer.Option("--repeats", metavar="EVENT", help="The messenger message it repeats formally.")
    ] = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record a message to the customer.

    It is recorded, not sent: supportctl writes down what you told the customer and when.
    """
    work = Work.at(ctx)
    path = work.path(ticket)
    if template:
        # Here, because few replies begin with a template, and Jinja2 is half of the start-up.
        from supportctl.cli.filling import filled  # noqa: PLC0415

        given = given_of([read_text(file)] if file else message, values)
        text = filled(work, path, template, given=given, language=language, edit=edit, sure=yes)
    else:
        text = text_of(work.session, message, file=file, edit=edit, name="reply")
    words = Message(
        direction="out",
        text=clean(text),
        channel=channel or "",
        contact=contact,
        asks=asks_of(asks),
        answers=answers,
        repeats=repeats,
        template=template,
    )
    done = evidence.record(work.desk, path, work.doing(), words)
    work.tell(done, fmt)
    if done.new_events:
        work.session.say("recorded, not sent")


@receive.command(
    "receive",
    epilog=examples(
        'supportctl receive 7f3k2 -m "The error is gone since the restart." --at "today 14:20"',
        "supportctl receive 7f3k2 -F mail.txt --channel hotline",
    ),
)
@changes
def write_receive(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    channel: ChannelOption = None,
    contact: Contact = "",
    answers: Annotated[str, typer.Option("--answers", metavar="EVENT", help="The message it answers.")] = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record a message from the customer; it ends the wait for one."""
    work = Work.at(ctx)
    path = work.path(ticket)
    words = Message(
        direction="in",
        text=clean(text_of(work.session, message, file=file, edit=edit, name="message")),
        channel=channel or "",
        contact=contact,
        answers=answers,
    )
    work.tell(moving.receive(work.desk, path, work.doing(), message=words), fmt)
