"""A `Query` as SQL over the catalogue. Values travel as parameters, never inside the text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from supportctl.domain.forms import forms
from supportctl.domain.frozen import frozen
from supportctl.domain.query.fields import BY_NAME, SORTS, STATES, Asked
from supportctl.domain.query.tree import (
    ME,
    PREFIX,
    RANGE,
    And,
    Filter,
    Node,
    Not,
    Operand,
    Or,
    Query,
    Sort,
)
from supportctl.domain.query.words import Words
from supportctl.domain.timespan import micros
from supportctl.domain.tokens import Run, runs
from supportctl.domain.when.phrase import day_range, period
from supportctl.store.catalog_entry import TIMES, key_of, milliseconds

# Two scores closer than this count as equal, and then the newer ticket comes first.
_STEP = 4
_SCORE = f"CAST(-{_STEP} * bm25(words, 4.0, 1.0) AS INTEGER)"
_FOUND = "t.file IN (SELECT rowid FROM words WHERE words MATCH ?)"
# Of two files with one ID, the one in its place counts; of two out of place, the first.
_COUNTS = """(NOT t.misplaced OR NOT EXISTS (
    SELECT 1 FROM ticket o WHERE o.id = t.id AND (o.misplaced, o.path) < (t.misplaced, t.path)
))"""
_NEWEST = "t.received_at DESC, t.id DESC"
_LAST = "\U0010ffff"
_DUE = "(SELECT due FROM standing WHERE standing.file = t.file)"
_CLOCK = "t.file IN (SELECT file FROM clock WHERE"
_NOT_LATE = "(late IS NULL OR late >= ?)"
_SLA = {
    "breached": f"{_CLOCK} late < ?)",
    "at-risk": f"{_CLOCK} risk <= ? AND {_NOT_LATE})",
    "paused": f"{_CLOCK} paused)",
    "running": f"{_CLOCK} NOT paused AND {_NOT_LATE})",
    "none": "t.file NOT IN (SELECT file FROM clock)",
}
"""How clocks stand, told from what they will be as long as nothing happens: see `domain/kept.py`."""

Parameter = str | int


@frozen
class Asker:
    """What a query needs to know of the one who asks."""

    now: datetime
    zone: tzinfo
    me: str
    statuses: Mapping[str, str]


@frozen
class Sql:
    text: str
    parameters: tuple[Parameter, ...] = ()

    def __add__(self, other: "Sql") -> "Sql":
        return Sql(self.text + other.text, self.parameters + other.parameters)


NEVER = Sql("0")


def joined(separator: str, parts: Sequence[Sql]) -> Sql:
    return Sql(
        separator.join(part.text for part in parts), tuple(p for part in parts for p in part.parameters)
    )


def source(query: Query, asker: Asker) -> Sql:
    """`FROM ... WHERE ...`: the tickets `t` that the query finds.

    Texts that every hit must have drive the full-text index, which then can rank; all other
    conditions are plain SQL. CROSS JOIN says who drives: asked for each ticket, the index takes seconds.
    """
    texts = [part for part in query.parts if _is_text(part)]
    rest = [condition(part, asker) for part in query.parts if not _is_text(part)] + [Sql(_COUNTS)]
    if not texts:
        return Sql("FROM ticket t WHERE ") + joined(" AND ", rest)
    match = Sql("words MATCH ?", (_all(texts),))
    return Sql("FROM words CROSS JOIN ticket t ON t.file = words.rowid WHERE ") + joined(
        " AND ", [match, *rest]
    )


def order(query: Query, asker: Asker, *, ranked: bool) -> Sql:
    """`ORDER BY ...`; without `sort:` the best first where `ranked`, else the newest first."""
    keys = query.sort or ((Sort("relevance"),) if ranked else ())
    parts = [part for key in keys for part in _sort(key, query, asker)]
    return Sql("ORDER BY ") + joined(", ", [*parts, Sql(_NEWEST)])


def _sort(key: Sort, query: Query, asker: Asker) -> Iterator[Sql]:
    column, way = SORTS[key.key], "DESC" if key.descending else "ASC"
    if column == "relevance":
        yield from _relevance(query, "ASC" if key.descending else "DESC")
    elif column == "due":
        yield Sql(f"{_DUE} {way} NULLS LAST")
    elif column in TIMES:
        yield Sql(f"t.{column}_at {way} NULLS LAST")
    elif column == "status":
        names = tuple(asker.statuses)
        cases = "".join(f" WHEN ? THEN {place}" for place in range(len(names)))
        yield Sql(f"CASE t.status{cases or ' WHEN 0 THEN 0'} END {way} NULLS LAST", names)
    else:
        yield Sql(f"t.{column} = '', t.{column} {way}")


def _relevance(query: Query, way: str) -> Iterator[Sql]:
    """The title over the body, words side by side over scattered ones, then the score."""
    texts = [part for part in query.parts if _is_text(part)]
    if not texts:
        return
    yield Sql(f"{_FOUND} {way}", (f"title : ({_all(texts)})",))
    together = _together([part for part in texts if isinstance(part, Words) and not part.column])
    if together:
        yield Sql(f"{_FOUND} {way}", (f"title : ({together})",))
        yield Sql(f"{_FOUND} {way}", (together,))
    yield Sql(f"{_SCORE} {way}")


# --- free text ---------------------------------------------------------------------------------


def _is_text(node: Node) -> bool:
    return isinstance(node, Words) or (isinstance(node, (And, Or)) and all(map(_is_text, node.parts)))


def _all(nodes: Sequence[Node]) -> str:
    return " AND ".join(f"({_text(node)})" for node in nodes)


def _text(node: Node) -> str:
    match node:
        case Or(parts):
            return " OR ".join(f"({_text(part)})" for part in parts)
        case And(parts):
            return _all(parts)
        case Words():
            found = _words(node)
            return f"{node.column} : ({found})" if node.column else found
    raise TypeError(node)


def _words(words: Words) -> str:
    """One term for FTS5. Tokens are letters and digits, so nothing in them can leave the quotes."""
    parts = runs(words.text)
    if len(parts) == 1 and not words.quoted and not words.prefix and not parts[0].unspaced:
        return " OR ".join(f'"{form}"' for form in forms(parts[0].text))
    return _phrase(parts, prefix=words.prefix)


def _phrase(parts: Sequence[Run], *, prefix: bool) -> str:
    """Tokens side by side. A single Chinese character at the end is the beginning of its pairs."""
    *before, last = parts
    closing = last.tokens[: len(last.text) - 1 or 1] if last.unspaced else last.tokens
    opened = prefix if not last.unspaced else len(last.text) == 1
    tokens = [token for part in before for token in part.tokens] + closing
    return f'"{" ".join(tokens)}"' + ("*" if opened else "")


def _together(words: Sequence[Words]) -> str:
    """Several terms as one phrase: with spaces between them, and as Chinese is written, without."""
    if len(words) < 2:
        return ""
    texts = [one.text for one in words]
    phrases = (_phrase(runs(gap.join(texts)), prefix=words[-1].prefix) for gap in (" ", ""))
    return " OR ".join(dict.fromkeys(phrases))


# --- conditions --------------------------------------------------------------------------------


def condition(node: Node, asker: Asker) -> Sql:
    match node:
        case Words() | And() | Or() if _is_text(node):
            return Sql(_FOUND, (_text(node),))
        case Not(Filter("is", operands)):  # the other ones, by their names: an index finds them
            names = {name for operand in operands for name in _of_state(operand.value, asker)}
            return _in_status(name for name in asker.statuses if name not in names)
        case Not(part):
            return Sql("NOT (") + condition(part, asker) + Sql(")")
        case And(parts):
            return _either(" AND ", [condition(part, asker) for part in parts])
        case Or(parts):
            return _either(" OR ", [condition(part, asker) for part in parts])
        case Filter(name, operands):
            return _either(" OR ", [_test(BY_NAME[name], operand, asker) for operand in operands])
    raise TypeError(node)


def _either(operator: str, parts: Sequence[Sql]) -> Sql:
    return Sql("(") + joined(operator, parts) + Sql(")")


def _test(asked: Asked, operand: Operand, asker: Asker) -> Sql:
    match asked.kind:
        case "is":
            return _in_status(_of_state(operand.value, asker))
        case "no":
            return Sql(f"t.{BY_NAME[operand.value].column} = ''")
        case "has":
            return Sql(f"t.{BY_NAME[operand.value].column} <> ''")
        case "sla":
            text = _SLA[operand.value]
            return Sql(text, (micros(asker.now),) * text.count("?"))
        case "time":
            return _time(_DUE if asked.name == "due" else f"t.{asked.column}_at", operand, asker)
        case "list" | "text":
            return _facet(asked.column, operand)
        case "id":
            return _identity(operand)
    return _plain(f"t.{asked.column}", operand, asker)


def _of_state(state: str, asker: Asker) -> Iterator[str]:
    return (name for name, kind in asker.statuses.items() if kind in STATES[state])


def _in_status(names: Iterable[str]) -> Sql:
    given = tuple(names)
    return Sql(f"t.status IN ({', '.join('?' * len(given))})", given)


def _plain(column: str, operand: Operand, asker: Asker) -> Sql:
    value = operand.value
    if value == ME:
        if not asker.me:
            return NEVER
        value = asker.me
    if operand.operator == PREFIX:
        return Sql(f"substr({column}, 1, {len(value)}) = ?", (value,))
    if operand.operator == RANGE:
        return Sql(f"({column} <> '' AND {column} >= ? AND {column} <= ?)", (value, operand.upper or _LAST))
    return Sql(f"({column} <> '' AND {column} {operand.operator} ?)", (value,))


def _facet(field: str, operand: Operand) -> Sql:
    key = key_of(operand.value)
    inside = "t.file IN (SELECT file FROM facet WHERE field = ? AND "
    if operand.operator == PREFIX:
        return Sql(f"{inside}key >= ? AND key < ?)", (field, key, key + _LAST))
    return Sql(f"{inside}key = ?)", (field, key))


def _identity(operand: Operand) -> Sql:
    name = operand.value.upper()
    head = Sql(f"substr(t.id, 1, {len(name)}) = ?", (name,))
    if operand.operator == PREFIX:
        return head
    return _either(" OR ", [head, Sql(f"substr(t.id, -{len(name)}) = ?", (name,))])


def _time(column: str, operand: Operand, asker: Asker) -> Sql:
    """A day, a week or a month is all of its time: after it is past its end. An instant is itself."""
    start, end = (
        period(operand.value, now=asker.now, zone=asker.zone) if operand.value else (asker.now, asker.now)
    )
    instant = start == end
    if operand.operator == "=":
        start, end = day_range(operand.value, now=asker.now, zone=asker.zone)
        reaches = "<=" if instant else "<"
        within = Sql(f"{column} >= ? AND {column} {reaches} ?", (milliseconds(start), milliseconds(end)))
    elif operand.operator == RANGE:
        sides = ((">=", operand.value), ("<=", operand.upper))
        within = joined(" AND ", [_time(column, Operand(sign, text), asker) for sign, text in sides if text])
    else:
        within = _beside(column, operand.operator, milliseconds(start), milliseconds(end), instant=instant)
    # Negated, a ticket without the time must be among the answers.
    return Sql(f"({column} IS NOT NULL AND ") + within + Sql(")")


def _beside(column: str, operator: str, first: int, after: int, *, instant: bool) -> Sql:
    match operator:
        case ">":
            return Sql(f"{column} {'>' if instant else '>='} ?", (after,))
        case ">=":
            return Sql(f"{column} >= ?", (first,))
        case "<":
            return Sql(f"{column} < ?", (first,))
    return Sql(f"{column} {'<=' if instant else '<'} ?", (after,))
