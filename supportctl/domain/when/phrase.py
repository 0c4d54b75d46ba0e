"""Time phrases, in English and Chinese, wherever supportctl takes a time.

    time    now | amount | day [clock] | clock [day] | ISO 8601 with or without its offset
    amount  +2h  -7d  3d  1w  2h30m  5bd  in 3 days  2h ago  三天后  2小时前  两个半小时后  三个工作日后
    day     2026-09-14  today  mon  next mon  last friday  20 Sep  eow  eom
            今天  大后天  周三  下周一  9月20日  月底
    clock   15:00  9am  noon  eod  下午3点半  晚上八点一刻  下班前

What is not said is decided so:
- A time without offset is the desk's. A local time that daylight saving skips moves forward by
  what was skipped; of one that comes twice, the first is meant.
- Hours and minutes are absolute; days and weeks keep the wall time; working days follow `week`.
- A clock without a day is today's, past or not. A day without a clock is at 18:00, the end of the
  working day, since most days are given as promises; a caller who means mornings says so (`bare`).
- A week is Monday to Sunday, and this, next and last are 本, 下 and 上: of this, next, last week.
  A bare weekday is the first from today on; so is the Friday of `eow`. `eom` and 月底 are the last
  day of the month; `eod` and 下班前 are 18:00.
- A date without a year is this year's, unless last or next year's lies within three months.
- Hours are of 24 unless a part of the day goes with them; 晚上12点 is the end of that day.
- Days and months in figures have the year first. What two readers could read differently
  (9/20, 晚上1点, 下午 alone) is refused, and so is any year outside 1970 to 2200.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, Protocol

from supportctl.domain.when import en, zh
from supportctl.domain.when.scan import LONGEST, Scan
from supportctl.domain.when.shared import (
    DAY,
    END,
    MIDNIGHT,
    Amount,
    Days,
    amount,
    iso_day,
    iso_moment,
    iso_month,
)
from supportctl.errors.command import BadTime

YEARS = range(1970, 2201)
LONGEST_SPAN = 36525 * DAY  # a century
SATURDAY = 5
END_OF_DAY = time(18)
PAST = ("ago", "以前", "之前", "前")
FUTURE = ("from now", "以后", "之后", "后", "以内", "之内", "内")


class WorkClock(Protocol):
    def add_days(self, start: datetime, days: int) -> datetime:
        """`days` working days later (earlier, below zero), at the same time of day."""


class PlainWeek:
    """Monday to Friday, for a desk without a calendar."""

    def add_days(self, start: datetime, days: int) -> datetime:
        if days == 0:
            return start
        if start.weekday() >= SATURDAY:  # one day on is Monday, one day back is Friday
            start += timedelta(days=(4 if days > 0 else 7) - start.weekday())
        weeks, weekday = divmod(start.weekday() + days, 5)
        return start + timedelta(days=7 * weeks + weekday - start.weekday())


PLAIN_WEEK = PlainWeek()


class Here(NamedTuple):
    """Where a phrase is read: `now` as the wall of `zone` shows it."""

    now: datetime
    zone: tzinfo
    week: WorkClock

    @property
    def today(self) -> date:
        return self.now.date()

    def wall(self, shown: datetime) -> datetime:
        """The instant at which the wall shows it; by way of UTC, a time that is skipped moves forward."""
        return shown.replace(tzinfo=self.zone, fold=0).astimezone(UTC).astimezone(self.zone)

    def at(self, day: date, clock: timedelta = MIDNIGHT) -> datetime:
        return self.wall(datetime.combine(day, time()) + clock)


def moment(
    text: str, *, now: datetime, zone: tzinfo, week: WorkClock = PLAIN_WEEK, bare: time = END_OF_DAY
) -> datetime:
    """The instant of a phrase, in `zone`; `bare` is the time of a day given without one."""
    here = Here(now.astimezone(zone), zone, week)
    found = _read(text, here)
    if isinstance(found, datetime):
        return found
    if found.after - found.first != DAY:
        raise _bad(text)
    return here.wall(datetime.combine(found.first, bare))


def period(
    text: str, *, now: datetime, zone: tzinfo, week: WorkClock = PLAIN_WEEK
) -> tuple[datetime, datetime]:
    """The whole day, week or month of a phrase, half-open; of an instant, both ends are that instant."""
    here = Here(now.astimezone(zone), zone, week)
    found = _read(text, here)
    return (found, found) if isinstance(found, datetime) else (here.at(found.first), here.at(found.after))


def day_range(
    text: str, *, now: datetime, zone: tzinfo, week: WorkClock = PLAIN_WEEK
) -> tuple[datetime, datetime]:
    """As `period`, but an instant reaches to now: '-7d' is the last seven days, '+7d' the next."""
    start, end = period(text, now=now, zone=zone, week=week)
    if start != end:
        return start, end
    here = now.astimezone(zone)
    return (start, here) if start.timestamp() <= here.timestamp() else (here, start)


def span(text: str) -> timedelta:
    """A length of time, such as '4h', '2h30m', '3天' or '两个半小时'; here a day is 24 hours."""
    try:
        found = Scan(text).whole(amount)
    except ValueError:
        raise _bad(text) from None
    if found is None or found.workdays is not None:
        raise _bad(text)
    length = found.days * DAY + found.hours
    if length > LONGEST_SPAN:
        raise _bad(text)
    return length


def _bad(text: str) -> BadTime:
    return BadTime(value=(text if len(text) <= LONGEST else text[:LONGEST] + "…") or "''")


def _read(text: str, here: Here) -> datetime | Days:
    found: datetime | Days | None = None
    try:
        scan = Scan(text)
        for reader in READERS:
            found = found or scan.whole(reader, here)
    except (ValueError, OverflowError):
        raise _bad(text) from None
    if found is None or (found if isinstance(found, datetime) else found.first).year not in YEARS:
        raise _bad(text)
    return found


def _instant(scan: Scan, here: Here) -> datetime | None:
    if scan.take("now", "现在"):
        return here.now
    found = iso_moment(scan)
    return found and (found.astimezone(here.zone) if found.tzinfo else here.wall(found))


def _moved(scan: Scan, here: Here) -> datetime | None:
    """An amount from now; one of whole days may name its hour: '5bd 18:00', '三天后下午3点'."""
    shift = scan.attempt(_signed)
    if shift is None:
        return None
    moved = _shifted(here, shift)
    clock = None if shift.hours else scan.first(en.clock, zh.clock)
    return moved if clock is None else here.at(moved.date(), clock)


def _signed(scan: Scan) -> Amount | None:
    sign = scan.take("+", "-", "in")
    shift = scan.attempt(amount)
    if shift is None:
        return None
    tail = "" if sign else scan.take(*PAST, *FUTURE)
    return shift.back() if sign == "-" or tail in PAST else shift


def _shifted(here: Here, shift: Amount) -> datetime:
    moved = here.now
    if shift.workdays:
        moved = here.wall(here.week.add_days(here.now, shift.workdays))
    elif shift.days:
        moved = here.wall(here.now + shift.days * DAY)
    return (moved.astimezone(UTC) + shift.hours).astimezone(here.zone)


def _days(scan: Scan, here: Here) -> Days | None:
    return scan.attempt(iso_month) or scan.attempt(en.days, here.today) or scan.attempt(zh.days, here.today)


def _dated(scan: Scan, here: Here) -> datetime | Days | None:
    """A day, a clock, or both in either order."""
    closing = scan.attempt(en.closing_day, here.today) or scan.attempt(zh.closing_day, here.today)
    day = closing or _day(scan, here.today)
    clock = scan.first(en.clock, zh.clock)
    day = day or _day(scan, here.today)
    if clock is None and not closing:
        return Days(day, day + DAY) if day else None
    return here.at(day or here.today, END if clock is None else clock)


def _day(scan: Scan, today: date) -> date | None:
    return scan.attempt(en.day, today) or scan.attempt(zh.day, today) or scan.attempt(iso_day)


# In this order; each must read the whole phrase.
READERS: tuple[Callable[[Scan, Here], datetime | Days | None], ...] = (_instant, _moved, _days, _dated)
