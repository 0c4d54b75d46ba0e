"""`supportctl diff`: a change in the words of the domain, for whoever has to approve it."""

import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from supportctl.actions import diffing, find
from supportctl.cli.commands.check import place_of
from supportctl.cli.help import examples
from supportctl.cli.options import exclusive
from supportctl.cli.session import Session
from supportctl.domain.ids import TICKET, is_id, path_of
from supportctl.domain.text import visible
from supportctl.errors import NotFound
from supportctl.render import diff_html, diff_markdown, diff_text
from supportctl.render.json_lines import json_document
from supportctl.store import files
from supportctl.store.desk import Desk

FOUND = 1
app = typer.Typer(add_completion=False)


class Form(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


@app.command(
    "diff",
    epilog=examples("supportctl diff", "supportctl diff origin/main... --format markdown > comment.md"),
)
def diff(
    ctx: typer.Context,
    *,
    wanted: Annotated[
        list[str],
        typer.Argument(
            default_factory=list, metavar="[RANGE] [IDS]...", help="A..B, A...B or A; then tickets or paths."
        ),
    ],
    staged: Annotated[bool, typer.Option("--staged", help="What the next commit would change.")] = False,
    form: Annotated[
        Form, typer.Option("--format", help="For a terminal, a pull request, a page, a program.")
    ] = Form.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End in 1 where there are risks.")] = False,
    textconv: Annotated[
        str, typer.Option("--textconv", metavar="FILE", help="One file in words, for Git's own diff.")
    ] = "",
) -> None:
    """Show a change in the words of the desk: what moved, what was said to whom, and the risks first."""
    session = Session.of(ctx)
    desk = Desk.find(session.directory)
    session = session.in_language(desk.config.language)
    if textconv:
        session.rendered(in_words(session, desk, Path(textconv)))
        return
    span, names = split(desk, wanted)
    if staged and span:
        raise exclusive("--staged", span, command="supportctl diff")
    between, unknown = diffing.ends(desk, span, staged=staged)
    index = os.environ.get("GIT_INDEX_FILE", "") if staged else ""
    paths = tuple(place_of(session, desk, name) for name in names)
    found = diffing.compare(desk, between, paths=paths, index=index)
    risks, words = (*unknown, *found.risks), session.words
    match Form.JSON if as_json else form:
        case Form.TEXT:
            session.rendered(diff_text.text(found.differences, risks, words, colour=session.colour))
        case Form.MARKDOWN:
            session.rendered(
                [diff_markdown.markdown(found.differences, risks, words, base=found.base).rstrip("\n")]
            )
        case Form.HTML:
            session.rendered([diff_html.html(found.differences, risks, words, base=found.base).rstrip("\n")])
        case Form.JSON:
            session.rendered(json_document("diff", [diff_text.row(one, words) for one in found.differences]))
    if exit_code and risks:
        raise typer.Exit(FOUND)


def split(desk: Desk, wanted: list[str]) -> tuple[str, list[str]]:
    """The range, where the first word is one: it has dots, or names no file and no ticket but a revision."""
    if not wanted:
        return "", []
    first = wanted[0]
    if ".." in first and "/.." not in first:
        return first, wanted[1:]
    if (Path.cwd() / first).exists() or _is_ticket(desk, first):
        return "", wanted
    return first, wanted[1:]


def _is_ticket(desk: Desk, name: str) -> bool:
    try:
        find.ticket_path(desk, name)
    except NotFound:
        return False
    return True


def in_words(session: Session, desk: Desk, file: Path) -> Iterable[str]:
    """A ticket in words; whatever is none, or cannot be read, as it is."""
    data = files.read(session.directory / file)
    name = file.name.removesuffix(".md").rpartition("_")[2]
    if not is_id(name, TICKET):
        return visible(data.decode(errors="replace"), keep_newlines=True).split("\n")
    one, document = diffing.whole(desk, data, path_of(name))
    if document.ticket is None:
        return visible(document.text, keep_newlines=True).split("\n")
    return diff_text.in_words(one, document.ticket, session.words)
