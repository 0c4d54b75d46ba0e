"""`sla:` of supportctl.yaml: blocks on top of the package's table, faults with their places."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from supportctl.domain.sla.table import CLOCKS, terms
from supportctl.store import config
from supportctl.store.config_sla import built_in

ZONE = ZoneInfo("Asia/Shanghai")
DAY = datetime(2026, 9, 14, 9, tzinfo=ZONE)
HOUR = timedelta(hours=1)


def test_the_package_promises_what_the_documentation_says():
    found = terms((built_in(),), DAY)
    limits = {
        priority: [target.limits.get(name, 0 * HOUR) / HOUR for name in CLOCKS]
        for priority, target in found.targets.items()
    }
    assert limits == {
        "P1": [0.5, 0.5, 1, 4, 24],
        "P2": [2, 2, 4, 8, 16],
        "P3": [4, 4, 16, 0, 40],
        "P4": [8, 8, 40, 0, 160],
    }
    assert [target.calendar for target in found.targets.values()] == [
        "24x7",
        "business",
        "business",
        "business",
    ]
    assert found.at_risk == (50, 75, 90)


def test_blocks_are_read_in_the_order_of_their_since():
    text = """
calendars: {night: {windows: '18:00-24:00'}}
sla:
  - since: 2026-10-01
    P2: {first_response: 30m}
  - P2: {first_response: 1h, calendar: night}
  - since: '2026-09-15T12:00:00+02:00'
    tiers: {gold: {P2: {first_response: 45m}}}
"""
    found, findings = config.read(text)
    assert not findings
    assert [block.since and block.since.isoformat() for block in found.sla] == [
        None,
        None,
        "2026-09-15T12:00:00+02:00",
        "2026-10-01T00:00:00+08:00",
    ]
    assert terms(found.sla, DAY).targets["P2"].limits["first_response"] == HOUR
    assert terms(found.sla, DAY).targets["P2"].calendar == "night"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("sla: 5", 1, "sla must be a block"),
        ("sla: [5]", 1, "sla must be a block"),
        ("sla:\n  P1:\n    resolution: 2d", 3, "sla.P1.resolution must be hours and minutes"),
        ("sla:\n  - since: soon\n    P1: {}", 2, "sla.since must be a day such as"),
        ("sla:\n  P1:\n    calendar: nihgt", 3, "sla.P1.calendar: nihgt is not one of business, 24x7"),
        (
            "sla:\n  tiers:\n    gold:\n      P1:\n        calendar: x",
            5,
            "sla.tiers.gold.P1.calendar: x is not",
        ),
        ("sla:\n  at_risk: [500]", 2, "sla.at_risk must be percentages"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, line, told):
    _, findings = config.read(text)
    assert [(finding.line, told in str(finding.said)) for finding in findings] == [(line, True)]
