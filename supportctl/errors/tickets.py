"""Tickets: which is meant, and what its state and its timeline do not allow."""

from supportctl.errors import NotFound, Refused, Said, Usage


class TicketNotFound(NotFound):
    message = "no ticket answers to {wanted}"
    fix = "supportctl list"


class TicketAmbiguous(NotFound):
    message = "{wanted} could be {count} tickets; give more of the ID"


class NoLastTicket(NotFound):
    message = "no ticket was shown or created here yet, so @last means nothing"
    fix = "supportctl list"


class NothingKept(NotFound):
    message = "no answers are kept here"
    fix = "supportctl new"


class NotThere(NotFound):
    message = "{id} was not there at {revision}"
    fix = "supportctl history {id}"


class EventNotFound(NotFound):
    message = "{id} has no event {wanted}"
    fix = "supportctl history {id}"


class SameLookup(Usage):
    message = "articles were found, so the outcome is a hit, not {outcome}"
    fix = "give --hit, or --miss, or --not-applicable"


class TransitionRefused(Refused):
    """No such step in the lifecycle; `allowed` names the steps there are."""

    message = "{id} is {source}; it cannot become {target}"

    def __init__(self, *, id: str, source: str, target: str, allowed: "tuple[Said, ...]") -> None:  # noqa: A002
        super().__init__(allowed, id=id, source=source, target=target)


class GuardRefused(Refused):
    """Steps the lifecycle knows, but something is missing; the details list all of it."""

    message = "{id} cannot become {target} yet; it lacks:"

    def __init__(self, *, id: str, target: str, missing: "tuple[Said, ...]") -> None:  # noqa: A002
        super().__init__(missing, id=id, target=target)


class NotOverridable(Refused):
    message = "{id} → {target}: {guards} cannot be passed over; with a reason the lifecycle allows: {allowed}"
    fix = "supportctl workflow show"


class NothingToTake(Refused):
    message = "no live ticket is without an assignee"
    fix = "supportctl list no:assignee"


class NothingToUndo(Refused):
    message = "{id}: there is nothing to undo"


class NothingToRedact(Refused):
    message = "{id}: the event #{event} has no text; nothing was written"
    fix = "supportctl history {id}"


class NotToBeMasked(Refused):
    message = "{id}: of the event #{event} only these can be masked: {names}; nothing was written"
    fix = "supportctl history {id}"


class ChangedMeanwhile(Refused):
    message = "{path} changed while you were writing; nothing was written"
    fix = "run the command again"


class MergeIntoItself(Refused):
    message = "{id} cannot be merged into itself"
    fix = "supportctl merge {id} TARGET"


class MergeAcrossCustomers(Refused):
    message = "{id} is of {customer}, {target} of {other}; tickets of two customers are never merged"
    fix = "supportctl link {id} relates {target}"


class MergeIntoDone(Refused):
    message = "{target} is {status}; nobody would look there for {id}"
    fix = "supportctl link {id} relates {target}"


class SplitNothing(Refused):
    message = "{id}: {event} is a {kind}; only a message of the customer's or a note can be split off"
    fix = "supportctl history {id}"


class SplitEvidence(Refused):
    message = "{id}: the {kind} {other} rests on {event}, so it has to stay"
    fix = "open a ticket beside it: supportctl new TITLE, then: supportctl link {id} relates NEW"


class WorkedOnSince(Refused):
    message = "{id} has been worked on since it was split off; nothing was undone"
    fix = "supportctl merge {id} {other}, or supportctl cancel {id} -m REASON"


class SecretFound(Refused):
    """`details` say where and what; the secret itself is never repeated."""

    message = "{path} would hold a secret; nothing was written"
    fix = "take it out; if it is no secret, say so: --allow-secret {fingerprint}"


class ImportRefused(Refused):
    message = "{count} lines cannot be imported; nothing was written"
    fix = "mend the lines, or leave them out with --keep-going"


class BulkRefused(Refused):
    """All or nothing: the details name the tickets that refuse, and why."""

    message = "{count} of {total} tickets refuse, so none is changed:"
    fix = "leave them out with --skip-refused"
