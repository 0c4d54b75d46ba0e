"""From a query to tickets: the one road for every command that takes one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Generic, TypeVar

from supportctl.actions import compiling, people
from supportctl.actions.standings import Standings
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.holder import Holder
from supportctl.domain.query.fields import CLOCKED
from supportctl.domain.query.parse import parse
from supportctl.domain.query.tree import Filter, Operand, Query
from supportctl.domain.query.views import by_name
from supportctl.domain.row import Hit, Page, Row
from supportctl.errors import Said
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_update import Reached, unheard
from supportctl.store.desk import Desk

T = TypeVar("T")
_UNFINISHED = Filter("is", (Operand("=", "live"), Operand("=", "resolved")))


@frozen
class Found(Generic[T]):
    """`findings` are what is wrong with files; `note` is set where the catalogue could not be kept."""

    page: Page[T]
    findings: tuple[Finding, ...] = ()
    note: Said | None = None


def asked(desk: Desk, text: str) -> Query:
    """A query as this desk reads it, with its statuses and its views; raises BadQuery."""
    return parse(text, desk.statuses, by_name(desk.config.views))


def unfinished(query: Query) -> Query:
    """The same, without what is over: those clocks stand still."""
    return replace(query, parts=(*query.parts, _UNFINISHED))


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
    with _opened(desk, query, now, reached) as (catalog, findings):
        who = _me(desk, query)
        page = catalog.search(query, now=now, zone=desk.config.zone, me=who, limit=limit, offset=offset)
    return Found(page, findings, catalog.note)


def _me(desk: Desk, query: Query) -> str:
    """Asked of Git only where the query says `@me`."""
    return people.me(desk) if query.asks_for_me else ""


@contextmanager
def _opened(
    desk: Desk, query: Query, now: datetime, reached: Reached
) -> Iterator[tuple[Catalog, tuple[Finding, ...]]]:
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        findings = catalog.refresh(reached)
        compiling.keep(desk, catalog)
        if query.names.intersection(CLOCKED):
            rows = catalog.select(unfinished(Query()), now=now, zone=desk.config.zone).items
            catalog.watch([one.standing for _, one in Standings(desk, catalog, now).of(rows)])
        yield catalog, findings


def late(
    desk: Desk, query: Query, now: datetime
) -> tuple[list[tuple[Holder, Finding]], tuple[Finding, ...], int]:
    """What the clock says of the tickets a query finds, what is wrong with files, how many tickets."""
    with _opened(desk, query, now, unheard) as (catalog, findings):
        page = catalog.select(query, now=now, zone=desk.config.zone, me=_me(desk, query))
        standings = Standings(desk, catalog, now)
        kept = standings.of(page.items)
    told = [(Holder.of(row), finding) for row, one in kept for finding in standings.findings(one)]
    return told, (*findings, *standings.faults), len(kept)
