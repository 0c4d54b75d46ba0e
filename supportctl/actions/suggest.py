"""What resembles a problem: articles and solved tickets, best first, each with the reasons."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from supportctl.actions.knowledge import usage
from supportctl.domain.fences import plain
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.query.tree import Filter, Operand, Or, Query
from supportctl.domain.query.words import Words
from supportctl.domain.replay import standing
from supportctl.domain.resemblance import UNLIKE, Candidate, Likeness, compare
from supportctl.domain.signature import signatures
from supportctl.domain.ticket import Ticket
from supportctl.domain.tokens import Run, fold, runs
from supportctl.errors import Said
from supportctl.errors.command import EmptyText
from supportctl.store import articles
from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk
from supportctl.store.knowledge import Knowledge

_SOLVED = ("resolved", "closed")
_UNSOLVED = ("cancelled", "merged")
_CANDIDATES = 20
_TERMS = 24
_LONGEST = 20_000
_LEAST = 0.08
LIKELY = 0.25
"""What is told unasked is above it: of the benchmark's wrong articles none is, of the right ones half."""
_FIELDS = ("symptom", "error", "steps", "environment")


@frozen(kw_only=True)
class Problem:
    """What is to be matched: its words, what it is about, and itself, which is never an answer."""

    title: str
    text: str = ""
    product: str = ""
    identity: str = ""

    @classmethod
    def of(cls, ticket: Ticket) -> "Problem":
        sections = [plain(ticket.sections.get(name, "")) for name in _FIELDS]
        return cls(
            title=ticket.title,
            text="\n".join(part for part in sections if part)[:_LONGEST],
            product=ticket.text("product"),
            identity=ticket.id,
        )

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"


@frozen(kw_only=True)
class Suggestion:
    """An article or a solved ticket. `helped` is how many tickets link the article."""

    kind: str
    identity: str
    title: str
    status: str
    helped: int = 0
    likeness: Likeness = UNLIKE


@frozen
class Suggested:
    items: tuple[Suggestion, ...]
    findings: tuple[Finding, ...] = ()
    note: Said | None = None


def suggest(
    desk: Desk, problem: Problem, *, limit: int, now: datetime, unsolved: bool = False, least: float = _LEAST
) -> Suggested:
    """The best first; nothing that shares no more than a common word. Raises EmptyText.

    `unsolved` takes in the tickets that are being worked on: the same trouble may be there already.
    """
    if not runs(problem.whole):
        raise EmptyText(name=Said("problem"))
    index = Knowledge.open(desk.repository)
    findings = index.refresh()
    pairs = [*_articles(desk, index, problem, now), *_tickets(desk, problem, now, unsolved=unsolved)]
    likenesses = compare(problem.title, problem.text, [candidate for _, candidate in pairs])
    found = [
        replace(one, likeness=likeness)
        for (one, _), likeness in zip(pairs, likenesses, strict=True)
        if likeness.same_error or likeness.score >= least
    ]
    found.sort(key=lambda one: (-one.likeness.score, -one.helped, one.kind, one.identity))
    return Suggested(tuple(found[:limit]), findings, index.note)


def _articles(
    desk: Desk, index: Knowledge, problem: Problem, now: datetime
) -> Iterator[tuple[Suggestion, Candidate]]:
    used = usage(desk, now=now)
    errors = signatures(problem.text)
    for match in index.like(problem.whole, limit=_CANDIDATES):
        reading = articles.load(desk.root, match.path)
        one = reading.article if reading else None
        if one is None:
            continue
        helped = len(used.get(one.id, ()))
        text = "\n".join((one.title, *map(plain, one.sections.values())))
        yield (
            Suggestion(kind="article", identity=one.id, title=one.title, status=one.status, helped=helped),
            _candidate(problem, text, one.text("product"), errors),
        )


def _tickets(
    desk: Desk, problem: Problem, now: datetime, *, unsolved: bool
) -> Iterator[tuple[Suggestion, Candidate]]:
    """Solved ones alone, unless asked for more: from an open one there is nothing to learn yet."""
    errors = signatures(problem.text)
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        catalog.refresh()
        query, zone = _query(problem, unsolved=unsolved), desk.config.zone
        page = catalog.select(query, now=now, zone=zone, limit=_CANDIDATES, ranked=True)
    for row in page.items:
        if row.id == problem.identity or row.text("status") in _UNSOLVED:
            continue
        ticket = desk.read(row.path).ticket
        if ticket is None:
            continue
        told = [event.text for event in standing(ticket.events) if event.kind == "solution"]
        text = "\n".join((ticket.title, Problem.of(ticket).text, ticket.text("cause"), *told))
        yield (
            Suggestion(kind="ticket", identity=ticket.id, title=ticket.title, status=ticket.status),
            _candidate(problem, text, ticket.text("product"), errors),
        )


def _candidate(problem: Problem, text: str, product: str, errors: frozenset[str]) -> Candidate:
    return Candidate(
        text=text,
        same_product=bool(product) and fold(product) == fold(problem.product),
        same_error=bool(errors & signatures(text)),
    )


def _query(problem: Problem, *, unsolved: bool) -> Query:
    """Tickets with any of the words, those of the title first."""
    words = [token for run in runs(problem.whole) for token in _terms(run)]
    wanted = tuple(Words(word) for word in dict.fromkeys(words))[:_TERMS]
    states = (*_SOLVED, "live") if unsolved else _SOLVED
    return Query((Filter("is", tuple(Operand("=", state) for state in states)), Or(wanted)))


def _terms(run: Run) -> tuple[str, ...]:
    pairs = run.tokens[:-1] if run.unspaced else run.tokens
    return tuple(word for word in pairs if len(word) > 1)
