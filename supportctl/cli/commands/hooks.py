"""`supportctl hooks`: check what is about to be committed, in this clone."""

import typer

from supportctl.actions import hooks
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.render.table import Column

app = typer.Typer(
    add_completion=False,
    help="Check what is about to be committed, in this clone.",
    epilog=examples("supportctl hooks install", "supportctl hooks status"),
)

COLUMNS = (
    Column(key="hook", header="HOOK"),
    Column(key="state", header="STATE"),
    Column(key="path", header="PATH", shrinks=True),
)


@app.command("install", epilog=examples("supportctl hooks install", "supportctl hooks install --json"))
def install(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Install the hooks pre-commit and commit-msg; one that is there runs first."""
    work = Work.at(ctx)
    _show(work, hooks.install(work.desk.repository), fmt)


@app.command("uninstall", epilog=examples("supportctl hooks uninstall", "supportctl hooks uninstall -q"))
def uninstall(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Take the hooks away; what was there before is there again."""
    work = Work.at(ctx)
    _show(work, hooks.uninstall(work.desk.repository), fmt)


@app.command("status", epilog=examples("supportctl hooks status", "supportctl hooks status --json"))
def status(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Say which hooks are in place."""
    work = Work.at(ctx)
    _show(work, hooks.states(work.desk.repository), fmt)


def _show(work: Work, found: tuple[hooks.Hook, ...], fmt: Format) -> None:
    rows = [{"hook": one.name, "state": one.state, "path": one.path} for one in found]
    work.session.show("hooks", COLUMNS, rows, fmt)
