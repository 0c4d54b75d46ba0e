"""`supportctl init` and `supportctl config`: a folder becomes a desk, and what the desk says of itself."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from supportctl.actions import setup
from supportctl.cli import sample
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, exclusive
from supportctl.cli.output import Format
from supportctl.cli.progress import Progress
from supportctl.cli.session import Session
from supportctl.cli.work import Work
from supportctl.errors import Said
from supportctl.errors.command import BadValue, UnknownValue
from supportctl.errors.desk import SampleWantsNewDesk
from supportctl.render.table import Column
from supportctl.store import config as settings

init = typer.Typer(add_completion=False)
config = typer.Typer(add_completion=False)


class Host(StrEnum):
    GITHUB = "github"
    GITLAB = "gitlab"


STEPS = (Column(key="action", header="ACTION"), Column(key="path", header="PATH"))
VALUES = (
    Column(key="key", header="KEY"),
    Column(key="value", header="VALUE"),
    Column(key="origin", header="ORIGIN"),
)


@init.command(
    "init",
    epilog=examples("supportctl init ~/desk --ci github", "supportctl init ~/sample --demo"),
)
def make_desk(
    ctx: typer.Context,
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="The folder; by default this one.", show_default=False),
    ] = None,
    *,
    timezone: Annotated[
        str, typer.Option("--timezone", metavar="ZONE", help="The desk's time zone.")
    ] = "Asia/Shanghai",
    host: Annotated[
        Host | None, typer.Option("--ci", help="Add the workflow that checks every change on that host.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("-n", "--dry-run", help="Show what would be done.")] = False,
    no_commit: Annotated[bool, typer.Option("--no-commit", help="Leave the commit to you.")] = False,
    demo: Annotated[bool, typer.Option("--demo", help="With three months of sample tickets.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Make a folder a desk; what is there already stays as it is."""
    session = Session.of(ctx)
    root = (session.directory / (directory or "")).resolve()
    if demo and no_commit:
        raise exclusive("--demo", "--no-commit", command=ctx.command_path)
    if demo and (root / settings.NAME).exists():
        raise SampleWantsNewDesk(path=str(root))
    if timezone not in settings.timezones():
        raise BadValue(name="--timezone", value=timezone, reason=Said("there is no such time zone"))
    done = setup.prepare(
        root,
        language=session.words.language,
        timezone=timezone,
        now=sample.BEGINS if demo else session.now,
        given=sample.beginning() if demo else None,
        host=host or "",
        dry_run=dry_run,
        commit=not no_commit,
    )
    rows = [{"action": step.action, "path": step.path} for step in done.steps]
    session.show("init", STEPS, rows, fmt)
    if dry_run:
        return
    if done.pending:
        session.warn("committed, but not all is cleaned up: {reason}", reason=done.pending)
    if done.is_done:
        session.say("{path} is a desk already; nothing to do", path=root)
        return
    if demo:
        _play(session, root)
        return
    session.say(
        "{path} is a desk now; go on with: supportctl new, supportctl list, supportctl --help", path=root
    )


def _play(session: Session, root: Path) -> None:
    """The sample's stories, one commit a step; then how to look at them on the day they end."""
    steps = sample.steps()
    with Progress(session, len(steps)) as progress:
        sample.play(root, steps, progress.reach)
    session.say("{path} is a desk now, with {count} steps of sample work", path=root, count=len(steps))
    session.say(
        "its last day is {day}; look around with: export SUPPORTCTL_NOW={now}; supportctl list",
        day=sample.ENDS.date().isoformat(),
        now=sample.ENDS.isoformat(timespec="minutes"),
    )


@config.command("config", epilog=examples("supportctl config", "supportctl config timezone"))
def show_config(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="[KEY]", help="One key.", show_default=False)] = "",
    *,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show what the desk's configuration amounts to, and where each value comes from."""
    work = Work.at(ctx)
    rows = [
        {"key": name, "value": value, "origin": origin}
        for name, value, origin in settings.values(work.desk.root, work.desk.config)
    ]
    if key:
        rows = [row for row in rows if row["key"] == key]
        if not rows:
            raise UnknownValue("config", key, settings.KEYS)
        if fmt is Format.AUTO:
            work.session.answer(str(rows[0]["value"]))
            return
    work.session.show("config", VALUES, rows, fmt)
