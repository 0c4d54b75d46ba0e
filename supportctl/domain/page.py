"""What a ticket and an article have in common as values: fields, sections and what is not known of them."""

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

from supportctl.domain.frozen import frozen
from supportctl.domain.schema import Value


@frozen(kw_only=True)
class Page:
    """`fields` holds what the front matter says of the known fields; a field that is absent reads as empty.

    `unknown` names the keys this version does not know; their text stays in the file untouched.
    `sections` are Markdown as written.
    """

    EMPTY: ClassVar[Mapping[str, Value]]

    path: str
    fields: Mapping[str, Value]
    sections: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Value:
        return self.fields.get(name, self.EMPTY[name])

    def text(self, name: str) -> str:
        value = self[name]
        return value if isinstance(value, str) else ", ".join(value)

    def items(self, name: str) -> tuple[str, ...]:
        value = self[name]
        return (value,) if isinstance(value, str) else value

    @property
    def id(self) -> str:
        return self.text("id")

    @property
    def title(self) -> str:
        return self.text("title")

    @property
    def status(self) -> str:
        return self.text("status")
