"""From a query to tickets: the one road for every command that takes one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Generic, TypeVar

from supportctl.actions import compiling, people
from supportctl.actions.standings import Standings, unfinished
from supportctl.domain.article import Article
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.holder import Holder
from supportctl.domain.query.fields import CLOCKED
from supportctl.domain.query.parse import parse
from supportctl.domain.query.tree import Query
from supportctl.domain.query.views import by_name
from supportctl.domain.row import Hit, Page, Row
from supportctl.errors import Said
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_standing import ASKED, TOLD
from supportctl.store.catalog_update import Reached, unheard
from supportctl.store.desk import Desk

T = TypeVar("T")


@frozen
class Found(Generic[T]):
    """`findings` are what is wrong with files; `note` is set where the catalogue could not be kept."""

    page: Page[T]
    findings: tuple[Finding, ...] = ()
    note: Said | None = None


def asked(desk: Desk, text: str) -> Query:
    """A query as this desk reads it, with its statuses and its views; raises BadQuery."""
    return parse(text, desk.statuses, by_name(desk.config.views))


def select(
    desk: Desk,
    query: Query,
    now: datetime,
    *,
    me: str = "",
    limit: int | None = None,
    offset: int = 0,
    reached: Reached = unheard,
) -> Found[Row]:
    """The tickets in the query's order, else the newest first; `me` is who asks, else Git's identity.

    `reached` hears how far it is, where many files have to be read first.
    """
    with _opened(desk, query, now, reached) as (catalog, findings, _):
        who = me or _me(desk, query)
        page = catalog.select(query, now=now, zone=desk.config.zone, me=who, limit=limit, offset=offset)
    return Found(page, findings, catalog.note)


def search(
    desk: Desk,
    query: Query,
    now: datetime,
    *,
    limit: int | None = None,
    offset: int = 0,
    reached: Reached = unheard,
) -> Found[Hit]:
    """The same, the best first, each with the line that shows why."""
    with _opened(desk, query, now, reached) as (catalog, findings, _):
        who = _me(desk, query)
        page = catalog.search(query, now=now, zone=desk.config.zone, me=who, limit=limit, offset=offset)
    return Found(page, findings, catalog.note)


def _me(desk: Desk, query: Query) -> str:
    """Asked of Git only where the query says `@me`."""
    return people.me(desk) if query.asks_for_me else ""


@contextmanager
def _opened(
    desk: Desk, query: Query, now: datetime, reached: Reached
) -> Iterator[tuple[Catalog, tuple[Finding, ...], Standings]]:
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        findings = catalog.refresh(reached)
        compiling.keep(desk, catalog)
        standings = Standings(desk, catalog, now)
        if query.names.intersection(CLOCKED):
            standings.settle(unfinished(Query()), ASKED)
        yield catalog, findings, standings


@frozen(kw_only=True)
class Late:
    """What the clock says of tickets, each with its own; how many there are, and the articles beside them.

    `findings` are what is wrong with files.
    """

    told: list[tuple[Holder, Finding]]
    count: int
    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]


def late(desk: Desk, query: Query, now: datetime, *, shelf: bool) -> Late:
    """Of the unfinished tickets that a query finds; `shelf` asks for the articles as well."""
    asked = unfinished(query)
    with _opened(desk, asked, now, unheard) as (catalog, findings, standings):
        who = _me(desk, query)
        standings.settle(asked, TOLD, me=who)
        told, count = standings.told(asked, who)
        articles = catalog.articles() if shelf else ()
    return Late(told=told, count=count, articles=articles, findings=(*findings, *standings.faults))
