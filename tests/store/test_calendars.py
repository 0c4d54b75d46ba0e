"""China's days as shipped, held against another source day by day; and what desks write themselves."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest

from supportctl.domain.calendar import WHOLE_DAY
from supportctl.domain.hours import windows
from supportctl.errors.desk import BrokenFiles
from supportctl.errors.library import CalendarUnknown
from supportctl.store import calendars, config
from supportctl.store.desk import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def desk(root, settings=""):
    read, findings = config.read(settings)
    assert not findings
    return Desk(root, None, read)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_of_the_years_shipped_is_what_another_source_says(tmp_path, year):
    office = calendars.calendar(desk(tmp_path))
    day = date(year, 1, 1)
    while day.year == year:
        assert bool(office.windows(day)) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_the_years_shipped_name_their_source(tmp_path):
    known = calendars.years(tmp_path, "cn")
    assert sorted(known) == [2024, 2025, 2026]
    assert all("国务院办公厅关于" in year.source for year in known.values())


def test_the_desks_own_file_wins_and_adds_years(tmp_path):
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars/cn-2027.yaml").write_text(
        "year: 2027\noff: [2027-01-01]\nwork: {2027-01-02: 元旦}\n"
    )
    office = calendars.calendar(desk(tmp_path))
    assert office.days.years == {2024, 2025, 2026, 2027}
    assert office.windows(date(2027, 1, 1)) == ()
    assert office.windows(date(2027, 1, 2))


SETTINGS = """
timezone: Europe/Berlin
calendar:
  windows: {mon-thu: '09:00-12:00, 13:00-18:00', fri: '09:00-15:00'}
  off: {2026-12-24..2026-12-31: winter break}
  work: {2026-12-28: '10:00-12:00'}
calendars:
  shanghai: {timezone: Asia/Shanghai}
  night: {windows: 24x7}
"""


def test_calendars_of_the_configuration(tmp_path):
    own = calendars.calendar(desk(tmp_path, SETTINGS))
    assert own.days.years is None
    assert own.windows(date(2026, 3, 6)) == windows("09:00-15:00")
    assert own.windows(date(2026, 3, 7)) == ()
    assert own.windows(date(2026, 12, 28)) == windows("10:00-12:00")
    assert own.windows(date(2026, 12, 29)) == ()
    assert calendars.calendar(desk(tmp_path, SETTINGS), "night").windows(date(2026, 3, 7)) == WHOLE_DAY
    far = calendars.calendar(desk(tmp_path, SETTINGS), "shanghai")
    assert far.zone == SHANGHAI
    assert far.windows(date(2026, 2, 14))
    with pytest.raises(CalendarUnknown, match="business, 24x7, shanghai, night"):
        calendars.calendar(desk(tmp_path, SETTINGS), "nihgt")


@pytest.mark.parametrize(
    ("settings", "line", "told"),
    [
        ("calendar: {windows: 9-18}", 1, "calendar.windows must be hours such as"),
        ("calendar:\n  windows: {mon: none}", 2, "calendar.windows must be hours such as"),
        ("calendar: {timezone: Mars/Base}", 1, "calendar.timezone must be a time zone"),
        ("calendar:\n  off:\n    - 2026-02-30", 3, "calendar.off must be days such as"),
        ("calendar: {work: {2026-03-01: '9x'}}", 1, "calendar.work.2026-03-01 must be hours such as"),
        ("calendar: {holydays: cn}", 1, "holydays is not one of windows"),
        ("calendar: 9-18", 1, "calendar must be a mapping"),
        ("calendars: {24x7: {}}", 1, "calendars.24x7 must be a short name of its own"),
        ("calendars: [a]", 1, "calendars must be short names"),
    ],
)
def test_what_is_wrong_with_a_calendar_is_told_with_its_place(settings, line, told):
    _, findings = config.read(settings)
    assert [finding.line for finding in findings] == [line]
    assert told in str(findings[0].said)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("year: x", "year must be a year"),
        ("year: 2027\noff: [2028-01-01]", "must be a day of 2027"),
        ("[]", "not a list of keys and values"),
        ("year: 2027\nyear: 2027", "stands twice"),
        ("year: 2027\nfree: []", "free is not one of year, source, off, work"),
    ],
)
def test_a_broken_file_of_days_is_named(tmp_path, text, told):
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars/cn-2027.yaml").write_text(text)
    with pytest.raises(BrokenFiles) as refused:
        calendars.calendar(desk(tmp_path))
    assert "calendars/cn-2027.yaml" in str(refused.value.details)
    assert told in str(refused.value.details)
