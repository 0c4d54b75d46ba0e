"""Health checks: which are owed, and a ticket for each of them."""

from dataclasses import dataclass, replace
from importlib.resources import files as resources

from supportctl.actions.change import Doing
from supportctl.actions.opening import Intake, made_by, open_ticket
from supportctl.domain.health import HealthCheck, owed
from supportctl.domain.schema import Value
from supportctl.store import customers, files
from supportctl.store.desk import Desk

TAG = "health-check"
TEMPLATE = "health-check"
TITLES = {"en": "Health check", "zh": "定期健康检查"}


@dataclass(frozen=True, slots=True)
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
        intake = Intake(_fields(one.check, language), {"symptom": text(desk, language)})
        done = open_ticket(desk, intake, replace(doing, operation=one.check.key), language=language)
        opened.append(Owed(one.check, done.ticket.id, done.ticket.status))
    return tuple(opened)


def _fields(check: HealthCheck, language: str) -> dict[str, Value]:
    return {
        "title": f"{TITLES[language]} {check.begins} – {check.ends}",
        "customer": check.customer,
        "priority": "P4",
        "urgency": "low",
        "category": "guidance",
        "tags": (TAG,),
    }


def text(desk: Desk, language: str) -> str:
    """What a health check looks at: the desk's own template, or the package's."""
    for name in (f"{TEMPLATE}.{language}.md", f"{TEMPLATE}.md"):
        path = desk.root / "templates" / name
        if path.is_file():
            return files.read(path).decode("utf-8", errors="replace")
    package = resources("supportctl.defaults")
    return package.joinpath(f"{TEMPLATE}.{language}.md").read_text(encoding="utf-8")
