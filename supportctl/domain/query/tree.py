"""A query as a value: what to find, in which order. `parse.py` reads it; `str()` writes it back.

Times stay text, because what `-7d` means is decided when the query runs.
"""

from collections.abc import Iterator

from supportctl.domain.frozen import frozen
from supportctl.domain.query.words import Words

ME = "@me"
PREFIX = "prefix"
RANGE = ".."
COMPARISONS = (">=", "<=", ">", "<")  # the longer first, for the parser
OPERATORS = ("or", "and")
_SPECIAL = ' \t"(),'


@frozen
class Operand:
    """One value of a filter. `operator` is "=", "prefix", "..", or a comparison; `upper` ends a range."""

    operator: str
    value: str
    upper: str = ""

    def __str__(self) -> str:
        if self.operator == RANGE:
            return RANGE.join(_quoted(end) if end else "" for end in (self.value, self.upper))
        if self.operator == PREFIX:
            return f"{_quoted(self.value)}*"
        return ("" if self.operator == "=" else self.operator) + _quoted(self.value)


@frozen
class Filter:
    """`name:value,value`: true where any of the values fits."""

    name: str
    operands: tuple[Operand, ...]

    def __str__(self) -> str:
        return f"{self.name}:{','.join(map(str, self.operands))}"


@frozen
class Not:
    part: "Node"

    def __str__(self) -> str:
        return f"-{_grouped(self.part)}"


@frozen
class And:
    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " ".join(str(part) if not isinstance(part, (And, Or)) else f"({part})" for part in self.parts)


@frozen
class Or:
    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " or ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


Node = Words | Filter | Not | And | Or


@frozen
class Sort:
    key: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.key}" if self.descending else self.key


@frozen
class Query:
    """`parts` must all hold; none of them is an And."""

    parts: tuple[Node, ...] = ()
    sort: tuple[Sort, ...] = ()

    def __str__(self) -> str:
        conditions = str(And(self.parts)) if len(self.parts) > 1 else "".join(map(str, self.parts))
        order = f"sort:{','.join(map(str, self.sort))}" if self.sort else ""
        if order and len(self.parts) == 1 and isinstance(self.parts[0], Or):
            conditions = f"({conditions})"
        return " ".join(part for part in (conditions, order) if part)

    @property
    def wanted_words(self) -> tuple[Words, ...]:
        """The texts that a hit has, to rank by and to mark: those that are not negated."""
        return tuple(words for part in self.parts for words in _wanted(part))

    @property
    def names(self) -> frozenset[str]:
        """The fields that it asks for or sorts by."""
        filters = frozenset(one.name for part in self.parts for one in _filters(part))
        return filters | {key.key for key in self.sort}

    @property
    def asks_for_me(self) -> bool:
        filters = (one for part in self.parts for one in _filters(part))
        return any(operand.value == ME for one in filters for operand in one.operands)


def _wanted(node: Node) -> Iterator[Words]:
    match node:
        case Words():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)


def _filters(node: Node) -> Iterator[Filter]:
    match node:
        case Filter():
            yield node
        case Not(part):
            yield from _filters(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _filters(part)


def _grouped(node: Node) -> str:
    return f"({node})" if isinstance(node, (And, Or)) else str(node)


def _quoted(value: str) -> str:
    plain = value and not value.startswith(COMPARISONS) and not value.endswith("*") and RANGE not in value
    return value if plain and not any(c in _SPECIAL or c.isspace() for c in value) else f'"{value}"'
