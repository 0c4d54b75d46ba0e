"""What of an iCalendar file is a day off, a make-up day, or nothing of ours."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain import ics


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def found(*events):
    days, skipped = ics.read(calendar(*events))
    return [(f"{one.day:%m-%d}", one.kind, one.name) for one in days], skipped


def test_marks_in_the_title_tell_off_from_work_and_the_rest_is_passed_over():
    assert found(
        "DTSTART;VALUE=DATE:20270101|DTEND;VALUE=DATE:20270103|SUMMARY:元旦（休）",
        "DTSTART;VALUE=DATE:20270110|SUMMARY:元旦（班）",
        "DTSTART;VALUE=DATE:20270105|SUMMARY:小寒",
    ) == ([("01-01", "off", "元旦"), ("01-02", "off", "元旦"), ("01-10", "work", "元旦")], 1)


def test_apples_own_property():
    assert found(
        "DTSTART;VALUE=DATE:20270101|SUMMARY:元旦|X-APPLE-SPECIAL-DAY:WORK-HOLIDAY",
        "DTSTART;VALUE=DATE:20270110|SUMMARY:元旦|X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",
    ) == ([("01-01", "off", "元旦"), ("01-10", "work", "元旦")], 0)


def test_without_any_mark_all_days_are_off():
    assert found(
        "DTSTART;VALUE=DATE:20270101|SUMMARY:Neujahr", "DTSTART;VALUE=DATE:20271003|SUMMARY:Einheit"
    ) == (
        [("01-01", "off", "Neujahr"), ("10-03", "off", "Einheit")],
        0,
    )


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:20270101T090000Z|SUMMARY:call",
        "DTSTART;VALUE=DATE:20270101|RRULE:FREQ=YEARLY|SUMMARY:every year",
        "DTSTART;VALUE=DATE:20270230|SUMMARY:no such day",
        "DTSTART;VALUE=DATE:20270101|DTEND;VALUE=DATE:20990101|SUMMARY:for ever",
        "SUMMARY:nothing",
    ],
)
def test_what_is_no_whole_day_of_its_own_is_passed_over(event):
    assert found(event) == ([], 1)


def test_folded_lines_and_escapes():
    assert found("DTSTART;VALUE=DATE:20270101|SUMMARY:New\r\n  Year\\, off") == (
        [("01-01", "off", "New Year, off")],
        0,
    )


@given(st.text())
def test_any_text_is_read_without_a_crash(text):
    days, skipped = ics.read("BEGIN:VEVENT\n" + text + "\nEND:VEVENT")
    assert skipped >= 0
    assert all(isinstance(one.day, date) for one in days)
