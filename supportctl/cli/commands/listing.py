"""`supportctl list` and `supportctl search`: tickets by what they are, and by what they say."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Annotated

import typer

from supportctl.actions import people
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.domain.query.parse import parse
from supportctl.domain.query.tree import Query
from supportctl.domain.row import Page, Row
from supportctl.errors.command import UnknownValue
from supportctl.render import counts as counted
from supportctl.render import rows as shown
from supportctl.store.catalog import Catalog

listing = typer.Typer(add_completion=False)
search = typer.Typer(add_completion=False)

QueryArg = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help="Conditions and words, for example is:open priority:<=P2 登录.",
        show_default=False,
    ),
]
Limit = Annotated[int, typer.Option("-L", "--limit", metavar="N", min=1, help="Show at most N.")]
Offset = Annotated[int, typer.Option("--offset", metavar="N", min=0, help="Leave out the first N.")]


def query_of(words: list[str] | None, statuses: Collection[str]) -> Query:
    """The query that the words of a command line spell; a word with spaces is a phrase."""
    return parse(" ".join(_phrase(word) for word in words or ()), statuses)


def _phrase(word: str) -> str:
    """The shell took the quotation marks away; a word with spaces that has no condition had some."""
    if " " in word.strip() and not any(mark in word for mark in ':："“”()（）'):
        return f'"{word}"'
    return word


def me_in(work: Work, query: Query) -> str:
    """Who `@me` is; asked of Git only where the query says it."""
    if "@me" not in str(query):
        return ""
    return people.me(work.desk)


@listing.command(
    "list",
    epilog=examples(
        "supportctl list is:open priority:<=P2",
        "supportctl list 'assignee:@me sort:eta' --json",
        "supportctl list is:live --group-by assignee --count",
    ),
)
def list_tickets(
    ctx: typer.Context,
    query: QueryArg = None,
    *,
    limit: Limit = 1000,
    offset: Offset = 0,
    ids: Annotated[bool, typer.Option("--ids", help="Print the IDs alone.")] = False,
    group_by: Annotated[
        str, typer.Option("--group-by", metavar="FIELD", help="Count by a field, for example assignee.")
    ] = "",
    count: Annotated[bool, typer.Option("--count", help="Print how many there are.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """List tickets that match a query.

    Without a query: everything that is not closed, the newest first.
    """
    work = Work.at(ctx)
    asked = query_of(query or ["-is:closed"], work.desk.statuses)
    with Catalog.open(work.desk.repository, work.desk.config.workflow.types) as catalog:
        findings = catalog.refresh()
        page = catalog.select(
            asked,
            now=work.session.now,
            zone=work.desk.config.zone,
            me=me_in(work, asked),
            limit=None if group_by else limit,
            offset=0 if group_by else offset,
        )
    if catalog.note:
        work.session.warn(catalog.note)
    if group_by or count:
        _count(work, page, group_by, fmt)
        work.report(findings)
        return
    if ids:
        work.session.rendered(row.text("id") for row in page.items)
    else:
        columns = shown.columns(work.desk.config.workflow, work.session.words.language, work.desk.config.zone)
        work.session.show("tickets", columns, [shown.row(row) for row in page.items], fmt)
    if not page.items:
        work.session.say("no ticket matches {query}", query=str(asked))
    elif page.total > len(page.items):
        work.session.say(
            "{shown} of {total} tickets; more with -L N", shown=len(page.items), total=page.total
        )
    work.report(findings)


def _count(work: Work, page: Page[Row], field: str, fmt: Format) -> None:
    if not field and fmt is Format.AUTO:
        work.session.answer(str(page.total))
        return
    if field and field not in counted.FIELDS:
        name = "--group-by"
        raise UnknownValue(name, field, counted.FIELDS, *get_close_matches(field, counted.FIELDS, n=1))
    groups = counted.by(page.items, field) if field else (counted.whole(page.total),)
    work.session.show("counts", counted.COLUMNS, [counted.row(group) for group in groups], fmt)


@search.command(
    "search",
    epilog=examples("supportctl search 登录失败", 'supportctl search "connection refused" is:open -L 5'),
)
def search_tickets(
    ctx: typer.Context,
    query: QueryArg = None,
    *,
    limit: Limit = 20,
    offset: Offset = 0,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Search the text of tickets, best match first.

    Every word has to be there; put a phrase in quotes, and end a word in * to search for its beginning.
    """
    work = Work.at(ctx)
    asked = query_of(query, work.desk.statuses)
    with Catalog.open(work.desk.repository, work.desk.config.workflow.types) as catalog:
        findings = catalog.refresh()
        page = catalog.search(
            asked,
            now=work.session.now,
            zone=work.desk.config.zone,
            me=me_in(work, asked),
            limit=limit,
            offset=offset,
        )
    if catalog.note:
        work.session.warn(catalog.note)
    if fmt is Format.AUTO and work.session.terminal:
        for hit in page.items:
            work.session.rendered(shown.hit_lines(hit, colour=work.session.colour, screen=work.session.width))
        work.session.say("{shown} of {total} tickets", shown=len(page.items), total=page.total)
    else:
        work.session.show("hits", shown.HITS, [shown.hit_row(hit) for hit in page.items], fmt)
        if not page.items:
            work.session.say("no ticket matches {query}", query=str(asked))
    work.report(findings)
