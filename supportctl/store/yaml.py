"""YAML read strictly, and one value written.

Most files are plain: a key and a value a line, lists and blocks by indentation. `yaml_lines.py` reads those,
and PyYAML is not even loaded; `yaml_events.py` reads all others. Where both could, they agree to the letter.
"""

import re

from supportctl.domain.finding import Finding
from supportctl.domain.markup import CONTROL, is_seen
from supportctl.domain.timeline import opens_tag, quoted
from supportctl.store import yaml_lines
from supportctl.store.yaml_tree import Entries, Items, Node, Plain, Scalar, nearest, plain

__all__ = [
    "Entries",
    "Items",
    "Node",
    "Plain",
    "Scalar",
    "code_point",
    "nearest",
    "place_of",
    "plain",
    "read",
    "scalar",
]

# Not the carriage return of a CRLF.
_UNREADABLE = re.compile(rf"(?!\r\n){CONTROL.pattern}")


def read(text: str, path: str, *, first: int = 1) -> tuple[Node | None, list[Finding]]:
    """The tree of one YAML text whose first line is line `first` of its file, and every fault in it.

    The tree is there for whatever could be read of it; with a finding, it is not to be trusted.
    """
    root = yaml_lines.read(text)
    if root is not None:
        return root, []
    odd = _UNREADABLE.search(text)
    if odd:
        line, column = place_of(text, odd.start())
        return None, [Finding("F013", path, first + line - 1, column, character=code_point(odd[0]))]
    # Here, because few files need it, and every start would pay.
    from supportctl.store import yaml_events  # noqa: PLC0415

    return yaml_events.read(text, path, first)


def place_of(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of a character, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


_RESERVED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"))


def scalar(value: str, *, like: str = "", flow: bool = False) -> str:
    """A value as one line of YAML; `like` is the quote the old value had, kept where it can be.

    `flow` is for an item between brackets, where libyaml stumbles over a bare colon.
    """
    if like == '"' or not is_seen(value) or opens_tag(value):
        return quoted(value)
    if like != "'" and _is_plain(value) and not (flow and ":" in value):
        return value
    return "'" + value.replace("'", "''") + "'"


def _is_plain(value: str) -> bool:
    """Whether YAML 1.1 and 1.2 both take it for this text without quotes."""
    if not value or not value[0].isalpha() or value != value.strip() or value.casefold() in _RESERVED:
        return False
    if ": " in value or " #" in value or value.endswith(":"):
        return False
    return not any(character in "\"'[]{},&*!|>%@`" for character in value)
