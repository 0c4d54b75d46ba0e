"""Days off and make-up working days out of an iCalendar file. Only whole days are read.

China's feeds mark both kinds of day: in the title, 休 and 班, or by X-APPLE-SPECIAL-DAY. Where any event is
marked, only marked ones count, for such feeds hold solar terms and birthdays as well; where none is, every
day is taken for a day off.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from supportctl.domain.frozen import frozen
from supportctl.domain.hours import LONGEST_RANGE

_DAY = re.compile(r"\d{8}", re.ASCII)
_WORK = re.compile(r"班|补[工课]|\bmake-?up\b|working day", re.IGNORECASE)
_OFF = re.compile(r"休|放假|\bday off\b|holiday", re.IGNORECASE)
_APPLE = {"WORK-HOLIDAY": "off", "ALTERNATE-WORKDAY": "work"}
_DECORATION = re.compile(r"[\s（(【\[]*(休|班|补班|调休|放假)?[）)】\]\s]*$")


@frozen
class Special:
    """`kind` is off, work, or nothing where the file does not say."""

    day: date
    kind: str
    name: str


def read(text: str) -> tuple[tuple[Special, ...], int]:
    """The days, and how many events were passed over (timed, repeating, or not about work)."""
    found: list[Special] = []
    skipped = 0
    for event in _events(text):
        days = tuple(_days(event))
        skipped += not days
        kind, name = _kind(event), _DECORATION.sub("", _plain(event.get("SUMMARY", "")))
        found += [Special(day, kind, name) for day in days]
    if any(one.kind for one in found):
        skipped += sum(not one.kind for one in found)
        return tuple(one for one in found if one.kind), skipped
    return tuple(Special(one.day, "off", one.name) for one in found), skipped


def _events(text: str) -> Iterator[dict[str, str]]:
    """Each VEVENT with its properties by name; parameters stay behind the name: `DTSTART;VALUE=DATE`."""
    event: dict[str, str] | None = None
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        name, _, value = line.partition(":")
        head = name.split(";")[0].upper()
        if (head, value.upper()) == ("BEGIN", "VEVENT"):
            event = {}
        elif (head, value.upper()) == ("END", "VEVENT"):
            if event is not None:
                yield event
            event = None
        elif event is not None:
            event.setdefault(head, value)


def _days(event: dict[str, str]) -> Iterator[date]:
    """From DTSTART until before DTEND; nothing for what is timed or repeats."""
    start, end = event.get("DTSTART", ""), event.get("DTEND", "")
    if "RRULE" in event or not _DAY.fullmatch(start) or (end and not _DAY.fullmatch(end)):
        return
    try:
        day = date.fromisoformat(start)
        last = date.fromisoformat(end) if end else day + timedelta(days=1)
    except ValueError:
        return
    if last - day > timedelta(days=LONGEST_RANGE):
        return
    while day < max(last, date.fromisoformat(start) + timedelta(days=1)):
        yield day
        day += timedelta(days=1)


def _kind(event: dict[str, str]) -> str:
    apple = _APPLE.get(event.get("X-APPLE-SPECIAL-DAY", ""))
    title = event.get("SUMMARY", "")
    return apple or ("work" if _WORK.search(title) else "off" if _OFF.search(title) else "")


def _plain(text: str) -> str:
    return re.sub(r"\\([,;\\nN])", lambda match: " " if match[1] in "nN" else match[1], text).strip()
