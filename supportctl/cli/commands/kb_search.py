"""`supportctl kb search`: articles by what they say."""

from typing import Annotated

import typer

from supportctl.actions import lookup
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.render import lookup as shown

app = typer.Typer(add_completion=False)

Limit = Annotated[int, typer.Option("-L", "--limit", metavar="N", min=1, max=1000, help="Show at most N.")]


@app.command(
    "search", epilog=examples("supportctl kb search 登录失败", "supportctl kb search connection refused -L 3")
)
def search_articles(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="What the article is about.")],
    *,
    limit: Limit = 10,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Search the knowledge base, best match first.

    Those with every word are listed; where there are none, those with most of them. A word nobody wrote
    is also looked for one letter off. Archived articles are left out.
    """
    work = Work.at(ctx)
    text = " ".join(words)
    found = lookup.search(work.desk, text, limit=limit)
    if found.note:
        work.session.warn(found.note)
    if fmt is Format.AUTO and work.session.terminal:
        for hit in found.hits:
            work.session.rendered(shown.lines(hit, colour=work.session.colour, screen=work.session.width))
    else:
        work.session.show("article-hits", shown.HITS, [shown.row(hit) for hit in found.hits], fmt)
    if not found.hits:
        work.session.say("no article matches {query}", query=text)
    elif not found.whole:
        work.session.say("no article has all of it; these have part of it")
    if found.meant:
        work.session.say("did you mean {guess}?", guess=found.meant)
    work.report(found.findings)
