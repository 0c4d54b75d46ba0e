"""What is on record: the questions that guards, checks and suggestions ask of a timeline.

Only standing events count. Evidence for verifying, resolved and closed counts from the last entry into
in_progress on; coming back from a wait is no new entry.
"""

from collections.abc import Sequence

from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.replay import standing
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Workflow

FORMAL = ("email", "hotline", "portal")
"""The channels on which a word counts; the messenger is an aid (M-2.1.1)."""

WORK = "in_progress"
URGENT = ("P1", "P2")


@frozen
class Record:
    """The standing events of one ticket, in the order in which they were recorded."""

    events: tuple[Event, ...]
    workflow: Workflow

    @classmethod
    def of(cls, ticket: Ticket, workflow: Workflow) -> "Record":
        return cls(standing(ticket.events), workflow)

    def kind(self, *kinds: str) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.kind in kinds)

    def event(self, reference: str) -> Event | None:
        """The event that an attribute names as `#id`."""
        wanted = reference.removeprefix("#")
        return next((event for event in self.events if event.id == wanted), None)

    def after(self, event: Event | None) -> "Record":
        """The record from just behind an event; all of it where there is no such event."""
        place = self.events.index(event) + 1 if event is not None else 0
        return Record(self.events[place:], self.workflow)

    def entry(self, status: str) -> Event | None:
        """The event that last brought the ticket into a status from anywhere but a wait."""
        wanted = self.workflow.canonical(status)
        return next(
            (
                event
                for event in reversed(self.kind("status"))
                if self.workflow.canonical(event.get("to")) == wanted
                and self.workflow.type_of(event.get("from")) != "waiting"
            ),
            None,
        )

    @property
    def present_cycle(self) -> "Record":
        """What counts for verifying, resolved and closed."""
        return self.after(self.entry(WORK))

    # --- messages ---------------------------------------------------------------------------------

    @property
    def told(self) -> tuple[Event, ...]:
        """What people said to the customer; automatic messages are not said by people."""
        return tuple(
            event
            for event in self.kind("message")
            if event.get("direction") == "out" and not is_automatic(event)
        )

    @property
    def heard(self) -> tuple[Event, ...]:
        return tuple(event for event in self.kind("message") if event.get("direction") == "in")

    @property
    def open_questions(self) -> tuple[Event, ...]:
        """The messages that ask and that no later message of the customer answers."""
        return tuple(event for event in self.told if event.items("asks") and not self._is_answered(event))

    def _is_answered(self, question: Event) -> bool:
        return any(
            event.get("answers").removeprefix("#") == question.id
            or (event.happened >= question.happened and event in self.after(question).events)
            for event in self.heard
        )

    # --- evidence ---------------------------------------------------------------------------------

    def is_formal(self, event: Event) -> bool:
        """Whether it was said on a formal channel, or by messenger and then repeated on one."""
        if event.get("channel") in FORMAL:
            return True
        said = self.event(event.get("message")) if event.get("message") else None
        if said is not None and said.get("channel") in FORMAL:
            return True
        names = {event.id, *([said.id] if said else ())}
        return any(
            message.get("repeats").removeprefix("#") in names and message.get("channel") in FORMAL
            for message in self.kind("message")
        )

    def confirmations(self, *what: str) -> tuple[Event, ...]:
        return tuple(event for event in self.kind("confirmation") if event.get("of") in what)

    @property
    def is_priority_confirmed(self) -> bool:
        """Whether the customer agreed, on a formal channel, to the priority the ticket has now."""
        changes = [event for event in self.kind("field") if event.get("name") == "priority"]
        since = self.after(changes[-1] if changes else None)
        return any(self.is_formal(event) for event in since.confirmations("priority"))

    @property
    def scope(self) -> Event | None:
        """The last word on whether the contract covers it."""
        return next(reversed(self.kind("scope")), None)

    @property
    def verification(self) -> Event | None:
        """The verification that counts: the last one, for a failure voids what passed before it."""
        return next(reversed(self.kind("verification")), None)

    @property
    def is_verified(self) -> bool:
        return self.verification is not None and self.verification.get("result") == "pass"


def is_automatic(event: Event) -> bool:
    return event.get("auto") not in ("", "no", "false")


def unrepeated(record: Record, ticket: Ticket) -> tuple[Event, ...]:
    """What was told by messenger alone though it matters: P1, P2, any defect, delays, confirmations."""
    important = ticket.priority in URGENT or ticket["category"] == "defect"
    delays = {event.get("message").removeprefix("#") for event in record.kind("delay")}
    return tuple(
        event
        for event in (*record.told, *record.kind("confirmation"))
        if event.get("channel") == "im"
        and (important or event.kind == "confirmation" or event.id in delays)
        and not record.is_formal(event)
    )


def questions_for(events: Sequence[Event]) -> frozenset[str]:
    """The items that these messages ask for."""
    return frozenset(item for event in events for item in event.items("asks"))
