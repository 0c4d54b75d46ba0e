"""Working time: which minutes of which days count, and arithmetic on them.

A calendar is a week of windows, the days that differ from it, and a zone. Each year becomes a list of
stretches of work in universal time with their running sums, built when first asked for; everything else
is a search in it. All arithmetic is in whole microseconds, so nothing is lost at midnight.

Windows are the wall's: one that daylight saving shortens is shorter. A make-up day has the hours of the
first weekday that has any.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import accumulate
from typing import NamedTuple

from supportctl.domain.frozen import frozen
from supportctl.domain.timespan import MICROSECOND, instant, micros

Window = tuple[int, int]
"""From and until, in minutes of the wall's day; 1440 is its end."""

DAY_MINUTES = 24 * 60
WHOLE_DAY: tuple[Window, ...] = ((0, DAY_MINUTES),)
_YEARS_AHEAD = 300
_MINUTE = 60_000_000
_EPOCH = date(1970, 1, 1).toordinal()


@frozen(kw_only=True)
class Days:
    """The days that differ from the week. `work` gives a day its windows, or none for the usual ones.

    `years` are those whose days are all known; None where there is nothing to know.
    """

    off: Mapping[date, str] = field(default_factory=dict)
    work: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] | None = None

    def under(self, own: "Days") -> "Days":
        """These days with a company's own on top, which win."""
        off = {day: name for day, name in self.off.items() if day not in own.work} | dict(own.off)
        work = {day: hours for day, hours in self.work.items() if day not in own.off} | dict(own.work)
        return Days(off=off, work=work, names={**self.names, **own.names}, years=self.years)


class _Year(NamedTuple):
    """Stretch i lasts from starts[i] to ends[i]; until its end sums[i + 1] was worked in the year."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sums: tuple[int, ...]
    days: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.sums[-1]

    def before(self, when: int) -> int:
        """What was worked in this year until then."""
        place = bisect_right(self.starts, when) - 1
        if place < 0:
            return 0
        return self.sums[place] + min(when, self.ends[place]) - self.starts[place]

    def reached(self, worked: int) -> int:
        """The first instant until which so much was worked; `worked` is above zero."""
        place = bisect_left(self.sums, worked) - 1
        return self.starts[place] + worked - self.sums[place]


@frozen(kw_only=True)
class Calendar:
    """`week` has the windows of Monday to Sunday, in order and apart, at least one in all."""

    name: str
    zone: tzinfo
    week: tuple[tuple[Window, ...], ...]
    days: Days = field(default_factory=Days)
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def windows(self, day: date) -> tuple[Window, ...]:
        """The hours of one day; none where nobody works."""
        if day in self.days.work:
            return self.days.work[day] or next(windows for windows in self.week if windows)
        return () if day in self.days.off else self.week[day.weekday()]

    def is_open(self, when: datetime) -> bool:
        """Whether anybody works at that instant."""
        year, now = self._local_year(when), micros(when)
        place = bisect_right(self._year(year).starts, now) - 1
        return place >= 0 and now < self._year(year).ends[place]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from one instant to another, below zero if they stand the other way round."""
        if end < start:
            return -self.between(end, start)
        first, last = self._local_year(start), self._local_year(end)
        whole = sum(self._year(year).total for year in range(first, last))
        worked = whole + self._year(last).before(micros(end)) - self._year(first).before(micros(start))
        return worked * MICROSECOND

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The first instant by which so much has been worked; none at all is the start itself."""
        if duration < timedelta():
            raise ValueError("working time is added, not taken away")
        if not duration:
            return start.astimezone(self.zone)
        year = self._local_year(start)
        wanted = self._year(year).before(micros(start)) + duration // MICROSECOND
        last = year + _YEARS_AHEAD
        while wanted > self._year(year).total:
            wanted -= self._year(year).total
            year += 1
            if year > last:
                raise OverflowError("further than any calendar reaches")
        return instant(self._year(year).reached(wanted), self.zone)

    def add_days(self, start: datetime, days: int) -> datetime:
        """`days` working days later (earlier, below zero), at the same time of day."""
        local = start.astimezone(self.zone)
        if days == 0:
            return local
        target = self._working_day(local.date(), days)
        return datetime.combine(target, local.timetz().replace(tzinfo=None), self.zone)

    def _working_day(self, day: date, days: int) -> date:
        """The so-manieth working day after this day, or before it."""
        step = 1 if days > 0 else -1
        year, left = day.year, abs(days)
        while True:
            known = self._year(year).days
            place = bisect_right(known, day.toordinal()) if days > 0 else bisect_left(known, day.toordinal())
            there = len(known) - place if days > 0 else place
            if left <= there:
                return date.fromordinal(known[place + left - 1 if days > 0 else place - left])
            left -= there
            year += step
            if abs(year - day.year) > _YEARS_AHEAD:
                raise OverflowError("further than any calendar reaches")

    def is_provisional(self, start: datetime, end: datetime) -> bool:
        """Whether the days of a year in between are not known yet, so that the answer may change."""
        if self.days.years is None:
            return False
        years = range(self._local_year(start), self._local_year(end) + 1)
        return any(year not in self.days.years for year in years)

    def _local_year(self, when: datetime) -> int:
        return when.astimezone(self.zone).year

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._built(year)
        return known

    def _built(self, year: int) -> _Year:
        starts: list[int] = []
        ends: list[int] = []
        days: list[int] = []
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            windows = self.windows(date.fromordinal(ordinal))
            if windows:
                days.append(ordinal)
            for begin, end in self._spans(ordinal, windows):
                start = max([begin, *ends[-1:]])
                if start < end:
                    starts.append(start)
                    ends.append(end)
        lengths = (end - start for start, end in zip(starts, ends, strict=True))
        return _Year(tuple(starts), tuple(ends), tuple(accumulate(lengths, initial=0)), tuple(days))

    def _spans(self, ordinal: int, windows: tuple[Window, ...]) -> list[tuple[int, int]]:
        """The windows of a day in universal time; only a day that changes its offset asks for each edge."""
        if not windows:
            return []
        offset = self._offset(ordinal, 0)
        if offset == self._offset(ordinal, DAY_MINUTES):
            midnight = (ordinal - _EPOCH) * DAY_MINUTES * _MINUTE - offset
            return [(midnight + start * _MINUTE, midnight + end * _MINUTE) for start, end in windows]
        return [(self._edge(ordinal, start), self._edge(ordinal, end)) for start, end in windows]

    def _edge(self, ordinal: int, minute: int) -> int:
        wall = ((ordinal - _EPOCH) * DAY_MINUTES + minute) * _MINUTE
        return wall - self._offset(ordinal, minute)

    def _offset(self, ordinal: int, minute: int) -> int:
        wall = datetime.combine(date.fromordinal(ordinal), time()) + timedelta(minutes=minute)
        offset = wall.replace(tzinfo=self.zone).utcoffset()
        assert offset is not None, "a zone knows its offset"
        return offset // MICROSECOND


def always(zone: tzinfo) -> Calendar:
    """Round the clock, every day: for what cannot wait for the morning."""
    return Calendar(name=ALWAYS, zone=zone, week=(WHOLE_DAY,) * 7)


ALWAYS, BUSINESS = "24x7", "business"
