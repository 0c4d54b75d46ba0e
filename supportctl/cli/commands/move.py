"""`supportctl move` and its shorthands: a ticket's way through the lifecycle."""

from difflib import get_close_matches
from typing import Annotated

import typer

from supportctl.actions import tickets
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import one_line
from supportctl.errors import UnknownValue

move = typer.Typer(add_completion=False)
accept = typer.Typer(add_completion=False)
diagnose = typer.Typer(add_completion=False)
start = typer.Typer(add_completion=False)
wait = typer.Typer(add_completion=False)
resume = typer.Typer(add_completion=False)
resolve = typer.Typer(add_completion=False)
close = typer.Typer(add_completion=False)
reopen = typer.Typer(add_completion=False)
cancel = typer.Typer(add_completion=False)

WAITING = {"customer": "waiting_customer", "third-party": "waiting_third_party", "release": "waiting_release"}


def _move(ctx: typer.Context, ticket: str, target: str, message: list[str], fmt: Format) -> None:
    work = Work.at(ctx)
    known = work.desk.statuses
    if target not in known:
        raise UnknownValue("status", target, known, *get_close_matches(target, known, n=1))
    path = work.path(ticket)
    reason = one_line(" ".join(message))
    work.tell(tickets.move(work.desk, path, work.doing(), target=target, reason=reason), fmt)


@move.command(
    "move",
    epilog=examples(
        "supportctl move 7f3k2 verifying",
        'supportctl move 7f3k2 waiting_third_party -m "the cloud provider looks into it"',
    ),
)
@changes
def to(
    ctx: typer.Context,
    ticket: TicketArg,
    status: Annotated[str, typer.Argument(metavar="STATUS", help="Any status of the lifecycle.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Take a ticket to another status, as far as the lifecycle allows it."""
    _move(ctx, ticket, status, message, fmt)


@accept.command("accept", epilog=examples("supportctl accept 7f3k2", "supportctl accept @last --as alice"))
@changes
def to_accepted(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Take a new ticket into work: it is accepted."""
    _move(ctx, ticket, "accepted", message, fmt)


@diagnose.command("diagnose", epilog=examples("supportctl diagnose 7f3k2", "supportctl diagnose @here -n"))
@changes
def to_diagnosing(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Begin to diagnose an accepted ticket."""
    _move(ctx, ticket, "diagnosing", message, fmt)


@start.command(
    "start",
    epilog=examples("supportctl start 7f3k2", 'supportctl start 7f3k2 -m "the customer says it is back"'),
)
@changes
def to_in_progress(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Begin to work on the solution: the ticket is in progress."""
    _move(ctx, ticket, "in_progress", message, fmt)


@wait.command(
    "wait",
    epilog=examples(
        "supportctl wait 7f3k2 customer", 'supportctl wait 7f3k2 release -m "fixed in 5.2.2, due on 20 Sep"'
    ),
)
@changes
def to_waiting(
    ctx: typer.Context,
    ticket: TicketArg,
    party: Annotated[str, typer.Argument(metavar="customer|third-party|release", help="Whom it waits for.")],
    *,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Let a ticket wait for the customer, a third party or a release."""
    if party not in WAITING:
        raise UnknownValue("wait", party, tuple(WAITING), *get_close_matches(party, WAITING, n=1))
    _move(ctx, ticket, WAITING[party], message, fmt)


@resume.command("resume", epilog=examples("supportctl resume 7f3k2", "supportctl resume @last --at 10:30"))
@changes
def to_before(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """End the waiting: the ticket goes back to where it was before."""
    work = Work.at(ctx)
    path = work.path(ticket)
    reason = one_line(" ".join(message))
    work.tell(tickets.resume(work.desk, path, work.doing(), reason=reason), fmt)


@resolve.command("resolve", epilog=examples("supportctl resolve 7f3k2", "supportctl resolve @last -n"))
@changes
def to_resolved(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Say that the problem is solved; the customer has yet to confirm."""
    _move(ctx, ticket, "resolved", message, fmt)


@close.command("close", epilog=examples("supportctl close 7f3k2", "supportctl close @last --as bob"))
@changes
def to_closed(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Close a resolved ticket."""
    _move(ctx, ticket, "closed", message, fmt)


@reopen.command(
    "reopen",
    epilog=examples(
        'supportctl reopen 7f3k2 -m "the error came back after the nightly job"',
        'supportctl reopen @last -m "客户反馈问题再次出现"',
    ),
)
@changes
def to_reopened(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Take a closed ticket into work again."""
    _move(ctx, ticket, "in_progress", message, fmt)


@cancel.command(
    "cancel",
    epilog=examples(
        'supportctl cancel 7f3k2 -m "withdrawn by the customer"', 'supportctl cancel @last -m "垃圾邮件"'
    ),
)
@changes
def to_cancelled(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """Cancel a live ticket, with the reason."""
    _move(ctx, ticket, "cancelled", message, fmt)
