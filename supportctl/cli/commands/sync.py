"""`supportctl sync`: exchange with the others."""

from typing import Annotated

import typer

from supportctl.actions import sync as exchange
from supportctl.actions.sync import Synced, Watching, Wish
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.progress import Progress, Relay
from supportctl.cli.work import Work
from supportctl.render.table import Column, Row

app = typer.Typer(add_completion=False)

NAMED = 20
COLUMNS = (
    Column(key="remote", header="REMOTE"),
    Column(key="received", header="RECEIVED"),
    Column(key="sent", header="SENT"),
    Column(key="merged", header="MERGED"),
    Column(key="decided", header="DECIDED"),
    Column(key="conflicts", header="CONFLICTS"),
)


@app.command("sync", epilog=examples("supportctl sync", "supportctl sync --onto origin/main"))
def sync(
    ctx: typer.Context,
    *,
    onto: Annotated[
        str, typer.Option("--onto", metavar="BRANCH", help="Merge BRANCH too: mends a pull request.")
    ] = "",
    rewritten: Annotated[
        bool, typer.Option("--rewritten", help="Go on although the remote's history was rewritten.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("-n", "--dry-run", help="Show what would come and go.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Exchange with the others: fetch, merge without losing anything, push.

    Tickets that both sides changed are merged event by event. Only what both wrote into one section is left
    for you to settle.
    """
    work = Work.at(ctx)
    wish = Wish(onto=onto, rewritten=rewritten, dry_run=dry_run)
    with Relay(work.session) as relay, Progress(work.session, 0) as progress:
        watching = Watching(heard=relay.hear, reached=progress.reach_of)
        done = exchange.sync(work.desk, wish, now=work.session.now, watching=watching)
    work.session.show("sync", COLUMNS, [_row(done)], fmt)
    _tell(work, done, dry_run)


def _row(done: Synced) -> Row:
    return {
        "remote": done.name,
        "received": done.received,
        "sent": done.sent,
        "merged": sorted(done.merged),
        "decided": [f"{path} {name}" for path, name in sorted(done.decided)],
        "conflicts": sorted(done.conflicts),
    }


def _tell(work: Work, done: Synced, dry_run: bool) -> None:
    say, warn = work.session.say, work.session.warn
    for path, name in sorted(done.decided)[:NAMED]:
        warn("{path}: both sides set {name}; the later one counts", path=path, name=name)
    if len(done.decided) > NAMED:
        warn("and {count} more; all of them: supportctl check", count=len(done.decided) - NAMED)
    for path in sorted(done.kept):
        warn("{path}: one side deleted it, the other changed it; it stays", path=path)
    if dry_run:
        for path, names in sorted(done.conflicts.items()):
            shown = ", ".join(name or "-" for name in names)
            warn("{path}: both sides changed {name}; settle it by hand", path=path, name=shown)
        say(
            "{count} commits would come from {remote}; nothing was merged",
            count=done.received,
            remote=done.name,
        )
        return
    if not done.received and not done.sent:
        say("nothing new here or at {remote}", remote=done.name)
        return
    say(
        "{remote}: {received} commits received, {sent} sent",
        remote=done.name,
        received=done.received,
        sent=done.sent,
    )
