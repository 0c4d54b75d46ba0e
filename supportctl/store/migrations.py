"""From one schema of a ticket's file to the next: pure functions of its text, one a version.

`STEPS[1]` makes schema 2 of schema 1; it need not touch the number. There is none yet, for schema 1 is
the first. A step edits the text by span (store/edit.py), so that comments and unknown keys survive.
"""

import re
from collections.abc import Callable, Mapping

Step = Callable[[str], str]
STEPS: Mapping[int, Step] = {}

_SCHEMA = re.compile(r"^schema:[ \t]*['\"]?(\d{1,6})['\"]?[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def schema_of(text: str) -> int:
    """The number in the front matter, or 0 where none can be seen."""
    front = text.partition("\n---")[0]
    found = _SCHEMA.search(front)
    return int(found[1]) if found else 0


def migrated(text: str, schema: int, *, steps: Mapping[int, Step], current: int) -> str:
    """The text in the current schema."""
    for version in range(schema, current):
        text = steps[version](text)
        found = _SCHEMA.search(text)
        assert found, "a step keeps the number where it stands"
        text = text[: found.start(1)] + str(version + 1) + text[found.end(1) :]
    return text
