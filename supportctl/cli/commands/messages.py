"""`supportctl note`, `reply` and `receive`: words that go onto a ticket."""

from pathlib import PurePosixPath
from typing import Annotated

import typer

from supportctl.actions import moving, tickets
from supportctl.actions.evidence import Message
from supportctl.actions.telling import Telling
from supportctl.cli import outgoing
from supportctl.cli.changing import changes
from supportctl.cli.given import Contact
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile, text_of
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
from supportctl.domain.letter import is_message_id
from supportctl.domain.markup import clean
from supportctl.errors import Said
from supportctl.errors.command import BadValue

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
        "supportctl reply 7f3k2 -t acknowledgement --send",
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
    template: TemplateOption = "",
    values: SetOption,
    language: LanguageOption = None,
    yes: YesOption = False,
    answers: Annotated[str, typer.Option("--answers", metavar="EVENT", help="The message it answers.")] = "",
    repeats: Annotated[
        str, typer.Option("--repeats", metavar="EVENT", help="The messenger message it repeats formally.")
    ] = "",
    eml: EmlOption = "",
    send: SendOption = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record a message to the customer.

    Without --send it is recorded, not sent: supportctl writes down what you told the customer and when.
    """
    work = Work.at(ctx)
    path = work.path(ticket)
    written = Written(
        message=message,
        file=file,
        edit=edit,
        template=template,
        values=values,
        language=language,
        contact=contact,
    )
    text, subject = words_of(work, work.ticket(path), written)
    words = outgoing.message(written, text, channel, asks=asks, answers=answers, repeats=repeats)
    road = Road(eml=eml, send=send, yes=yes)
    tell(work, path, Telling("reply", words, subject), road, fmt, ask=bool(template) and not edit)


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
    message_id: Annotated[
        str,
        typer.Option("--message-id", metavar="ID", help="The Message-ID of the mail; ours will answer it."),
    ] = "",
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
        message_id=named_id(message_id),
    )
    done = moving.receive(work.desk, path, work.doing(), message=words)
    work.tell(done, fmt)
    if done.ticket.path != path:
        merged = PurePosixPath(path).stem
        work.session.say("{id} is merged: this went to {target}", id=merged, target=done.ticket.id)


def named_id(text: str) -> str:
    """A Message-ID as mails write it, or nothing; raises BadValue."""
    found = text if text.startswith("<") or not text else f"<{text}>"
    if found and not is_message_id(found):
        raise BadValue(
            name="--message-id", value=text, reason=Said("it must be like <1234@mail.example.com>")
        )
    return found
