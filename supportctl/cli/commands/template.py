"""`supportctl template`: the texts that replies begin with, and the checklists of remote checks."""

from typing import Annotated

import typer

from supportctl.actions import replies
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, Messages
from supportctl.cli.output import Format
from supportctl.cli.templates import LanguageOption, SetOption, given_of
from supportctl.cli.work import Work
from supportctl.render.table import Column, Row
from supportctl.store import templates as store

FOUND = 1
app = typer.Typer(
    add_completion=False,
    help="Templates of replies and checklists: see them, fill them in, check them.",
    epilog=examples("supportctl template list", "supportctl template render progress 7f3k2 -m TEXT"),
)

COLUMNS = (
    Column(key="name", header="NAME"),
    Column(key="languages", header="LANGUAGE"),
    Column(key="place", header="PATH", shrinks=True),
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The template, for example progress.")]


@app.command("list", epilog=examples("supportctl template list", "supportctl template list --json"))
def list_templates(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """List the templates: the package's own, and those the desk has put in their place."""
    work = Work.at(ctx)
    shelf = store.load(work.desk.root)
    work.session.show("templates", COLUMNS, [_row(shelf, name) for name in shelf.names], fmt)
    work.report(shelf.findings)


def _row(shelf: store.Templates, name: str) -> Row:
    held = [one for one in shelf.sources.values() if one.name == name]
    return {
        "name": name,
        "languages": [one.language for one in held],
        "place": ", ".join(one.path for one in held if one.path),
    }


@app.command(
    "show",
    epilog=examples("supportctl template show progress", "supportctl template show delay --lang zh"),
)
def show_template(ctx: typer.Context, name: Name, *, language: LanguageOption = None) -> None:
    """Show a template as it is written, to copy and change it in the desk's templates folder."""
    work = Work.at(ctx)
    wanted = language or work.session.words.language
    source = replies.find(store.load(work.desk.root), name, wanted)
    work.session.answer(source.text.rstrip("\n"))
    work.session.say("put your own into {path}", path=f"{store.FOLDER}/{source.file}")


@app.command(
    "render",
    epilog=examples(
        'supportctl template render progress 7f3k2 -m "We have found the cause."',
        "supportctl template render checklist-database 7f3k2 | supportctl note 7f3k2 -F -",
    ),
)
def render_template(
    ctx: typer.Context,
    name: Name,
    ticket: Annotated[
        str, typer.Argument(metavar="TICKET", help="The ticket it is about.", show_default=False)
    ] = "",
    *,
    message: Messages,
    values: SetOption,
    language: LanguageOption = None,
) -> None:
    """Fill a template in and print it; nothing is recorded. What it lacks is named."""
    work = Work.at(ctx)
    one = work.ticket(work.path(ticket)) if ticket else None
    spoken = language or replies.language_of(work.desk, one, work.session.words.language)
    done = replies.write(
        work.desk, name, ticket=one, given=given_of(message, values), language=spoken, now=work.session.now
    )
    if done.subject:
        work.session.say("subject: {subject}", subject=done.subject)
    work.session.answer(done.body)


@app.command("lint", epilog=examples("supportctl template lint", "supportctl template lint --lang zh"))
def lint_templates(ctx: typer.Context) -> None:
    """Check the desk's own templates: syntax, names nobody gives, a language left out.

    With an error among what it finds it ends in exit code 1.
    """
    work = Work.at(ctx)
    found = list(replies.lint(store.load(work.desk.root)))
    for finding in found:
        work.session.answer(work.session.sentence(finding.told))
    if not found:
        work.session.say("nothing is wrong with the desk's templates")
    if any(finding.is_error for finding in found):
        raise typer.Exit(FOUND)
