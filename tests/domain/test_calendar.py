"""Working time: laws as properties, and cases whose arithmetic is written out by hand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.calendar import Calendar, Days, always
from supportctl.domain.hours import days, weekdays, windows

SHANGHAI, BERLIN, NEW_YORK = (
    ZoneInfo("Asia/Shanghai"),
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("America/New_York"),
)
DAY = windows("09:00-12:00, 13:00-18:00")
SPRING = tuple(days("2026-02-15..2026-02-23"))
MAKE_UP = (date(2026, 2, 14), date(2026, 2, 28))
CHINA = Days(off=dict.fromkeys(SPRING, "春节"), work=dict.fromkeys(MAKE_UP, ()), years=frozenset({2026}))
H, M = timedelta(hours=1), timedelta(minutes=1)


def week(*, monday_to_friday=DAY, saturday=(), sunday=()):
    return (*(monday_to_friday,) * 5, saturday, sunday)


def calendar(zone=SHANGHAI, days=CHINA, **hours):
    return Calendar(name="test", zone=zone, week=week(**hours), days=days)


OFFICE = calendar()


def at(text, zone=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


# --- by hand -----------------------------------------------------------------------------------------

BY_HAND = [
    # Fri 17-18 is 1 h; Sat 14 Feb makes up for the Spring Festival: 9-12 is 3, 13-17 is 4; 1 + 3 + 4 = 8.
    ("make-up Saturday", OFFICE, "2026-02-13T17:00", 8 * H, "2026-02-14T17:00"),
    # Sat 14 Feb 17-18 is 1 h; 15 to 23 Feb is free; Tue 24 Feb 9-10 is the second.
    ("over the Spring Festival", OFFICE, "2026-02-14T17:00", 2 * H, "2026-02-24T10:00"),
    ("lunch does not count", OFFICE, "2026-03-02T11:30", 1 * H, "2026-03-02T13:30"),
    ("begun at lunch", OFFICE, "2026-03-02T12:20", 1 * H, "2026-03-02T14:00"),
    ("the whole day ends at its end", OFFICE, "2026-03-02T09:00", 8 * H, "2026-03-02T18:00"),
    ("begun at closing time", OFFICE, "2026-03-02T18:00", 1 * M, "2026-03-03T09:01"),
    ("begun on a weekend", OFFICE, "2026-03-07T15:00", 2 * H, "2026-03-09T11:00"),
    ("begun on a holiday", OFFICE, "2026-02-20T10:00", 1 * H, "2026-02-24T10:00"),
    ("nothing is added to a weekend", OFFICE, "2026-03-07T15:00", 0 * H, "2026-03-07T15:00"),
    ("round the clock over midnight", always(SHANGHAI), "2026-03-02T23:59", 2 * M, "2026-03-03T00:01"),
    ("round the clock over New Year", always(SHANGHAI), "2025-12-31T20:00", 8 * H, "2026-01-01T04:00"),
    (
        "a shift until midnight and one from midnight lose no minute",
        calendar(monday_to_friday=windows("00:00-06:00, 22:00-24:00")),
        "2026-03-02T23:30",
        2 * H,
        "2026-03-03T01:30",
    ),
    (
        "a week without Monday",
        Calendar(name="t", zone=SHANGHAI, week=((), DAY, DAY, DAY, DAY, DAY, ())),
        "2026-03-07T17:00",  # Saturday: 1 h, Sunday and Monday closed, Tuesday 9-10
        2 * H,
        "2026-03-10T10:00",
    ),
    # 29 March 2026, 2:00 becomes 3:00 in Berlin: from 1:00 two hours last until 4:00 of the wall.
    ("spring forward", always(BERLIN), "2026-03-29T01:00", 2 * H, "2026-03-29T04:00"),
    # 25 October 2026, 3:00 becomes 2:00: from 1:00 four hours last until 4:00 of the wall.
    ("fall back", always(BERLIN), "2026-10-25T01:00", 4 * H, "2026-10-25T04:00"),
]


@pytest.mark.parametrize(
    ("name", "hours", "start", "span", "end"), BY_HAND, ids=lambda value: str(value)[:30]
)
def test_by_hand(name, hours, start, span, end):
    begun = at(start, hours.zone)
    assert hours.add(begun, span) == at(end, hours.zone), name
    assert hours.between(begun, at(end, hours.zone)) == span, name


def test_a_night_that_daylight_saving_shortens_is_an_hour_shorter():
    night = calendar(BERLIN, Days(), monday_to_friday=(), sunday=windows("00:00-06:00"))
    assert night.between(at("2026-03-28T12:00", BERLIN), at("2026-03-30T12:00", BERLIN)) == 5 * H
    assert night.between(at("2026-10-24T12:00", BERLIN), at("2026-10-26T12:00", BERLIN)) == 7 * H
    assert night.between(at("2026-03-21T12:00", BERLIN), at("2026-03-23T12:00", BERLIN)) == 6 * H


def test_hours_inside_the_skipped_hour_are_none_at_all():
    skipped = calendar(BERLIN, Days(), monday_to_friday=(), sunday=windows("02:00-03:00"))
    assert skipped.between(at("2026-03-29T00:00", BERLIN), at("2026-03-30T00:00", BERLIN)) == 0 * H
    assert skipped.between(at("2026-10-25T00:00", BERLIN), at("2026-10-26T00:00", BERLIN)) == 2 * H


def test_a_whole_year_round_the_clock_has_all_its_hours():
    for zone in (SHANGHAI, BERLIN, NEW_YORK):
        begin, end = at("2024-01-01T00:00", zone), at("2025-01-01T00:00", zone)
        assert always(zone).between(begin, end) == 366 * 24 * H


def test_to_the_second_and_below():
    late = at("2026-03-02T17:59:59.999")
    assert OFFICE.between(late, at("2026-03-03T09:00")) == timedelta(milliseconds=1)
    assert OFFICE.add(late, timedelta(milliseconds=2)) == at("2026-03-03T09:00:00.001")


def test_own_hours_of_one_day():
    hours = calendar(days=CHINA.under(Days(work={date(2026, 12, 24): windows("09:00-12:00")})))
    assert hours.between(at("2026-12-24T00:00"), at("2026-12-25T00:00")) == 3 * H


def test_a_company_day_wins_over_an_official_one():
    own = Days(off={date(2026, 2, 14): "company day"}, work={date(2026, 2, 16): ()})
    hours = calendar(days=CHINA.under(own))
    assert hours.windows(date(2026, 2, 14)) == ()
    assert hours.windows(date(2026, 2, 16)) == DAY


def test_a_make_up_day_has_the_hours_of_the_first_day_that_has_any():
    hours = Calendar(
        name="t", zone=SHANGHAI, week=((), (), DAY, (), (), windows("09:00-10:00"), ()), days=CHINA
    )
    assert hours.windows(date(2026, 2, 14)) == DAY


def test_open_and_closed():
    assert OFFICE.is_open(at("2026-03-02T09:00"))
    assert not OFFICE.is_open(at("2026-03-02T12:00"))
    assert not OFFICE.is_open(at("2026-03-02T18:00"))
    assert OFFICE.is_open(at("2026-02-14T17:59:59"))
    assert not OFFICE.is_open(at("2026-01-01T00:00") - timedelta(seconds=1))


def test_a_year_without_data_is_provisional():
    december = at("2026-12-31T10:00")
    assert not OFFICE.is_provisional(december, december)
    assert OFFICE.is_provisional(december, at("2027-01-04T10:00"))
    assert OFFICE.is_provisional(at("2025-12-31T10:00"), december)
    assert not always(SHANGHAI).is_provisional(december, at("2030-01-04T10:00"))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-02-13T15:00", 1, "2026-02-14T15:00"),
        ("2026-02-13T15:00", 2, "2026-02-24T15:00"),
        ("2026-02-24T15:00", -1, "2026-02-14T15:00"),
        ("2026-02-17T15:00", 1, "2026-02-24T15:00"),
        ("2026-02-17T15:00", -1, "2026-02-14T15:00"),
        ("2026-02-17T15:00", 0, "2026-02-17T15:00"),
        ("2026-12-31T15:00", 1, "2027-01-01T15:00"),
        ("2027-01-01T15:00", -1, "2026-12-31T15:00"),
    ],
)
def test_working_days(start, count, end):
    assert OFFICE.add_days(at(start), count) == at(end)


def test_days_far_away_and_lengths_below_zero_are_refused():
    with pytest.raises(ValueError, match="not taken away"):
        OFFICE.add(at("2026-03-02T09:00"), -1 * M)
    never = Calendar(name="t", zone=UTC, week=week(), days=Days(off=_all_days()))
    with pytest.raises(OverflowError):
        never.add(datetime(2026, 3, 2, tzinfo=UTC), 10**7 * H)


def _all_days():
    return dict.fromkeys(days("2026-01-01..2026-12-31"), "")


# --- laws ----------------------------------------------------------------------------------------------

HOURS = st.sampled_from(
    [DAY, (), WHOLE := windows("00:00-24:00"), windows("22:00-24:00"), windows("00:00-05:30, 23:59-24:00")]
)
WEEKS = st.tuples(HOURS, HOURS, HOURS, HOURS, HOURS, HOURS, HOURS).filter(any)
NEAR = st.dates(date(2025, 12, 1), date(2026, 12, 1))
CALENDARS = st.builds(
    lambda zone, week, off, work: Calendar(
        name="any", zone=zone, week=week, days=Days(off=dict.fromkeys(off, ""), work=dict.fromkeys(work, ()))
    ),
    st.sampled_from(
        [UTC, SHANGHAI, BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kolkata")]
    ),
    WEEKS,
    st.frozensets(NEAR, max_size=9),
    st.frozensets(NEAR, max_size=3),
)
INSTANTS = st.datetimes(datetime(2025, 12, 25), datetime(2026, 12, 31), timezones=st.just(UTC))
SPANS = st.timedeltas(timedelta(), timedelta(hours=300))


@given(CALENDARS, INSTANTS, SPANS)
def test_what_is_added_lies_between(hours, start, span):
    assert hours.between(start, hours.add(start, span)) == span


@given(CALENDARS, INSTANTS, SPANS, SPANS)
def test_adding_in_two_steps_is_adding_at_once(hours, start, one, other):
    assert hours.add(hours.add(start, one), other) == hours.add(start, one + other)


@given(CALENDARS, INSTANTS, INSTANTS, INSTANTS)
def test_lengths_add_up(hours, one, two, three):
    assert hours.between(one, two) + hours.between(two, three) == hours.between(one, three)
    assert hours.between(one, two) == -hours.between(two, one)


@given(CALENDARS, INSTANTS, INSTANTS, SPANS)
def test_later_never_comes_earlier(hours, one, other, span):
    early, late = sorted((one, other))
    assert hours.add(early, span) <= hours.add(late, span)
    assert timedelta() <= hours.between(early, late) <= late - early


@given(CALENDARS, INSTANTS, SPANS, st.sampled_from([SHANGHAI, NEW_YORK]))
def test_an_instant_is_the_same_in_any_zone(hours, start, span, zone):
    assert hours.add(start.astimezone(zone), span) == hours.add(start, span)


@given(CALENDARS, INSTANTS, st.integers(-60, 60))
def test_working_days_there_and_back(hours, start, count):
    there = hours.add_days(start, count)
    if count:
        assert hours.windows(there.date())
        assert (there.date() > start.astimezone(hours.zone).date()) == (count > 0)
    step = 1 if count > 0 else -1
    one_by_one = start
    for _ in range(abs(count)):
        one_by_one = hours.add_days(one_by_one, step)
    assert one_by_one.astimezone(hours.zone).date() == there.date()


# --- how people write hours and days -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["9-18", "18:00-09:00", "09:00-12:00, 11:00-13:00", "25:00-26:00", "09:60-10:00", "x"]
)
def test_hours_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match=r"."):
        windows(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("mon", (0,)), ("mon-thu", (0, 1, 2, 3)), ("sat, sun", (5, 6)), ("fri-mon", (4, 5, 6, 0))],
)
def test_weekdays(text, found):
    assert weekdays(text) == found


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-02-03..2026-02-01", "2026-01-01..2028-01-01", "feb", ""]
)
def test_days_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match=r"."):
        tuple(days(text))
