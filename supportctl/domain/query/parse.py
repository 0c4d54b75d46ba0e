"""The query language: text to `Query`, or a refusal that points at the character.

    query    any {"or" any}                 all conditions of one side, or all of the other
    any      condition {["and"] condition}
    condition  ["-"] ( "(" query ")" | name:value{,value} | @view | "phrase" | word | word* )
    value    [< <= > >=] text | text..text | text* | "text"

Punctuation of a Chinese keyboard counts as its ASCII twin: ： ， （ ） “ ” － ＊ ＜ ＞ ＝.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TypeVar

from supportctl.domain.query.fields import BY_NAME, NAMES, SORTS, Asked
from supportctl.domain.query.scan import QUOTE_IT, Scanner, guess
from supportctl.domain.query.tree import (
    COMPARISONS,
    OPERATORS,
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
from supportctl.domain.tokens import runs
from supportctl.domain.when.phrase import period
from supportctl.errors import Said
from supportctl.errors.command import BadQuery, BadTime

T = TypeVar("T")
NO_VIEWS: Mapping[str, str] = MappingProxyType({})
MOST_TERMS = 32
DEEPEST = 16

_NAME = re.compile(r"([A-Za-z_]+):(?!//)")
_WORD = re.compile(r'[^\s()"]+')
_COLUMN_WORD = re.compile(r'[^\s()",]+')
_OPERATOR = re.compile(rf'({"|".join(OPERATORS)})(?=[\s()"]|$)', re.IGNORECASE)
# A phrase is checked for being a time at all; any moment will do.
_SOME_DAY = datetime(2024, 2, 29, 12, tzinfo=UTC)


def parse(text: str, statuses: Collection[str] = (), views: Mapping[str, str] = NO_VIEWS) -> Query:
    """Raises BadQuery. `statuses` are the names that `status:` takes, `views` the queries behind `@name`."""
    return _Parser(text, tuple(statuses), views).query()


class _Parser(Scanner):
    """`usual` is the order that a view brings along; a query's own goes before it."""

    def __init__(self, text: str, statuses: tuple[str, ...], views: Mapping[str, str]) -> None:
        super().__init__(text)
        self.statuses = statuses
        self.views = views
        self.depth = 0
        self.terms = 0
        self.sort: tuple[Sort, ...] = ()
        self.usual: tuple[Sort, ...] = ()

    def query(self) -> Query:
        root = self.alternatives()
        if self.place < len(self.text):
            raise self.bad(self.place, Said("nothing opened this bracket"))
        parts = root.parts if isinstance(root, And) else (root,) if root else ()
        return Query(parts, self.sort or self.usual)

    # --- structure -----------------------------------------------------------------------------

    def alternatives(self) -> Node | None:
        sides: list[Node] = []
        operator = 0
        while True:
            side = self.conditions()
            here = self.place
            again = self.operator("or")
            if side is None and (sides or again):
                raise self.bad(here if again else operator, Said("or has nothing on one side"))
            if side is not None:
                sides += side.parts if isinstance(side, Or) else (side,)
            if not again:
                break
            operator = here
        return Or(tuple(sides)) if len(sides) > 1 else sides[0] if sides else None

    def conditions(self) -> Node | None:
        parts: list[Node] = []
        while self.starts_condition():
            part = self.condition()
            if part is not None:
                parts += part.parts if isinstance(part, And) else (part,)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def starts_condition(self) -> bool:
        while self.operator("and"):
            pass
        if self.place >= len(self.text) or self.text[self.place] == ")":
            return False
        match = _OPERATOR.match(self.text, self.place)
        return match is None

    def operator(self, name: str) -> bool:
        self.skip()
        match = _OPERATOR.match(self.text, self.place)
        if match is None or match[1].lower() != name:
            return False
        self.place = match.end()
        self.skip()
        return True

    def condition(self) -> Node | None:
        start, negated = self.place, False
        while self.take("-"):
            negated = not negated
        found = self.group() if self.peek("(") else self.term(start)
        if found is None and self.place > start and self.text[start] == "-":
            raise self.bad(start, Said("this cannot be negated"))
        if found is None or not negated:
            return found
        return found.part if isinstance(found, Not) else Not(found)

    def group(self) -> Node:
        opened = self.place
        self.take("(")
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.bad(opened, Said("brackets are nested more than {limit} deep", limit=DEEPEST))
        order = self.sort
        inside = self.alternatives()
        if not self.take(")"):
            raise self.bad(opened, Said("this bracket is never closed"))
        if self.sort != order:
            raise self.bad(opened, Said("sort stands outside of brackets"))
        if inside is None:
            raise self.bad(opened, Said("there is no condition between these brackets"))
        self.depth -= 1
        return inside

    # --- one condition -------------------------------------------------------------------------

    def term(self, start: int) -> Node | None:
        if self.peek('"'):
            return self.words(self.place, self.quoted(), quoted=True)
        if self.take("@"):
            return self.view(start=self.place - 1)
        match = _NAME.match(self.text, self.place)
        if match and (match[1].lower() in NAMES or self.has_value(match.end())):
            return self.field(match)
        word = _WORD.match(self.text, self.place)
        if word is None or _OPERATOR.match(self.text, self.place):
            raise self.bad(start, Said("there is nothing to search for"))
        self.place = word.end()
        return self.words(word.start(), word[0], quoted=False)

    def view(self, *, start: int) -> Node | None:
        """The conditions of a saved view; what it says itself may name other views, but not itself."""
        name = self.match(_WORD)
        text = self.views.get(name.lower())
        if text is None:
            way = guess(f"@{name.lower()}", [f"@{known}" for known in self.views]) or QUOTE_IT
            raise self.bad(start, Said("there is no view @{name}", name=name), way)
        others = {other: query for other, query in self.views.items() if other != name.lower()}
        inside = _Parser(text, self.statuses, others)
        try:
            query = inside.query()
        except BadQuery as error:
            what = Said("in the view @{name}: {reason}", name=name, reason=error.params["reason"])
            raise BadQuery(error.details, **{**error.params, "reason": what}) from None
        self.count(start, inside.terms)
        self.usual = self.usual or query.sort
        return And(query.parts) if len(query.parts) > 1 else next(iter(query.parts), None)

    def has_value(self, place: int) -> bool:
        return place < len(self.text) and self.text[place] not in ") " and not self.text[place].isspace()

    def words(self, start: int, text: str, *, quoted: bool, column: str = "") -> Words:
        self.count(start)
        prefix = text.endswith("*") if not quoted else self.take("*")
        text = text if quoted else text.rstrip("*")
        if not runs(text):
            raise self.bad(start, Said("there is no letter and no digit in it to search for"))
        return Words(text, quoted, prefix, column)

    def field(self, match: re.Match[str]) -> Node | None:
        start, name = match.start(), match[1].lower()
        self.place = match.end()
        if name == "sort":
            self.sort = (*self.sort, *self.each(self.sort_key))
            return None
        asked = BY_NAME.get(name)
        if asked is None:
            raise self.bad(
                start, Said("there is no field {name}", name=match[1]), guess(name, NAMES) or QUOTE_IT
            )
        if asked.kind == "words":
            choices = tuple(self.each(lambda: self.column_words(asked.column)))
            return choices[0] if len(choices) == 1 else Or(choices)
        return Filter(asked.name, tuple(self.each(lambda: self.operand(asked))))

    def each(self, read: Callable[[], T]) -> list[T]:
        values = [read()]
        while self.take(","):
            values.append(read())
        return values

    def column_words(self, column: str) -> Words:
        start = self.place
        quoted = self.peek('"')
        text = self.quoted() if quoted else self.match(_COLUMN_WORD)
        return self.words(start, text, quoted=quoted, column=column)

    def sort_key(self) -> Sort:
        descending = self.take("-")
        start, key = self.place, self.value().lower()
        if key not in SORTS:
            raise self.bad(start, Said("nothing is sorted by {name}", name=key), guess(key, SORTS))
        return Sort(key, descending)

    def operand(self, asked: Asked) -> Operand:
        start = self.place
        self.count(start)
        operator = next((sign for sign in COMPARISONS if self.take(sign)), "=")
        value, upper = ("", "") if self.peek(RANGE) else (self.end_of(asked), "")
        if operator == "=" and self.take(RANGE):
            operator = RANGE
            upper = self.end_of(asked) if self.has_atom() else ""
            if not value and not upper:
                raise self.bad(start, Said("a range has at least one end"))
        if operator != "=" and not asked.compares:
            raise self.bad(start, Said("{name} has no order to compare by", name=asked.name))
        starred = asked.takes_prefix and self.take("*")
        return Operand(PREFIX if starred else operator, value, upper)

    def end_of(self, asked: Asked) -> str:
        """A value, or one end of a range; the star that makes it a prefix is left standing."""
        start, literal = self.place, self.peek('"')
        value = self.value()
        if asked.takes_prefix and not literal and value.endswith("*"):
            value = value.rstrip("*")
            self.place -= 1
        return self.checked(asked, value, start)

    def checked(self, asked: Asked, value: str, start: int) -> str:
        """The value as it is stored, or a refusal that knows a better one."""
        value = unicodedata.normalize("NFKC", value).strip()
        if not value:
            raise self.bad(start, Said("{name} wants a value", name=asked.name))
        match asked.kind:
            case "is" | "no" | "has" | "choice":
                return self.choice(asked.name, value, asked.choices, start)
            case "sla":
                return self.choice(asked.name, value.replace("_", "-"), asked.choices, start)
            case "status":
                return self.choice(asked.name, value, self.statuses, start) if self.statuses else value
            case "time":
                self.check_time(value, start)
            case "slug" | "id":
                return value.lower()
        return value

    def choice(self, name: str, value: str, choices: Sequence[str], start: int) -> str:
        known = {choice.lower(): choice for choice in choices}
        if name in ("no", "has") and value.lower() in BY_NAME:
            value = BY_NAME[value.lower()].name
        if value.lower() not in known:
            allowed = ", ".join(choices)
            reason = Said("{name}: {value} is not one of {allowed}", name=name, value=value, allowed=allowed)
            raise self.bad(start, reason, guess(value.lower(), known, known))
        return known[value.lower()]

    def check_time(self, value: str, start: int) -> None:
        try:
            period(value, now=_SOME_DAY, zone=UTC)
        except BadTime as error:
            way = error.way_out or QUOTE_IT
            raise self.bad(start, error.said, way) from None

    def count(self, start: int, terms: int = 1) -> None:
        self.terms += terms
        if self.terms > MOST_TERMS:
            raise self.bad(start, Said("it has more than {limit} terms", limit=MOST_TERMS))
