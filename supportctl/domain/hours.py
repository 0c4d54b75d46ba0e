"""Hours and days as people write them: `09:00-12:00, 13:00-18:00`, `mon-thu`, `2026-02-15..2026-02-23`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from supportctl.domain.calendar import DAY_MINUTES, WHOLE_DAY, Window

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ROUND_THE_CLOCK = "24x7"
NONE = ("", "none", "off")
LONGEST_RANGE = 366
_WINDOW = re.compile(r"(\d{1,2}):(\d\d)\s*[-–~]\s*(\d{1,2}):(\d\d)", re.ASCII)


def windows(text: str) -> tuple[Window, ...]:
    """The hours of one day, `none` for a day without any; raises ValueError. A night is two days' hours."""
    if text.strip() in NONE:
        return ()
    if text.strip() == "24h":
        return WHOLE_DAY
    found = tuple(_window(part.strip()) for part in re.split(r"[,，]", text))
    if any(one[1] > other[0] for one, other in pairwise(found)):
        raise ValueError(text)
    return found


def _window(text: str) -> Window:
    match = _WINDOW.fullmatch(text)
    if not match:
        raise ValueError(text)
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if int(match[2]) > 59 or int(match[4]) > 59 or not 0 <= start < end <= DAY_MINUTES:
        raise ValueError(text)
    return start, end


def weekdays(text: str) -> tuple[int, ...]:
    """`mon`, `mon-thu` or `sat, sun` as days counted from Monday; raises ValueError."""
    found: list[int] = []
    for part in text.lower().split(","):
        first, _, last = part.strip().partition("-")
        start, end = WEEKDAYS.index(first[:3]), WEEKDAYS.index((last or first)[:3])
        found += range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
    return tuple(dict.fromkeys(found))


def days(text: str) -> Iterator[date]:
    """One day, or all from the first to the last; raises ValueError."""
    first, _, last = text.partition("..")
    day, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
    if not timedelta() <= end - day < timedelta(days=LONGEST_RANGE):
        raise ValueError(text)
    while day <= end:
        yield day
        day += timedelta(days=1)


def written(spans: tuple[Window, ...]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
