"""When a contract's health check falls due: once in every period, counted from its first day."""

import calendar
from collections.abc import Iterator
from datetime import date

from supportctl.domain.customer import Contract, Customer
from supportctl.domain.frozen import frozen

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


@frozen
class HealthCheck:
    """One check that is owed: by whose contract, and the first and last day of its period."""

    customer: str
    contract: str
    begins: date
    ends: date

    @property
    def key(self) -> str:
        """Names the operation that opens its ticket, so that it is opened once however often one asks."""
        return f"health check {self.customer} {self.contract} {self.begins}"


def owed(customer: Customer, today: date) -> Iterator[HealthCheck]:
    """The check of the present period of each contract that has them."""
    for contract in customer.contracts:
        months = MONTHS.get(contract.health_checks, 0)
        if months and contract.holds(today):
            yield _present(customer, contract, today, months)


def _present(customer: Customer, contract: Contract, today: date, months: int) -> HealthCheck:
    begins = contract.begins or date(today.year, 1, 1)
    passed = (today.year - begins.year) * 12 + today.month - begins.month
    count = passed // months
    if _later(begins, count * months) > today:
        count -= 1
    start, after = (_later(begins, number * months) for number in (count, count + 1))
    return HealthCheck(customer.slug, contract.id, start, date.fromordinal(after.toordinal() - 1))


def _later(day: date, months: int) -> date:
    """The same day of the month, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
