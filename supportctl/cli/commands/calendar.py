"""`supportctl calendar ...`: which days are worked, and where that is known from."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from supportctl.actions import calendars
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, read_text
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.domain import almanac
from supportctl.domain.hours import written
from supportctl.domain.ids import is_slug
from supportctl.domain.markup import one_line
from supportctl.errors import Said
from supportctl.errors.command import BadValue
from supportctl.render import calendar as shown
from supportctl.store import calendars as stored

app = typer.Typer(
    add_completion=False,
    help="Which days and hours are worked: weekdays, holidays, make-up working days.",
    epilog=examples("supportctl calendar show 2026-10", "supportctl calendar import holidays-2027.ics"),
)


@app.command(
    "show", epilog=examples("supportctl calendar show", "supportctl calendar show 2026-10 --name 24x7")
)
def show(
    ctx: typer.Context,
    period: Annotated[
        str,
        typer.Argument(
            metavar="[YEAR|MONTH]", help="Such as 2026 or 2026-10; this month.", show_default=False
        ),
    ] = "",
    *,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Which calendar.")] = "business",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Show a month or a year of working days as a grid.

    In a pipe: one day a line, with its hours and what makes it special.
    """
    work = Work.at(ctx)
    calendar = stored.calendar(work.desk, name)
    first, last = _period(period, work.session.now.astimezone(calendar.zone).date())
    days = tuple(almanac.days(calendar, first, last))
    if fmt is Format.AUTO and work.session.terminal:
        screen, colour = work.session.width, work.session.colour
        work.session.rendered(shown.grid(days, words=work.session.words, colour=colour, screen=screen))
        hours = dict.fromkeys(written(windows) or "-" for windows in calendar.week)
        work.session.say(
            "{name}: {hours} ({zone})", name=calendar.name, hours="; ".join(hours), zone=str(calendar.zone)
        )
    else:
        work.session.show("calendar", shown.COLUMNS, [shown.row(one) for one in days], fmt)


def _period(text: str, today: date) -> tuple[date, date]:
    """The first and the last day of a year or a month."""
    try:
        year, _, month = (text or f"{today:%Y-%m}").partition("-")
        first = date(int(year), int(month or 1), 1)
        if not 1970 <= first.year <= 2200:
            raise ValueError(text)
    except ValueError:
        reason = Said("it must be a year such as 2026 or a month such as 2026-10")
        raise BadValue(name="calendar show", value=text, reason=reason) from None
    later = first.replace(month=12) if not month else first
    return first, (later.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@app.command(
    "import",
    epilog=examples(
        "supportctl calendar import holidays-2027.ics -n",
        "supportctl calendar import cn-2027.yaml --source 国务院办公厅通知",
    ),
)
@changes
def bring_in(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="An iCalendar file or our own YAML; - is standard input.")
    ],
    *,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="The official days they belong to; cn in China.")
    ] = "",
    year: Annotated[
        int,
        typer.Option("--year", metavar="YEAR", help="Only this year, even if it is known.", min=0, max=2200),
    ] = 0,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where they were announced.")] = "",
) -> None:
    """Bring official days of a year into the desk, from an iCalendar file or our own YAML.

    In an iCalendar file 休 and 班 in the titles tell days off from make-up days; a file without such marks
    holds days off alone. Years that are known already stay as they are, unless --year names one.
    """
    work = Work.at(ctx)
    name = name or stored.holidays_of(work.desk.config) or stored.DEFAULT_HOLIDAYS
    if not is_slug(name):
        reason = Said("it must be a short name of a-z, 0-9, -, _ and .")
        raise BadValue(name="--name", value=name, reason=reason)
    text = read_text(file if file == "-" else str(work.session.directory / file))
    found = calendars.understood(
        work.desk, text, file=Path(file).name, name=name, year=year, source=one_line(source)
    )
    doing = work.doing()
    for one in found.years:
        done = calendars.save(work.desk, one, doing, name=name)
        work.session.answer(done.diff or done.path)
        off, busy = len(one.days.off), len(one.days.work)
        work.session.say(
            "{year}: {off} days off, {work} make-up working days", year=one.year, off=off, work=busy
        )
        if not done.changed and not done.diff:
            work.session.say("{path}: nothing to change", path=done.path)
    for known in found.known:
        work.session.say("{year} is known already; --year {year} replaces it", year=known)
    if found.skipped:
        work.session.say("{count} events were passed over", count=found.skipped)
