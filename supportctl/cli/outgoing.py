"""What every command does that tells the customer something: write it, show it, record it, mail it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from supportctl.actions import evidence
from supportctl.actions.change import Done
from supportctl.actions.evidence import Message
from supportctl.actions.telling import Telling
from supportctl.cli.options import exclusive, read_text, text_of
from supportctl.cli.output import Format
from supportctl.cli.templates import given_of
from supportctl.cli.values import Channel, SpokenLanguage, asks_of
from supportctl.cli.work import Work
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import clean
from supportctl.domain.ticket import Ticket

TemplateOption = Annotated[
    str, typer.Option("-t", "--template", metavar="NAME", help="Begin with a template; -m is its text.")
]
YesOption = Annotated[bool, typer.Option("-y", "--yes", help="Record or send it without asking.")]
EmlOption = Annotated[
    str, typer.Option("--eml", metavar="FILE", help="Write it as a mail into FILE, for your mail program.")
]
SendOption = Annotated[
    bool, typer.Option("--send", help="Mail it; it is on record once the server has taken it.")
]


@frozen(kw_only=True)
class Written:
    """What the person gave for the text, and from which template it is to be written."""

    message: Sequence[str]
    file: str = ""
    edit: bool = False
    template: str = ""
    values: Sequence[str] = ()
    language: SpokenLanguage | None = None
    contact: str = ""


@frozen(kw_only=True)
class Road:
    """By which road it goes, and whether a person is asked first."""

    eml: str = ""
    send: bool = False
    yes: bool = False

    @property
    def is_mail(self) -> bool:
        return self.send or bool(self.eml)


def words_of(
    work: Work,
    ticket: Ticket,
    written: Written,
    *,
    given: Mapping[str, str] | None = None,
    ways: Mapping[str, str] | None = None,
) -> tuple[str, str]:
    """Text and subject; `given` are the facts that options of the command give to a template."""
    if not written.template:
        text = text_of(work.session, written.message, file=written.file, edit=written.edit, name="reply")
        return clean(text), ""
    # Here, because few messages begin with a template, and Jinja2 is half of the start-up.
    from supportctl.cli.filling import filled  # noqa: PLC0415

    said = [read_text(written.file)] if written.file else written.message
    facts = {**(given or {}), **given_of(said, written.values)}
    done = filled(
        work,
        ticket,
        written.template,
        given=facts,
        language=written.language,
        contact=written.contact,
        ways=ways or {},
    )
    text = done.body
    if written.edit:
        text = text_of(work.session, [text], file="", edit=True, name="reply")
    return clean(text), done.subject


def tell(work: Work, path: str, telling: Telling, road: Road, fmt: Format, *, ask: bool) -> None:
    """Record it, or mail it and record that. `ask` is whether a person should see it before."""
    change = work.session.wishes.change
    if road.send and (road.eml or change.no_commit or change.at):
        other = "--eml" if road.eml else "--no-commit" if change.no_commit else "--at"
        raise exclusive("--send", other, command="supportctl")
    if road.is_mail and telling.words.channel not in ("", Channel.EMAIL):
        one = "--send" if road.send else "--eml"
        raise exclusive(one, f"--channel {telling.words.channel}", command="supportctl")
    if road.is_mail:
        _mail(work, path, telling, road, fmt)
        return
    _confirm(work, road, telling.words.text, ask=ask)
    done = evidence.record(work.desk, path, work.doing(), telling.step)
    work.tell(done, fmt)
    if done.new_events:
        work.session.say("recorded, not sent")


def _mail(work: Work, path: str, telling: Telling, road: Road, fmt: Format) -> None:
    # Here, because few messages are mailed from here, and mail is a third of the start-up.
    from supportctl.actions import mailing  # noqa: PLC0415

    letter = mailing.write(work.desk, work.ticket(path), telling, work.doing())
    name, address = mailing.recipient(work.desk, letter)
    _confirm(work, road, f"{name} <{address}>\n{letter.subject}\n\n{letter.text}", ask=True)
    if road.send:
        tell_sent(work, mailing.send(work.desk, letter, work.doing()), address, fmt)
        return
    file = Path.cwd() / road.eml
    done = mailing.into_file(work.desk, letter, work.doing(), file=file)
    work.tell(done, fmt)
    if done.new_events:
        work.session.say("recorded, not sent: the mail is in {path}", path=road.eml)


def tell_sent(work: Work, done: Done, address: str, fmt: Format) -> None:
    work.tell(done, fmt)
    if done.new_events and not done.diff:
        work.session.say("sent to {address}", address=address)


def _confirm(work: Work, road: Road, text: str, *, ask: bool) -> None:
    if ask and work.session.interactive and not road.yes and not work.session.wishes.change.dry_run:
        work.session.preview(text)
        if road.send:
            work.session.confirm("send it? [y/n]", flag="--yes")
        else:
            work.session.confirm("record it? [y/n]", flag="--yes")


def message(
    written: Written,
    text: str,
    channel: Channel | None,
    *,
    asks: str = "",
    answers: str = "",
    repeats: str = "",
) -> Message:
    """The words as a message to the customer."""
    return Message(
        direction="out",
        text=text,
        channel=channel or "",
        contact=written.contact,
        asks=asks_of(asks),
        answers=answers,
        repeats=repeats,
        template=written.template,
    )
