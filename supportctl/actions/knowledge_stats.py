"""What the knowledge base did for some tickets, in figures."""

from datetime import datetime

from supportctl.actions import clocks
from supportctl.domain import stats_articles
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.query.tree import Query
from supportctl.domain.stats import Line
from supportctl.store import articles
from supportctl.store.desk import Desk


@frozen
class Measured:
    """The measures, and of how many tickets they are."""

    lines: tuple[Line, ...]
    tickets: int
    findings: tuple[Finding, ...]


def measure(desk: Desk, query: Query, *, now: datetime, by: str = "") -> Measured:
    board = clocks.board(desk, query, now, over=True)
    library = articles.library(desk.root)
    shelf, here = tuple(library.articles.values()), now.astimezone(desk.config.zone)
    lines = stats_articles.summary(board.cases, shelf, now=here, by=by)
    return Measured(lines, len(board.cases), (*board.findings, *library.findings))
