"""`supportctl bulk`: one change to every ticket that a query finds."""

from typing import Annotated, Any

import typer

from supportctl.actions import bulk as many
from supportctl.actions import find, screening, selecting
from supportctl.actions.bulk import Outcome
from supportctl.actions.change import Done
from supportctl.cli.asking import guarded, offers, query_of
from supportctl.cli.bulk_verbs import VERBS, Given, step
from supportctl.cli.changing import changes
from supportctl.cli.commands.lists import Signed
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages, TextFile
from supportctl.cli.output import Format
from supportctl.cli.progress import Progress
from supportctl.cli.work import Work
from supportctl.render import changes as told
from supportctl.render.table import Column, Row, table

app = typer.Typer(add_completion=False)

SHOWN = 50
LONGEST = 100
CHANGED, UNCHANGED, REPEATED = "changed", "unchanged", "repeated"
COLUMNS = (
    Column(key="id", header="ID"),
    Column(key="outcome", header="OUTCOME"),
    Column(key="change", header="CHANGE"),
    Column(key="title", header="TITLE", shrinks=True),
)


class Many(Signed):
    """The first word is the query; of what follows, -word is a tag to take off."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [*map(guarded, args[:1]), *args[1:]])


def _verbs(current: str) -> list[tuple[str, str]]:
    return [(name, verb.usage) for name, verb in VERBS.items() if name.startswith(current)]


@app.command(
    "bulk",
    cls=Many,
    epilog=examples(
        "supportctl bulk 'customer:acme is:live tag:login' priority P2 -m \"the outage is over\"",
        "supportctl bulk 'assignee:bob is:live' assign alice --yes",
        "supportctl bulk @unassigned tag +triage -new --dry-run",
        "supportctl list @late --ids | supportctl bulk - note -m 已统一答复 --yes",
    ),
)
@changes
def change_many(
    ctx: typer.Context,
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="Which tickets, in quotes; - reads IDs from standard input.",
            autocompletion=offers,
        ),
    ],
    verb: Annotated[
        str,
        typer.Argument(
            metavar="VERB",
            help="priority, assign, team, tag, note, edit, eta, snooze, link, move, resume, cancel or close.",
            autocompletion=_verbs,
        ),
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VALUE]...", help="What the verb needs, as its own command takes it."),
    ] = None,
    *,
    remove: Annotated[
        list[str],
        typer.Option("--remove", metavar="TAG", default_factory=list, help="With tag, the same as -TAG."),
    ],
    message: Messages,
    file: TextFile = "",
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Do it without asking.")] = False,
    skip_refused: Annotated[
        bool, typer.Option("--skip-refused", help="Leave out the tickets that refuse, and change the others.")
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Change every ticket that a query finds, all of them in one commit.

    It shows what each ticket would change and asks. If one ticket refuses, none is changed.
    """
    work = Work.at(ctx)
    words = Given(tuple(values or ()), tuple(remove), tuple(message), file)
    decide = step(work, verb, words)
    paths = _paths(work, query)
    doing = work.doing()
    with Progress(work.session, len(paths)) as progress:
        tried = many.attempt(work.desk, paths, doing, decide, progress=progress.reach)
    if tried.refused and not skip_refused:
        raise many.refusal(tried)
    asked = bool(tried.changed) and not yes and not doing.dry_run
    if not doing.dry_run:
        if asked:
            _ask(work, tried)
        # Also where nothing is to change: this is the road that finishes what a crash left.
        with Progress(work.session, len(tried.changed)) as progress:
            what = " ".join((verb, *words.values))[:LONGEST]
            tried = many.carry_out(work.desk, tried, doing, decide, what=what, progress=progress.reach)
    if not asked or fmt is not Format.AUTO:  # who was asked has seen it
        _show(work, tried, fmt, dry_run=doing.dry_run)
    _tell(work, query, tried, dry_run=doing.dry_run)


def _paths(work: Work, query: str) -> tuple[str, ...]:
    """The tickets in the order of the query; what is wrong with other files is told on the way."""
    if query == "-":
        return tuple(dict.fromkeys(find.ticket_path(work.desk, one) for one in find.spread((query,))))
    found = selecting.select(work.desk, query_of(work.desk, [query]), work.session.now)
    for finding in found.findings:
        work.session.point(finding)
    return tuple(row.path for row in found.page.items)


def _ask(work: Work, tried: Outcome) -> None:
    session = work.session
    if session.interactive:
        rows = [_row(work, one, "") for one in tried.changed[:SHOWN]]
        session.preview(
            "\n".join(table(COLUMNS, rows, words=session.words, colour=False, screen=session.width))
        )
        if len(tried.changed) > SHOWN:
            session.say("and {count} more", count=len(tried.changed) - SHOWN)
        _refusals(work, tried)
    session.confirm("change {count} tickets in one commit? (y/n)", flag="--yes", count=len(tried.changed))


def _show(work: Work, outcome: Outcome, fmt: Format, *, dry_run: bool) -> None:
    if dry_run and fmt is Format.AUTO:
        work.session.rendered(one.diff for one in outcome.changed if one.diff)
    else:
        work.session.show("bulk", COLUMNS, [_row(work, one, one.commit) for one in outcome.done], fmt)
    _refusals(work, outcome)


def _tell(work: Work, query: str, outcome: Outcome, *, dry_run: bool) -> None:
    session = work.session
    if not outcome.done and not outcome.refused:
        session.say("no ticket matches {query}", query=query)
    counts = {"changed": len(outcome.changed), "same": len(outcome.done) - len(outcome.changed)}
    if dry_run:
        session.say("{changed} tickets would be changed, {same} would stay as they are", **counts)
    else:
        session.say("{changed} tickets changed, {same} stay as they are", **counts)
    if outcome.changed and not outcome.commit and not dry_run:
        session.say("written, not committed")
    work.warn_of(hit for one in outcome.changed for hit in screening.personal(one.ticket, one.before))
    if outcome.pending:
        session.warn("committed, but not all is cleaned up: {reason}", reason=outcome.pending)


def _refusals(work: Work, outcome: Outcome) -> None:
    for sentence in many.reasons(outcome):
        work.session.warn(sentence)


def _row(work: Work, done: Done, commit: str) -> Row:
    """`supportctl.bulk/1`: one ticket, the events it got, in words and as they are."""
    sentences = "; ".join(work.session.sentence(one) for one in told.sentences(done.new_events))
    state = REPEATED if done.repeated else CHANGED if done.new_events else UNCHANGED
    return {**told.row(done.ticket, done.new_events, commit), "outcome": state, "change": sentences}
