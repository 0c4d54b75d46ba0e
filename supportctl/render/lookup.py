"""Articles that a search found: for a terminal, a pipe and a program."""

from collections.abc import Iterator

from supportctl.domain.article import VALIDATED, Hit
from supportctl.render.article import row as article_row
from supportctl.render.colour import Role, paint
from supportctl.render.snippet import snippet
from supportctl.render.table import Column, Row

HITS = (
    Column(key="id", header="ID"),
    Column(key="status", header="STATUS"),
    Column(key="title", header="TITLE", shrinks=True),
    Column(key="line", header="LINE", shrinks=True),
)


def row(hit: Hit) -> Row:
    """`supportctl.article-hits/1`: the article, the line that matched, where in it the words stand."""
    indent = len(hit.line) - len(hit.line.lstrip())
    return {
        **{
            key: value
            for key, value in article_row(hit.article, ()).items()
            if key not in ("uses", "used_by")
        },
        "score": hit.score,
        "line": hit.line.strip(),
        "title_spans": [list(span) for span in hit.title_spans],
        "spans": [[max(start - indent, 0), max(end - indent, 0)] for start, end in hit.spans],
    }


def lines(hit: Hit, *, colour: bool, screen: int) -> Iterator[str]:
    one = hit.article
    role = Role.GOOD if one.status == VALIDATED else Role.WARNING
    head = f"{one.id}  {one.status}  "
    yield paint(head, role if colour else Role.PLAIN) + snippet(one.title, hit.title_spans, colour=colour)
    if hit.line.strip():
        yield "    " + snippet(hit.line, hit.spans, cells=max(screen - 4, 20), colour=colour)
