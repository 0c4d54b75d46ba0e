"""Guards on the way to the diagnosis: the customer is answered, the four items are there, it is covered."""

from collections.abc import Iterator

from supportctl.domain import intake as items
from supportctl.domain.evidence import questions_for
from supportctl.domain.guard import Asked, Guard, Missing
from supportctl.errors import Said


def reason(asked: Asked) -> Iterator[Missing]:
    if not asked.reason:
        yield asked.lacks(Said("a reason"), "M-1.4", "supportctl move {id} {target} -m REASON")


def first_response(asked: Asked) -> Iterator[Missing]:
    if not asked.record.told:
        yield asked.lacks(
            Said("a first response to the customer"), "M-2.1.2", "supportctl reply {id} -m TEXT"
        )


def intake(asked: Asked) -> Iterator[Missing]:
    """Each of the four items is on the ticket, or a question for it is with the customer."""
    open_items = questions_for(asked.record.open_questions)
    for item in items.missing(asked.ticket):
        if item not in open_items:
            yield asked.lacks(items.ITEMS[item], "M-2.1.2", items.FIXES[item])


def assignee(asked: Asked) -> Iterator[Missing]:
    if not asked.ticket["assignee"]:
        yield asked.lacks(Said("an assignee"), "M-2.4.1", "supportctl assign {id} @me")


def scope(asked: Asked) -> Iterator[Missing]:
    if asked.record.scope is None:
        yield asked.lacks(
            Said("the finding whether the contract covers it"), "M-1.3", "supportctl scope {id} in"
        )


GUARDS: tuple[Guard, ...] = (reason, first_response, intake, assignee, scope)
