"""The four items of M-2.1.2."""

import pytest

from supportctl.domain.intake import ITEMS, missing
from supportctl.domain.ticket import Ticket

FIELDS = {"customer": "acme", "contact": "c-4h7k2", "urgency": "high"}
SECTIONS = {"symptom": "it fails", "environment": "CentOS 7"}


def test_a_ticket_with_everything_lacks_nothing():
    assert missing(Ticket(path="", fields=FIELDS, sections=SECTIONS)) == ()


def test_an_empty_ticket_lacks_all_in_the_order_of_the_manual():
    assert missing(Ticket(path="", fields={})) == tuple(ITEMS)


@pytest.mark.parametrize("name", FIELDS)
def test_a_missing_field_is_named(name):
    fields = {key: value for key, value in FIELDS.items() if key != name}
    assert missing(Ticket(path="", fields=fields, sections=SECTIONS)) == (name,)


def test_a_section_of_spaces_is_missing():
    sections = {"symptom": " \n\t", "environment": "x"}
    assert missing(Ticket(path="", fields=FIELDS, sections=sections)) == ("description",)
