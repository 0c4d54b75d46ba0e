"""`supportctl lookup`, `scope`, `solution`, `verify` and `confirm`: the evidence the process asks for."""

from enum import StrEnum
from typing import Annotated

import typer

from supportctl.actions import evidence
from supportctl.cli import given
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile, text_of
from supportctl.cli.output import Format
from supportctl.cli.values import ChannelOption, TicketArg
from supportctl.cli.work import Work
from supportctl.domain.markup import clean, one_line
from supportctl.errors import Said
from supportctl.errors.command import EmptyText, Misused

lookup = typer.Typer(add_completion=False)
scope = typer.Typer(add_completion=False)
solution = typer.Typer(add_completion=False)
verify = typer.Typer(add_completion=False)
confirm = typer.Typer(add_completion=False)


class Result(StrEnum):
    PASS = "pass"  # noqa: S105 - the word of a verification
    FAIL = "fail"


@lookup.command(
    "lookup",
    epilog=examples(
        'supportctl lookup 7f3k2 "connection pool exhausted" --hit KB-20260914-A1B2C',
        "supportctl lookup 7f3k2 连接池 耗尽 --miss",
    ),
)
@changes
def record_lookup(
    ctx: typer.Context,
    ticket: TicketArg,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...", help="What was asked; by default the ticket's title.", show_default=False
        ),
    ] = None,
    *,
    hit: given.Hits,
    miss: given.Miss = False,
    not_applicable: given.NotApplicable = False,
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record a look-up in the knowledge base; the articles that helped become links."""
    work = Work.at(ctx)
    if not (hit or miss or not_applicable):
        way = Said("give --hit, or --miss, or --not-applicable")
        raise Misused(problem=Said("say what came of the look-up"), way=way)
    query, reason = one_line(" ".join(words or ())), " ".join(message)
    steps = given.looked_up(work, query, hit, miss=miss, not_applicable=not_applicable, reason=reason)
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), *steps), fmt)


@scope.command(
    "scope",
    epilog=examples(
        "supportctl scope 7f3k2 in --contract c2026 --item defects",
        'supportctl scope 7f3k2 out -m "the customer\'s own storage array"',
    ),
)
@changes
def judge_scope(
    ctx: typer.Context,
    ticket: TicketArg,
    verdict: Annotated[given.Verdict, typer.Argument(metavar="in|out", help="Whether it is covered.")],
    *,
    contract: Annotated[
        str, typer.Option("--contract", metavar="ID", help="The contract; by default the one in force.")
    ] = "",
    item: Annotated[str, typer.Option("--item", metavar="ITEM", help="What of the contract covers it.")] = "",
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record whether the contract covers a ticket."""
    work = Work.at(ctx)
    reason = one_line(" ".join(message))
    if verdict is given.Verdict.OUT and not reason:
        raise EmptyText(name=Said("reason"))
    step = evidence.scope(work.desk, verdict.value, contract=contract, item=item, reason=reason)
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), step), fmt)


@solution.command(
    "solution",
    epilog=examples(
        'supportctl solution 7f3k2 code -m "pool closed in finally" --where crm-login --release 5.2.2',
        'supportctl solution 7f3k2 workaround -m "每晚重启应用以释放连接"',
    ),
)
@changes
def record_solution(
    ctx: typer.Context,
    ticket: TicketArg,
    type: Annotated[given.SolutionType, typer.Argument(metavar="TYPE", help="What kind of solution.")],
    *,
    message: Messages,
    file: TextFile = "",
    edit: Editor = False,
    where: Annotated[str, typer.Option("--where", help="Where it was applied.")] = "",
    version: Annotated[
        str, typer.Option("--release", metavar="VERSION", help="The version that has it.")
    ] = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record the solution: what was done and where."""
    work = Work.at(ctx)
    text = clean(text_of(work.session, message, file=file, edit=edit, name="solution"))
    step = evidence.event(
        "solution",
        f"solution: {type.value}",
        text,
        type=type.value,
        where=one_line(where),
        version=one_line(version),
    )
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), step), fmt)


@verify.command(
    "verify",
    epilog=examples(
        "supportctl verify 7f3k2 pass --by internal",
        'supportctl verify 7f3k2 fail --by customer -m "仍有一半用户无法登录"',
    ),
)
@changes
def record_verification(
    ctx: typer.Context,
    ticket: TicketArg,
    result: Annotated[Result, typer.Argument(metavar="pass|fail", help="What came of it.")],
    *,
    by: Annotated[given.Side, typer.Option("--by", help="Which side verified it.")] = given.Side.INTERNAL,
    who: Annotated[
        str, typer.Option("--who", metavar="WHO", help="The person; by default you, or the contact.")
    ] = "",
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record a verification of the solution; a failure voids what passed before it."""
    work = Work.at(ctx)
    doing = work.doing()
    person = one_line(who) or (doing.actor if by is given.Side.INTERNAL else "")
    text = clean("\n\n".join(message))
    step = evidence.verification(result.value, by=by.value, who=person, text=text)
    work.tell(evidence.record(work.desk, work.path(ticket), doing, step), fmt)


@confirm.command(
    "confirm",
    epilog=examples(
        "supportctl confirm 7f3k2 priority --by c-4h7k2 --channel email",
        'supportctl confirm 7f3k2 resolution --by c-4h7k2 --channel portal -m "已验证，可以关闭"',
    ),
)
@changes
def record_confirmation(
    ctx: typer.Context,
    ticket: TicketArg,
    of: Annotated[
        str,
        typer.Argument(metavar="priority|resolution|workaround|#EVENT", help="What the customer agreed to."),
    ],
    *,
    by: Annotated[
        str, typer.Option("--by", metavar="WHO", help="Who confirmed; by default the contact.")
    ] = "",
    channel: ChannelOption = None,
    said: Annotated[
        str, typer.Option("--in", metavar="EVENT", help="The customer's message that says so.")
    ] = "",
    known_error: given.KnownErrorOption = "",
    message: Messages,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Record that the customer confirmed something; by messenger alone it does not count."""
    work = Work.at(ctx)
    step = evidence.confirmation(
        of,
        by=one_line(by),
        channel=channel or "",
        message=said,
        known_error=given.article(work, known_error),
        text=clean("\n\n".join(message)),
    )
    work.tell(evidence.record(work.desk, work.path(ticket), work.doing(), step), fmt)
