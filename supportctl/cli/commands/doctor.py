"""`supportctl doctor`: is this desk well?"""

from typing import Annotated

import typer

from supportctl.actions import doctor as practice
from supportctl.actions import gitscale, repair
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import BROKEN_FILES, Work
from supportctl.render.colour import Role
from supportctl.render.table import Column, Row

app = typer.Typer(add_completion=False)

_ROLES = {"ok": Role.GOOD, "warning": Role.WARNING, "bad": Role.BAD}


def _role(row: Row) -> Role:
    return _ROLES[str(row["state"])]


COLUMNS = (
    Column(key="examination", header="EXAMINATION"),
    Column(key="state", header="STATE", role=_role),
    Column(key="seen", header="SEEN"),
    Column(key="fix", header="FIX"),
)


@app.command("doctor", epilog=examples("supportctl doctor", "supportctl doctor --fix"))
def doctor(
    ctx: typer.Context,
    *,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Mend what can be: places, IDs used twice, lost events, the commit graph."
        ),
    ] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Examine the desk, its repository and this machine, and say how to mend what is off."""
    work = Work.at(ctx)
    if fix:
        mended = repair.mend(work.desk, now=work.session.now)
        done = (*mended.done, *gitscale.mend(work.desk))
        for sentence in done:
            work.session.say(sentence)
        if not done:
            work.session.say("nothing to mend")
        if mended.pending:
            work.session.warn("committed, but not all is cleaned up: {reason}", reason=mended.pending)
    found = practice.examine(work.desk)
    words = work.session.words
    rows = [
        {
            "examination": one.name,
            "state": one.state,
            "seen": words(one.seen),
            "fix": words(one.fix) if one.fix else "",
        }
        for one in found
    ]
    work.session.show("doctor", COLUMNS, rows, fmt)
    if any(one.state == practice.BAD for one in found):
        raise typer.Exit(BROKEN_FILES)
