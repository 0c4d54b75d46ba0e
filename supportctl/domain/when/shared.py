"""What time phrases share in both languages: amounts, days of the calendar, days and clocks in figures."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from supportctl.domain.when.scan import DIGITS, Scan

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MIDNIGHT = timedelta()
END = 18 * HOUR  # of the working day, where nothing else is said
QUARTER = 92 * DAY
MOST_WORKDAYS = 9999  # a desk's calendar may have to walk them one by one

UNITS = (
    (7 * DAY, ("weeks", "week", "w", "星期", "礼拜", "周")),
    (DAY, ("days", "day", "d", "天")),
    (HOUR, ("hours", "hour", "hrs", "hr", "h", "小时", "钟头")),
    (15 * MINUTE, ("刻钟",)),
    (MINUTE, ("minutes", "minute", "mins", "min", "m", "分钟", "分")),
)
WORKDAYS = ("business days", "business day", "working days", "working day", "bd", "工作日")


class Amount(NamedTuple):
    """How far: days on the wall, hours on the clock, or working days."""

    days: int = 0
    hours: timedelta = MIDNIGHT
    workdays: int | None = None

    def back(self) -> "Amount":
        return Amount(-self.days, -self.hours, None if self.workdays is None else -self.workdays)


def amount(scan: Scan) -> Amount | None:
    """'2h30m', '3d', '5bd', '半小时', '两个半小时', '三个工作日': each unit once, the larger first."""
    workdays = scan.attempt(_workdays)
    if workdays is not None:
        return Amount(workdays=workdays)
    days, hours, last = MIDNIGHT, MIDNIGHT, -1
    while piece := scan.attempt(_piece):
        rank, length = piece
        if rank <= last:
            return None
        last = rank
        if UNITS[rank][0] >= DAY:
            days += length
        else:
            hours += length
    return Amount(days=days.days, hours=hours) if last >= 0 else None


def _workdays(scan: Scan) -> int | None:
    count = scan.number()
    scan.take("个")
    return count if count is not None and count <= MOST_WORKDAYS and scan.take(*WORKDAYS) else None


def _piece(scan: Scan) -> tuple[int, timedelta] | None:
    """One number with its unit: the unit's place among UNITS, and the length. Only hours come in parts."""
    count = _count(scan)
    if count is None:
        return None
    for rank, (length, names) in enumerate(UNITS):
        if scan.take(*names):
            return (rank, length * count) if length == HOUR or count.is_integer() else None
    return None


def _count(scan: Scan) -> float | None:
    """'3', '1.5', '三个', '半', '半个', '两个半'."""
    if scan.take("半"):
        scan.take("个")
        return 0.5
    whole = scan.number()
    part = scan.run(DIGITS.__contains__) if scan.take(".") else "0"
    if whole is None or not 0 < len(part) <= 6:
        return None
    scan.take("个")
    return whole + 0.5 if scan.take("半") else float(f"{whole}.{part}")


# --- days and clocks in figures ----------------------------------------------------------------


class Days(NamedTuple):
    """A run of whole days, half-open."""

    first: date
    after: date


def month(today: date, ahead: int = 0) -> Days:
    years, index = divmod(today.month - 1 + ahead, 12)
    first = date(today.year + years, index + 1, 1)
    return Days(first, (first + 31 * DAY).replace(day=1))


def week(today: date, ahead: int) -> Days:
    monday = today + timedelta(days=7 * ahead - today.weekday())
    return Days(monday, monday + 7 * DAY)


def coming(today: date, weekday: int) -> date:
    """The first such weekday from today on; today counts."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def dated(today: date, year: int | None, number: int, day: int) -> date:
    """A day without a year is this year's, unless last or next year's lies within three months."""
    if year is not None:
        return date(year, number, day)
    for other in (today.year - 1, today.year + 1):
        found = _real(other, number, day)
        if found and abs(found - today) <= QUARTER:
            return found
    return date(today.year, number, day)


def _real(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None


def iso_day(scan: Scan) -> date | None:
    """Year first, with '-', '/' or '.': 9/20 could be either country's, so it is nobody's."""
    year, sign, number = scan.digits(4, 4), scan.take("-", "/", "."), scan.digits(1, 2)
    if year is None or number is None or not sign or not scan.take(sign):
        return None
    day = scan.digits(1, 2)
    return date(year, number, day) if day is not None else None


def iso_month(scan: Scan) -> Days | None:
    year, sign, number = scan.digits(4, 4), scan.take("-"), scan.digits(2, 2)
    return month(date(year, number, 1)) if year is not None and number is not None and sign else None


def iso_moment(scan: Scan) -> datetime | None:
    """With its offset, where one is given; naive otherwise."""
    day = iso_day(scan)
    scan.take("t")
    clock = digital(scan) if day else None
    if day is None or clock is None:
        return None
    zone = scan.attempt(_offset)
    return datetime.combine(day, time(), zone) + clock


def _offset(scan: Scan) -> timezone | None:
    """'z', '+08:00', '+0800' or '+08'."""
    if scan.take("z"):
        return UTC
    sign, figures = scan.take("+", "-"), scan.run(DIGITS.__contains__)
    if len(figures) == 2:
        figures += scan.run(DIGITS.__contains__) if scan.take(":") else "00"
    if not sign or len(figures) != 4:
        return None
    hours, minutes = int(figures[:2]), int(figures[2:])
    if hours > 23 or minutes > 59:
        return None
    return timezone((hours * HOUR + minutes * MINUTE) * (1 if sign == "+" else -1))


def digital(scan: Scan) -> timedelta | None:
    """'9:30', '09:30:15', '09:30:15.25' since midnight, up to 24:00."""
    hour, colon, minute = scan.digits(1, 2), scan.take(":"), scan.digits(2, 2)
    second = _second(scan) if scan.take(":") else MIDNIGHT
    if hour is None or not colon or minute is None or minute > 59 or second is None:
        return None
    clock = hour * HOUR + minute * MINUTE + second
    return clock if clock <= DAY else None


def _second(scan: Scan) -> timedelta | None:
    second = scan.digits(2, 2)
    part = scan.run(DIGITS.__contains__) if scan.take(".") else "0"
    if second is None or second > 59 or not part:
        return None
    return timedelta(seconds=second, microseconds=int(part[:6].ljust(6, "0")))
