"""A calendar read day by day: which days are worked, and what makes one special."""

from collections.abc import Iterator
from datetime import date, timedelta

from supportctl.domain.calendar import Calendar, Window
from supportctl.domain.frozen import frozen

WORK, MAKE_UP, OFF, FREE = "work", "make_up", "off", "free"


@frozen
class Day:
    """`kind` is work, make_up (working, though its weekday is not), off, or free by its weekday."""

    day: date
    kind: str
    hours: tuple[Window, ...]
    name: str = ""
    known: bool = True


def days(calendar: Calendar, first: date, last: date) -> Iterator[Day]:
    day = first
    while day <= last:
        yield _day(calendar, day)
        day += timedelta(days=1)


def _day(calendar: Calendar, day: date) -> Day:
    hours, special = calendar.windows(day), calendar.days
    if hours:
        kind = WORK if calendar.week[day.weekday()] else MAKE_UP
    else:
        kind = OFF if day in special.off else FREE
    known = special.years is None or day.year in special.years
    return Day(day, kind, hours, special.names.get(day, ""), known)
