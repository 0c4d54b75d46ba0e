"""Guards of the last steps: solved, verified, told, confirmed; and of the way back."""

from collections.abc import Iterator

from supportctl.domain.event import Event
from supportctl.domain.evidence import questions_for
from supportctl.domain.guard import Asked, Guard, KnownError, Missing
from supportctl.errors import Said


def solution(asked: Asked) -> Iterator[Missing]:
    if not asked.record.present_cycle.kind("solution"):
        yield asked.lacks(
            Said("a solution, recorded since the work began"),
            "M-2.4.2",
            "supportctl solution {id} TYPE -m TEXT",
        )


def verified(asked: Asked) -> Iterator[Missing]:
    """A pass counts only from this stretch of work, and not behind a failure."""
    if not asked.record.present_cycle.is_verified:
        yield asked.lacks(
            Said("a passed verification of the present solution"),
            "M-2.4.2",
            "supportctl verify {id} pass --by internal",
        )


def asked_to_confirm(asked: Asked) -> Iterator[Missing]:
    if "confirmation" not in questions_for(asked.record.present_cycle.told):
        yield asked.lacks(
            Said("a message that tells the customer and asks to confirm"),
            "M-2.5",
            "supportctl reply {id} -m TEXT --asks confirmation",
        )


def failed(asked: Asked) -> Iterator[Missing]:
    """Back into the work: the verification failed, or the customer said no."""
    verification = asked.record.present_cycle.verification
    if verification is None or verification.get("result") != "fail":
        yield asked.lacks(
            Said("a failed verification, or the customer's no"),
            "M-2.4.2",
            "supportctl verify {id} fail --by customer -m WHAT",
        )


def confirmed(asked: Asked) -> Iterator[Missing]:
    """The customer's confirmation on a formal channel, or acceptance of a workaround whose fix is pending."""
    if asked.may_close_unconfirmed:
        return
    record = asked.record.present_cycle
    given = record.confirmations("resolution", "workaround")
    formal = [event for event in given if asked.record.is_formal(event)]
    if formal:
        if not any(_is_enough(asked, event) for event in formal):
            yield from _known_error(asked, formal[-1])
    elif given:
        yield asked.lacks(
            Said("the confirmation on a formal channel: by messenger alone it does not count"),
            "M-2.1.1",
            "supportctl confirm {id} resolution --by WHO --channel email",
        )
    else:
        yield asked.lacks(
            Said("the customer's confirmation, on a formal channel"),
            "M-2.5",
            "supportctl confirm {id} resolution --by WHO --channel email",
        )


def _is_workaround(asked: Asked, confirmation: Event) -> bool:
    """What the customer accepted is a workaround if either side said so."""
    solutions = asked.record.present_cycle.kind("solution")
    made = bool(solutions) and solutions[-1].get("type") == "workaround"
    return made or confirmation.get("of") == "workaround"


def _is_enough(asked: Asked, confirmation: Event) -> bool:
    if not _is_workaround(asked, confirmation):
        return True
    names = _named(asked, confirmation)
    if asked.known_errors is None:
        return bool(names)
    return any(_is_promised(asked.known_errors.get(name)) for name in names)


def _is_promised(known: KnownError | None) -> bool:
    return known is not None and bool(known.owner and known.target_version)


def _named(asked: Asked, confirmation: Event) -> tuple[str, ...]:
    linked = [
        link.removeprefix("known_error ")
        for link in asked.ticket.items("links")
        if link.startswith("known_error ")
    ]
    return tuple(name for name in (confirmation.get("known_error"), *linked) if name)


def _known_error(asked: Asked, confirmation: Event) -> Iterator[Missing]:
    names = _named(asked, confirmation)
    if not names:
        yield asked.lacks(
            Said("a linked known error, for a workaround was accepted"),
            "M-2.5",
            "supportctl confirm {id} workaround --by WHO --known-error KB-ID",
        )
    else:
        yield Missing(
            Said("the owner and the target version of the known error {name}", name=names[0]),
            "M-2.5",
            Said("supportctl kb edit {name} --fix-owner WHO --fix-version VERSION", name=names[0]),
        )


def reopen_window(asked: Asked) -> Iterator[Missing]:
    if asked.reopen_until is not None and asked.now > asked.reopen_until:
        yield asked.lacks(
            Said(
                "a new ticket that follows it up: the time to reopen ended on {end}",
                end=asked.reopen_until.date().isoformat(),
            ),
            "M-2.5",
            "supportctl new TITLE --follows-up {id}",
        )


def merged_into(asked: Asked) -> Iterator[Missing]:
    if not any(event.get("into") for event in asked.record.kind("merge")):
        yield asked.lacks(Said("the ticket it is merged into"), "M-1.4", "supportctl merge {id} TARGET")


GUARDS: tuple[Guard, ...] = (
    solution,
    verified,
    asked_to_confirm,
    failed,
    confirmed,
    reopen_window,
    merged_into,
)
