from datetime import date

import pytest

from supportctl.domain.customer import Contact, Contract, Customer

LAST_YEAR = Contract(id="A", begins=date(2025, 1, 1), ends=date(2025, 12, 31))
THIS_YEAR = Contract(
    id="B", begins=date(2026, 1, 1), ends=date(2026, 12, 31), scope=("defects", "configuration")
)
UPGRADE = Contract(id="C", begins=date(2026, 7, 1))
CUSTOMER = Customer(slug="acme", name_en="Acme", contracts=(LAST_YEAR, THIS_YEAR, UPGRADE))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), "A"),
        (date(2025, 12, 31), "A"),
        (date(2026, 6, 30), "B"),
        (date(2026, 7, 1), "C"),
        (date(2030, 1, 1), "C"),
    ],
)
def test_the_contract_of_a_day_is_the_one_that_began_last(day, expected):
    contract = CUSTOMER.contract_on(day)
    assert (contract.id if contract else None) == expected


def test_a_contract_without_a_list_covers_what_the_manual_grants_everybody():
    assert LAST_YEAR.covers("recovery")
    assert not LAST_YEAR.covers("health_checks")
    assert THIS_YEAR.covers("configuration")
    assert not THIS_YEAR.covers("recovery")


def test_what_is_shown_is_the_best_name_there_is():
    assert CUSTOMER.shown == "Acme"
    assert Customer(slug="acme").shown == "acme"
    assert Contact(slug="c-1", email="a@b").shown == "a@b"
