"""Free text as the full-text index takes it, and its hits with the best first: the same on both roads.

So nothing is imported here that would cost a start.
"""

from collections.abc import Iterable, Sequence

from supportctl.domain.forms import forms
from supportctl.domain.frozen import frozen
from supportctl.domain.query.words import Words
from supportctl.domain.tokens import Run, runs

Parameter = str | int


@frozen
class Sql:
    text: str
    parameters: tuple[Parameter, ...] = ()

    def __add__(self, other: "Sql") -> "Sql":
        return Sql(self.text + other.text, self.parameters + other.parameters)


NOTHING = Sql("")
NEWEST = "t.received_at DESC, t.id DESC"
# Of two files with one ID, the one in its place counts; of two out of place, the first. Whether any is out of
# place, an index of such files tells at once.
UNCOUNTED = """(SELECT m.file FROM ticket m WHERE m.misplaced AND EXISTS (
    SELECT 1 FROM ticket o WHERE o.id = m.id AND (o.misplaced, o.path) < (m.misplaced, m.path)
))"""
# Two scores closer than this count as equal, and then the newer ticket comes first.
_STEP = 4
SCORE = f"CAST(-{_STEP} * bm25(words, 4.0, 1.0) AS INTEGER)"
_HIGHEST = 1_000_000_000
_ALL = 1 << 53
_FOUND = "SELECT rowid FROM words WHERE words MATCH ?"


# --- as the index takes it -----------------------------------------------------------------------


@frozen
class Texts:
    """What all hits have, and the same words `together`, side by side; empty where it is a single one."""

    every: str
    together: str = ""

    @property
    def wishes(self) -> tuple[str, ...]:
        """What a hit may have besides: the last counts more than all before it."""
        title = f"title : ({self.every})"
        return (self.together, f"title : ({self.together})", title) if self.together else (title,)

    @property
    def leading(self) -> str:
        """The hits that have any of it. The words may stand together as one that is none of them."""
        title = f"title : ({self.every})"
        return f"({title}) OR (({self.together}) AND ({self.every}))" if self.together else title


def every(matches: Iterable[str]) -> str:
    return " AND ".join(f"({match})" for match in matches)


def term(words: Words) -> str:
    """One term for FTS5. Tokens are letters and digits, so nothing in them can leave the quotes."""
    parts = runs(words.text)
    if len(parts) == 1 and not words.quoted and not words.prefix and not parts[0].unspaced:
        found = " OR ".join(f'"{form}"' for form in forms(parts[0].text))
    else:
        found = _phrase(parts, prefix=words.prefix)
    return f"{words.column} : ({found})" if words.column else found


def _phrase(parts: Sequence[Run], *, prefix: bool) -> str:
    """Tokens side by side. A single Chinese character at the end is the beginning of its pairs."""
    *before, last = parts
    closing = last.tokens[: len(last.text) - 1 or 1] if last.unspaced else last.tokens
    opened = prefix if not last.unspaced else len(last.text) == 1
    tokens = [token for part in before for token in part.tokens] + closing
    return f'"{" ".join(tokens)}"' + ("*" if opened else "")


def together(words: Sequence[Words]) -> str:
    """Several terms as one phrase: with spaces between them, and as Chinese is written, without."""
    if len(words) < 2:
        return ""
    texts = [one.text for one in words]
    phrases = (_phrase(runs(gap.join(texts)), prefix=words[-1].prefix) for gap in (" ", ""))
    return " OR ".join(dict.fromkeys(phrases))


# --- the hits ------------------------------------------------------------------------------------


def source(match: str, *, joined: bool = True) -> Sql:
    """`FROM ... WHERE ...`: the hits, each with its ticket `t` where that is `joined`.

    CROSS JOIN says who drives: asked for each ticket, the index takes seconds. Of the ticket's row only the
    narrow copy is read, if that suffices: a common word has a tenth of all tickets.
    """
    join = " CROSS JOIN ticket t INDEXED BY ticket_narrow ON t.file = words.rowid" if joined else ""
    return Sql(f"FROM words{join} WHERE words MATCH ? AND words.rowid NOT IN {UNCOUNTED}", (match,))


def chosen(columns: str, found: Sql, order: Sql, *, limit: int, offset: int = 0) -> Sql:
    """The rows of one page in another order: chosen by what the narrow copies of the rows say."""
    return Sql(
        f"SELECT {columns} FROM ticket t WHERE t.file IN (SELECT t.file {found.text} {order.text}"  # noqa: S608
        f" LIMIT ? OFFSET ?) {order.text}",
        (*found.parameters, *order.parameters, limit, offset, *order.parameters),
    )


def best(columns: str, texts: Texts, conditions: Sql, *, limit: int, offset: int = 0) -> Sql:
    """The rows of one page, the best first, each with the number of all hits as its last column.

    A hit in the title goes over one in the text, words side by side over scattered ones, then the score
    counts, then the newer ticket. A score is dear, and the row of a ticket dearer: so where those that lead
    for their title or their sequence fill the page, no other is scored, and only rows are read whose score
    may do.
    """
    joined = bool(conditions.text)
    wishes = texts.wishes
    hits = source(texts.every, joined=joined) + conditions
    leading = source(texts.leading, joined=joined) + conditions
    named = "".join(f"wish{place} AS MATERIALIZED ({_FOUND}), " for place in range(len(wishes)))
    level = " + ".join(f"{1 << place} * (words.rowid IN wish{place})" for place in range(len(wishes)))
    reach = _ALL if limit < 0 else limit + offset
    text = f"""
    WITH {named} leading AS MATERIALIZED (SELECT words.rowid AS file {leading.text}),
    filled AS MATERIALIZED (SELECT count(*) >= ? AS page FROM leading),
    hit AS MATERIALIZED (
        SELECT file FROM leading WHERE (SELECT page FROM filled)
        UNION ALL SELECT words.rowid {hits.text} AND NOT (SELECT page FROM filled)
    ),
    scored AS MATERIALIZED (
        SELECT words.rowid AS file, ({level}) * {_HIGHEST} + {SCORE} AS rank FROM words
        WHERE words MATCH ? AND +words.rowid IN hit
    ),
    page AS MATERIALIZED (
        SELECT s.file, s.rank FROM scored s CROSS JOIN ticket t INDEXED BY ticket_narrow ON t.file = s.file
        WHERE s.rank >= (SELECT min(rank) FROM (SELECT rank FROM scored ORDER BY rank DESC LIMIT ?))
        ORDER BY s.rank DESC, {NEWEST} LIMIT ? OFFSET ?
    )
    SELECT {columns}, CASE WHEN (SELECT page FROM filled) THEN (SELECT count(*) {hits.text})
        ELSE (SELECT count(*) FROM hit) END
    FROM page p CROSS JOIN ticket t ON t.file = p.file ORDER BY p.rank DESC, {NEWEST}"""  # noqa: S608  values are parameters
    chosen = (*wishes, *leading.parameters, reach, *hits.parameters)
    return Sql(text, (*chosen, texts.every, reach, limit, offset, *hits.parameters))
