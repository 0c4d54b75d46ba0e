from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supportctl.domain.when.phrase import PLAIN_WEEK, day_range, moment, period, span
from supportctl.errors.command import BadTime
from supportctl.locale.zh.when import TEXTS

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 9, 14, 10, tzinfo=SHANGHAI)


def cases(*table):
    """Rows whose ids read as sentences."""
    return [pytest.param(*row, id=" is ".join(str(cell) for cell in row)) for row in table]


def shown(at):
    """The desk's wall in this year: '09-14 10:00'."""
    text = at.strftime("%Y-%m-%d %H:%M:%S.%f").removeprefix("2026-")
    return text.removesuffix(".000000").removesuffix(":00")


def read(text, now=MONDAY, zone=SHANGHAI, **options):
    return moment(text, now=now, zone=zone, **options)


ISO = cases(
    ("2026-09-14T15:00+08:00", "09-14 15:00"),
    ("2026-09-14T15:00:30+08:00", "09-14 15:00:30"),
    ("2026-09-14T09:00:12.310+08:00", "09-14 09:00:12.310000"),
    ("2026-09-14T09:00:12.123456789+08:00", "09-14 09:00:12.123456"),
    ("2026-09-14T15:00Z", "09-14 23:00"),
    ("2026-09-14t15:00z", "09-14 23:00"),
    ("2026-09-14T15:00-05:00", "09-15 04:00"),
    ("2026-09-14T15:00+0530", "09-14 17:30"),
    ("2026-09-14T15:00+09", "09-14 14:00"),
    ("2026-09-14 15:00:00 +0800", "09-14 15:00"),
    ("2026-09-14T15:00", "09-14 15:00"),
    ("2026-09-14 15:00", "09-14 15:00"),
    ("2026-09-14 9:05", "09-14 09:05"),
    ("2026-09-14T24:00", "09-15 00:00"),
    ("2026-9-4 08:00", "09-04 08:00"),
    ("2026/09/20 08:00", "09-20 08:00"),
    ("2026.9.20 08:00", "09-20 08:00"),
    ("2026-09-20 3pm", "09-20 15:00"),
    ("2026-09-20 下午3点", "09-20 15:00"),
    ("2024-02-29 12:00", "2024-02-29 12:00"),
    ("1970-01-01T00:00", "1970-01-01 00:00"),
    ("2200-12-31T23:59", "2200-12-31 23:59"),
)

AMOUNTS = cases(
    ("+2h", "09-14 12:00"),
    ("-2h", "09-14 08:00"),
    ("+2h30m", "09-14 12:30"),
    ("+90m", "09-14 11:30"),
    ("1.5h", "09-14 11:30"),
    ("3d", "09-17 10:00"),
    ("+3d", "09-17 10:00"),
    ("-7d", "09-07 10:00"),
    ("1w", "09-21 10:00"),
    ("+1w2d3h", "09-23 13:00"),
    ("0d", "09-14 10:00"),
    ("2h ago", "09-14 08:00"),
    ("2 hours ago", "09-14 08:00"),
    ("45 mins ago", "09-14 09:15"),
    ("in 3 days", "09-17 10:00"),
    ("in 1 day 2 hours", "09-15 12:00"),
    ("2 weeks from now", "09-28 10:00"),
    ("3d 9am", "09-17 09:00"),
    ("in 3 days at 9am", "09-17 09:00"),
    ("5bd", "09-21 10:00"),
    ("+5bd", "09-21 10:00"),
    ("4bd", "09-18 10:00"),
    ("-1bd", "09-11 10:00"),
    ("-2bd", "09-10 10:00"),
    ("0bd", "09-14 10:00"),
    ("5bd 18:00", "09-21 18:00"),
    ("10 business days", "09-28 10:00"),
    ("3 working days ago", "09-09 10:00"),
    ("三天后", "09-17 10:00"),
    ("3天后", "09-17 10:00"),
    ("3天", "09-17 10:00"),
    ("三天之后下午3点", "09-17 15:00"),
    ("2小时前", "09-14 08:00"),
    ("两小时以前", "09-14 08:00"),
    ("半小时后", "09-14 10:30"),
    ("半个小时后", "09-14 10:30"),
    ("两个半小时后", "09-14 12:30"),
    ("2个半小时后", "09-14 12:30"),
    ("一刻钟后", "09-14 10:15"),
    ("十五分钟前", "09-14 09:45"),
    ("两小时内", "09-14 12:00"),
    ("一周后", "09-21 10:00"),
    ("两个星期前", "08-31 10:00"),
    ("九十九天后", "12-22 10:00"),
    ("三个工作日后", "09-17 10:00"),
    ("5个工作日内", "09-21 10:00"),
    ("一个工作日前", "09-11 10:00"),
    ("+2小时", "09-14 12:00"),
    ("2h后", "09-14 12:00"),
)

DAYS = cases(
    ("now", "09-14 10:00"),
    ("today", "09-14 18:00"),
    ("tomorrow", "09-15 18:00"),
    ("yesterday", "09-13 18:00"),
    ("day after tomorrow", "09-16 18:00"),
    ("2026-09-20", "09-20 18:00"),
    ("mon", "09-14 18:00"),
    ("tue", "09-15 18:00"),
    ("Wednesday", "09-16 18:00"),
    ("sun", "09-20 18:00"),
    ("this fri", "09-18 18:00"),
    ("next mon", "09-21 18:00"),
    ("next friday", "09-25 18:00"),
    ("last friday", "09-11 18:00"),
    ("eod", "09-14 18:00"),
    ("eow", "09-18 18:00"),
    ("eom", "09-30 18:00"),
    ("20 Sep", "09-20 18:00"),
    ("Sep 20", "09-20 18:00"),
    ("september 20", "09-20 18:00"),
    ("Sep 20 2026", "09-20 18:00"),
    ("Sep 20, 2027", "2027-09-20 18:00"),
    ("20 Sep 2025", "2025-09-20 18:00"),
    ("现在", "09-14 10:00"),
    ("今天", "09-14 18:00"),
    ("明天", "09-15 18:00"),
    ("后天", "09-16 18:00"),
    ("大后天", "09-17 18:00"),
    ("昨天", "09-13 18:00"),
    ("前天", "09-12 18:00"),
    ("大前天", "09-11 18:00"),
    ("本周五", "09-18 18:00"),
    ("这周五", "09-18 18:00"),
    ("这个星期五", "09-18 18:00"),
    ("下周一", "09-21 18:00"),
    ("下个星期一", "09-21 18:00"),
    ("下下周一", "09-28 18:00"),
    ("上周五", "09-11 18:00"),
    ("上上周日", "09-06 18:00"),
    ("周三", "09-16 18:00"),
    ("周一", "09-14 18:00"),
    ("星期天", "09-20 18:00"),
    ("礼拜三", "09-16 18:00"),
    ("月底", "09-30 18:00"),
    ("本月底", "09-30 18:00"),
    ("下个月底", "10-31 18:00"),
    ("下班前", "09-14 18:00"),
    ("9月20日", "09-20 18:00"),
    ("9月20号", "09-20 18:00"),
    ("九月二十日", "09-20 18:00"),
    ("十二月三十一日", "12-31 18:00"),
    ("2026年9月20日", "09-20 18:00"),
    ("二〇二七年九月二十日", "2027-09-20 18:00"),
    ("后天下班前", "09-16 18:00"),
)

CLOCKS = cases(
    ("15:00", "09-14 15:00"),
    ("09:30", "09-14 09:30"),
    ("0:00", "09-14 00:00"),
    ("24:00", "09-15 00:00"),
    ("9am", "09-14 09:00"),
    ("9:30 pm", "09-14 21:30"),
    ("12am", "09-14 00:00"),
    ("12pm", "09-14 12:00"),
    ("12:30am", "09-14 00:30"),
    ("12:30 p.m.", "09-14 12:30"),
    ("11pm", "09-14 23:00"),
    ("noon", "09-14 12:00"),
    ("tomorrow 9am", "09-15 09:00"),
    ("tomorrow 09:30", "09-15 09:30"),
    ("tomorrow at 9am", "09-15 09:00"),
    ("9am tomorrow", "09-15 09:00"),
    ("tomorrow eod", "09-15 18:00"),
    ("yesterday 23:59:59", "09-13 23:59:59"),
    ("next mon 9:00", "09-21 09:00"),
    ("last friday noon", "09-11 12:00"),
    ("20 Sep 9:00", "09-20 09:00"),
    ("Sep 20 2026 9pm", "09-20 21:00"),
    ("eom 12:00", "09-30 12:00"),
    ("3点", "09-14 03:00"),
    ("15点", "09-14 15:00"),
    ("15时30分", "09-14 15:30"),
    ("明天下午3点", "09-15 15:00"),
    ("明天 下午 3 点", "09-15 15:00"),
    ("明天下午三点半", "09-15 15:30"),
    ("明天下午三点一刻", "09-15 15:15"),
    ("明天下午三点三刻", "09-15 15:45"),
    ("明天下午三点二十五分", "09-15 15:25"),
    ("明天下午三点零五分", "09-15 15:05"),
    ("明天下午3点15", "09-15 15:15"),
    ("明天下午3点05", "09-15 15:05"),
    ("明天下午3点5分", "09-15 15:05"),
    ("明天下午3:30", "09-15 15:30"),
    ("明天15:30", "09-15 15:30"),
    ("明天早上九点", "09-15 09:00"),
    ("上午12点", "09-14 12:00"),
    ("上午10点整", "09-14 10:00"),
    ("下午12点", "09-14 12:00"),
    ("下午12点半", "09-14 12:30"),
    ("中午12点", "09-14 12:00"),
    ("中午1点", "09-14 13:00"),
    ("中午11点半", "09-14 11:30"),
    ("明天中午", "09-15 12:00"),
    ("下午15点", "09-14 15:00"),
    ("傍晚6点", "09-14 18:00"),
    ("晚上8点", "09-14 20:00"),
    ("晚上八点一刻", "09-14 20:15"),
    ("晚上20:30", "09-14 20:30"),
    ("晚上12点", "09-15 00:00"),
    ("明天晚上12点半", "09-16 00:30"),
    ("凌晨1点", "09-14 01:00"),
    ("凌晨12点", "09-14 00:00"),
    ("凌晨零点", "09-14 00:00"),
    ("今晚8点", "09-14 20:00"),
    ("明早9点", "09-15 09:00"),
    ("昨晚十一点", "09-13 23:00"),
    ("下周一上午10点", "09-21 10:00"),
    ("上周五18:00", "09-11 18:00"),
    ("2026年9月20日 下午3点", "09-20 15:00"),
    ("月底下午3点", "09-30 15:00"),
    ("下午3点明天", "09-15 15:00"),
)

SPELLINGS = cases(
    ("  tomorrow   9am  ", "tomorrow 9am"),
    ("TOMORROW 9AM", "tomorrow 9am"),
    ("１５：００", "15:00"),
    ("＋２ｈ", "+2h"),
    ("明天　下午３点", "明天下午3点"),
    ("後天下午兩點", "后天下午2点"),
    ("下週一", "下周一"),
    ("兩個小時後", "两个小时后"),
    ("monday", "mon"),
    ("thurs", "thu"),
    ("sept 20", "sep 20"),
)


@pytest.mark.parametrize(("text", "expected"), [*ISO, *AMOUNTS, *DAYS, *CLOCKS])
def test_on_monday_at_ten(text, expected):
    at = read(text)
    assert shown(at) == expected
    assert at.tzinfo is SHANGHAI


@pytest.mark.parametrize(("text", "same"), SPELLINGS)
def test_spelling_does_not_matter(text, same):
    assert read(text) == read(same)


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    cases(
        ("2026-09-16", "mon", "09-21 18:00"),  # a Wednesday: Monday is over, Wednesday is today
        ("2026-09-16", "wed", "09-16 18:00"),
        ("2026-09-16", "this mon", "09-14 18:00"),
        ("2026-09-16", "last mon", "09-07 18:00"),
        ("2026-09-16", "上周一", "09-07 18:00"),
        ("2026-09-19", "本周五", "09-18 18:00"),  # a Saturday
        ("2026-09-19", "eow", "09-25 18:00"),
        ("2026-09-19", "+1bd", "09-21 10:00"),
        ("2026-09-19", "-1bd", "09-18 10:00"),
        ("2026-09-20", "next mon", "09-21 18:00"),  # a Sunday is the end of its week
        ("2026-09-20", "下周日", "09-27 18:00"),
        ("2026-09-20", "-5bd", "09-14 10:00"),
        ("2026-09-18", "+1bd", "09-21 10:00"),  # a Friday
        ("2026-09-18", "eow", "09-18 18:00"),
        ("2026-12-14", "5 Jan", "2027-01-05 18:00"),
        ("2026-12-14", "下个月底", "2027-01-31 18:00"),
        ("2027-01-10", "12月20日", "12-20 18:00"),
        ("2026-09-14", "1月5日", "01-05 18:00"),
        ("2027-12-20", "2月29日", "2028-02-29 18:00"),
        ("2028-02-10", "eom", "2028-02-29 18:00"),
    ),
)
def test_on_other_days(day, text, expected):
    assert shown(read(text, now=datetime.combine(date.fromisoformat(day), time(10), SHANGHAI))) == expected


# Berlin, 2026: clocks go from 02:00 to 03:00 on 29 March and from 03:00 to 02:00 on 25 October.
@pytest.mark.parametrize(
    ("now", "text", "expected"),
    cases(
        ("2026-03-28T10:00+01:00", "2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-03-28T02:30+01:00", "+1d", "2026-03-29T03:30:00+02:00"),
        ("2026-03-28T10:00+01:00", "tomorrow 2:30", "2026-03-29T03:30:00+02:00"),
        ("2026-03-28T10:00+01:00", "+1d", "2026-03-29T10:00:00+02:00"),
        ("2026-03-28T10:00+01:00", "+24h", "2026-03-29T11:00:00+02:00"),
        ("2026-03-27T10:00+01:00", "+1bd", "2026-03-30T10:00:00+02:00"),
        ("2026-10-24T10:00+02:00", "2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-24T10:00+02:00", "2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("2026-10-24T10:00+02:00", "+24h", "2026-10-25T09:00:00+01:00"),
        ("2026-10-25T02:30+02:00", "+1h", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:30+01:00", "+1h", "2026-10-25T03:30:00+01:00"),
        ("2026-10-25T02:30+01:00", "now", "2026-10-25T02:30:00+01:00"),
    ),
)
def test_daylight_saving(now, text, expected):
    assert read(text, now=datetime.fromisoformat(now), zone=BERLIN).isoformat() == expected


def test_the_day_is_the_desks_and_not_the_readers():
    assert shown(read("today 9:00", now=datetime(2026, 9, 14, 23, tzinfo=UTC))) == "09-15 09:00"


def test_bare_is_the_time_of_a_day_without_one():
    assert shown(read("下周一", bare=time(9))) == "09-21 09:00"
    assert shown(read("eow", bare=time(9))) == "09-18 18:00"


def test_working_days_follow_the_calendar_given():
    class NeverMonday:
        def add_days(self, start, days):
            return start + timedelta(days=days + 1)

    assert shown(read("3bd", week=NeverMonday())) == "09-18 10:00"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1)), st.integers(-9999, 9999))
def test_plain_week_counts_as_fingers_do(start, days):
    at, left, step = start, abs(days) % 50, 1 if days > 0 else -1
    expected = PLAIN_WEEK.add_days(start, step * left)
    while left:
        at += timedelta(days=step)
        left -= at.weekday() < 5
    assert expected == at


# --- lengths -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "minutes"),
    cases(
        ("4h", 240),
        ("2h30m", 150),
        ("2 hours 30 minutes", 150),
        ("1.5h", 90),
        ("90m", 90),
        ("3d", 3 * 1440),
        ("1w", 7 * 1440),
        ("0h", 0),
        ("3天", 3 * 1440),
        ("半小时", 30),
        ("两小时", 120),
        ("2个小时", 120),
        ("一个半小时", 90),
        ("三小时二十分钟", 200),
        ("一刻钟", 15),
        ("两周", 14 * 1440),
        ("36525d", 36525 * 1440),
    ),
)
def test_span(text, minutes):
    assert span(text) == timedelta(minutes=minutes)


NO_SPANS = (
    *("", "2", "h", "-4h", "+4h", "4h ago", "2h3h", "30m2h", "5bd", "1.5d", "2.h", "3mo", "4hours30", "1e3h"),
    *("半天", "一天半", "两天后", "半半小时", "99999999d", "999999w", "36526d"),
)


@pytest.mark.parametrize("text", NO_SPANS)
def test_no_span(text):
    with pytest.raises(BadTime):
        span(text)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_span_is_the_sum_of_its_parts(weeks, days, hours, minutes):
    parts = (f"{weeks}w", f"{days}d", f"{hours}h", f"{minutes}m")
    assert span("".join(parts)) == sum((span(part) for part in parts), timedelta())


@given(st.integers(0, 99), st.sampled_from(("h", "m", "d", "w")))
def test_an_amount_there_and_back(count, unit):
    away = read(f"+{count}{unit}")
    assert read(f"-{count}{unit}", now=away) == MONDAY
    assert read(f"{count}{unit} ago", now=away) == MONDAY
    assert away - MONDAY == span(f"{count}{unit}"), "Shanghai has no daylight saving"


# --- ranges --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    cases(
        ("2026-09", "09-01 00:00", "10-01 00:00"),
        ("2026-12", "12-01 00:00", "2027-01-01 00:00"),
        ("2026年9月", "09-01 00:00", "10-01 00:00"),
        ("this month", "09-01 00:00", "10-01 00:00"),
        ("last month", "08-01 00:00", "09-01 00:00"),
        ("本月", "09-01 00:00", "10-01 00:00"),
        ("上个月", "08-01 00:00", "09-01 00:00"),
        ("this week", "09-14 00:00", "09-21 00:00"),
        ("上周", "09-07 00:00", "09-14 00:00"),
        ("下星期", "09-21 00:00", "09-28 00:00"),
        ("today", "09-14 00:00", "09-15 00:00"),
        ("昨天", "09-13 00:00", "09-14 00:00"),
        ("2026-09-14", "09-14 00:00", "09-15 00:00"),
        ("9月20日", "09-20 00:00", "09-21 00:00"),
        ("last friday", "09-11 00:00", "09-12 00:00"),
        ("-7d", "09-07 10:00", "09-14 10:00"),
        ("三天前", "09-11 10:00", "09-14 10:00"),
        ("9:00", "09-14 09:00", "09-14 10:00"),
        ("+2h", "09-14 10:00", "09-14 12:00"),
        ("eod", "09-14 10:00", "09-14 18:00"),
        ("now", "09-14 10:00", "09-14 10:00"),
        ("2200-12", "2200-12-01 00:00", "2201-01-01 00:00"),
    ),
)
def test_day_range(text, start, end):
    found = day_range(text, now=MONDAY, zone=SHANGHAI)
    assert tuple(shown(at) for at in found) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    cases(
        ("-7d", "09-07 10:00", "09-07 10:00"),
        ("eod", "09-14 18:00", "09-14 18:00"),
        ("today", "09-14 00:00", "09-15 00:00"),
        ("2026-09", "09-01 00:00", "10-01 00:00"),
    ),
)
def test_period_of_an_instant_has_no_length(text, start, end):
    assert tuple(shown(at) for at in period(text, now=MONDAY, zone=SHANGHAI)) == (start, end)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-09-14", 24)])
def test_a_day_is_as_long_as_it_is(day, hours):
    start, end = day_range(day, now=MONDAY, zone=BERLIN)
    assert end.timestamp() - start.timestamp() == hours * 3600


# --- refusals ------------------------------------------------------------------------------------

REFUSED = (
    *("", " ", "\n", "\0", "nonsense", "明", "天", "点", "@", "P1", "soon", "midnight", "weekend", "周末"),
    *("9/20", "09/20/2026", "20.9.2026", "20/09/2026", "20 9 2026", "Sep", "20", "2026", "2026年"),
    *("2026-09", "last week", "本月", "上周", "2026年9月", "next week mon"),  # no single moment
    *("2026-13-45", "2026-02-29", "2026-09-31", "2026-00-10", "26-09-14", "2026-09-14T", "2026-9", "2026-13"),
    *("31 Feb", "32 Sep", "Sep 0", "2月30日", "13月1日", "九月三十二日", "26年9月20日", "2月29日"),
    *("25:00", "24:01", "15:60", "15:5", "15:00:60", "15:00.5", "15:00:30.", "015:00", "15", "15:", ":15"),
    *("0am", "13pm", "9 am pm", "9ampm", "13:30pm", "25点", "24点半", "三点六十分", "三点五", "3点5"),
    *("下午", "明天上午", "下午0点", "上午13点", "晚上1点", "凌晨7点", "凌晨13点", "中午23点", "晚上25点"),
    *("+99:99", "2026-09-14T15:00+99:99", "2026-09-14T15:00+24:00", "2026-09-14T15:00+08:", "15:00+08:00"),
    *("2026-09-14T15:00+08:00:00", "2026-09-14 -0800", "tomorrow 15:00Z", "2026-09-14x15:00"),
    *(
        "+",
        "-",
        "+-2h",
        "--2h",
        "+2",
        "in",
        "ago",
        "in 2h ago",
        "+2h ago",
        "-2h后",
        "2h 9am",
        "1.5d",
        "3mo",
        "5m3d",
    ),
    *("三天后天", "半天后", "十十天后", "一二天后", "两十天后", "后后天", "下下下周一", "周八", "周0"),
    *("99999999999999999999d", "999999w", "+999999d", "10000bd", "300y", "999999999999:00", "9" * 60 + "d"),
    *("1969-12-31", "2201-01-01", "0000-01-01", "9999-12-31", "1970-01-01T00:00+14:00", "2200-12-31T24:00"),
    *("٢٠٢٦-٠٩-١٤", "Ⅳd", "½h", "\ud800", "明天\u202e9点", "now now", "eod eod", "today tomorrow"),
)


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_refused(text):
    with pytest.raises(BadTime) as refusal:
        read(text)
    assert refusal.value.exit_code == 2
    assert refusal.value.params["value"] == (text or "''")


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10_000,
        "明天" * 5_000,
        "+" * 10_000,
        " " * 10_000,
        "2h" * 5_000,
        "ﷺ" * 64,
        "一" * 64,
        "9" * 64,
        "1d" * 32,
    ],
    ids=lambda text: f"{len(text)} characters of {text[:2]!a}",
)
def test_long_input_is_refused_at_once(text):
    for reader in (read, span, lambda text: day_range(text, now=MONDAY, zone=SHANGHAI)):
        began = process_time()
        with pytest.raises(BadTime) as refusal:
            reader(text)
        assert process_time() - began < 0.01
        assert len(str(refusal.value)) < 120


VOCABULARY = """
0 1 2 5 9 12 15 20 24 99 2026 999999 : :00 + - / . , t z w d h m bd ago in at am pm
now today mon next last sep eod eow eom noon this week month
今 明 天 后 前 大 早 晚 上 下 午 本 这 周 星期 一 二 十 两 半 个 点 分 刻 小时 工作日 年 月 日 底 中午
"""
PHRASES = st.lists(st.sampled_from([*VOCABULARY.split(), " "]), max_size=8).map("".join)


@given(st.text(max_size=70) | PHRASES)
@example("0001-01-01T00:00+23:59")
@example("9999-12-31T23:59-23:59")
def test_any_text_is_a_time_or_a_refusal(text):
    for reader in (read, lambda text: day_range(text, now=MONDAY, zone=SHANGHAI)[0]):
        try:
            at = reader(text)
        except BadTime:
            continue
        assert 1970 <= at.year <= 2200
        assert at.tzinfo is SHANGHAI
        assert reader(text) == at
    with suppress(BadTime):
        assert timedelta() <= span(text) <= timedelta(days=36525)


OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1970, 1, 3), datetime(2200, 12, 29), timezones=OFFSETS)


@given(
    INSTANTS, st.sampled_from("T "), st.sampled_from((SHANGHAI, BERLIN, UTC, ZoneInfo("America/St_Johns")))
)
def test_what_is_printed_is_read_back(at, separator, zone):
    printed = at.isoformat(separator)
    assert read(printed, zone=zone).timestamp() == at.timestamp()
    again = read(printed, zone=zone).isoformat()
    assert read(again, zone=zone).isoformat() == again


@given(
    INSTANTS, st.sampled_from(("+5bd", "eow", "next mon", "月底", "三天后", "下周一上午9点", "-2h", "20 Sep"))
)
def test_the_same_now_gives_the_same_instant_wherever_it_is_written(now, text):
    try:
        at = read(text, now=now)
    except BadTime:
        assert now.year in (1970, 2200)
    else:
        assert at == read(text, now=now.astimezone(UTC))


def test_the_refusal_is_said_in_chinese_too():
    assert {BadTime.message, BadTime.fix} <= TEXTS.keys()
