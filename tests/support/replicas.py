"""Replicas of one ticket: people who change it apart, and a hub through which they meet."""

from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone

from hypothesis import strategies as st

from supportctl.domain import timeline
from supportctl.domain.event import Event
from supportctl.domain.schema import as_text
from supportctl.domain.ticket import Ticket
from supportctl.store import codec, edit
from supportctl.store.merging import merge_text
from tests.support.tickets import PATH, START, STATUSES, ticket

ZONE = timezone(timedelta(hours=8))
NEW = codec.dump(ticket(sections={"symptom": "It fails.", "steps": "1. open"}, tags=("crm",)), "en").decode()
CHOICES = {
    "priority": ("P1", "P2", "P3"),
    "status": ("accepted", "diagnosing", "cancelled"),
    "assignee": ("alice", "bob", ""),
    "title": ("登录页报 500 错误", "it's # fine", "Login: fails"),
    "tags": (("crm",), ("crm", "login"), ("sso",), ()),
}
SECTIONS = ("Symptom", "Steps to reproduce", "Error message", "Environment")
ACTIONS = ("note", "note", *CHOICES, "retract", "redact", "section", "key", "meet")


@dataclass(slots=True)
class Replica:
    """`skew` is how wrong its clock is; `base` is what it last had in common with the hub."""

    number: int
    text: str = NEW
    base: str = NEW
    skew: timedelta = timedelta(0)
    recorded: dict[str, Event] = field(default_factory=dict)
    written: int = 0

    def ticket(self) -> Ticket:
        reading = codec.read(self.text.encode(), PATH, STATUSES)
        assert reading.ticket is not None, reading.findings
        assert reading.is_sound, reading.findings
        return reading.ticket

    def record(self, kind: str, moment: int, *attributes: tuple[str, str], text: str = "", **fields) -> None:
        self.written += 1
        now = START + timedelta(seconds=moment) + self.skew
        recorded = timeline.stamp(now, ZONE, self.ticket().recorded)
        event = Event(f"{self.number}{self.written:07d}", recorded, f"p{self.number}", kind, attributes, text)
        self.recorded[event.id] = event
        self.text = edit.edit(self.text, PATH, fields=fields, events=[event])

    def act(self, action: str, choice: int, moment: int) -> None:
        if action in CHOICES:
            self.set(action, CHOICES[action][choice % len(CHOICES[action])], moment)
        elif action == "note":
            self.record("note", moment, text=f"note {choice} of {self.number}\n\n<b> {choice}")
        elif action == "section":
            # Everyone has a section of their own: what two write into one is no law but a conflict.
            heading = f"## {SECTIONS[self.number % len(SECTIONS)]}\n"
            self.text = self.text.replace(heading, f"{heading}\nline {choice} of {self.number}\n")
        elif action == "key":
            lines = self.text.split("\n")
            kept = [line for line in lines if not line.startswith(f"x_{self.number}:")]
            self.text = "\n".join([*kept[:2], f"x_{self.number}: value {choice} # kept", *kept[2:]])
        else:
            self.take_back(action, choice, moment)

    def set(self, name: str, value: str | tuple[str, ...], moment: int) -> None:
        held = self.ticket()[name]
        if held == value:
            return
        if name == "status":
            self.record("status", moment, ("from", str(held)), ("to", str(value)), status=value)
            return
        attributes = (("name", name), ("from", as_text(held)), ("to", as_text(value)))
        self.record("field", moment, *attributes, **{name: value})

    def take_back(self, kind: str, choice: int, moment: int) -> None:
        notes = [one for one in self.ticket().events if one.kind == "note" and one.text]
        if not notes:
            return
        event = notes[choice % len(notes)]
        self.record(kind, moment, ("of", f"#{event.id}"), ("reason", "a mistake"))
        if kind == "redact":
            self.text = edit.redact(self.text, PATH, event, replace(event, text=""))

    def meet(self, hub: "Replica") -> None:
        """Take what the hub has, and give it the result."""
        merged = merge_text(PATH, self.base, self.text, hub.text)
        assert merged.conflicts == ()
        self.text = self.base = hub.text = merged.text


def play(actions, count: int, skews=()) -> tuple[list[Replica], Replica]:
    """Everyone acts as the list says; the hub has what was brought to it."""
    hub = Replica(9)
    replicas = [Replica(number) for number in range(count)]
    for replica, skew in zip(replicas, skews, strict=False):
        replica.skew = timedelta(milliseconds=skew)
    for moment, (number, action, choice) in enumerate(actions):
        replica = replicas[number % count]
        if action == "meet":
            replica.meet(hub)
        else:
            replica.act(action, choice, moment // 3)
    return replicas, hub


def actions(count: int, most: int):
    return st.lists(
        st.tuples(st.integers(0, count - 1), st.sampled_from(ACTIONS), st.integers(0, 7)), max_size=most
    )


SKEWS = st.lists(st.sampled_from((0, 0, 1, -1, 5_000, -3_600_000)), min_size=4, max_size=4)
