"""The short road of `search`: words and phrases, with compiled conditions beside them.

What is asked of the index, and how hits are ranked, is `catalog_search` on either road.
"""

from collections.abc import Iterable, Iterator, Sequence

from supportctl.cli.road import Answers
from supportctl.domain.matching import saying_most, terms
from supportctl.domain.query.words import Words
from supportctl.domain.tokens import runs
from supportctl.store import catalog_search
from supportctl.store.catalog_quick import Compiled, Quick
from supportctl.store.catalog_search import NOTHING, Sql, Texts

_COLUMNS = "t.id, t.status, t.priority, t.title, t.file"
_OPERATORS = ("or", "and")
# What the query language gives a meaning, with its twins on a Chinese keyboard.
_SIGNS = frozenset('":()@*' + "：，（）“”＂－＊＜＞＝＠．")


def _text(word: str) -> Words | None:
    """A word with a space in it is a phrase, whether or not the shell took its quotation marks away."""
    quoted = len(word) > 2 and word[0] == word[-1] == '"'
    text = word[1:-1] if quoted else word
    quoted = quoted or " " in text
    prefix = not quoted and text.endswith("*")
    text = text[:-1] if prefix else text
    plain = text.isprintable() and text == text.strip() and _SIGNS.isdisjoint(text)
    if not plain or not runs(text) or (not quoted and text.lower() in _OPERATORS):
        return None
    return Words(text, quoted, prefix)


def hits(
    quick: Quick, words: Sequence[str], beside: Sequence[Compiled], order: Compiled | None, limit: int
) -> Answers | None:
    """The hits, the best first where there is no order; None where a word may mean something else."""
    texts = [text for text in map(_text, words) if text]
    if len(texts) < len(words):
        return None
    matched = catalog_search.every(map(catalog_search.term, texts))
    conditions = sum((Sql(f" AND {text}", tuple(values)) for text, values in beside), NOTHING)
    if order is None:
        asked = Texts(matched, catalog_search.together(texts))
        ranked = _rows(quick, catalog_search.best(_COLUMNS, asked, conditions, limit=limit))
        return list(_told(quick, texts, [row[:-1] for row in ranked])), ranked[0][-1] if ranked else 0
    source = catalog_search.source(matched) + conditions
    rows = _rows(quick, catalog_search.chosen(_COLUMNS, source, Sql(order[0], tuple(order[1])), limit=limit))
    total = len(rows) if len(rows) < limit else _rows(quick, Sql("SELECT count(*) ") + source)[0][0]
    return list(_told(quick, texts, rows)), total


def asked(words: Iterable[str]) -> str:
    """The words as the query language writes them."""
    return " ".join(str(_text(word)) for word in words)


def _rows(quick: Quick, statement: Sql) -> list[tuple]:  # type: ignore[type-arg]
    return quick.rows(statement.text, list(statement.parameters))


def _told(quick: Quick, texts: Sequence[Words], rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each with the line that shows why."""
    wanted = terms(texts)
    for *fields, file in rows:
        ((body,),) = quick.rows("SELECT text FROM body WHERE file = ?", [file])
        line = saying_most(body.replace("\f", "\n").split("\n"), wanted)
        yield (*fields, line.strip())
