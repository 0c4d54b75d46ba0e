"""Rows of the catalogue for a table, a pipe and a program."""

from datetime import UTC, datetime

from supportctl.domain.row import Hit, Row
from supportctl.domain.schema import FIELDS
from supportctl.render import rows
from supportctl.store import lifecycle

FOUND = Row(
    path="tickets/2026/09/T-20260914-7F3K2.md",
    fields={
        "schema": "1",
        "id": "T-20260914-7F3K2",
        "status": "in_progress",
        "priority": "P1",
        "tags": ("a", "b"),
    },
    recorded=datetime(2026, 9, 14, 1, 2, 3, tzinfo=UTC),
)


def test_a_row_has_every_field_whether_filled_or_not():
    row = rows.row(FOUND)
    assert [field.name for field in FIELDS] == list(row)[: len(FIELDS)]
    assert (row["schema"], row["tags"], row["assignee"], row["links"]) == (1, ["a", "b"], "", [])
    assert row["updated"] == "2026-09-14T01:02:03.000+00:00"


def test_the_status_is_named_in_the_readers_language():
    columns = rows.columns(lifecycle.built_in().latest, "zh", UTC)
    shown = {column.key: column.cell(rows.row(FOUND)) for column in columns}
    assert (shown["status"], shown["updated"]) == ("处理中", "09-14 01:02")


def test_a_hit_marks_places_in_the_line_it_prints():
    row = rows.hit_row(Hit(row=FOUND, line="    用户登录失败", spans=((6, 8),)))
    ((start, end),) = row["spans"]
    assert row["line"][start:end] == "登录"


def test_a_hit_without_a_line_is_one_line():
    assert len(list(rows.hit_lines(Hit(row=FOUND), colour=False, screen=80))) == 1
