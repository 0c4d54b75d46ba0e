"""A ticket as the catalogue knows it: its fields and what is derived from its timeline."""

from collections.abc import Mapping
from datetime import datetime
from typing import Generic, TypeVar

from supportctl.domain.frozen import frozen
from supportctl.domain.matching import Spans
from supportctl.domain.schema import EMPTY, Value, as_text

T = TypeVar("T")


@frozen(kw_only=True)
class Row:
    """`created` and `recorded` are when the first and the last event were recorded; `last_public` is the
    last message to or from the customer, `last_direction` says which ("" where there is none).
    """

    path: str
    fields: Mapping[str, Value]
    created: datetime | None = None
    recorded: datetime | None = None
    last_public: datetime | None = None
    last_direction: str = ""
    events: int = 0

    def __getitem__(self, name: str) -> Value:
        return self.fields.get(name, EMPTY[name])

    def text(self, name: str) -> str:
        return as_text(self[name])

    @property
    def id(self) -> str:
        return self.text("id")


@frozen(kw_only=True)
class Hit:
    """A ticket found, the line of its body that says most of what was asked, and what to mark."""

    row: Row
    title_spans: Spans = ()
    line: str = ""
    spans: Spans = ()


@frozen
class Page(Generic[T]):
    """Some of the answers, and how many there are in all."""

    items: tuple[T, ...]
    total: int
