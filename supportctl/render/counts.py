"""How many tickets there are, by a field: who has how much to do."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from supportctl.domain import row as catalog
from supportctl.domain.schema import FIELDS as SCHEMA_FIELDS
from supportctl.domain.schema import PRIORITIES
from supportctl.render.table import Column, Row, text_of

FIELDS = tuple(field.name for field in SCHEMA_FIELDS if field.name not in ("schema", "id"))


class Group(NamedTuple):
    """One value of the field, "" where tickets have none, with the tickets of each priority."""

    value: str
    total: int
    priorities: Counter[str]


COLUMNS = (
    Column(key="value", header="VALUE", text=lambda row: text_of(row["value"]) or "-"),
    Column(key="count", header="COUNT", right=True),
    *(Column(key=name, header=name, right=True) for name in PRIORITIES),
)


def by(rows: Iterable[catalog.Row], field: str) -> tuple[Group, ...]:
    """The largest group first; a ticket with several tags counts for each of them."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        value = row[field]
        for one in (value,) if isinstance(value, str) else value or ("",):
            found.setdefault(one, Counter())[row.text("priority")] += 1
    groups = (Group(value, count.total(), count) for value, count in found.items())
    return tuple(sorted(groups, key=lambda group: (-group.total, group.value)))


def whole(total: int) -> Group:
    return Group("", total, Counter())


def row(group: Group) -> Row:
    """`supportctl.counts/1`"""
    return {
        "value": group.value,
        "count": group.total,
        **{name: group.priorities[name] for name in PRIORITIES},
    }
