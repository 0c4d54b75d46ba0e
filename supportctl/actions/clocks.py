"""What the clocks say of the tickets that somebody asks for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from supportctl.actions import find, selecting
from supportctl.actions.assessing import Clocks
from supportctl.actions.standings import Standings, unfinished
from supportctl.checks import clock as checks
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.holder import Holder
from supportctl.domain.query.tree import Query
from supportctl.domain.ticket import Ticket
from supportctl.domain.watched import Watched
from supportctl.errors.desk import BrokenFiles
from supportctl.store import calendars, catalog_articles, config
from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk


@frozen
class Board:
    """Tickets with their clocks, and what is wrong with files; the rest works."""

    cases: tuple[Watched, ...]
    findings: tuple[Finding, ...]


@frozen
class Late:
    """Findings of the clock, each with its ticket, None for the desk and its articles."""

    told: tuple[tuple[Holder | None, Finding], ...]
    findings: tuple[Finding, ...]


def one(desk: Desk, path: str, now: datetime) -> Board:
    reading = desk.read(path)
    if reading.ticket is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    clocks = Clocks(desk, now)
    return Board((clocks.of(reading.ticket),), tuple(clocks.findings))


def board(desk: Desk, query: Query, now: datetime, *, over: bool = False) -> Board:
    """The tickets a query finds, those that are over left out unless asked for."""
    clocks = Clocks(desk, now)
    asked = query if over else unfinished(query)
    found = selecting.select(desk, asked, now)
    tickets = _tickets(desk, (row.path for row in found.page.items))
    cases = tuple(clocks.of(ticket) for ticket in tickets)
    return Board(cases, (*found.findings, *clocks.findings))


def _tickets(desk: Desk, paths: Iterable[str]) -> Iterator[Ticket]:
    """Those that can be read; the others are among the catalogue's findings."""
    for path in paths:
        ticket = desk.read(path).ticket
        if ticket is not None:
            yield ticket


def late(desk: Desk, query: Query, now: datetime, *, shelf: bool = False) -> Late:
    """Everything the clock has to say of the tickets that a query finds, and of the desk itself.

    `shelf` asks for the articles as well.
    """
    asked, me = unfinished(query), selecting.me_of(desk, query)
    with selecting.refreshed(desk) as (catalog, findings):
        standings = Standings(desk, catalog, now)
        if selecting.asks_clocks(query):
            standings.settle_all()
        standings.settle(asked, me)
        told = standings.told(asked, me)
        aging = catalog_articles.aging(catalog, desk.root) if shelf else ()
    aged = checks.articles(aging, now.astimezone(desk.config.zone))
    others = (*_of_desk(desk, now), *((None, finding) for finding in aged))
    return Late((*told, *others), (*findings, *standings.faults))


def late_of(desk: Desk, board: Board, now: datetime) -> Late:
    """The same of tickets at hand."""
    told = [(Holder.of(case.ticket), finding) for case in board.cases for finding in checks.judge(case)]
    return Late((*told, *_of_desk(desk, now)), board.findings)


def _of_desk(desk: Desk, now: datetime) -> Iterator[tuple[None, Finding]]:
    hours = calendars.calendar(desk)
    for finding in checks.calendar(hours, config.NAME, now):
        yield None, finding


def named(desk: Desk, words: Iterable[str]) -> tuple[str, ...]:
    """The paths of tickets, where every word is one: an ID or a part of it, a path, @last, @here, -."""
    paths = []
    spread = find.spread(tuple(words))
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        catalog.refresh()
        for word in spread:
            if word not in ("@last", "@here") and (":" in word or not catalog.resolve(word)):
                return ()
            paths.append(find.ticket_path(desk, word))
    return tuple(paths)


def level_of(case: Watched, role: str) -> str:
    """The place of a role among the levels of the ticket's resolution, from 1."""
    names: Mapping[str, int] = {
        level.who: place for clock in case.latest for place, level in enumerate(clock.levels, 1)
    }
    return str(names.get(role, 1))


def is_to_do(case: Watched) -> bool:
    """Whether somebody here can do something about it now: it does not wait, or what it waited for came."""
    if case.snoozed:
        return False
    return case.kind != "waiting" or any(True for _ in checks.waits(case))


def urgency(case: Watched) -> tuple[bool, bool, datetime, str]:
    """What comes first in `next`: P1, then what is late, then what is due first."""
    clock = case.pressing
    due = clock.due if clock and clock.due else case.ticket.received
    return (case.ticket.priority != "P1", not (clock and clock.is_late), due, case.ticket.id)
