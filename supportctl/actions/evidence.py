"""The evidence the process asks for, as steps: alone each is a command, together they are one change.

A step is a function from the ticket to a `Decision`. `together` makes one of several, each of which sees
what those before it did; all of it becomes one commit, or none of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from supportctl.actions import entitlements
from supportctl.actions.change import PREVIOUS, Decision, Doing, Done, Draft, change, events_of, given
from supportctl.actions.tickets import setting
from supportctl.domain.customer import SCOPE
from supportctl.domain.event import CONFIRMED
from supportctl.domain.evidence import Record, is_automatic
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import one_line
from supportctl.domain.near import near
from supportctl.domain.schema import Value
from supportctl.domain.ticket import Ticket
from supportctl.errors.command import UnknownValue
from supportctl.errors.tickets import EventNotFound, SameLookup
from supportctl.store.desk import Desk

Step = Callable[[Ticket], Decision]


def record(desk: Desk, path: str, doing: Doing, *steps: Step) -> Done:
    """These steps on one ticket, in one commit."""
    return change(desk, path, doing, together(desk, doing, steps))


def together(desk: Desk, doing: Doing, steps: Sequence[Step]) -> Step:
    def decide(ticket: Ticket) -> Decision:
        fields: dict[str, Value] = {}
        drafts: list[Draft] = []
        subjects = []
        for step in steps:
            decision = step(ticket)
            fields |= decision.fields
            drafts += decision.drafts
            subjects += [decision.subject] if decision.drafts else []
            ticket = _after(desk, doing, ticket, decision)
        return Decision("; ".join(subjects)[:200], fields, tuple(drafts))

    return decide


def _after(desk: Desk, doing: Doing, ticket: Ticket, decision: Decision) -> Ticket:
    """The ticket as it will be, for the next step to judge; the names of its new events are not final."""
    scope = f"{ticket.id} {len(ticket.events)}"
    events = events_of(decision.drafts, doing, desk, after=ticket.events, scope=scope)
    fields = {**ticket.fields, **decision.fields}
    return replace(ticket, fields=fields, events=(*ticket.events, *events))


# --- messages ------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Message:
    """A message to or from the customer, as the person records it."""

    direction: str
    text: str
    channel: str = ""
    contact: str = ""
    asks: tuple[str, ...] = ()
    answers: str = ""
    repeats: str = ""
    template: str = ""
    sent: str = ""
    message_id: str = ""

    def __call__(self, ticket: Ticket) -> Decision:
        """The message as a step."""
        for reference in (self.answers, self.repeats):
            named(ticket, reference)
        subject = "reply to the customer" if self.direction == "out" else "message from the customer"
        return Decision(subject, drafts=(self.draft(ticket),))

    def draft(self, ticket: Ticket) -> Draft:
        attributes = given(
            direction=self.direction,
            channel=self.channel or ticket.text("channel"),
            contact=self.contact or ticket.text("contact"),
            asks=", ".join(self.asks),
            answers=reference(self.answers),
            repeats=reference(self.repeats),
            template=self.template,
            sent=self.sent,
            message_id=self.message_id,
        )
        return Draft("message", attributes, self.text)


def reference(event: str) -> str:
    """An event as attributes name it."""
    return f"#{event.removeprefix('#')}" if event else ""


def named(ticket: Ticket, event: str) -> str:
    """The reference to an event that is there; raises EventNotFound."""
    if event and ticket.event(event) is None:
        raise EventNotFound(id=ticket.id, wanted=reference(event))
    return reference(event)


# --- evidence ------------------------------------------------------------------------------------


def event(kind: str, subject: str, /, text: str = "", **attributes: str) -> Step:
    """One event of a kind, with those attributes that have a value."""
    decision = Decision(subject, drafts=(Draft(kind, given(**attributes), text),))
    return lambda _: decision


def lookup(query: str, *, hits: Sequence[str] = (), outcome: str = "", reason: str = "") -> Step:
    """A look-up in the knowledge base. The articles that were hit become links of the ticket."""

    def decide(ticket: Ticket) -> Decision:
        asked = one_line(query or ticket.title)
        result = outcome or ("hit" if hits else "miss")
        if hits and result != "hit":
            raise SameLookup(outcome=result)
        count = str(len(hits)) if hits else ""
        draft = Draft("lookup", given(query=asked, outcome=result, hits=count, reason=reason))
        links = tuple(dict.fromkeys((*ticket.items("links"), *(f"article {hit}" for hit in hits))))
        linked = setting({"links": links} if hits else {})(ticket)
        return Decision(f"look-up: {result}", linked.fields, (draft, *linked.drafts))

    return decide


def scope(desk: Desk, verdict: str, *, contract: str = "", item: str = "", reason: str = "") -> Step:
    """Whether it is covered, by the contract of the day of receipt unless another one is named.

    Raises UnknownValue for an item that no contract has.
    """
    if item and item not in SCOPE:
        raise UnknownValue("--item", item, SCOPE, *near(item, SCOPE))

    def decide(ticket: Ticket) -> Decision:
        found = entitlements.of(desk, ticket, item=item)
        valid = contract or (found.contract.id if found.contract else "")
        attributes = given(verdict=verdict, contract=valid, item=item or found.item, reason=reason)
        return Decision(f"scope: {verdict}", drafts=(Draft("scope", attributes),))

    return decide


def out_of_scope(desk: Desk, *, reason: str) -> Step:
    """The finding that it is not ours, unless that is the last word already."""
    finding = scope(desk, "out", reason=reason)

    def decide(ticket: Ticket) -> Decision:
        last = Record.of(ticket, desk.config.workflow).scope
        return Decision("") if last and last.get("verdict") == "out" else finding(ticket)

    return decide


def failure(desk: Desk, who: str, *, text: str) -> Step:
    """A failed verification, the team's own or the customer's by who it failed for."""
    side = "internal" if desk.config.member(who) else "customer"
    return verification("fail", by=side, who=who, text=text)


def verification(result: str, *, by: str, who: str = "", text: str = "") -> Step:
    """`who` is the ticket's contact where the customer verified and nobody else is named."""

    def decide(ticket: Ticket) -> Decision:
        person = who or ticket.text("contact") or "customer"
        attributes = given(by=by, who=person, result=result)
        return Decision(f"verification: {result}", drafts=(Draft("verification", attributes, text),))

    return decide


def confirmation(
    of: str, *, by: str = "", channel: str = "", message: str = "", known_error: str = "", text: str = ""
) -> Step:
    """The customer's word: who gave it on which channel, and where it can be read. Raises UnknownValue."""
    if of not in CONFIRMED and not of.startswith("#"):
        raise UnknownValue("confirm", of, (*CONFIRMED, "#EVENT"), *near(of, CONFIRMED))

    def decide(ticket: Ticket) -> Decision:
        about = named(ticket, of) if of.startswith("#") else of
        said = ticket.event(message) if message else None
        attributes = given(
            of=about,
            by=by or ticket.text("contact") or "customer",
            channel=channel or (said.get("channel") if said else "") or ticket.text("channel"),
            message=named(ticket, message),
            known_error=known_error,
        )
        known = (f"known_error {known_error}",) if known_error else ()
        links = tuple(dict.fromkeys((*ticket.items("links"), *known)))
        linked = setting({"links": links} if known else {})(ticket)
        drafts = (Draft("confirmation", attributes, text), *linked.drafts)
        return Decision(f"the customer confirms {of}", linked.fields, drafts)

    return decide


def delay(message: Message, *, eta: str, reason: str = "") -> Step:
    """Tell the customer that it will be late, why, and the new time; the ETA moves with it."""

    def decide(ticket: Ticket) -> Decision:
        why = reason or one_line(message.text)[:200]
        promised = setting({"eta": eta}, why)(ticket)
        notice = Draft("delay", (("message", PREVIOUS), ("reason", why), ("eta", eta)))
        drafts = (message.draft(ticket), notice, *promised.drafts)
        return Decision(f"delay until {eta}", promised.fields, drafts)

    return decide


def statement(message: Message) -> Step:
    """Tell the customer that it lies outside our responsibility, with advice."""

    def decide(ticket: Ticket) -> Decision:
        stated = Draft("statement", (("message", PREVIOUS),))
        return Decision("statement to the customer", drafts=(message.draft(ticket), stated))

    return decide


def reminder(message: Message) -> Step:
    def decide(ticket: Ticket) -> Decision:
        drafts = (message.draft(ticket), Draft("remind", (("message", PREVIOUS),)))
        return Decision("remind the customer", drafts=drafts)

    return decide


def last_message(ticket: Ticket, direction: str) -> str:
    """The ID of the last message that way, or nothing."""
    found = (
        event.id
        for event in reversed(ticket.events)
        if event.kind == "message" and event.get("direction") == direction and not is_automatic(event)
    )
    return next(found, "")


def escalation(role: str, *, level: str, reason: str) -> Step:
    """That somebody was told who has to know."""
    attributes = given(level=level, to=role, reason=reason)
    return lambda _: Decision(f"escalate to {role}", drafts=(Draft("escalate", attributes),))
