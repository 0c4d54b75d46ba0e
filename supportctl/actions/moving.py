"""A ticket's way through the lifecycle, with the evidence that is given along with a move."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from supportctl.actions import signposts
from supportctl.actions.change import Decision, Doing, Done, Draft, change, given
from supportctl.actions.evidence import Message, Step, record, together
from supportctl.domain import guards
from supportctl.domain.event import Event
from supportctl.domain.evidence import FORMAL, URGENT, Record
from supportctl.domain.frozen import frozen
from supportctl.domain.guard import Asked, KnownError
from supportctl.domain.ids import ARTICLE, is_id, path_of
from supportctl.domain.replay import standing
from supportctl.domain.ticket import Ticket
from supportctl.domain.workflow import Transition, Workflow
from supportctl.errors import Said
from supportctl.errors.tickets import GuardRefused, NotOverridable, TransitionRefused
from supportctl.store import articles, calendars
from supportctl.store.desk import Desk

REOPEN_DAYS = 10


@frozen(kw_only=True)
class Words:
    """What is said of a move: why, of a wait for what and until when, which guards are passed over.

    With a `verb` only the step that goes by this name will do.
    """

    reason: str = ""
    party: str = ""
    version: str = ""
    next_check: str = ""
    resolution: str = ""
    overrides: tuple[str, ...] = ()
    approved_by: str = ""
    verb: str = ""

    @property
    def attributes(self) -> tuple[tuple[str, str], ...]:
        return given(
            reason=self.reason,
            party=self.party,
            version=self.version,
            next_check=self.next_check,
            resolution=self.resolution,
            overrides=", ".join(self.overrides),
            approved_by=self.approved_by,
        )


NO_WORDS = Words()


def move(
    desk: Desk,
    path: str,
    doing: Doing,
    *,
    target: str,
    words: Words = NO_WORDS,
    evidence: Sequence[Step] = (),
) -> Done:
    """Take a ticket to another status, if the lifecycle and its guards let it, evidence included."""
    return record(desk, path, doing, *evidence, to(desk, doing, target, words=words))


def resume(desk: Desk, path: str, doing: Doing, *, words: Words = NO_WORDS) -> Done:
    """End a wait: back to the status from which it began."""
    return change(desk, path, doing, resuming(desk, doing, words=words))


def resuming(desk: Desk, doing: Doing, *, words: Words = NO_WORDS) -> Step:
    """The same as one step of several."""
    workflow = desk.config.lifecycle.at(doing.now)

    def decide(ticket: Ticket) -> Decision:
        target = workflow.before_waiting(ticket.events, ticket.status)
        return to(desk, doing, target or "in_progress", words=words)(ticket)

    return decide


def receive(desk: Desk, path: str, doing: Doing, *, message: Message) -> Done:
    """A message from the customer. It ends the wait for the customer, at the time of the message.

    An answer to a merged ticket lands on the one that goes on.
    """
    path, message = signposts.addressed(desk, path, message)
    workflow = desk.config.lifecycle.at(doing.now)
    happened = doing.at or doing.now

    def back(ticket: Ticket) -> Decision:
        target = workflow.before_waiting(ticket.events, ticket.status)
        if not target or not _ends_wait(workflow, ticket, happened):
            return Decision("")
        attributes = (("from", ticket.status), ("to", target))
        draft = Draft("status", (*attributes, ("reason", "the customer answered")))
        return Decision(f"{ticket.status} → {target}", {"status": target}, (draft,))

    return change(desk, path, doing, together(desk, doing, (message, back)))


def _ends_wait(workflow: Workflow, ticket: Ticket, happened: datetime) -> bool:
    """A message found later, older than the wait, is no answer to it."""
    if not workflow.is_waiting_for_customer(ticket.status):
        return False
    entries = [one for one in Record.of(ticket, workflow).kind("status") if one.get("to") == ticket.status]
    return not entries or happened.replace(microsecond=0) >= entries[-1].happened.replace(microsecond=0)


def to(desk: Desk, doing: Doing, target: str, *, words: Words = NO_WORDS) -> Step:
    """The move itself as a step: refused with all that is missing, else the status and its event."""
    workflow = desk.config.lifecycle.at(doing.now)

    def decide(ticket: Ticket) -> Decision:
        transition = workflow.find(ticket.status, target, ticket.events)
        if transition is None or words.verb not in ("", transition.verb):
            raise _refused(workflow, ticket, target)
        _check_overrides(ticket, transition, words)
        present = _renewed(ticket, words) if transition.source == transition.target else words
        asked = _asked(desk, doing, ticket, transition, workflow, words=present)
        lacking = guards.missing(asked)
        if lacking:
            raise GuardRefused(id=ticket.id, target=transition.target, missing=tuple(map(_told, lacking)))
        said = present
        if asked.may_close_unconfirmed and not _is_confirmed(asked):
            said = replace(said, resolution="unconfirmed")
        return _moved(ticket, transition, said)

    return decide


def _renewed(ticket: Ticket, words: Words) -> Words:
    """A wait that goes on is for what it was for, unless something else is said."""
    entry = next(event for event in reversed(standing(ticket.events)) if event.kind == "status")
    return replace(
        words, party=words.party or entry.get("party"), version=words.version or entry.get("version")
    )


def _moved(ticket: Ticket, transition: Transition, words: Words) -> Decision:
    target = transition.target
    status = Draft("status", (("from", ticket.status), ("to", target), *words.attributes))
    drafts: tuple[Draft, ...] = (status,)
    if transition.verb == "reopen":
        cycle = 2 + sum(event.kind == "reopen" for event in ticket.events)
        drafts = (Draft("reopen", given(cycle=str(cycle), reason=words.reason)), status)
    title = f"{ticket.status} → {target}" if ticket.status != target else f"{target} goes on"
    return Decision(title, {"status": target}, drafts)


def _refused(workflow: Workflow, ticket: Ticket, target: str) -> TransitionRefused:
    ways = tuple(_way(ticket, step) for step in workflow.targets(ticket.status, ticket.events))
    return TransitionRefused(id=ticket.id, source=ticket.status, target=target, allowed=ways)


def _way(ticket: Ticket, step: Transition) -> Said:
    if step.verb == "merge":
        return Said("{target}: supportctl merge {id} TARGET", target=step.target, id=ticket.id)
    return Said("{target}: supportctl move {id} {target}", target=step.target, id=ticket.id)


def _told(lack: guards.Missing) -> Said:
    return Said("{what} ({clause}): {fix}", what=lack.what, clause=lack.clause, fix=lack.fix)


def _check_overrides(ticket: Ticket, transition: Transition, words: Words) -> None:
    """Only what the lifecycle says may be passed over, and never without a reason."""
    refused = tuple(name for name in words.overrides if name not in transition.overridable)
    if refused or (words.overrides and not words.reason):
        raise NotOverridable(
            id=ticket.id,
            target=transition.target,
            guards=", ".join(refused or words.overrides),
            allowed=", ".join(transition.overridable) or "-",
        )


def _asked(
    desk: Desk,
    doing: Doing,
    ticket: Ticket,
    transition: Transition,
    workflow: Workflow,
    *,
    words: Words,
) -> Asked:
    asked = Asked(
        ticket=ticket,
        transition=transition,
        workflow=workflow,
        now=doing.at or doing.now,
        reason=words.reason,
        party=words.party,
        version=words.version,
        next_check=words.next_check,
        overrides=words.overrides,
    )
    if "confirmed" in transition.guards:
        allowed = _may_close_unconfirmed(desk, doing, asked, words.approved_by)
        asked = replace(asked, known_errors=_known_errors(desk, asked), may_close_unconfirmed=allowed)
    if "reopen_window" in transition.guards:
        asked = replace(asked, reopen_until=_reopen_until(asked.record, ticket.status, desk))
    return asked


def _known_errors(desk: Desk, asked: Asked) -> Mapping[str, KnownError]:
    linked = [
        link.partition(" ")[2] for link in asked.ticket.items("links") if link.startswith("known_error ")
    ]
    confirmed = [event.get("known_error") for event in asked.record.kind("confirmation")]
    return {name: _known_error(desk, name) for name in (*linked, *confirmed) if is_id(name, ARTICLE)}


def _known_error(desk: Desk, name: str) -> KnownError:
    """One that is missing or cannot be read promises nothing."""
    reading = articles.load(desk.root, path_of(name))
    if reading is None or reading.article is None:
        return KnownError()
    return KnownError(reading.article.text("fix_owner"), reading.article.text("fix_version"))


def _reopen_until(record: Record, status: str, desk: Desk) -> datetime | None:
    closings = [event for event in record.kind("status") if event.get("to") == status]
    if not closings:
        return None
    return calendars.calendar(desk).add_days(closings[-1].happened, REOPEN_DAYS)


# --- closing without an answer ------------------------------------------------------------------------


def _is_confirmed(asked: Asked) -> bool:
    given_by_customer = asked.record.present_cycle.confirmations("resolution", "workaround")
    return any(asked.record.is_formal(event) for event in given_by_customer)


def _may_close_unconfirmed(desk: Desk, doing: Doing, asked: Asked, approved_by: str) -> bool:
    """The desk allows it, a lead approves, enough formal reminders went unanswered for long enough."""
    limits = asked.workflow.close_unconfirmed
    lead = desk.config.member(approved_by)
    if limits is None or lead is None or lead.role != "lead" or asked.ticket.priority in URGENT:
        return False
    waiting = asked.record.after(asked.record.entry(asked.ticket.status))
    reminders = [event for event in waiting.kind("remind") if _is_formal_reminder(asked.record, event)]
    if waiting.heard or len(reminders) < limits.reminders:
        return False
    due = calendars.calendar(desk).add_days(reminders[0].happened, limits.days)
    return (doing.at or doing.now) >= due


def _is_formal_reminder(record: Record, reminder: Event) -> bool:
    message = record.event(reminder.get("message"))
    return message is not None and message.get("channel") in FORMAL
