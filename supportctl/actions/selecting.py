"""From a query to tickets: the one road for every command that takes one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Generic, TypeVar

from supportctl.actions import compiling
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.query.fields import CLOCKED
from supportctl.domain.query.parse import parse
from supportctl.domain.query.tree import Query
from supportctl.domain.query.views import by_name
from supportctl.domain.row import Hit, Page, Row
from supportctl.errors import Said
from supportctl.store.catalog import Catalog
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
    with _opened(desk, query, now, reached) as (catalog, findings):
        who = me or me_of(desk, query)
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
    with _opened(desk, query, now, reached) as (catalog, findings):
        who = me_of(desk, query)
        page = catalog.search(query, now=now, zone=desk.config.zone, me=who, limit=limit, offset=offset)
    return Found(page, findings, catalog.note)


def me_of(desk: Desk, query: Query) -> str:
    """Asked of Git only where the query says `@me`."""
    if not query.asks_for_me:
        return ""
    # Here, because it needs what asks Git.
    from supportctl.actions import people  # noqa: PLC0415

    return people.me(desk)


@contextmanager
def _opened(
    desk: Desk, query: Query, now: datetime, reached: Reached
) -> Iterator[tuple[Catalog, tuple[Finding, ...]]]:
    with refreshed(desk, reached) as (catalog, findings):
        if asks_clocks(query):
            # Here, because few questions need the clocks, and all would pay.
            from supportctl.actions.standings import Standings  # noqa: PLC0415

            Standings(desk, catalog, now).settle_all()
        yield catalog, findings


@contextmanager
def refreshed(desk: Desk, reached: Reached = unheard) -> Iterator[tuple[Catalog, tuple[Finding, ...]]]:
    """The catalogue as the files are, and what is wrong with these."""
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        findings = catalog.refresh(reached)
        compiling.keep(desk, catalog)
        yield catalog, findings


def asks_clocks(query: Query) -> bool:
    return not query.names.isdisjoint(CLOCKED)
