"""`supportctl list` and `supportctl search`: tickets by what they are, and by what they say."""

from typing import Annotated

import typer

from supportctl.actions import selecting
from supportctl.cli.asking import Asking, Limit, Offset, QueryArg, query_of, tell_part
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.plain import IDS, LIMITS
from supportctl.cli.progress import Progress
from supportctl.cli.work import Work
from supportctl.domain.near import near
from supportctl.domain.row import Page, Row
from supportctl.errors.command import UnknownValue
from supportctl.render import counts as counted
from supportctl.render import rows as shown
from supportctl.store.catalog_quick import EVERYTHING_OPEN

listing = typer.Typer(add_completion=False)
search = typer.Typer(add_completion=False)


@listing.command(
    "list",
    cls=Asking,
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
    limit: Limit = LIMITS["list"],
    offset: Offset = 0,
    ids: Annotated[bool, typer.Option(IDS, help="Print the IDs alone.")] = False,
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
    asked = query_of(work.desk, query or [EVERYTHING_OPEN])
    window = (None, 0) if group_by else (limit, offset)
    with Progress(work.session, 0) as progress:
        found = selecting.select(
            work.desk,
            asked,
            work.session.now,
            limit=window[0],
            offset=window[1],
            reached=progress.reach_of,
        )
    page = found.page
    if found.note:
        work.session.warn(found.note)
    if group_by or count:
        _count(work, page, group_by, fmt)
        work.report(found.findings)
        return
    if ids:
        work.session.rendered(row.text("id") for row in page.items)
    else:
        columns = shown.columns(work.desk.config.workflow, work.session.words.language, work.desk.config.zone)
        work.session.show("tickets", columns, [shown.row(row) for row in page.items], fmt)
    if not page.items:
        work.session.say("no ticket matches {query}", query=str(asked))
    tell_part(work, shown=len(page.items), total=page.total, offset=offset)
    work.report(found.findings)


def _count(work: Work, page: Page[Row], field: str, fmt: Format) -> None:
    if not field and fmt is Format.AUTO:
        work.session.answer(str(page.total))
        return
    if field and field not in counted.FIELDS:
        name = "--group-by"
        raise UnknownValue(name, field, counted.FIELDS, *near(field, counted.FIELDS))
    groups = counted.by(page.items, field) if field else (counted.whole(page.total),)
    work.session.show("counts", counted.COLUMNS, [counted.row(group) for group in groups], fmt)


@search.command(
    "search",
    cls=Asking,
    epilog=examples("supportctl search 登录失败", 'supportctl search "connection refused" is:open -L 5'),
)
def search_tickets(
    ctx: typer.Context,
    query: QueryArg = None,
    *,
    limit: Limit = LIMITS["search"],
    offset: Offset = 0,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Search the text of tickets, best match first.

    Every word has to be there; put a phrase in quotes, and end a word in * to search for its beginning.
    """
    work = Work.at(ctx)
    asked = query_of(work.desk, query)
    with Progress(work.session, 0) as progress:
        found = selecting.search(
            work.desk, asked, work.session.now, limit=limit, offset=offset, reached=progress.reach_of
        )
    page = found.page
    if found.note:
        work.session.warn(found.note)
    if fmt is Format.AUTO and work.session.terminal:
        for hit in page.items:
            work.session.rendered(shown.hit_lines(hit, colour=work.session.colour, screen=work.session.width))
    else:
        work.session.show("hits", shown.HITS, [shown.hit_row(hit) for hit in page.items], fmt)
    if not page.items:
        work.session.say("no ticket matches {query}", query=str(asked))
    elif len(page.items) == page.total:
        work.session.say("{count} tickets", count=page.total)
    tell_part(work, shown=len(page.items), total=page.total, offset=offset)
    work.report(found.findings)
