"""A `Query` as SQL over the catalogue. Values travel as parameters, never inside the text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

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
from supportctl.domain.when.phrase import day_range, period
from supportctl.store import catalog_search as search
from supportctl.store.catalog_entry import TIMES, key_of, milliseconds
from supportctl.store.catalog_search import NEWEST, NOTHING, SCORE, UNCOUNTED, Sql, Texts

_FOUND = "t.file IN (SELECT rowid FROM words WHERE words MATCH ?)"
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


@frozen
class Asker:
    """What a query needs to know of the one who asks."""

    now: datetime
    zone: tzinfo
    me: str
    statuses: Mapping[str, str]


NEVER = Sql("0")


def joined(separator: str, parts: Sequence[Sql]) -> Sql:
    return Sql(
        separator.join(part.text for part in parts), tuple(p for part in parts for p in part.parameters)
    )


def source(query: Query, asker: Asker) -> Sql:
    """`FROM ... WHERE ...`: the tickets `t` that the query finds.

    Texts that every hit must have drive the full-text index, which then can rank; all other
    conditions are plain SQL.
    """
    texts, conditions = _parted(query, asker)
    if texts:
        return search.source(_all(texts)) + conditions
    return Sql(f"FROM ticket t WHERE t.file NOT IN {UNCOUNTED}") + conditions


def order(query: Query, asker: Asker) -> Sql:
    """`ORDER BY ...`, the newest first where nothing else decides."""
    parts = [part for key in query.sort for part in _sort(key, query, asker)]
    return Sql("ORDER BY ") + joined(", ", [*parts, Sql(NEWEST)])


def page(query: Query, asker: Asker, columns: str, *, limit: int, offset: int) -> Sql:
    """The rows of one page in their order. Of many hits of words, the page is chosen before rows are read."""
    found, by = source(query, asker), order(query, asker)
    window = Sql(" LIMIT ? OFFSET ?", (limit, offset))
    if not any(map(_is_text, query.parts)) or any(key.key == "relevance" for key in query.sort):
        return Sql(f"SELECT {columns} ") + found + Sql(" ") + by + window
    return search.chosen(columns, found, by, limit=limit, offset=offset)


def best(query: Query, asker: Asker, columns: str, *, limit: int, offset: int) -> Sql | None:
    """The same, the best first and with the number of all; None where there is nothing to rank by."""
    texts, conditions = _parted(query, asker)
    if not texts:
        return None
    beside = search.together([part for part in texts if isinstance(part, Words) and not part.column])
    return search.best(columns, Texts(_all(texts), beside), conditions, limit=limit, offset=offset)


def _parted(query: Query, asker: Asker) -> tuple[list[Node], Sql]:
    """The texts that all hits have, and everything else as ` AND ...`."""
    texts = [part for part in query.parts if _is_text(part)]
    rest = [condition(part, asker) for part in query.parts if not _is_text(part)]
    return texts, joined("", [Sql(" AND ") + part for part in rest]) if rest else NOTHING


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
    """What `catalog_search.best` ranks by, as keys that others may stand beside."""
    texts = [part for part in query.parts if _is_text(part)]
    if not texts:
        return
    yield Sql(f"{_FOUND} {way}", (f"title : ({_all(texts)})",))
    together = search.together([part for part in texts if isinstance(part, Words) and not part.column])
    if together:
        yield Sql(f"{_FOUND} {way}", (f"title : ({together})",))
        yield Sql(f"{_FOUND} {way}", (together,))
    yield Sql(f"{SCORE} {way}")


# --- free text ---------------------------------------------------------------------------------


def _is_text(node: Node) -> bool:
    return isinstance(node, Words) or (isinstance(node, (And, Or)) and all(map(_is_text, node.parts)))


def _all(nodes: Sequence[Node]) -> str:
    return search.every(map(_text, nodes))


def _text(node: Node) -> str:
    match node:
        case Or(parts):
            return " OR ".join(f"({_text(part)})" for part in parts)
        case And(parts):
            return _all(parts)
        case Words():
            return search.term(node)
    raise TypeError(node)


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
