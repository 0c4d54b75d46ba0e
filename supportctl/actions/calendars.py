"""Official days brought in from a file."""

from supportctl.actions.change import Doing
from supportctl.actions.record import Recorded, record
from supportctl.domain import ics
from supportctl.domain.calendar import Days
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import one_line
from supportctl.errors import Said
from supportctl.errors.command import BadValue
from supportctl.errors.desk import BrokenFiles
from supportctl.store import calendars
from supportctl.store.calendars import Year
from supportctl.store.desk import Desk


@frozen
class Import:
    """What a file holds: its years, those left out because they are known, and events passed over."""

    years: tuple[Year, ...]
    known: tuple[int, ...] = ()
    skipped: int = 0


def understood(desk: Desk, text: str, *, file: str, name: str, year: int, source: str) -> Import:
    """The years of a file that are new to the desk, or the one that is asked for; raises BrokenFiles."""
    if "BEGIN:VCALENDAR" in text:
        found, skipped = _of_ics(text, source or file.rpartition("/")[2])
    else:
        one, faults = calendars.read(text, file)
        if any(fault.is_error for fault in faults):
            raise BrokenFiles(tuple(fault.told for fault in faults))
        found, skipped = {one.year: Year(one.year, one.days, source or one.source)}, 0
    there = calendars.years(desk.root, name)
    if year:
        found = {number: one for number, one in found.items() if number == year}
        there = {}
    fresh = tuple(one for number, one in sorted(found.items()) if number not in there)
    if not found:
        raise BadValue(name=file, value=str(year or "-"), reason=Said("it holds no such days"))
    return Import(fresh, tuple(number for number in sorted(found) if number in there), skipped)


def _of_ics(text: str, source: str) -> tuple[dict[int, Year], int]:
    special, skipped = ics.read(text)
    found = {}
    for year in sorted({one.day.year for one in special}):
        of_year = [one for one in special if one.day.year == year]
        work = {one.day: () for one in of_year if one.kind == "work"}
        off = {one.day: one_line(one.name) for one in of_year if one.kind == "off" and one.day not in work}
        names = {one.day: one_line(one.name) for one in of_year}
        found[year] = Year(year, Days(off=off, work=dict(work), names=names), one_line(source))
    return found, skipped


def save(desk: Desk, year: Year, doing: Doing, *, name: str) -> Recorded:
    """One year as a file of the desk, in one commit."""
    path = f"{calendars.FOLDER}/{name}-{year.year}.yaml"
    days = len(year.days.off) + len(year.days.work)
    subject = f"calendar {name}: {year.year}, {days} days"
    return record(desk, path, doing, subject=subject, change=lambda _: calendars.dump(year))
