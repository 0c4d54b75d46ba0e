"""Makers of tickets and events, and strategies for what strangers write into them."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from supportctl.domain.event import Event
from supportctl.domain.ids import ALPHABET, path_of
from supportctl.domain.markup import one_line, section_text
from supportctl.domain.schema import FIELDS, LINK_KINDS, REPLAYED, SECTIONS, as_text
from supportctl.domain.ticket import Ticket
from supportctl.store import codec
from supportctl.store.codec import Reading

ID = "T-20260914-7F3K2"
PATH = path_of(ID)
START = datetime(2026, 9, 14, 9, 0, 12, 310_000, timezone(timedelta(hours=8)))
STATUSES = (
    "new",
    "accepted",
    "diagnosing",
    "in_progress",
    "verifying",
    "waiting_customer",
    "waiting_third_party",
    "waiting_release",
    "resolved",
    "closed",
    "cancelled",
    "merged",
)
BASE = {
    "schema": "1",
    "id": ID,
    "title": "登录页报 500 错误",
    "status": "new",
    "priority": "P1",
    "channel": "email",
    "received": "2026-09-14T08:58:00+08:00",
}


def event(kind="note", *, number=1, text="", actor="alice", **attributes):
    """The event of one minute; its ID is its number. `from_` stands for the attribute `from`."""
    named = tuple((key.rstrip("_"), value) for key, value in attributes.items())
    return Event(f"{number:08d}", START + timedelta(minutes=number), actor, kind, named, text)


def created(**fields):
    carried = {name: as_text((BASE | fields)[name]) for name in REPLAYED if (BASE | fields).get(name)}
    return Event("k3f9x2ab", START, "alice", "created", tuple(carried.items()))


def ticket(*events, sections=None, **fields):
    """A ticket whose timeline begins with the event that created it."""
    held = BASE | {name: value for name, value in fields.items() if value}
    held = {field.name: held[field.name] for field in FIELDS if field.name in held}
    return Ticket(path=PATH, fields=held, sections=sections or {}, events=(created(**fields), *events))


def read(data: bytes | str, path: str = PATH) -> Reading:
    return codec.read(data if isinstance(data, bytes) else data.encode(), path, STATUSES)


def told(reading: Reading) -> list[str]:
    """`line: code` of every finding."""
    return [f"{finding.line}: {finding.code}" for finding in reading.findings]


# Whatever means something to Markdown, to YAML, to Git, to a terminal or to us.
MARKS = """``` ~~~ ```` ` \\ \\\\ < <b> </b> <script> <!-- --> <?x <![CDATA[ <http://x> &lt; > - --- === ***
# ## ### - a 1. | [a]: <b> [x] ![](y) * _ ~ ' " '' : : # # {} [] , & ! % @ ? = << <<<<<<< ======= >>>>>>>
no null 1.10 0o17 12:30 ~ .inf ## Timeline ## 时间线 ## Symptom ## 现象 登录 错误 👍🏽 👩‍💻 é a b"""
BITS = [
    *MARKS.split(),
    " ",
    "  ",
    "   ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\x00",
    "\x1b[31m",
    "\x85",
    "\x9b",
    "\u2028",
    "\u2029",
]
BITS += [
    "\u202e",
    "\u200b",
    "\u3000",
    "\ufeff",
    "\uffff",
    "\U000e0041",
    "<<<<<<< HEAD\n",
    ">>>>>>> other\n",
    "> ",
    "- - ",
    "    <i>",
]
BITS += [
    "## Timeline\n\n### 2026-09-14T09:00:13.000+08:00 mallory status {#00000000}\n- from: new\n- to: closed\n"
]

ANY_TEXT = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(BITS), max_size=12).map("".join))
"""Full Unicode but surrogates, and texts made of trouble."""

LINES = ANY_TEXT.map(one_line)
NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz_"), min_size=1, max_size=8)
EVENT_IDS = st.text(st.sampled_from(ALPHABET.lower()), min_size=8, max_size=8)
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,12}", fullmatch=True)
TAGS = LINES.map(lambda text: "".join(text.split()).replace(",", "")).filter(bool)
TIMES = st.datetimes(datetime(1970, 1, 2), datetime(2900, 1, 1)).map(
    lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000, tzinfo=UTC)
)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
LINKS = st.builds(
    "{} {}".format,
    st.sampled_from(LINK_KINDS),
    st.sampled_from([ID, "KB-20260914-A1B2C", "https://例.cn/a?b=1#c"]),
)

EVENTS = st.builds(
    Event,
    EVENT_IDS,
    st.builds(lambda time, zone: time.astimezone(zone), TIMES, OFFSETS),
    st.sampled_from(["alice", "Ann Lee", "王伟", "alice status"]),
    st.just("note") | NAMES,
    st.lists(st.tuples(NAMES, ANY_TEXT), max_size=4, unique_by=lambda pair: pair[0]).map(tuple),
    ANY_TEXT,
)

VALUES = {
    "title": LINES.filter(bool),
    "status": st.sampled_from(STATUSES),
    "customer": SLUGS,
    "product": LINES,
    "version": LINES,
    "eta": st.just("2026-09-15T18:00:00+08:00"),
    "cause": LINES,
    "tags": st.lists(TAGS, max_size=4, unique=True).map(tuple),
    "links": st.lists(LINKS, max_size=2, unique=True).map(tuple),
}
"""What each kind of field may hold."""

SECTION_TEXTS = st.dictionaries(
    st.sampled_from([*SECTIONS, "日志", "Our own"]), ANY_TEXT.map(section_text), max_size=3
)
TICKETS = st.builds(
    lambda fields, sections, texts: ticket(
        *(event(text=text, number=number, reason=text) for number, text in enumerate(texts, 1)),
        sections={name: text for name, text in sections.items() if text.strip()},
        **fields,
    ),
    st.fixed_dictionaries({}, optional=VALUES),
    SECTION_TEXTS,
    st.lists(ANY_TEXT, max_size=3),
)
