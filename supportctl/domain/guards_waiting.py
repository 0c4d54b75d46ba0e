"""Guards of waiting: nobody waits for an answer to nothing, and the customer knows what is waited for."""

from collections.abc import Iterator

from supportctl.domain.guard import Asked, Guard, Missing
from supportctl.errors import Said


def question(asked: Asked) -> Iterator[Missing]:
    if not asked.record.open_questions:
        yield asked.lacks(
            Said("a question to the customer that is not answered yet"),
            "M-1.4",
            "supportctl wait {id} customer -m QUESTION --asks answer",
        )


def party(asked: Asked) -> Iterator[Missing]:
    if not asked.party:
        yield asked.lacks(
            Said("whom it waits for"), "M-2.4.1", "supportctl wait {id} third-party --party WHO"
        )


def release(asked: Asked) -> Iterator[Missing]:
    if not asked.version:
        yield asked.lacks(
            Said("the version it waits for"), "M-2.4.1", "supportctl wait {id} release --release VERSION"
        )


def next_check(asked: Asked) -> Iterator[Missing]:
    if not asked.next_check:
        yield asked.lacks(
            Said("the time of the next check"),
            "M-2.4.2",
            "supportctl move {id} {target} --next-check TIME",
        )


def customer_told(asked: Asked) -> Iterator[Missing]:
    """A message since the ticket came into the status it is about to leave."""
    entries = [event for event in asked.record.kind("status") if event.get("to") == asked.ticket.status]
    since = asked.record.after(entries[-1] if entries else None)
    if not since.told:
        yield asked.lacks(
            Said("a message that tells the customer what it waits for"),
            "M-2.4.2",
            "supportctl reply {id} -m TEXT",
        )


GUARDS: tuple[Guard, ...] = (question, party, release, next_check, customer_told)
