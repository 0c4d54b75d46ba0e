"""Instants and lengths as whole microseconds, and lengths as people write them."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

MICROSECOND = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LENGTH = re.compile(r"(?:(\d{1,5})h)?\s*(?:(\d{1,5})m)?", re.ASCII)


def micros(when: datetime) -> int:
    return (when - _EPOCH) // MICROSECOND


def instant(count: int, zone: tzinfo) -> datetime:
    return (_EPOCH + count * MICROSECOND).astimezone(zone)


def length(text: str) -> timedelta:
    """`4h`, `30m` or `1h30m` of working time; raises ValueError. Days are left out: whose day is meant?"""
    found = _LENGTH.fullmatch(text.strip())
    if not found or not any(found.groups()):
        raise ValueError(text)
    return timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))


def shown(span: timedelta) -> str:
    """`1h05m`, `30m`, `-2h00m`; seconds only where there are no whole minutes."""
    seconds = abs(span) // timedelta(seconds=1)
    sign = "-" if span < timedelta() and seconds else ""
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return f"{sign}{hours}h{minutes:02}m"
    return f"{sign}{minutes}m" if minutes or not seconds else f"{sign}{seconds}s"
