"""Days, weeks and clocks in English."""

from datetime import date, timedelta

from supportctl.domain.when.scan import Scan
from supportctl.domain.when.shared import END, HOUR, MIDNIGHT, Days, coming, dated, digital, month, week

NAMED_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
WHICH = {"this": 0, "next": 1, "last": -1}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
FRIDAY = 4


def day(scan: Scan, today: date) -> date | None:
    word = scan.take(*NAMED_DAYS)
    if word:
        return today + timedelta(days=NAMED_DAYS[word])
    return scan.attempt(_weekday, today) or scan.attempt(_month_day, today)


def _weekday(scan: Scan, today: date) -> date | None:
    which, weekday = scan.take(*WHICH), scan.named(WEEKDAYS)
    if weekday is None:
        return None
    return week(today, WHICH[which]).first + timedelta(days=weekday) if which else coming(today, weekday)


def _month_day(scan: Scan, today: date) -> date | None:
    """'20 Sep', 'Sep 20', 'Sep 20, 2026'."""
    number = scan.attempt(Scan.named, MONTHS)
    found = scan.digits(1, 2)
    if number is None:
        number = scan.named(MONTHS)
    if number is None or found is None:
        return None
    scan.take(",")
    return dated(today, scan.attempt(Scan.digits, 4, 4), number + 1, found)


def closing_day(scan: Scan, today: date) -> date | None:
    """The end of the week is the coming Friday, of the month its last day."""
    if scan.take("eow"):
        return coming(today, FRIDAY)
    return month(today).after - timedelta(days=1) if scan.take("eom") else None


def days(scan: Scan, today: date) -> Days | None:
    """'last week', 'this month'."""
    ahead = WHICH.get(scan.take(*WHICH))
    unit = scan.take("week", "month")
    if ahead is None or not unit:
        return None
    return week(today, ahead) if unit == "week" else month(today, ahead)


def clock(scan: Scan) -> timedelta | None:
    """'15:00', '9am', '9:30 pm', 'noon', 'eod'."""
    scan.take("at")
    if scan.take("eod"):
        return END
    if scan.take("noon"):
        return 12 * HOUR
    return scan.first(_half_day, digital)


def _half_day(scan: Scan) -> timedelta | None:
    """12am begins the day, 12pm is noon."""
    said = scan.first(digital, _hour)
    half = scan.take("am", "pm", "a.m.", "p.m.")
    if said is None or not half or not HOUR <= said < 13 * HOUR:
        return None
    return said % (12 * HOUR) + (12 * HOUR if half.startswith("p") else MIDNIGHT)


def _hour(scan: Scan) -> timedelta | None:
    hour = scan.digits(1, 2)
    return hour * HOUR if hour is not None else None
