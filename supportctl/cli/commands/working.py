"""`supportctl take`, `eta`, `time` and `redact`: whose, until when, what it cost, what has to go."""

from typing import Annotated

import typer

from supportctl.actions import fields, find, people, taking
from supportctl.cli.asking import Asking, QueryArg, query_of
from supportctl.cli.changing import changes
from supportctl.cli.commands.fields import set_fields
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.domain.when import phrase
from supportctl.errors import Said
from supportctl.errors.command import BadValue, EmptyText

take = typer.Typer(add_completion=False)
eta = typer.Typer(add_completion=False)
time = typer.Typer(add_completion=False)
redact = typer.Typer(add_completion=False)

MOST_MINUTES = 60 * 24 * 366


@take.command("take", cls=Asking, epilog=examples("supportctl take", "supportctl take product:crm --for bob"))
@changes
def take_next(
    ctx: typer.Context,
    query: QueryArg = None,
    *,
    who: Annotated[str, typer.Option("--for", metavar="WHO", help="Who takes it, if not you.")] = "@me",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Take the next ticket nobody has: the oldest of the highest priority.

    Two people who take at the same moment get two different tickets.
    """
    work = Work.at(ctx)
    whose = people.assignee(work.desk, who)
    done = taking.take(
        work.desk, work.doing(), who=whose, query=query_of(work.desk, query) if query else None
    )
    if not done.diff:
        find.remember(work.desk, done.ticket.path)
    work.tell(done, fmt)


@eta.command(
    "eta",
    epilog=examples(
        'supportctl eta 7f3k2 "tomorrow 15:00"', 'supportctl eta 7f3k2 下周一 -m "等数据库组的补丁"'
    ),
)
@changes
def promise(
    ctx: typer.Context,
    ticket: TicketArg,
    time: Annotated[str, typer.Argument(metavar="TIME", help="When it will be solved, or none.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Say when a ticket will be solved; a day means its 18:00."""
    work = Work.at(ctx)
    value = "" if time in people.NOBODY else work.moment(time).isoformat(timespec="seconds")
    set_fields(work, ticket, {"eta": value}, message, fmt)


@time.command(
    "time", epilog=examples("supportctl time 7f3k2 45", 'supportctl time 7f3k2 1h30m -m "traced the timeout"')
)
@changes
def spend(
    ctx: typer.Context,
    ticket: TicketArg,
    spent: Annotated[str, typer.Argument(metavar="MINUTES", help="Minutes, or a length such as 1h30m.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record the time that was spent on a ticket."""
    work = Work.at(ctx)
    plain = spent.isascii() and spent.isdigit() and len(spent) < 9
    minutes = int(spent) if plain else round(phrase.span(spent).total_seconds() / 60)
    if not 0 < minutes <= MOST_MINUTES:
        raise BadValue(name="MINUTES", value=spent, reason=Said("it must be at least one minute and no year"))
    reason = one_line(" ".join(message))
    done = fields.spend(work.desk, work.path(ticket), work.doing(), minutes=minutes, reason=reason)
    work.tell(done, fmt)


@redact.command(
    "redact",
    epilog=examples('supportctl redact 7f3k2 9k2f7qcd -m "a password was in it"', "supportctl history 7f3k2"),
)
@changes
def empty_text(
    ctx: typer.Context,
    ticket: TicketArg,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event, as show and history name it.")],
    *,
    attribute: Annotated[
        list[str],
        typer.Option(
            "--attribute",
            default_factory=list,
            metavar="NAME",
            help="Mask this instead of the text: title, reason, from, to ...",
        ),
    ],
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Empty the text of one event; its heading stays, and why it was emptied is recorded.

    A name in a title is masked with --attribute title, in the event that created the ticket and in the title
    itself. The text is gone from the file, but not from Git's history and not from other clones.
    """
    work = Work.at(ctx)
    path = work.path(ticket)
    reason = one_line(" ".join(message) or work.session.ask("why must it go?", flag="-m REASON"))
    if not reason:
        raise EmptyText(name="reason")
    done = fields.redact(
        work.desk, path, work.doing(), event=event.removeprefix("#"), reason=reason, attributes=attribute
    )
    work.tell(done, fmt)
    if done.commit:
        work.session.say("Git's history and other clones still hold the text")
