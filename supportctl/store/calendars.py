"""Official days: calendars/NAME-YEAR.yaml of the package and of the desk, which wins; and whole calendars.

year: 2026
source: where the days were announced
off: {2026-10-01..2026-10-07: 国庆节}
work: {2026-10-10: 国庆节}
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from supportctl.domain.calendar import ALWAYS, BUSINESS, Calendar, Days, Window, always
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.errors import Said
from supportctl.errors.desk import BrokenFiles
from supportctl.errors.library import CalendarUnknown
from supportctl.store import codec, files, packaged, yaml
from supportctl.store.config import Config
from supportctl.store.config_calendar import NONE, read_days
from supportctl.store.desk import Desk

FOLDER = "calendars"
DEFAULT_HOLIDAYS = "cn"
CHINA = ("Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC")
_NAME = re.compile(r"(?P<name>[a-z0-9][a-z0-9_.-]{0,39})-(?P<year>\d{4})\.yaml", re.ASCII)


@frozen
class Year:
    """The days of one year as one file has them."""

    year: int
    days: Days
    source: str = ""
    path: str = ""


def read(text: str, path: str) -> tuple[Year, list[Finding]]:
    """One file of official days; every fault at once."""
    root, findings = yaml.read(text, path)

    def fault(code: str, node: yaml.Node, **params: object) -> None:
        findings.append(Finding(code, path, node.line + 1, node.column + 1, **params))

    if not isinstance(root, yaml.Entries):
        findings.append(Finding("C801", path, 1, reason="the file is not a list of keys and values"))
        return Year(0, Days(), path=path), findings
    for key, _ in root.pairs:
        if key.text not in ("year", "source", "off", "work"):
            fault("C803", key, key=path, value=key.text, allowed="year, source, off, work")
    node = root.get("year")
    number = node.text if isinstance(node, yaml.Scalar) else ""
    year = int(number) if re.fullmatch(r"(19|2\d)\d\d", number, re.ASCII) else 0
    days = read_days(root.get("off"), root.get("work"), FOLDER, fault)
    if not year:
        fault("C802", node or root, key="year", wanted=Said("a year such as 2027"))
    for day in sorted({*days.off, *days.work}):
        if year and day.year != year:
            fault("C802", root, key=f"{FOLDER}.{day}", wanted=Said("a day of {year}", year=year))
    source = root.get("source")
    return Year(year, days, source.text if isinstance(source, yaml.Scalar) else "", path), findings


def dump(year: Year) -> str:
    """The one way a year is written: consecutive days of one name as a range."""
    lines = [f"year: {year.year}"]
    if year.source:
        lines.append(f"source: {yaml.scalar(year.source)}")
    for key, days in (("off", year.days.off), ("work", year.days.work)):
        if days:
            lines.append(f"{key}:")
            lines += [f"  {span}: {yaml.scalar(name)}" for span, name in _ranges(days, year.days.names)]
    return "\n".join(lines) + "\n"


def _ranges(days: Iterable[date], names: Mapping[date, str]) -> Iterator[tuple[str, str]]:
    run: list[date] = []
    for day in sorted(days):
        if run and (day - run[-1] > timedelta(days=1) or names.get(day) != names.get(run[0])):
            yield _range(run), names.get(run[0], "")
            run = []
        run.append(day)
    if run:
        yield _range(run), names.get(run[0], "")


def _range(run: Sequence[date]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}"


def years(root: Path, name: str) -> dict[int, Year]:
    """What is known of a name's years, the desk's own files before the package's; raises BrokenFiles."""
    found = dict(_built_in(name))
    broken: list[Finding] = []
    for path in sorted((root / FOLDER).glob(f"{name}-????.yaml")):
        match = _NAME.fullmatch(path.name)
        if match is None or match["name"] != name:
            continue
        place = f"{FOLDER}/{path.name}"
        text, faults = codec.decode(files.read(path), place)
        year, more = read(text, place)
        broken += [finding for finding in (*faults, *more) if finding.is_error]
        found[year.year] = year
    if broken:
        raise BrokenFiles(tuple(finding.told for finding in broken))
    return found


@cache
def _built_in(name: str) -> tuple[tuple[int, Year], ...]:
    return tuple(_shipped(name))


def _shipped(name: str) -> Iterator[tuple[int, Year]]:
    for entry in packaged.CALENDARS.iterdir():
        match = _NAME.fullmatch(entry.name)
        if match and match["name"] == name:
            year, faults = read(entry.read_text(encoding="utf-8"), entry.name)
            assert not faults, f"the built-in calendar cannot be read: {faults}"
            yield year.year, year


def holidays_of(config: Config, name: str = "") -> str:
    """The official days a calendar goes by, or nothing; in China, China's by default."""
    plan = config.calendars[name]
    if plan.holidays:
        return "" if plan.holidays == NONE else plan.holidays
    return DEFAULT_HOLIDAYS if (plan.timezone or config.timezone) in CHINA else ""


def names(config: Config) -> tuple[str, ...]:
    return (BUSINESS, ALWAYS, *(name for name in config.calendars if name))


def calendar(desk: Desk, name: str = BUSINESS) -> Calendar:
    """A calendar by name: `business` is the desk's own, `24x7` never closes; raises CalendarUnknown."""
    config = desk.config
    if name == ALWAYS:
        return always(config.zone)
    key = "" if name in ("", BUSINESS) else name
    if key not in config.calendars:
        raise CalendarUnknown(name=name, known=", ".join(names(config)))
    plan, official = config.calendars[key], holidays_of(config, key)
    zone = ZoneInfo(plan.timezone or config.timezone)
    days = _together(years(desk.root, official)) if official else Days()
    return Calendar(name=key or BUSINESS, zone=zone, week=plan.week, days=days.under(plan.own))


def _together(known: dict[int, Year]) -> Days:
    off: dict[date, str] = {}
    work: dict[date, tuple[Window, ...]] = {}
    called: dict[date, str] = {}
    for year in known.values():
        off |= year.days.off
        work |= year.days.work
        called |= year.days.names
    return Days(off=off, work=work, names=called, years=frozenset(known))
