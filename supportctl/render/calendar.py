"""A month or a year of working days as a grid, with what makes its days special below."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from supportctl.domain.almanac import FREE, MAKE_UP, OFF, Day
from supportctl.domain.hours import written
from supportctl.domain.text import pad, visible, width
from supportctl.render.colour import Role, paint
from supportctl.render.table import Column, Row
from supportctl.render.words import Words

_CELL = 4
_MONTH = 7 * _CELL
_GAP = "   "
_MARKS = {OFF: "*", MAKE_UP: "+"}
_ROLES = {OFF: Role.BAD, MAKE_UP: Role.GOOD, FREE: Role.QUIET}

COLUMNS = (
    Column(key="date", header="DAY"),
    Column(key="weekday", header="WEEKDAY"),
    Column(key="kind", header="KIND"),
    Column(key="hours", header="HOURS"),
    Column(key="name", header="NAME"),
)


def row(one: Day) -> Row:
    """`supportctl.calendar/1`."""
    return {
        "date": str(one.day),
        "weekday": one.day.strftime("%a").lower(),
        "kind": one.kind,
        "hours": written(one.hours),
        "name": one.name,
        "known": one.known,
    }


def grid(days: Sequence[Day], *, words: Words, colour: bool, screen: int) -> Iterator[str]:
    """Months side by side as far as the screen goes; * is a day off, + a make-up working day."""
    months = [
        _month(list(run), words, colour) for _, run in groupby(days, lambda one: one.day.replace(day=1))
    ]
    abreast = max(1, (screen + len(_GAP)) // (_MONTH + len(_GAP)))
    for start in range(0, len(months), abreast):
        beside = months[start : start + abreast]
        height = max(map(len, beside))
        for line in range(height):
            cells = [month[line] if line < len(month) else (" " * _MONTH) for month in beside]
            yield _GAP.join(cells).rstrip()
        yield ""
    yield words("* day off   + make-up working day")
    yield from _specials(days, words)


def _month(days: Sequence[Day], words: Words, colour: bool) -> list[str]:
    title = words("{year}-{month}", year=days[0].day.year, month=f"{days[0].day.month:02}")
    lines = [_painted(pad(title, _MONTH), Role.HEADING, colour)]
    names = words("Mon Tue Wed Thu Fri Sat Sun").split()
    lines.append("".join(" " * (_CELL - 1 - width(name)) + name + " " for name in names))
    cells = [" " * _CELL] * days[0].day.weekday() + [_cell(one, colour) for one in days]
    cells += [" " * _CELL] * (-len(cells) % 7)
    return lines + ["".join(cells[start : start + 7]) for start in range(0, len(cells), 7)]


def _cell(one: Day, colour: bool) -> str:
    text = f"{one.day.day:3}{_MARKS.get(one.kind, ' ')}"
    return _painted(text, _ROLES.get(one.kind, Role.PLAIN), colour)


def _painted(text: str, role: Role, colour: bool) -> str:
    return paint(text, role) if colour else text


def _specials(days: Sequence[Day], words: Words) -> Iterator[str]:
    """Each run of special days with its name."""
    told = [one for one in days if one.kind in _MARKS or one.name]
    for (kind, name, _), run in groupby(told, lambda one: (one.kind, one.name, _start(one, told))):
        known = list(run)
        first, last = known[0].day, known[-1].day
        span = f"{first:%m-%d}" if first == last else f"{first:%m-%d}..{last:%m-%d}"
        yield f"  {_MARKS.get(kind, ' ')} {pad(span, 12)}  {visible(name)}".rstrip()
    years = sorted({one.day.year for one in days if not one.known})
    if years:
        yield words(
            "the official days of {years} are not known; bring them in with: supportctl calendar import FILE",
            years=", ".join(map(str, years)),
        )


def _start(one: Day, told: Sequence[Day]) -> date:
    """The first day of the unbroken run a day belongs to."""
    days = {other.day for other in told if (other.kind, other.name) == (one.kind, one.name)}
    start = one.day
    while (before := date.fromordinal(start.toordinal() - 1)) in days:
        start = before
    return start
