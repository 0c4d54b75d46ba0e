"""`supportctl kb list` and `kb show`: the articles there are."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from supportctl.actions import find, knowledge
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.values import ArticlesArg, ArticleStatus, Audience, SpokenLanguage
from supportctl.cli.work import Work
from supportctl.domain.article import Article
from supportctl.errors.desk import BrokenFiles
from supportctl.render import article as shown
from supportctl.store import articles as store

app = typer.Typer(add_completion=False)


@app.command(
    "list", epilog=examples("supportctl kb list --product crm", "supportctl kb list --status draft --json")
)
def list_articles(
    ctx: typer.Context,
    *,
    status: Annotated[
        ArticleStatus | None, typer.Option("--status", help="Only those of this status.")
    ] = None,
    audience: Annotated[
        Audience | None, typer.Option("--audience", help="Only those for these readers.")
    ] = None,
    language: Annotated[
        SpokenLanguage | None, typer.Option("--language", help="Only those in this language.")
    ] = None,
    product: Annotated[str, typer.Option("--product", help="The product concerned.")] = "",
    tag: Annotated[str, typer.Option("-t", "--tag", metavar="TAG", help="A tag.")] = "",
    flagged: Annotated[
        bool, typer.Option("--flagged", help="Only those that somebody says are wrong.")
    ] = False,
    known_errors: Annotated[
        bool, typer.Option("--known-errors", help="Only workarounds whose fix has an owner and a release.")
    ] = False,
    everything: Annotated[bool, typer.Option("-a", "--all", help="Archived ones as well.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """List the articles, the newest first."""
    work = Work.at(ctx)
    wanted = knowledge.Wanted(
        status=status or "",
        audience=audience or "",
        language=language or "",
        product=product,
        tag=tag,
        flagged=flagged,
        known_errors=known_errors,
        all=everything,
    )
    shelf = knowledge.shelf(work.desk, wanted, now=work.session.now)
    rows = [shown.row(one, tuple(shelf.used_by.get(one.id, ()))) for one in shelf.articles]
    work.session.show("articles", shown.COLUMNS, rows, fmt)
    if not rows:
        work.session.say("no article matches")
    work.report(shelf.findings)


@app.command("show", epilog=examples("supportctl kb show a1b2c", "supportctl kb show a1b2c --json"))
def show_articles(
    ctx: typer.Context,
    article: ArticlesArg,
    *,
    raw: Annotated[bool, typer.Option("--raw", help="Print the file as it is.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show articles with the tickets that use them."""
    work = Work.at(ctx)
    paths = [find.article_path(work.desk, one) for one in find.spread(article)]
    readings = [reading for path in paths if (reading := store.load(work.desk.root, path))]
    found = [reading.article for reading in readings if reading.article]
    if raw:
        for reading in readings:
            work.session.answer(reading.text.removesuffix("\n"))
    else:
        used = knowledge.usage(work.desk, now=work.session.now)
        if fmt is not Format.AUTO:
            rows = [shown.row(one, tuple(used.get(one.id, ()))) for one in found]
            work.session.show("articles", shown.COLUMNS, rows, fmt)
        else:
            for one in found:
                work.session.rendered(_lines(work, one, used.get(one.id, {})))
    broken = tuple(
        finding.told for reading in readings if not reading.article for finding in reading.findings
    )
    if broken:
        raise BrokenFiles(broken)


def _lines(work: Work, article: Article, used_by: Mapping[str, str]) -> Iterator[str]:
    if not work.session.terminal:
        return shown.lines(article, tuple(used_by))
    return shown.page(article, used_by, words=work.session.words, colour=work.session.colour)
