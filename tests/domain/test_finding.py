import re

import pytest

from supportctl.domain.finding import ERROR, INFO, RULES, WARNING, Finding


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_has_a_code_a_name_and_a_sentence(rule):
    assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.severity in (ERROR, WARNING, INFO)
    assert rule.message[0] in "{abcdefghijklmnopqrstuvwxyz"
    assert rule.message[-1] not in ".!"


def test_no_name_is_used_twice():
    names = [rule.name for rule in RULES.values()]
    assert len(set(names)) == len(names)


def test_where_and_what():
    finding = Finding("F005", "tickets/a.md", 4, 2, key="id", first=3)
    assert str(finding.told) == "tickets/a.md:4:2: F005 the key id stands twice, first in line 3"
    assert repr(finding) == str(finding.told)
    assert finding.is_error
    assert Finding("F012", "a.md", what="x", size=2, limit=1).place == "a.md:1"


def test_the_way_out_knows_the_file():
    finding = Finding("F010", "a.md", 1, id="T-1", expected="b.md")
    assert str(finding.way_out) == "git mv a.md b.md"
    assert Finding("E206", "a.md", 1, id="x").way_out is None


def test_findings_are_values():
    one = Finding("F005", "a.md", 4, 2, key="id", first=3)
    assert one == Finding("F005", "a.md", 4, 2, first=3, key="id")
    assert len({one, Finding("F005", "a.md", 4, 2, key="id", first=3)}) == 1
    assert one != Finding("F005", "a.md", 5, 2, key="id", first=3)
    assert one != "F005"
