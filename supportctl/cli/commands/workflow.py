"""`supportctl workflow show`: the lifecycle of this desk, drawn."""

from typing import Annotated

import typer

from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, exclusive
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.render import workflow as drawn

app = typer.Typer(
    add_completion=False,
    help="The lifecycle of tickets on this desk.",
    epilog=examples("supportctl workflow show", "supportctl workflow show --mermaid"),
)


@app.callback()
def _group() -> None:
    """One command, and yet a group: its name is `workflow show`."""


@app.command(
    "show",
    epilog=examples("supportctl workflow show", "supportctl workflow show --mermaid > docs/lifecycle.mmd"),
)
def show(
    ctx: typer.Context,
    *,
    mermaid: Annotated[bool, typer.Option("--mermaid", help="Print a Mermaid flow chart.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show every status, the steps between them, and what each step asks for."""
    work = Work.at(ctx)
    session = work.session
    if mermaid and fmt is not Format.AUTO:
        raise exclusive("--mermaid", f"--{fmt.value}", command=ctx.command_path)
    workflow = work.desk.config.lifecycle.at(session.now)
    language = session.words.language
    if mermaid:
        session.answer("\n".join(drawn.mermaid(workflow, language)))
    elif fmt is Format.AUTO and session.terminal:
        session.answer("\n".join(drawn.tree(workflow, language)))
    else:
        session.show("workflow", drawn.COLUMNS, list(drawn.rows(workflow)), fmt)
