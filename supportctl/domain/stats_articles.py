"""What the knowledge base is worth: how often it answers, what it lacks, what waits to be looked after.

A ticket counts for the shares once it is resolved or closed. Its problem was known where a look-up found an
article, or where a linked article is older than the ticket; else the article is new. The age of a draft is
counted from the day in its ID.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from supportctl.domain.article import ARCHIVED, DRAFT, DRAFT_DAYS, WIP, Article, linked
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import day_of
from supportctl.domain.stats import Line, group_of
from supportctl.domain.watched import Watched

GROUPS = ("product", "module")
COUNTS = ("kb_articles", "kb_known_errors", "kb_flagged", "kb_unreviewed")
AGES = (("kb_draft_0_14", DRAFT_DAYS), ("kb_draft_15_60", 60), ("kb_draft_over_60", 10**6))
SHARES = ("kb_linked", "kb_known", "kb_missed", "kb_used", "kb_reused")
MEASURES = (*SHARES, *COUNTS, *(name for name, _ in AGES))
_FINISHED = ("resolved", "closed")
_GONE = ("cancelled", "merged")


@frozen(kw_only=True)
class Holding:
    """The tickets and the articles of one group. `used` says for each article how many tickets link it."""

    cases: Sequence[Watched]
    articles: Sequence[Article]
    used: Mapping[str, int]
    now: datetime

    @property
    def finished(self) -> Iterator[Watched]:
        for case in self.cases:
            if case.kind in _FINISHED and case.workflow.canonical(case.ticket.status) not in _GONE:
                yield case


def summary(
    cases: Sequence[Watched], articles: Sequence[Article], *, now: datetime, by: str = ""
) -> tuple[Line, ...]:
    """All lines that have anything to say: by measure, then by group. `now` is in the desk's zone."""
    shelf = [article for article in articles if article.status != ARCHIVED]
    used: dict[str, int] = {}
    for case in cases:
        for article in linked(case.ticket.items("links")):
            used[article] = used.get(article, 0) + 1
    groups = {group_of(case, by) if by else "" for case in cases}
    groups |= {_shelved(article, by) for article in shelf}
    holdings = {
        group: Holding(
            cases=[case for case in cases if not by or group_of(case, by) == group],
            articles=[article for article in shelf if _shelved(article, by) == group],
            used=used,
            now=now,
        )
        for group in sorted(groups)
    }
    return tuple(
        line
        for measure in MEASURES
        for group, holding in holdings.items()
        if (line := _line(group, measure, holding)) is not None
    )


def _shelved(article: Article, by: str) -> str:
    return article.text(by) or "-" if by else ""


def _line(group: str, measure: str, holding: Holding) -> Line | None:
    if measure in _SHARES:
        results = list(_SHARES[measure](holding))
        return Line(group=group, measure=measure, n=len(results), hits=sum(results)) if results else None
    count = sum(_COUNTED[measure](article, holding.now) for article in holding.articles)
    return Line(group=group, measure=measure, n=count) if count or measure == COUNTS[0] else None


# --- counts ----------------------------------------------------------------------------------------


def _aged(name: str) -> Callable[[Article, datetime], bool]:
    def is_so_old(article: Article, now: datetime) -> bool:
        return article.status in (WIP, DRAFT) and _bucket(article.age(now.date())) == name

    return is_so_old


def _bucket(days: int) -> str:
    return next(name for name, most in AGES if days <= most)


_COUNTED: Mapping[str, Callable[[Article, datetime], bool]] = {
    "kb_articles": lambda _article, _now: True,
    "kb_known_errors": lambda article, _now: article.is_known_error,
    "kb_flagged": lambda article, _now: bool(article["flag"]),
    "kb_unreviewed": Article.is_unreviewed,
    **{name: _aged(name) for name, _ in AGES},
}


# --- shares ----------------------------------------------------------------------------------------


def _linked(holding: Holding) -> Iterator[bool]:
    for case in holding.finished:
        yield bool(linked(case.ticket.items("links")))


def _known(holding: Holding) -> Iterator[bool]:
    for case in holding.finished:
        articles = linked(case.ticket.items("links"))
        if articles:
            received = case.ticket.received.astimezone(holding.now.tzinfo).date()
            found = any(event.kind == "lookup" and event.get("outcome") == "hit" for event in case.events)
            yield found or any(day_of(article) < received for article in articles)


def _missed(holding: Holding) -> Iterator[bool]:
    for case in holding.cases:
        for event in case.events:
            if event.kind == "lookup" and event.get("outcome") in ("hit", "miss"):
                yield event.get("outcome") == "miss"


def _used(holding: Holding) -> Iterator[bool]:
    for article in holding.articles:
        yield holding.used.get(article.id, 0) > 0


def _reused(holding: Holding) -> Iterator[bool]:
    for article in holding.articles:
        if holding.used.get(article.id, 0):
            yield holding.used[article.id] > 1


_SHARES: Mapping[str, Callable[[Holding], Iterator[bool]]] = {
    "kb_linked": _linked,
    "kb_known": _known,
    "kb_missed": _missed,
    "kb_used": _used,
    "kb_reused": _reused,
}
