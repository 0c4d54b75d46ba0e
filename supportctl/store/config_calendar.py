"""The calendars of supportctl.yaml: `calendar:` is the desk's own, `calendars:` has further ones by name.

calendar:
  windows: 09:00-12:00, 13:00-18:00     # Monday to Friday; or a mapping: {mon-thu: ..., fri: ...}; or 24x7
  timezone: Asia/Shanghai               # the desk's own unless told otherwise
  holidays: cn                          # calendars/cn-YEAR.yaml, the package's or the desk's; or none
  off: {2026-12-24: company day}
  work: {2026-12-26: 09:00-12:00}       # a working day, with its own hours or the usual ones
"""

from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import date
from zoneinfo import available_timezones

from supportctl.domain.calendar import WHOLE_DAY, Days, Window
from supportctl.domain.frozen import frozen
from supportctl.domain.hours import ROUND_THE_CLOCK, days, weekdays, windows
from supportctl.domain.ids import is_slug
from supportctl.errors import Said
from supportctl.store import yaml

KEYS = ("windows", "timezone", "holidays", "off", "work")
USUAL: tuple[Window, ...] = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
NONE = "none"
Fault = Callable[..., None]


@frozen(kw_only=True)
class Plan:
    """A calendar as the desk asks for it; the official days are read when it is used.

    `timezone` and `holidays` are empty where nothing is said of them.
    """

    week: tuple[tuple[Window, ...], ...] = ((USUAL,) * 5) + ((),) * 2
    timezone: str = ""
    holidays: str = ""
    own: Days = field(default_factory=Days)


def plans(root: yaml.Entries, fault: Fault) -> dict[str, Plan]:
    """Every calendar of the file; the desk's own has the name ""."""
    found = {"": _plan(root.get("calendar"), "calendar", fault)}
    named = root.get("calendars")
    for key, node in named.pairs if isinstance(named, yaml.Entries) else ():
        if not is_slug(key.text) or key.text in (ROUND_THE_CLOCK, "business"):
            fault("C802", key, key=f"calendars.{key.text}", wanted=Said("a short name of its own"))
        else:
            found[key.text] = _plan(node, f"calendars.{key.text}", fault)
    if named is not None and not isinstance(named, yaml.Entries) and _text(named) != "":
        fault("C802", named, key="calendars", wanted=Said("short names, each with its own lines"))
    return found


def _plan(node: yaml.Node | None, key: str, fault: Fault) -> Plan:
    if node is None or _text(node) == "":
        return Plan()
    if not isinstance(node, yaml.Entries):
        fault("C802", node, key=key, wanted=Said("a mapping with any of {keys}", keys=", ".join(KEYS)))
        return Plan()
    for name, _ in node.pairs:
        if name.text not in KEYS:
            fault("C803", name, key=key, value=name.text, allowed=", ".join(KEYS))
    return Plan(
        week=_week(node.get("windows"), f"{key}.windows", fault),
        timezone=_timezone(node.get("timezone"), f"{key}.timezone", fault),
        holidays=_holidays(node.get("holidays"), f"{key}.holidays", fault),
        own=read_days(node.get("off"), node.get("work"), key, fault),
    )


def _text(node: yaml.Node | None) -> str | None:
    return node.text if isinstance(node, yaml.Scalar) else None


def _week(node: yaml.Node | None, key: str, fault: Fault) -> tuple[tuple[Window, ...], ...]:
    if node is None:
        return Plan().week
    week: dict[int, tuple[Window, ...]] = {}
    try:
        if _text(node) == ROUND_THE_CLOCK:
            return (WHOLE_DAY,) * 7
        if isinstance(node, yaml.Entries):
            for name, value in node.pairs:
                week |= dict.fromkeys(weekdays(name.text), windows(_text(value) or ""))
        else:
            week = dict.fromkeys(range(5), windows(_text(node) or ""))
    except ValueError:
        week = {}
    if not any(week.values()):
        fault(
            "C802", node, key=key, wanted=Said("hours such as 09:00-12:00, 13:00-18:00, by weekday, or 24x7")
        )
        return Plan().week
    return tuple(week.get(day, ()) for day in range(7))


def _timezone(node: yaml.Node | None, key: str, fault: Fault) -> str:
    zone = _text(node) if node is not None else ""
    if node is not None and zone not in available_timezones():
        fault("C802", node, key=key, wanted=Said("a time zone such as Asia/Shanghai or Europe/Berlin"))
        return ""
    return zone or ""


def _holidays(node: yaml.Node | None, key: str, fault: Fault) -> str:
    name = _text(node) if node is not None else ""
    if node is not None and not is_slug(name or ""):
        fault("C802", node, key=key, wanted=Said("the name of a calendar in calendars/, or none"))
        return ""
    return name or ""


def read_days(off: yaml.Node | None, work: yaml.Node | None, key: str, fault: Fault) -> Days:
    """Days off and days of work, which win: a list, or a mapping from days to what they are called."""
    free = {day: name for _, day, name in _days(off, f"{key}.off", fault)}
    busy: dict[date, tuple[Window, ...]] = {}
    names = dict(free)
    for node, day, name in _days(work, f"{key}.work", fault):
        busy[day] = ()
        if not name[:1].isdigit():
            names[day] = name
            continue
        try:
            busy[day] = windows(name)
        except ValueError:
            fault("C802", node, key=f"{key}.work.{day}", wanted=Said("hours such as 09:00-12:00"))
    return Days(off=free, work=busy, names={day: name for day, name in names.items() if name})


def _days(node: yaml.Node | None, key: str, fault: Fault) -> Iterator[tuple[yaml.Node, date, str]]:
    pairs: list[tuple[yaml.Node, str]] = []
    if isinstance(node, yaml.Entries):
        pairs = [(name, _text(value) or "") for name, value in node.pairs]
    elif isinstance(node, yaml.Items):
        pairs = [(value, "") for value in node.values]
    elif node is not None and _text(node):
        pairs = [(node, "")]
    for place, name in pairs:
        try:
            for day in days(_text(place) or ""):
                yield place, day, name
        except ValueError:
            fault("C802", place, key=key, wanted=Said("days such as 2026-10-01 or 2026-10-01..2026-10-07"))
