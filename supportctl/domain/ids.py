"""Names of things: tickets, articles, events, contacts.

`T-YYYYMMDD-XXXXX` and `KB-YYYYMMDD-XXXXX` carry the day in the desk's time zone and five
characters of Crockford's base32, which leaves out I, L, O and U. They are never derived from
content and never reused. Randomness comes in as bytes, so that a retry with the same operation
key finds the same names (`entropy_of`).
"""

from datetime import date
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST_PART = 3
_MISHEARD = str.maketrans("ILO", "110")
TICKET, ARTICLE = "T", "KB"
_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")
_UPPER, _LOWER = frozenset(ALPHABET), frozenset(ALPHABET.lower())


def letters(entropy: bytes, count: int) -> str:
    """The first `count` base32 characters of `entropy`, five bits each."""
    number = int.from_bytes(entropy, "big")
    spare = len(entropy) * 8 - 5 * count
    if spare < 0:
        raise ValueError(f"{count} characters want {(5 * count + 7) // 8} bytes, not {len(entropy)}")
    number >>= spare
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def entropy_of(operation: str, *parts: str) -> bytes:
    """Entropy that one operation key always gives for one part of its work."""
    return sha256("\0".join((operation, *parts)).encode()).digest()


def new_id(prefix: str, day: date, entropy: bytes) -> str:
    return f"{prefix}-{day.isoformat().replace('-', '')}-{letters(entropy, 5)}"


def event_id(entropy: bytes) -> str:
    return letters(entropy, 8).lower()


def contact_slug(entropy: bytes) -> str:
    return f"c-{letters(entropy, 5).lower()}"


def is_id(text: str, prefix: str = TICKET) -> bool:
    """Whether this is a whole ID, spelt as it is stored, with a day that exists."""
    kind, _, rest = text.partition("-")
    day, _, tail = rest.partition("-")
    if kind != prefix or len(tail) != 5 or not _UPPER.issuperset(tail):
        return False
    return len(day) == 8 and day.isascii() and day.isdigit() and _is_day(day)


def _is_day(day: str) -> bool:
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return True


def day_of(identity: str) -> date:
    """The day an ID was given, of a ticket or an article."""
    return date.fromisoformat(identity.split("-")[1])


def is_event_id(text: str) -> bool:
    return len(text) == 8 and _LOWER.issuperset(text)


def is_slug(text: str) -> bool:
    """A short lower-case name: a customer, a team, a person, a contact."""
    return 0 < len(text) <= 40 and text.isascii() and text[0].isalnum() and _SLUG.issuperset(text)


def path_of(identity: str) -> str:
    """Where an ID lives below the desk: tickets by month, articles side by side."""
    prefix, day, _ = identity.split("-")
    if prefix == ARTICLE:
        return f"kb/{identity}.md"
    return f"tickets/{day[:4]}/{day[4:6]}/{identity}.md"


def matching(wanted: str, known: "tuple[str, ...] | list[str]") -> tuple[str, ...]:
    """The IDs that `wanted` may mean: the ID itself, a path to it, or a prefix or suffix of 3+ characters.

    IDs are read out over the telephone: the letters I, L and O, which none has, mean 1, 1 and 0.
    """
    name = wanted.strip().replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".md").upper()
    name = name.translate(_MISHEARD)
    exact = tuple(identity for identity in known if identity == name)
    if exact or len(name) < SHORTEST_PART:
        return exact
    tails = tuple(i for i in known if i.endswith(name))
    return tuple(dict.fromkeys(tails + tuple(i for i in known if i.startswith(name))))
