"""Health checks: which are owed, and a ticket for each of them."""

from dataclasses import replace

from supportctl.actions import replies
from supportctl.actions.change import Doing
from supportctl.actions.opening import Intake, made_by, open_ticket
from supportctl.domain.frozen import frozen
from supportctl.domain.health import HealthCheck, owed
from supportctl.domain.schema import Value
from supportctl.render.template import Rendered
from supportctl.store import customers
from supportctl.store.desk import Desk

TAG = "health-check"
TEMPLATE = "checklist-health"


@frozen
class Owed:
    """A health check of the present period, and the ticket for it where there is one."""

    check: HealthCheck
    ticket: str = ""
    status: str = ""


def present(desk: Desk, doing: Doing) -> tuple[Owed, ...]:
    """What the contracts in force owe now; a broken customer file is another command's to tell."""
    today = doing.now.astimezone(desk.config.zone).date()
    found = [
        check
        for reading in customers.all_of(desk.root)
        if reading.customer
        for check in owed(reading.customer, today)
    ]
    tickets = made_by(desk, [check.key for check in found])
    return tuple(
        Owed(check, made.id, made.status) if (made := tickets.get(check.key)) else Owed(check)
        for check in found
    )


def open_due(desk: Desk, doing: Doing, *, language: str) -> tuple[Owed, ...]:
    """A ticket for each check that has none yet, each opened once however often one asks."""
    opened = []
    for one in present(desk, doing):
        if one.ticket:
            continue
        told = _told(desk, one.check, doing, language)
        intake = Intake(_fields(one.check, told.subject), {"symptom": told.body})
        done = open_ticket(desk, intake, replace(doing, operation=one.check.key), language=language)
        opened.append(Owed(one.check, done.ticket.id, done.ticket.status))
    return tuple(opened)


def _told(desk: Desk, check: HealthCheck, doing: Doing, language: str) -> Rendered:
    """What this check looks at, by the desk's own template or the package's."""
    values = (check.contract, str(check.begins), str(check.ends))
    given = dict(zip(replies.HEALTH, values, strict=True))
    return replies.write(desk, TEMPLATE, ticket=None, given=given, language=language, now=doing.now)


def _fields(check: HealthCheck, title: str) -> dict[str, Value]:
    return {
        "title": title or check.key,
        "customer": check.customer,
        "priority": "P4",
        "urgency": "low",
        "category": "guidance",
        "tags": (TAG,),
    }
