"""Tickets for benchmarks, from the first mail to where they stand now, each in one of two languages."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from benchmarks._words import CHINESE, ENGLISH, Lexicon

ZONE = timezone(timedelta(hours=8))
END = datetime(2026, 9, 14, 18, tzinfo=ZONE)
APART = timedelta(minutes=43)
BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TEAM = ("alice", "bo", "chen", "dana", "li", "maria", "wu", "zhao")
CUSTOMERS = tuple(f"customer-{number:02}" for number in range(40))
PRODUCTS = ("crm", "gateway", "reports", "mobile", "warehouse")
MODULES = ("login", "billing", "export", "sync", "search", "permission")
CATEGORIES = ("defect", "configuration", "guidance", "environment", "performance")
LIVE = ("new", "accepted", "diagnosing", "in_progress", "verifying", "waiting_customer", "waiting_release")
LIVE_SHARES = (8, 10, 20, 30, 5, 17, 10)
ROAD = ("new", "accepted", "diagnosing", "in_progress", "verifying", "resolved", "closed")


class Story(NamedTuple):
    """One ticket: its file when it was opened and as it is now, and when each was written."""

    path: str
    opened: datetime
    first: str
    touched: datetime
    last: str


def stories(size: int, chance: random.Random) -> Iterator[Story]:
    live = min(size, round(200 + 0.028 * size))
    recent = min(size, 3 * live)
    open_ones = set(chance.sample(range(size - recent, size), live))
    for number in range(size):
        opened = END - APART * (size - number)
        if number in open_ones:
            status = chance.choices(LIVE, LIVE_SHARES)[0]
        else:
            rare = chance.random()
            status = "cancelled" if rare < 0.04 else "resolved" if number >= size - 300 else "closed"
        yield _Writer(chance, opened, CHINESE if chance.random() < 0.5 else ENGLISH).story(status)


class _Writer:
    """Writes one ticket, event by event."""

    def __init__(self, chance: random.Random, opened: datetime, words: Lexicon) -> None:
        self.chance = chance
        self.words = words
        self.at = opened
        self.events: list[str] = []
        self.fields: dict[str, str] = {}
        self.id = f"T-{opened:%Y%m%d}-{''.join(chance.choices(BASE32, k=5))}"

    def story(self, status: str) -> Story:
        opened, first = self.at, self.open()
        self.walk(status)
        return Story(
            f"tickets/{self.id[2:6]}/{self.id[6:8]}/{self.id}.md", opened, first, self.at, self.file()
        )

    def open(self) -> str:
        chance, words = self.chance, self.words
        self.title = words.title(chance)
        self.sections = [words.text(chance, lines) for lines in (4, 2)]
        self.error = words.error(chance)
        self.received = self.at - timedelta(minutes=chance.randrange(2, 20))
        self.fields = {
            "status": "new",
            "priority": chance.choices(("P1", "P2", "P3", "P4"), (3, 12, 55, 30))[0],
            "urgency": chance.choice(("urgent", "high", "normal", "low")),
            "customer": chance.choice(CUSTOMERS),
            "contact": "c-4h7k2",
            "product": chance.choice(PRODUCTS),
            "module": chance.choice(MODULES),
            "version": f"{chance.randrange(1, 7)}.{chance.randrange(10)}.{chance.randrange(4)}",
        }
        told = {"status": "new", "title": self.title, **self.fields}
        self.event("created", **told)
        return self.file()

    def walk(self, status: str) -> None:
        goal = {"waiting_customer": "in_progress", "waiting_release": "in_progress", "cancelled": "new"}
        for place in ROAD[: ROAD.index(goal.get(status, status)) + 1][1:]:
            getattr(self, f"to_{place}")()
            self.move(place)
        if status == "waiting_customer":
            self.message("out", asks="environment")
        if status == "waiting_release":
            self.message("out")
            self.event(
                "status", **{"from": "in_progress", "to": status}, version="7.0", next_check=self.later(7)
            )
        elif goal.get(status):
            self.event("status", **{"from": self.fields["status"], "to": status}, reason="see the messages")
        self.fields["status"] = status

    def to_accepted(self) -> None:
        self.message("out", asks="environment, description")

    def to_diagnosing(self) -> None:
        self.set("assignee", self.chance.choice(TEAM))
        self.event("scope", verdict="in", contract="C-1", item="defects")

    def to_in_progress(self) -> None:
        self.message("in")
        self.set("category", self.chance.choice(CATEGORIES))
        self.set("impact", self.chance.choice(("system", "core", "partial", "minor")))
        self.set("eta", self.later(self.chance.randrange(1, 9)))
        if self.fields["category"] == "defect":
            self.set("team", "crm-dev")
        self.event("lookup", query=self.title, outcome="miss")
        self.event("confirmation", of="priority", by="c-4h7k2", channel="email")
        self.note()

    def to_verifying(self) -> None:
        self.event("solution", self.words.text(self.chance, 2), type="configuration")

    def to_resolved(self) -> None:
        self.event("verification", by="internal", who="alice", result="pass")
        self.message("out", asks="confirmation")

    def to_closed(self) -> None:
        self.message("in")
        self.event("confirmation", of="resolution", by="c-4h7k2", channel="email")

    def move(self, status: str) -> None:
        self.event("status", **{"from": self.fields["status"], "to": status})
        self.fields["status"] = status

    def set(self, name: str, value: str) -> None:
        self.event("field", name=name, **{"from": '""', "to": value})
        self.fields[name] = value

    def note(self) -> None:
        self.event("note", self.words.text(self.chance, 2))

    def message(self, direction: str, **attributes: str) -> None:
        text = self.words.text(self.chance, 3)
        self.event("message", text, direction=direction, channel="email", contact="c-4h7k2", **attributes)

    def later(self, days: int) -> str:
        return (self.at + timedelta(days=days)).isoformat(timespec="seconds")

    def event(self, kind: str, text: str = "", /, **attributes: str) -> None:
        chance = self.chance
        event = "".join(chance.choices(BASE32.lower(), k=8))
        who = self.fields.get("assignee", TEAM[0])
        heading = f"### {self.at.isoformat(timespec='milliseconds')} {who} {kind} {{#{event}}}"
        lines = [heading, *(f"- {name}: {value}" for name, value in attributes.items())]
        self.events.append("\n".join([*lines, *(f"> {line}" for line in text.splitlines())]))
        self.at += timedelta(milliseconds=chance.randrange(20_000, 900_000))

    def file(self) -> str:
        fields = self.fields
        order = ("status", "priority", "category", "impact", "urgency", "customer", "contact")
        later = ("product", "module", "version", "assignee", "team", "eta")
        head = [
            "---",
            "schema: 1",
            f"id: {self.id}",
            f"title: {self.title}",
            *(f"{name}: {fields[name]}" for name in order if name in fields),
            "channel: email",
            f"received: '{self.received.isoformat(timespec='seconds')}'",
            *(f"{name}: '{fields[name]}'" for name in later if name in fields),
            "---",
        ]
        symptom, steps, error, setting, timeline = self.words.headings
        body = (
            symptom,
            self.sections[0],
            steps,
            self.sections[1],
            error,
            self.error,
            setting,
            fields["product"],
        )
        return "\n\n".join(("\n".join(head), *body, timeline, *self.events)) + "\n"
