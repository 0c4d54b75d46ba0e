"""Where a person's data stands in a text: names and addresses as they are, phone numbers however written."""

import re
from collections.abc import Iterator, Mapping

from supportctl.domain.customer import Contact
from supportctl.domain.frozen import frozen

SHORTEST = 2
Pattern = re.Pattern[str]
_HEADING = re.compile(r"### \S+ .*\{#([0-9a-z]{8})\}$")
_DIGITS = re.compile(r"\d")


@frozen
class Trace:
    """One line that tells it: `what` is name, email or phone; `event` is the one it stands in, if any."""

    path: str
    line: int
    what: str
    event: str = ""


def personal(contact: Contact) -> dict[str, str]:
    """What a contact's entry says of a person: each text and what it is."""
    held = {contact.name: "name", contact.email: "email", contact.phone: "phone"}
    return {text: what for text, what in held.items() if len(text) >= SHORTEST}


def pattern_of(text: str, what: str) -> Pattern:
    digits = _DIGITS.findall(text)
    if what == "phone" and len(digits) > SHORTEST:
        return re.compile(r"[\s()./-]*".join(digits))
    return re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)


def find(text: str, path: str, patterns: Mapping[Pattern, str], *, slug: str = "") -> Iterator[Trace]:
    """The lines where any of the patterns is met, each pattern's kind once a line.

    A line that only names the customer by its short name tells nothing: that name stays.
    """
    event = ""
    for number, line in enumerate(text.splitlines(), 1):
        heading = _HEADING.match(line)
        event = heading[1] if heading else event
        if slug and line.removeprefix("- ") == f"customer: {slug}":
            continue
        for what in dict.fromkeys(what for pattern, what in patterns.items() if pattern.search(line)):
            yield Trace(path, number, what, event)
