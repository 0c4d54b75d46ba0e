"""Articles looked up by words: with the line that shows why, and what to mark in it."""

from supportctl.domain.article import Hit
from supportctl.domain.fences import plain
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.matching import best_line, spans, terms
from supportctl.domain.query.parse import MOST_TERMS
from supportctl.domain.query.scan import LONGEST
from supportctl.domain.query.words import Words
from supportctl.domain.tokens import runs
from supportctl.errors import Said
from supportctl.errors.command import BadQuery, EmptyText
from supportctl.store import articles
from supportctl.store.desk import Desk
from supportctl.store.knowledge import Knowledge

_WAY = Said("kb suggest takes a text of any length")


@frozen(kw_only=True)
class Found:
    """`whole` says that every word is in each of them; `meant` is a better spelling of the query."""

    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...] = ()
    whole: bool = True
    meant: str = ""
    note: Said | None = None


def search(desk: Desk, text: str, *, limit: int) -> Found:
    """The best first. Raises BadQuery, EmptyText."""
    _refuse(text)
    knowledge = Knowledge.open(desk.repository)
    findings = knowledge.refresh()
    answer = knowledge.search(text, limit=limit)
    marks = terms(Words(word) for word in answer.marked)
    hits = []
    for match in answer.matches:
        reading = articles.load(desk.root, match.path)
        if reading is None or reading.article is None:
            continue
        one = reading.article
        lines = [line for section in one.sections.values() for line in plain(section).split("\n")]
        line, marked = best_line(lines, marks)
        title = spans(one.title, marks, "title")
        hits.append(Hit(article=one, score=match.score, title_spans=title, line=line, spans=marked))
    return Found(
        hits=tuple(hits), findings=findings, whole=answer.whole, meant=answer.meant, note=knowledge.note
    )


def _refuse(text: str) -> None:
    """A pasted log is no query; it takes Whoosh longer than anybody waits."""
    if len(text) > LONGEST:
        raise BadQuery(reason=Said("it is longer than {limit} characters", limit=LONGEST), way=_WAY)
    wanted = runs(text)
    if len(wanted) > MOST_TERMS:
        raise BadQuery(reason=Said("it has more than {limit} terms", limit=MOST_TERMS), way=_WAY)
    if not wanted:
        raise EmptyText(name=Said("query"))
