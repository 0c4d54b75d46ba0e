"""`supportctl git install|uninstall|status|resolve`: this clone's Git and our merge driver."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from supportctl.actions import gitscale, gitsetup, resolving
from supportctl.actions.gitsetup import MISSING, Part
from supportctl.cli.driver import told
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.errors.exchange import NotSettled
from supportctl.render.colour import Role
from supportctl.render.table import Column, Row
from supportctl.store import index

app = typer.Typer(add_completion=False, epilog=examples("supportctl git install", "supportctl git resolve"))

_ROLES = {"ok": Role.GOOD, "missing": Role.WARNING, "other": Role.WARNING, "conflict": Role.BAD}


def _role(row: Row) -> Role:
    return _ROLES[str(row["state"])]


PARTS = (
    Column(key="part", header="PART"),
    Column(key="state", header="STATE", role=_role),
    Column(key="found", header="FOUND"),
)
FILES = (
    Column(key="path", header="PATH"),
    Column(key="state", header="STATE"),
    Column(key="open", header="OPEN"),
)


@app.callback()
def group() -> None:
    """Make this clone's Git merge tickets properly, and settle conflicts."""


def _rows(parts: Iterable[Part]) -> list[Row]:
    return [{"part": part.name, "state": part.state, "found": part.found} for part in parts]


@app.command("install", epilog=examples("supportctl git install", "supportctl git install --textconv"))
def install(
    ctx: typer.Context,
    *,
    textconv: Annotated[
        bool, typer.Option("--textconv", help="Let git diff and git log -p tell tickets in words, too.")
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Teach this clone's Git to merge tickets; nothing is committed, no hook is touched."""
    work = Work.at(ctx)
    added = gitsetup.install(work.desk, words=textconv)
    seen = gitscale.size(work.desk.repository)
    if seen.is_behind:
        work.session.say(
            "writing the commit graph of {count} commits, which happens once", count=seen.commits
        )
    for name in gitscale.install(work.desk, seen):
        work.session.say("for a desk of this size: {name}", name=name)
    work.session.show("git", PARTS, _rows(gitsetup.status(work.desk)), fmt)
    if added:
        work.session.say("installed; git merge, pull, rebase and cherry-pick now lose no event")
    else:
        work.session.say("all of it was there already")


@app.command("uninstall", epilog=examples("supportctl git uninstall", "supportctl git uninstall --json"))
def uninstall(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Take away what install brought, and nothing else."""
    work = Work.at(ctx)
    gone = (*gitsetup.uninstall(work.desk), *(Part(key, MISSING) for key in gitscale.uninstall(work.desk)))
    work.session.show("git", PARTS, _rows(gone), fmt)
    work.session.say("taken away: {count} settings", count=len(gone))


@app.command("status", epilog=examples("supportctl git status", "supportctl git status --json"))
def status(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Show whether this clone's Git merges tickets properly, and which files have a conflict."""
    work = Work.at(ctx)
    rows = _rows(gitsetup.status(work.desk))
    for path in sorted(index.unmerged(work.desk.repository)):
        rows.append({"part": path, "state": "conflict", "found": "supportctl git resolve"})
    work.session.show("git", PARTS, rows, fmt)


@app.command(
    "resolve", epilog=examples("supportctl git resolve", "supportctl git resolve tickets/2026/09/*.md")
)
def resolve(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Files; by default all with a conflict.")
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("-n", "--dry-run", help="Show what would be done.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Settle conflicts that Git left: nothing of either side is lost.

    What both sides wrote into one section stays between markers; edit it and run this again.
    """
    work = Work.at(ctx)
    wanted = [_below(work.desk.root, work.session.directory / path) for path in paths or ()]
    done, commit = resolving.resolve(work.desk, wanted, now=work.session.now, dry_run=dry_run)
    rows: list[Row] = [
        {
            "path": one.path,
            "state": "settled" if one.is_settled else "conflict",
            "open": ", ".join(name or "-" for name in one.merged.conflicts),
        }
        for one in done
    ]
    work.session.show("resolved", FILES, rows, fmt)
    for one in done:
        for sentence in told(one.path, one.merged):
            work.session.warn(sentence)
        if one.twin:
            work.session.warn(
                "{path}: two tickets had this ID; the later one is now {twin}", path=one.path, twin=one.twin
            )
    unsettled = sum(not one.is_settled for one in done)
    if unsettled and not dry_run:
        raise NotSettled(count=unsettled)
    if not done:
        work.session.say("no file has a conflict")
    elif not dry_run and not commit and work.desk.repository.under_way():
        work.session.say(
            "all settled; finish with: git {state} --continue", state=work.desk.repository.under_way()
        )


def _below(root: Path, path: Path) -> str:
    """A path as Git names it."""
    resolved = path.parent.resolve() / path.name
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else path.as_posix()
