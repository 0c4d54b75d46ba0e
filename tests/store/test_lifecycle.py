"""What `lifecycle:` in supportctl.yaml amounts to, and where its faults are told."""

from datetime import UTC, datetime

import pytest

from supportctl.store import config

BLOCKS = """\
version: 1
lifecycle:
  - since: '2026-09-20T00:00:00+08:00'
    remove: [waiting_release]
  - since: '2026-10-01T00:00:00+08:00'
    close_unconfirmed: true
"""


def told(text):
    return [(finding.code, finding.line, finding.column) for finding in config.read(text)[1]]


def test_blocks_are_in_force_from_their_time_on_and_add_up():
    settings, findings = config.read(BLOCKS)
    assert findings == []
    before, between, after = (
        settings.lifecycle.at(datetime(2026, month, day, tzinfo=UTC))
        for month, day in ((9, 1), (9, 25), (10, 2))
    )
    assert [one.statuses["waiting_release"].retired for one in (before, between, after)] == [
        False,
        True,
        True,
    ]
    assert [one.close_unconfirmed is not None for one in (before, between, after)] == [False, False, True]


def test_one_block_without_a_time_was_always_in_force():
    settings, findings = config.read("lifecycle:\n  remove: [waiting_release]\n")
    assert findings == []
    assert settings.lifecycle.at(datetime(2000, 1, 1, tzinfo=UTC)).statuses["waiting_release"].retired


def test_no_lifecycle_is_the_built_in_one():
    assert config.read("lifecycle:\n")[0].lifecycle == config.read("")[0].lifecycle


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BLOCKS.replace("2026-10-01", "2026-09-01"), [("C826", 5, 12)]),
        (BLOCKS.replace("'2026-10-01T00:00:00+08:00'", "tomorrow"), [("C826", 5, 12)]),
        (BLOCKS.replace("since: '2026-10-01T00:00:00+08:00'\n    ", ""), [("C826", 5, 5)]),
        (BLOCKS.replace("waiting_release", "nowhere"), [("C822", 4, 14)]),
        ("lifecycle: [a]\n", [("C825", 1, 13)]),
        ("lifecycle: none\n", [("C825", 1, 12)]),
        ("lifecycle:\n  statuses:\n    登录: {type: open}\n", [("C823", 3, 9)]),
    ],
)
def test_a_fault_is_told_with_line_and_column(text, found):
    assert told(text) == found
