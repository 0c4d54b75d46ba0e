"""`supportctl resolve`, `close`, `reopen` and `cancel`: how a ticket ends, and how it comes back."""

from typing import Annotated

import typer

from supportctl.actions import evidence
from supportctl.cli import given
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.moves import perform
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import ChannelOption, TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import clean, one_line

resolve = typer.Typer(add_completion=False)
close = typer.Typer(add_completion=False)
reopen = typer.Typer(add_completion=False)
cancel = typer.Typer(add_completion=False)


@resolve.command(
    "resolve",
    epilog=examples(
        'supportctl resolve 7f3k2 --verified-by bob -m "Fixed in 5.2.2; please confirm."',
        'supportctl resolve 7f3k2 --out-of-scope -m "存储阵列不在服务范围内，建议联系设备厂商。"',
    ),
)
@changes
def to_resolved(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    verified_by: given.VerifiedBy = "",
    side: Annotated[given.Side, typer.Option("--by", help="Which side verified it.")] = given.Side.INTERNAL,
    outside: Annotated[
        bool, typer.Option("--out-of-scope", help="-m is the statement that it is not ours, with advice.")
    ] = False,
    message: Messages,
    channel: ChannelOption = None,
    override: given.Overrides,
    reason: given.Reason = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Say that the problem is solved; the customer has yet to confirm.

    -m tells the customer and asks.
    """
    work = Work.at(ctx)
    told = given.told(work, message, channel=channel, asks="confirmation")
    steps: list[evidence.Step] = []
    if verified_by:
        steps.append(evidence.verification("pass", by=side.value, who=one_line(verified_by)))
    if outside:
        why = one_line(reason or " ".join(message))[:200]
        steps.append(evidence.out_of_scope(work.desk, reason=why))
        told = tuple(evidence.statement(given.message_of(work, message, channel=channel, asks="confirmation"))
                     for _ in told)  # fmt: skip
    words = given.words_of(reason=reason, overrides=override, resolution="out_of_scope" if outside else "")
    perform(work, ticket, "resolved", fmt, words=words, steps=(*steps, *told))


@close.command(
    "close",
    epilog=examples(
        'supportctl close 7f3k2 --confirmed-by c-4h7k2 --channel email -m "works, thank you"',
        "supportctl close 7f3k2 --confirmed-by c-4h7k2 --workaround --known-error KB-20260914-A1B2C",
    ),
)
@changes
def to_closed(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    confirmed_by: given.ConfirmedBy = "",
    channel: ChannelOption = None,
    said: Annotated[
        str, typer.Option("--in", metavar="EVENT", help="The customer's message that says so.")
    ] = "",
    workaround: Annotated[
        bool, typer.Option("--workaround", help="The customer accepts a workaround until the fix comes.")
    ] = False,
    known_error: given.KnownErrorOption = "",
    approved_by: Annotated[
        str, typer.Option("--approved-by", metavar="LEAD", help="The lead who allows it without an answer.")
    ] = "",
    message: Messages,
    override: given.Overrides,
    reason: given.Reason = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Close a resolved ticket.

    -m is what the customer said.
    """
    work = Work.at(ctx)
    steps: tuple[evidence.Step, ...] = ()
    if confirmed_by:
        confirmed = evidence.confirmation(
            "workaround" if workaround else "resolution",
            by=one_line(confirmed_by),
            channel=channel or "",
            message=said,
            known_error=given.article(work, known_error),
            text=clean("\n\n".join(message)),
        )
        steps = (confirmed,)
    words = given.words_of(
        reason=reason or ("" if confirmed_by else " ".join(message)),
        overrides=override,
        approved_by=one_line(approved_by),
    )
    perform(work, ticket, "closed", fmt, words=words, steps=steps)


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
    work = Work.at(ctx)
    perform(work, ticket, "in_progress", fmt, words=given.words_of(reason=" ".join(message), verb="reopen"))


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
    work = Work.at(ctx)
    perform(work, ticket, "cancelled", fmt, words=given.words_of(reason=" ".join(message)))
