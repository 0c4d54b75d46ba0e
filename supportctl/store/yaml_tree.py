"""What a YAML text holds, and where each value stands in it."""

from collections.abc import Iterable

from supportctl.domain.frozen import frozen


@frozen
class Node:
    """A value and where it stands: `start` and `end` count characters, `line` counts from 0."""

    start: int
    end: int
    line: int
    column: int


@frozen
class Scalar(Node):
    """`style` is PyYAML's: "" plain, ' or " quoted, | or > block."""

    text: str
    style: str


@frozen
class Items(Node):
    values: tuple[Node, ...]
    flow: bool


@frozen
class Entries(Node):
    """Keys are unique; a second one was a finding."""

    pairs: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs if name.text == key), None)


Plain = str | list["Plain"] | dict[str, "Plain"]
"""What a YAML file holds once its places are forgotten."""


def plain(node: Node) -> Plain:
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(value) for value in node.values]
        case Entries():
            return {key.text: plain(value) for key, value in node.pairs}
    raise TypeError(node)


def nearest(node: Node, keys: Iterable[str]) -> Node:
    """What stands at a place below, or the nearest above it that is there."""
    for key in keys:
        below = node.get(key) if isinstance(node, Entries) else None
        if below is None:
            return node
        node = below
    return node
