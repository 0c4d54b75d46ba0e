"""`supportctl outbox`: mails to customers that are not out, or not on record, yet."""

from typing import Annotated

import typer

from supportctl.actions import mailing
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.outgoing import YesOption, tell_sent
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.domain.letter import Letter
from supportctl.render.table import Column, Row
from supportctl.store import outbox

app = typer.Typer(
    add_completion=False,
    help="Mails to customers that did not go out: see them, send them, drop them.",
    epilog=examples("supportctl outbox list", "supportctl outbox send k3f9x2ab"),
)

COLUMNS = (
    Column(key="id", header="LETTER"),
    Column(key="ticket", header="ID"),
    Column(key="verb", header="COMMAND"),
    Column(key="state", header="STATE"),
    Column(key="tried", header="TRIED"),
    Column(key="subject", header="SUBJECT", shrinks=True),
    Column(key="trouble", header="TROUBLE", shrinks=True),
)
LetterArg = Annotated[str, typer.Argument(metavar="LETTER", help="The letter, or the beginning of its name.")]


@app.command("list", epilog=examples("supportctl outbox list", "supportctl outbox list --json"))
def list_letters(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """List what waits in this clone; a letter in doubt may have arrived."""
    work = Work.at(ctx)
    rows = [_row(letter) for letter in outbox.all_of(work.desk.repository)]
    work.session.show("outbox", COLUMNS, rows, fmt)
    if not rows:
        work.session.say("nothing waits")


def _row(letter: Letter) -> Row:
    return {
        "id": letter.id,
        "ticket": letter.ticket,
        "verb": letter.verb,
        "state": letter.state,
        "tried": letter.tried,
        "subject": letter.subject,
        "trouble": letter.trouble,
    }


@app.command("show", epilog=examples("supportctl outbox show k3f9x2ab", "supportctl outbox show k3f | less"))
def show_letter(ctx: typer.Context, letter: LetterArg) -> None:
    """Print a letter: whom it goes to, its subject, its text."""
    work = Work.at(ctx)
    held = outbox.get(work.desk.repository, letter)
    name, address = mailing.recipient(work.desk, held)
    work.session.answer(f"{name} <{address}>\n{held.subject}\n\n{held.text}")


@app.command(
    "send", epilog=examples("supportctl outbox send k3f9x2ab", "supportctl outbox send k3f9x2ab --again")
)
@changes
def send_letter(
    ctx: typer.Context,
    letter: LetterArg,
    *,
    again: Annotated[
        bool, typer.Option("--again", help="Send it although it may have arrived before.")
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Send a letter and record it; one that was sent already is recorded and not sent again."""
    work = Work.at(ctx)
    held = outbox.get(work.desk.repository, letter)
    _, address = mailing.recipient(work.desk, held)
    tell_sent(work, mailing.send(work.desk, held, work.doing(), again=again), address, fmt)


@app.command(
    "sent", epilog=examples("supportctl outbox sent k3f9x2ab", "supportctl outbox sent k3f9x2ab --dry-run")
)
@changes
def record_letter(ctx: typer.Context, letter: LetterArg, *, fmt: FormatOption = Format.AUTO) -> None:
    """Record a letter in doubt as sent, because it arrived."""
    work = Work.at(ctx)
    held = outbox.get(work.desk.repository, letter)
    work.tell(mailing.settle(work.desk, held, work.doing()), fmt)


@app.command("drop", epilog=examples("supportctl outbox drop k3f9x2ab", "supportctl outbox drop k3f -y"))
def drop_letter(ctx: typer.Context, letter: LetterArg, *, yes: YesOption = False) -> None:
    """Throw a letter away; the ticket never hears of it."""
    work = Work.at(ctx)
    held = outbox.get(work.desk.repository, letter)
    if work.session.interactive and not yes:
        work.session.preview(f"{held.subject}\n\n{held.text}")
        work.session.confirm("throw it away? [y/n]", flag="--yes")
    dropped = mailing.drop(work.desk, held.id)
    work.session.answer(dropped.id)
