"""A message on its way out by mail: what it says, how far it got, and the names that thread it.

A letter is in doubt from the moment before its last dot: if nothing more is heard of the server, nobody
knows whether it was taken. Nothing in doubt is sent again unless a person says so.
"""

import re
from collections.abc import Iterator, Sequence

from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import entropy_of, letters
from supportctl.domain.replay import standing

DRAFT, DOUBT, TAKEN = "draft", "doubt", "taken"
STATES = (DRAFT, DOUBT, TAKEN)
VERBS = ("reply", "delay", "statement", "remind")
LONGEST_ID = 900
MOST_REFERENCES = 20
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*", re.ASCII)
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>", re.ASCII)


@frozen(kw_only=True)
class Letter:
    """`id` is the ID that its message event gets; `trouble` is why the last try failed.

    All of it is text, so that it can be kept in a file as it is. Whom it goes to is looked up when it goes:
    an address that was wrong can be put right meanwhile.
    """

    id: str
    ticket: str
    verb: str
    operation: str
    message_id: str
    subject: str
    text: str
    contact: str = ""
    asks: str = ""
    answers: str = ""
    repeats: str = ""
    template: str = ""
    eta: str = ""
    reason: str = ""
    state: str = DRAFT
    tried: str = ""
    trouble: str = ""


def is_address(text: str) -> bool:
    """One plain mail address and nothing else that a mail server could take for more."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def is_message_id(text: str) -> bool:
    return len(text) <= LONGEST_ID and _MESSAGE_ID.fullmatch(text) is not None


def message_id(operation: str, ticket: str, address: str) -> str:
    """The name of a message for good: every try to send it bears the same."""
    token = letters(entropy_of(operation, ticket, "mail"), 16).lower()
    return f"<{ticket}.{token}@{address.rpartition('@')[2]}>"


def thread(events: Sequence[Event], answers: str = "") -> tuple[str, ...]:
    """The Message-IDs of what was said before, oldest first; a mail answers the last of them.

    With `answers` that one is the last. Of a long thread the beginning and the end are kept.
    """
    said = [event for event in standing(events) if _names_itself(event)]
    known = dict.fromkeys(event.get("message_id") for event in said)
    answered = next((one.get("message_id") for one in said if one.id == answers.removeprefix("#")), "")
    if answered:
        del known[answered]
        known[answered] = None
    found = tuple(known)
    return found if len(found) <= MOST_REFERENCES else (found[0], *found[1 - MOST_REFERENCES :])


def _names_itself(event: Event) -> bool:
    return event.kind == "message" and is_message_id(event.get("message_id"))


def alike(letter: Letter, others: Sequence[Letter]) -> Iterator[Letter]:
    """Those that say the same about the same ticket, under another name."""
    for other in others:
        if other.id != letter.id and (other.ticket, other.text) == (letter.ticket, letter.text):
            yield other
