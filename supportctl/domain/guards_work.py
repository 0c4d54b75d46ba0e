"""Guards on the way into the work: looked up, judged, agreed with the customer, promised, in good hands."""

from collections.abc import Iterator

from supportctl.domain.evidence import URGENT, WORK
from supportctl.domain.guard import Asked, Guard, Missing
from supportctl.errors import Said


def lookup(asked: Asked) -> Iterator[Missing]:
    if not asked.record.kind("lookup"):
        yield asked.lacks(
            Said("a look-up in the knowledge base"), "M-2.2", "supportctl lookup {id} WORDS --miss"
        )


def category(asked: Asked) -> Iterator[Missing]:
    if not asked.ticket["category"]:
        yield asked.lacks(
            Said("one of the five categories"), "M-2.3.1", "supportctl edit {id} --category CATEGORY"
        )


def impact(asked: Asked) -> Iterator[Missing]:
    if not asked.ticket["impact"]:
        yield asked.lacks(
            Said("the impact on the customer's business"), "M-2.3.2", "supportctl edit {id} --impact IMPACT"
        )


def priority_confirmed(asked: Asked) -> Iterator[Missing]:
    if not asked.record.is_priority_confirmed:
        yield asked.lacks(
            Said("the customer's word on the priority, on a formal channel"),
            "M-2.3.2",
            "supportctl confirm {id} priority --by WHO --channel email",
        )


def priority_confirmed_or_urgent(asked: Asked) -> Iterator[Missing]:
    """P1 and P2 may start before the customer has agreed; verifying asks for it in any case."""
    if asked.ticket.priority not in URGENT:
        yield from priority_confirmed(asked)


def eta(asked: Asked) -> Iterator[Missing]:
    if not asked.ticket["eta"]:
        yield asked.lacks(Said("the time promised (ETA)"), "M-2.4.2", "supportctl eta {id} TIME")


def defect_owner(asked: Asked) -> Iterator[Missing]:
    ticket = asked.ticket
    if ticket["category"] == "defect" and not ticket["team"] and not ticket["ref"]:
        yield asked.lacks(
            Said("a development team or an outside reference for a defect"),
            "M-2.4.1",
            "supportctl assign {id} --team TEAM",
        )


def out_of_scope(asked: Asked) -> Iterator[Missing]:
    """Resolving without a solution is for environment matters outside our responsibility."""
    record = asked.record
    if asked.ticket["category"] != "environment":
        step = "verifying" if asked.transition.source == WORK else WORK
        yield Missing(
            Said("a verified solution: without one, only environment matters that are not ours are resolved"),
            "M-2.4.1",
            Said("supportctl move {id} {step}", id=asked.id, step=step),
        )
        return
    if record.scope is None or record.scope.get("verdict") != "out":
        yield asked.lacks(
            Said("the finding that it is out of scope"), "M-2.4.1", "supportctl scope {id} out -m REASON"
        )
    if not record.kind("statement"):
        yield asked.lacks(
            Said("a statement to the customer, with advice"), "M-2.4.1", "supportctl statement {id} -m TEXT"
        )


GUARDS: tuple[Guard, ...] = (
    lookup,
    category,
    impact,
    priority_confirmed,
    priority_confirmed_or_urgent,
    eta,
    defect_owner,
    out_of_scope,
)
