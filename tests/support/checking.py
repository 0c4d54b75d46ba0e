"""Documents and changes for checks, made from text as a person or a broken tool would leave it."""

from datetime import date
from zoneinfo import ZoneInfo

from supportctl.domain.calendar import Calendar, Days
from supportctl.domain.hours import windows
from supportctl.domain.snapshot import Change, Document, Snapshot
from supportctl.store import codec
from supportctl.store.lifecycle import built_in
from tests.support.tickets import ID, PATH, STATUSES, event, ticket

OFFICE = Calendar(
    name="business",
    zone=ZoneInfo("Asia/Shanghai"),
    week=(windows("09:00-12:00, 13:00-18:00"),) * 5 + ((), ()),
    days=Days(work={date(2026, 9, 20): ()}, years=frozenset({2026})),
)
OTHER = "T-20260914-00000"
ARTICLE = "KB-20260914-A1B2C"
NAMES = frozenset(
    {PATH, f"tickets/2026/09/{OTHER}.md", f"kb/{ARTICLE}.md", "customers/acme.yaml", "supportctl.yaml"}
)
SNAPSHOT = Snapshot.of(
    built_in(),
    NAMES,
    people=frozenset({"alice", "bob"}),
    teams=frozenset({"crm-dev"}),
    addresses=frozenset({"alice@corp.cn"}),
    hours=OFFICE,
)


def document(text: str, path: str = PATH) -> Document:
    reading = codec.read(text.encode(), path, STATUSES)
    return Document(path, text, reading.ticket, reading.findings)


def written(*events, sections=None, language="en", **fields) -> str:
    return codec.dump(ticket(*events, sections=sections, **fields), language).decode()


def step(number, source, target, **more):
    return event("status", number=number, from_=source, to=target, **more)


def change(before: str | None, after: str | None, **more) -> Change:
    sides = (document(text) if text is not None else None for text in (before, after))
    return Change(PATH, *sides, base="main", **more)


__all__ = [
    "ARTICLE",
    "ID",
    "NAMES",
    "OTHER",
    "PATH",
    "SNAPSHOT",
    "change",
    "document",
    "event",
    "step",
    "written",
]
