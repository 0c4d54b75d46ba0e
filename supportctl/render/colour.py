"""The few colours supportctl has, named for what they say. A word always says the same thing beside them."""

from enum import StrEnum


class Role(StrEnum):
    PLAIN = ""
    HEADING = "1"
    QUIET = "2"
    GOOD = "32"
    WARNING = "33"
    BAD = "31"
    LINK = "36"


def paint(text: str, role: Role) -> str:
    return f"\x1b[{role}m{text}\x1b[0m" if role and text else text
