"""The history of a ticket as rows."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from supportctl.domain.event import Event
from supportctl.render import past
from supportctl.render.words import Words

NOW = datetime(2026, 9, 14, 1, 0, tzinfo=UTC)
NOTE = Event("aaaaaaaa", NOW, "alice", "note", (("at", "2026-09-14T08:00:00+08:00"),), "text")


@dataclass(frozen=True)
class Commit:
    id: str = "0123456789abcdef"
    author: str = "Alice Chen"
    committed: datetime = NOW


def cells(row):
    return {column.key: column.cell(row) for column in past.columns(ZoneInfo("Asia/Shanghai"))}


def test_a_row_stands_event_beside_commit():
    row = past.row(NOTE, Commit(), words=Words("zh"), retracted=False)
    assert (row["what"], row["commit"], row["at"]) == (
        "内部备注",
        "0123456789abcdef",
        "2026-09-14T08:00:00.000+08:00",
    )
    shown = cells(row)
    assert (shown["recorded"], shown["commit"], shown["author"]) == (
        "2026-09-14 08:00:00",
        "0123456789",
        "Alice Chen",
    )


def test_what_is_not_committed_has_a_dash_and_what_is_taken_back_a_mark():
    shown = cells(past.row(NOTE, None, words=Words("en"), retracted=True))
    assert (shown["commit"], shown["what"]) == ("-", "~internal note")


def test_a_patch_says_who_reads_what_was_said():
    said = Event("bbbbbbbb", NOW, "bob", "message", (("direction", "out"), ("channel", "email")), "hi\x1b[2J")
    zone = ZoneInfo("Asia/Shanghai")
    shown = list(past.quoted(said, Commit(), words=Words("en"), zone=zone, retracted=True))
    assert shown[0] == "2026-09-14 09:00:00 ~#bbbbbbbb 0123456789"
    assert shown[1:] == ["  + message to the customer (mail) (bob)", "    │ [public]", "    │ hi\\u001b[2J"]
    noted = list(past.quoted(NOTE, None, words=Words("zh"), zone=zone, retracted=False))
    assert noted[2:] == ["    │ 【内部】", "    │ text"]
