"""Rows for a person at a terminal: aligned by display width, the one long column cut, nothing wrapped.

A row is a mapping of plain values: the same mapping `--json` prints. A column says which key it shows
and, where a person reads it better in other words, how.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from supportctl.domain.frozen import frozen
from supportctl.domain.text import clip, visible, width
from supportctl.render.colour import Role, paint
from supportctl.render.words import Words

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]
Row = Mapping[str, Value]

_GAP = "  "
_LEAST = 12


def text_of(value: Value) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return ",".join(f"{key}={text_of(part)}" for key, part in value.items())
    return ",".join(map(text_of, value))


def _plain(row: Row) -> Role:
    del row
    return Role.PLAIN


@frozen(kw_only=True)
class Column:
    """`text` and `role` are for the table only; every other form prints the value of `key`."""

    key: str
    header: str
    shrinks: bool = False
    right: bool = False
    text: Callable[[Row], str] | None = None
    role: Callable[[Row], Role] = _plain

    def cell(self, row: Row) -> str:
        return visible(self.text(row) if self.text else text_of(row[self.key]))


def table(
    columns: Sequence[Column], rows: Sequence[Row], *, words: Words, colour: bool, screen: int
) -> Iterator[str]:
    """The lines of the table under a translated header; no rows, no lines."""
    if not rows:
        return
    headers = [words(column.header) for column in columns]
    cells = [[column.cell(row) for column in columns] for row in rows]
    widths = _widths(columns, [headers, *cells], screen=screen)
    yield _line(columns, headers, widths, [Role.HEADING if colour else Role.PLAIN] * len(columns))
    for row, texts in zip(rows, cells, strict=True):
        roles = [column.role(row) if colour else Role.PLAIN for column in columns]
        yield _line(columns, texts, widths, roles)


def _widths(columns: Sequence[Column], grid: Sequence[Sequence[str]], *, screen: int) -> list[int]:
    widths = [max(map(width, texts)) for texts in zip(*grid, strict=True)]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - screen
    for place, column in enumerate(columns):
        if column.shrinks and excess > 0:
            widths[place] = max(widths[place] - excess, min(widths[place], _LEAST))
    return widths


def _line(
    columns: Sequence[Column], texts: Sequence[str], widths: Sequence[int], roles: Sequence[Role]
) -> str:
    parts = []
    for column, text, cells, role in zip(columns, texts, widths, roles, strict=True):
        shown = clip(text, cells)
        space = " " * (cells - width(shown))
        parts.append(space + paint(shown, role) if column.right else paint(shown, role) + space)
    return _GAP.join(parts).rstrip()
