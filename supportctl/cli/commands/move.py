"""`supportctl move` and the first half of its shorthands: from new to the work, and into waiting."""

from typing import Annotated

import typer

from supportctl.actions import evidence, moving, people, tickets
from supportctl.cli import given
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.moves import perform
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.values import (
    AskOption,
    Category,
    ChannelOption,
    Difficulty,
    Impact,
    TicketArg,
)
from supportctl.cli.work import Work
from supportctl.domain.markup import clean, one_line
from supportctl.domain.near import near
from supportctl.domain.schema import Value
from supportctl.errors.command import UnknownValue

move = typer.Typer(add_completion=False)
accept = typer.Typer(add_completion=False)
diagnose = typer.Typer(add_completion=False)
start = typer.Typer(add_completion=False)
wait = typer.Typer(add_completion=False)
resume = typer.Typer(add_completion=False)

WAITING = {"customer": "waiting_customer", "third-party": "waiting_third_party", "release": "waiting_release"}


@move.command(
    "move",
    epilog=examples(
        'supportctl move 7f3k2 verifying --solution code -m "pool closed in finally" --release 5.2.2',
        'supportctl move 7f3k2 cancelled -m "withdrawn by the customer"',
    ),
)
@changes
def to(
    ctx: typer.Context,
    ticket: TicketArg,
    status: Annotated[str, typer.Argument(metavar="STATUS", help="Any status of the lifecycle.")],
    *,
    message: Messages,
    solution: Annotated[
        given.SolutionType | None,
        typer.Option("--solution", metavar="TYPE", help="The kind of solution that -m tells."),
    ] = None,
    where: Annotated[str, typer.Option("--where", help="Where it was applied.")] = "",
    version: Annotated[
        str, typer.Option("--release", metavar="VERSION", help="The version that has it, or is waited for.")
    ] = "",
    party: Annotated[str, typer.Option("--party", metavar="WHO", help="Whom it waits for.")] = "",
    next_check: given.NextCheck = "",
    override: given.Overrides,
    reason: given.Reason = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Take a ticket to another status, as far as the lifecycle allows it."""
    work = Work.at(ctx)
    steps: tuple[evidence.Step, ...] = ()
    if solution:
        text = clean("\n\n".join(message))
        values = {"type": solution.value, "where": one_line(where), "version": one_line(version)}
        steps = (evidence.event("solution", f"solution: {solution.value}", text, **values),)
    words = given.words_of(
        reason=reason or ("" if solution else " ".join(message)),
        overrides=override,
        party=one_line(party),
        version="" if solution else one_line(version),
        next_check=given.moment(work, next_check),
    )
    perform(work, ticket, status, fmt, words=words, steps=steps)


@accept.command(
    "accept",
    epilog=examples(
        'supportctl accept 7f3k2 -m "We have your report and are looking into it."',
        'supportctl accept @last -m "已收到，请补充服务器环境信息。" --asks environment',
    ),
)
@changes
def to_accepted(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    message: Messages,
    channel: ChannelOption = None,
    asks: AskOption = "",
    override: given.Overrides,
    reason: given.Reason = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Take a new ticket into work: it is accepted.

    -m is the first response to the customer.
    """
    work = Work.at(ctx)
    steps = given.told(work, message, channel=channel, asks=asks)
    perform(
        work, ticket, "accepted", fmt, words=given.words_of(reason=reason, overrides=override), steps=steps
    )


@diagnose.command(
    "diagnose",
    epilog=examples(
        "supportctl diagnose 7f3k2 -a @me --scope in --contract c2026 --item defects",
        'supportctl diagnose @here --scope out -m "not a module of the contract"',
    ),
)
@changes
def to_diagnosing(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    assignee: Annotated[
        str, typer.Option("-a", "--assignee", metavar="WHO", help="Who takes it, or @me.")
    ] = "",
    scope: Annotated[
        given.Verdict | None,
        typer.Option("--scope", metavar="in|out", help="Whether the contract covers it."),
    ] = None,
    contract: Annotated[str, typer.Option("--contract", metavar="ID", help="The contract.")] = "",
    item: Annotated[str, typer.Option("--item", metavar="ITEM", help="What of the contract covers it.")] = "",
    message: Messages,
    override: given.Overrides,
    reason: given.Reason = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Begin to diagnose an accepted ticket.

    -m is the reason of the scope.
    """
    work = Work.at(ctx)
    steps: list[evidence.Step] = []
    if assignee:
        steps.append(tickets.setting({"assignee": people.assignee(work.desk, assignee)}))
    if scope:
        steps.append(
            evidence.scope(
                work.desk, scope.value, contract=contract, item=item, reason=one_line(" ".join(message))
            )
        )
    words = given.words_of(reason=reason, overrides=override)
    perform(work, ticket, "diagnosing", fmt, words=words, steps=steps)


@start.command(
    "start",
    epilog=examples(
        "supportctl start 7f3k2 --category defect --impact core --eta +4h --miss --team crm-dev",
        'supportctl start 7f3k2 --failed-by c-4h7k2 -m "the error is back on node 2"',
    ),
)
@changes
def to_in_progress(
    ctx: typer.Context,
    ticket: TicketArg,
    *,
    category: Annotated[
        Category | None, typer.Option("--category", help="One of the five categories.")
    ] = None,
    impact: Annotated[
        Impact | None, typer.Option("--impact", help="What of the customer's business it hits.")
    ] = None,
    difficulty: Annotated[
        Difficulty | None, typer.Option("--difficulty", help="How hard it is to solve.")
    ] = None,
    eta: given.EtaOption = "",
    query: given.Query = "",
    hit: given.Hits,
    miss: given.Miss = False,
    not_applicable: given.NotApplicable = False,
    team: Annotated[str, typer.Option("--team", metavar="TEAM", help="The development team, or none.")] = "",
    ref: Annotated[str, typer.Option("--ref", metavar="REF", help="The number in the other tracker.")] = "",
    confirmed_by: given.ConfirmedBy = "",
    channel: ChannelOption = None,
    failed_by: given.FailedBy = "",
    message: Messages,
    override: given.Overrides,
    reason: given.Reason = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Begin to work on the solution: the ticket is in progress.

    --confirmed-by is for the priority.
    """
    work = Work.at(ctx)
    said = one_line(" ".join(message))
    values: dict[str, Value] = {
        "category": category.value if category else "",
        "impact": impact.value if impact else "",
        "difficulty": difficulty.value if difficulty else "",
        "eta": given.moment(work, eta),
        "team": people.team(work.desk, team) if team else "",
        "ref": one_line(ref),
    }
    steps: list[evidence.Step] = [tickets.setting({name: value for name, value in values.items() if value})]
    steps += given.looked_up(work, query, hit, miss=miss, not_applicable=not_applicable, reason=said)
    if confirmed_by:
        steps.append(evidence.confirmation("priority", by=one_line(confirmed_by), channel=channel or ""))
    if failed_by:
        steps.append(evidence.failure(work.desk, one_line(failed_by), text=clean("\n\n".join(message))))
    words = given.words_of(reason=reason or said, overrides=override)
    perform(work, ticket, "in_progress", fmt, words=words, steps=steps)


@wait.command(
    "wait",
    epilog=examples(
        'supportctl wait 7f3k2 customer -m "Which database version is it?" --asks environment',
        'supportctl wait 7f3k2 release --release 5.2.2 --next-check 5bd -m "The fix comes with 5.2.2."',
    ),
)
@changes
def to_waiting(
    ctx: typer.Context,
    ticket: TicketArg,
    party: Annotated[str, typer.Argument(metavar="customer|third-party|release", help="Whom it waits for.")],
    *,
    message: Messages,
    channel: ChannelOption = None,
    asks: AskOption = "",
    who: Annotated[str, typer.Option("--party", metavar="WHO", help="The third party.")] = "",
    version: Annotated[
        str, typer.Option("--release", metavar="VERSION", help="The version it waits for.")
    ] = "",
    next_check: given.NextCheck = "",
    override: given.Overrides,
    reason: given.Reason = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Let a ticket wait for the customer, a third party or a release.

    -m tells the customer. A wait for the customer needs a question, and the answer ends it. The other
    waits are renewed by the same command with another time.
    """
    work = Work.at(ctx)
    if party not in WAITING:
        raise UnknownValue("wait", party, tuple(WAITING), *near(party, WAITING))
    asked = asks or ("answer" if party == "customer" else "")
    words = given.words_of(
        reason=reason,
        overrides=override,
        party=one_line(who),
        version=one_line(version),
        next_check=given.moment(work, next_check),
    )
    steps = given.told(work, message, channel=channel, asks=asked)
    perform(work, ticket, WAITING[party], fmt, words=words, steps=steps)


@resume.command("resume", epilog=examples("supportctl resume 7f3k2", "supportctl resume @last --at 10:30"))
@changes
def to_before(
    ctx: typer.Context, ticket: TicketArg, *, message: Messages, fmt: FormatOption = Format.AUTO
) -> None:
    """End the waiting: the ticket goes back to where it was before."""
    work = Work.at(ctx)
    words = given.words_of(reason=" ".join(message))
    work.tell(moving.resume(work.desk, work.path(ticket), work.doing(), words=words), fmt)
