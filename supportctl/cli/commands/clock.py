"""`supportctl sla`, `stale` and `next`: what was promised, what is late, what to do first."""

from typing import Annotated

import typer

from supportctl.actions import clocks, people
from supportctl.actions.clocks import Board, Late
from supportctl.cli.asking import Asking, QueryArg, offers, query_of
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.values import Severity
from supportctl.cli.work import Work
from supportctl.domain.rule import SEVERITIES
from supportctl.domain.verdict import Verdict
from supportctl.render import clocks as shown

sla = typer.Typer(add_completion=False)
stale = typer.Typer(add_completion=False)
following = typer.Typer(add_completion=False)

FOUND = 1
TicketsOrQuery = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TICKET|QUERY]...",
        help="Tickets, or conditions such as priority:<=P2; without any, all that is not closed.",
        show_default=False,
        autocompletion=offers,
    ),
]


def _board(work: Work, words: list[str] | None) -> tuple[Board, bool]:
    """The tickets that are named, else those a query finds; and whether it was one by name."""
    paths = clocks.named(work.desk, words) if words else ()
    if not paths:
        return clocks.board(work.desk, query_of(work.desk, words), work.session.now), False
    return _named(work, paths), len(paths) == 1


def _late(work: Work, words: list[str] | None) -> Late:
    paths = clocks.named(work.desk, words) if words else ()
    if paths:
        return clocks.late_of(work.desk, _named(work, paths), work.session.now)
    return clocks.late(work.desk, query_of(work.desk, words), work.session.now, shelf=not words)


def _named(work: Work, paths: tuple[str, ...]) -> Board:
    boards = [clocks.one(work.desk, path, work.session.now) for path in paths]
    cases = tuple(case for board in boards for case in board.cases)
    findings = dict.fromkeys(finding for board in boards for finding in board.findings)
    return Board(cases, tuple(findings))


@sla.command(
    "sla",
    cls=Asking,
    epilog=examples("supportctl sla 7f3k2 --explain", "supportctl sla 'assignee:@me priority:<=P2' --json"),
)
def show_clocks(
    ctx: typer.Context,
    words: TicketsOrQuery = None,
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Every stretch of time, and the event behind it.")
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show the clocks of tickets: what was promised, what is used of it, what is due when.

    With --now they read as they stood at any other time.
    """
    work = Work.at(ctx)
    board, single = _board(work, words)
    zone, talk = work.desk.config.zone, work.session.words
    if explain and fmt is Format.AUTO:
        for case in board.cases:
            work.session.answer(f"{case.ticket.id}  {case.ticket.priority}  {case.ticket.title}")
            for clock in case.clocks:
                work.session.rendered([""])
                work.session.rendered(
                    shown.explanation(
                        case,
                        clock,
                        words=talk,
                        zone=zone,
                        colour=work.session.colour,
                        screen=work.session.width,
                    )
                )
    else:
        pairs = [(case, clock) for case in board.cases for clock in (case.latest if single else case.active)]
        pairs.sort(key=lambda pair: (not pair[1].is_late, pair[1].due or pair[1].start, pair[0].ticket.id))
        rows = [shown.row(case, clock) for case, clock in pairs]
        work.session.show("clocks", shown.columns(talk, zone, whose=not single), rows, fmt)
        if not rows:
            work.session.say("no clock is running")
    work.report(board.findings)


@stale.command(
    "stale",
    cls=Asking,
    epilog=examples("supportctl stale", "supportctl stale assignee:@me --fail-level error --plan"),
)
def tell_stale(
    ctx: typer.Context,
    words: TicketsOrQuery = None,
    *,
    fail_level: Annotated[
        Severity, typer.Option("--fail-level", help="The mildest finding that makes the exit code 1.")
    ] = Severity.WARNING,
    plan: Annotated[bool, typer.Option("--plan", help="Print the commands that would mend it.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Tell what is late or about to be, and who has to act.

    Late work of which the customer was not told is an error; told in time it is a warning. Without a query
    also what of the knowledge base waits to be looked after.
    """
    work = Work.at(ctx)
    late = _late(work, words)
    found = list(late.told)
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    found.sort(
        key=lambda pair: (pair[0].actor if pair[0] else "", order[pair[1].rule.severity], pair[1].path)
    )
    if plan:
        ways = (finding.way_out for _, finding in found if order[finding.rule.severity] < order["info"])
        commands = dict.fromkeys(work.session.sentence(way) for way in ways if way)
        work.session.answer("\n".join(commands)) if commands else None
    else:
        rows = shown.stale_rows if fmt in (Format.JSON, Format.JSONL) else shown.stale_seen
        work.session.show("stale", shown.STALE, rows(found, work.session.words), fmt)
    if not found:
        work.session.say("nothing is late, and nothing is about to be")
    work.report(late.findings)
    if Verdict(findings=tuple(finding for _, finding in found)).fails(fail_level):
        raise typer.Exit(FOUND)


@following.command(
    "next", cls=Asking, epilog=examples("supportctl next", "supportctl next -L 5 customer:acme")
)
def what_next(
    ctx: typer.Context,
    query: QueryArg = None,
    *,
    limit: Annotated[int, typer.Option("-L", "--limit", metavar="N", min=1, help="Show at most N.")] = 1,
    everyone: Annotated[bool, typer.Option("--all", help="Those of other people as well.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Say which ticket to take now, and why.

    Yours and those of nobody: P1 first, then what is late, then what is due first. What waits for others
    or is kept quiet is left out.
    """
    work = Work.at(ctx)
    board = clocks.board(work.desk, query_of(work.desk, ["is:live", *(query or ())]), work.session.now)
    mine = ("", "" if everyone else people.me(work.desk))
    cases = [
        case
        for case in board.cases
        if (everyone or case.ticket.text("assignee") in mine) and clocks.is_to_do(case)
    ]
    cases.sort(key=clocks.urgency)
    zone, talk = work.desk.config.zone, work.session.words
    rows = [shown.next_row(case, talk, zone) for case in cases[:limit]]
    work.session.show("next", shown.NEXT, rows, fmt)
    if not rows:
        work.session.say("nothing waits for you")
    elif len(cases) > limit:
        work.session.say("{shown} of {total} tickets; more with -L N", shown=limit, total=len(cases))
    work.report(board.findings)
