"""The timeline as text: one event to its block of lines, and back, without a byte of difference.

    ### 2026-09-14T09:03:00.120+08:00 alice message {#9k2f7qcd}
    - direction: out
    - channel: email
    > 您好,问题已收到。

Reading is strict: a block that does not write back to the same lines is a finding, so nothing can
hide between the lines, and two replicas that hold the same event hold the same bytes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import islice

from supportctl.domain.event import KINDS, REFERENCES, Event, actor_name
from supportctl.domain.event_faults import faults
from supportctl.domain.fences import unescape
from supportctl.domain.finding import Finding
from supportctl.domain.ids import is_event_id
from supportctl.domain.markup import clean, escape, escapes, is_seen
from supportctl.domain.schema import BY_NAME, moment

HEADINGS = ("## Timeline", "## 时间线")
TICK = timedelta(milliseconds=1)
_LENGTH = len("2026-09-14T09:03:00.120+08:00")
_WORDED = frozenset(name for name, kind in KINDS.items() if kind.text == "required")
_REFERENCES = frozenset(REFERENCES)
_KIND = frozenset("abcdefghijklmnopqrstuvwxyz_")
_KEY = _KIND | frozenset("0123456789")
_KEYS = frozenset((*BY_NAME, *(name for kind in KINDS.values() for name in (*kind.required, *kind.optional))))


@lru_cache(maxsize=4096)
def needs_quotes(value: str) -> bool:
    """Whether a value cannot stand bare on its line: empty, edges, breaks, controls, the start of a tag."""
    return not value or value != value.strip() or value[0] == '"' or not is_seen(value) or opens_tag(value)


def opens_tag(value: str) -> bool:
    """Whether a Markdown renderer could take part of it for HTML: `<` before a letter, `/`, `!` or `?`."""
    place = value.find("<")
    while 0 <= place < len(value) - 1:
        following = value[place + 1]
        if following.isascii() and (following.isalpha() or following in "/!?"):
            return True
        place = value.find("<", place + 1)
    return False


def quoted(value: str) -> str:
    """A JSON string, which is also a YAML double-quoted scalar; `<` and whatever is invisible are escaped.

    Beyond U+FFFF JSON and YAML escape differently, so those characters stay as they are.
    """
    out = []
    for character in json.dumps(value, ensure_ascii=False):
        if character == "<":
            out.append("\\u003c")
        elif character <= "\uffff" and not is_seen(character):
            out.append(f"\\u{ord(character):04x}")
        else:
            out.append(character)
    return "".join(out)


def dump(event: Event) -> str:
    """The block of one event, with LF line ends and one at its end."""
    recorded = event.recorded.isoformat(timespec="milliseconds")
    lines = [f"### {recorded} {actor_name(event.actor)} {event.kind} {{#{event.id}}}"]
    for key, value in event.attributes:
        lines.append(f"- {key}: {quoted(value) if needs_quotes(value) else value}")
    text = clean(event.text)
    if text:
        lines += [f"> {line}" if line else ">" for line in escape(text).split("\n")]
    return "\n".join(lines) + "\n"


def dump_all(events: Iterable[Event]) -> str:
    return "\n".join(dump(event) for event in events)


def stamp(now: datetime, zone: tzinfo, previous: datetime | None) -> datetime:
    """When an event counts as recorded: `now` in the desk's zone, but later than the one before it.

    The offset is fixed: times of one zone object would be compared by the clock on the wall, which
    repeats an hour every autumn.
    """
    instant = now.astimezone(UTC)
    instant = instant.replace(microsecond=instant.microsecond // 1000 * 1000)
    if previous is not None and instant <= previous.astimezone(UTC):
        instant = previous.astimezone(UTC) + TICK
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None
    return instant.astimezone(timezone(offset))


def parse(lines: Sequence[str], first: int, path: str) -> tuple[tuple[Event, ...], list[Finding]]:
    """The events in these lines (no line ends; the first is line `first` of the file), and every fault."""
    reader = _Reader(path)
    for number, block in _blocks(lines, first):
        reader.take(number, block)
    return tuple(event for _, event in reader.events), reader.findings(first)


def _blocks(lines: Sequence[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines, each with the number of its first: they end at a blank line or at the next heading."""
    block: list[str] = []
    number = first
    for place, line in enumerate(lines, first):
        blank = not line or line.isspace()
        if block and (blank or line.startswith("### ")):
            yield number, block
            block = []
        if not blank:
            number = number if block else place
            block.append(line)
    if block:
        yield number, block


class _Reader:
    """The events read so far, each with its line, and the faults met on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.events: list[tuple[int, Event]] = []
        self.faults: list[Finding] = []
        self.known: dict[str, list[str]] = {}
        self.unsettled: list[tuple[int, Event]] = []
        self.whole = True

    def fault(self, code: str, number: int, **params: object) -> None:
        self.faults.append(Finding(code, self.path, number, 0, **params))

    def take(self, number: int, block: list[str]) -> None:
        event, odd = _read(block)
        if event is None:
            self.whole = False
            self.fault("E201", number, found=block[0][:80])
            return
        known = self.known.setdefault(event.id, block)
        if odd is not None:
            self.whole = False
            self.fault("E202", number + odd, id=event.id)
        elif known is block:
            self.judge(number, event)
            self.events.append((number, event))
        elif known != block:
            self.fault("E205", number, id=event.id)

    def judge(self, number: int, event: Event) -> None:
        if self.events:
            before = self.events[-1][1]
            early = event.recorded <= before.recorded
            if early and (event.recorded, event.id) <= (before.recorded, before.id):
                self.fault("E206", number, id=event.id)
            if event.kind == "created":
                self.fault("E210", number, id=event.id)
        held = dict(event.attributes)
        for code, params in faults(event.kind, held):
            self.fault(code, number, id=event.id, **params)
        if (not event.text and event.kind in _WORDED) or not _REFERENCES.isdisjoint(held):
            self.unsettled.append((number, event))

    def findings(self, first: int) -> list[Finding]:
        """All faults, with those that only the whole timeline shows."""
        if self.whole and (not self.events or self.events[0][1].kind != "created"):
            self.fault("E208", self.events[0][0] if self.events else max(first - 1, 1))
        redacted = {event.get("of").removeprefix("#") for _, event in self.events if event.kind == "redact"}
        for number, event in self.unsettled:
            if not event.text and event.kind in _WORDED and event.id not in redacted:
                self.fault("E204", number, id=event.id, name="text")
            if self.whole:
                self.look_up(number, event)
        return self.faults

    def look_up(self, number: int, event: Event) -> None:
        """Whether the events it names are there."""
        for name in REFERENCES:
            value = event.get(name)
            named = value.startswith("#") or event.kind in ("retract", "redact")
            if value and named and value.removeprefix("#") not in self.known:
                self.fault("E209", number, id=event.id, name=name, value=value)


def _read(block: list[str]) -> tuple[Event | None, int | None]:
    """The event in a block, and its first line that is not as `dump` writes it or that repeats a key.

    To write it and compare would tell of every line. Of a plain one it is known: there is no other way to
    write it.
    """
    heading = _heading(block[0])
    if heading is None:
        return None, None
    identity, recorded, actor, kind, plain = heading
    attributes = []
    for line in islice(block, 1, None):
        if line[:2] != "- ":
            break
        key, separator, value = line.partition(": ")
        key = key[2:]
        if not separator or (key not in _KEYS and not _is_key(key)):
            break
        if value == '""':
            value = ""
        elif needs_quotes(value):
            plain = False
            value = _unquoted(value)
        attributes.append((key, value))
    if len(dict(attributes)) < len(attributes):
        plain = False
    text = ""
    if len(block) > 1 + len(attributes):
        quote = block[1 + len(attributes) :]
        text = "\n".join(
            [line[2:] if line.startswith("> ") else line[1:] for line in quote if line[0] == ">"]
        )
        plain = plain and _is_plain(quote, text)
    event = Event(identity, recorded, actor, kind, tuple(attributes), unescape(text))
    return event, None if plain else _odd_line(event, block)


def _is_plain(quote: Iterable[str], text: str) -> bool:
    """Whether these lines are how this text is written: marked, and nothing to escape."""
    marked = [(line.startswith("> ") and line != "> ") or line == ">" for line in quote]
    return all(marked) and not escapes(text) and clean(text) == text


def _odd_line(event: Event, block: list[str]) -> int | None:
    """The first line of a block that is not as `dump` writes it, or that repeats a key."""
    whole = dump(event).rstrip("\n")
    if whole != "\n".join(block):
        written = whole.split("\n")
        pairs = enumerate(zip(written, block, strict=False))
        return next((place for place, pair in pairs if pair[0] != pair[1]), min(len(written), len(block) - 1))
    keys = [key for key, _ in event.attributes]
    return next((place for place, key in enumerate(keys, 1) if key in keys[: place - 1]), None)


def _heading(line: str) -> tuple[str, datetime, str, str, bool] | None:
    """The identity, time, actor and kind of an event, and whether this is how they are written."""
    words = line.split(" ")
    if len(words) < 5 or words[0] != "###":
        return None
    time, kind, tail = words[1], words[-2], words[-1]
    actor = words[2] if len(words) == 5 else " ".join(words[2:-2])
    identity = tail[2:-1]
    if tail[:2] != "{#" or tail[-1:] != "}" or not is_event_id(identity) or not actor:
        return None
    if kind not in KINDS and (not kind or not _KIND.issuperset(kind)):
        return None
    recorded = moment(time)
    if recorded is None:
        return None
    # Of this length, a time has milliseconds and an offset in minutes.
    plain = len(time) == _LENGTH and _is_plain_day(time[11:13], time[23:]) and actor_name(actor) == actor
    return identity, recorded, actor, kind, plain


@lru_cache(maxsize=1024)
def _is_plain_day(hour: str, offset: str) -> bool:
    """Whether such an hour and offset are written the way they are read: not 24, nor -00:00."""
    time = f"2026-09-14T{hour}:00:00.000{offset}"
    return datetime.fromisoformat(time).isoformat(timespec="milliseconds") == time


def _is_key(key: str) -> bool:
    return bool(key) and _KEY.issuperset(key)


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        plain = json.loads(value)
        # Half of a surrogate pair could be neither printed nor stored; the line stays as it is, and is odd.
        str(plain).encode()
    except ValueError:
        return value
    return plain if isinstance(plain, str) else value
