"""What the contract of the day a ticket was received says about it (M-1.1, M-1.3)."""

from collections.abc import Mapping
from datetime import date

from supportctl.domain.customer import Contract, Customer
from supportctl.domain.frozen import frozen
from supportctl.errors import Said

ITEMS: Mapping[str, str] = {
    "defect": "defects",
    "performance": "recovery",
    "guidance": "guidance",
    "configuration": "configuration",
    "environment": "environment",
}
"""The item of the contract that a category falls under."""


@frozen
class Entitlement:
    """The contract in force that day and the item that counts; `doubt` says why it may not be covered."""

    contract: Contract | None = None
    item: str = ""
    doubt: Said | None = None


def judge(customer: Customer, day: date, category: str = "", item: str = "") -> Entitlement:
    contract = customer.contract_on(day)
    wanted = item or ITEMS.get(category, "")
    if contract is None:
        return Entitlement(None, wanted, _no_contract(customer, day))
    promised = wanted == "health_checks" and contract.health_checks
    if wanted and not promised and not contract.covers(wanted):
        doubt = Said("the contract {contract} does not cover {item}", contract=contract.id, item=wanted)
        return Entitlement(contract, wanted, doubt)
    return Entitlement(contract, wanted)


def _no_contract(customer: Customer, day: date) -> Said:
    """The most telling of the reasons: one that ended, one that has yet to begin, none at all."""
    ended = [contract for contract in customer.contracts if contract.ends and contract.ends < day]
    if ended:
        last = max(ended, key=lambda contract: contract.ends or date.min)
        return Said(
            "the contract {contract} of {customer} ended on {day}",
            contract=last.id,
            customer=customer.slug,
            day=str(last.ends),
        )
    if customer.contracts:
        first = min(customer.contracts, key=lambda contract: contract.begins or date.max)
        return Said(
            "the contract {contract} of {customer} begins only on {day}",
            contract=first.id,
            customer=customer.slug,
            day=str(first.begins),
        )
    return Said("{customer} has no contract", customer=customer.slug)
