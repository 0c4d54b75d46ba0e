"""What the clock says of a ticket, and the moment at which the passing of time alone may first change it.

Every comparison of `clock.py`, of `Watched` and of the walk with the present is named here by its moment.
One too many costs another reading; one too few would be a wrong answer, so whatever is odd ends now.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from supportctl.checks import clock as checks
from supportctl.domain.calendar import BUSINESS, Calendar
from supportctl.domain.evidence import Record, unrepeated
from supportctl.domain.finding import Finding
from supportctl.domain.kept import Counter, Course, Kept, Told
from supportctl.domain.schema import FIELDS
from supportctl.domain.sla.clock import RUNNING, Clock, is_human
from supportctl.domain.sla.table import FIRST_RESPONSE, NEXT_REPLY, UPDATE, Level, Terms
from supportctl.domain.timespan import MICROSECOND
from supportctl.domain.watched import Watched

_NAMED = ("until", "next_check", "eta")
_TIMES = tuple(field.name for field in FIELDS if field.kind == "time")
_CLOCK_OF = {"L901": FIRST_RESPONSE, "L904": NEXT_REPLY, "L905": UPDATE, "L906": UPDATE}
_TITLE = "clock."
_YEAR = timedelta(days=365)


def kept(case: Watched, promised: Terms, calendars: Mapping[str, Calendar]) -> Kept:
    """What is said of a ticket now, and until when; `promised` and `calendars` are those of its clocks."""
    counters = {clock.name: _counter(case, clock) for clock in case.active if counts(clock)}
    told = tuple(Told(finding, counters.get(_clock_of(finding))) for finding in checks.judge(case))
    courses = tuple(course(case, clock, calendars[clock.calendar]) for clock in case.active)
    # Of this very moment it is true, whatever the next one brings.
    after = case.now + MICROSECOND
    until, steady = max(_until(case, promised, calendars), after), max(_steady(case), after)
    return Kept(made=case.now, until=until, steady=steady, courses=courses, told=told)


def counts(clock: Clock) -> bool:
    """Whether working time is used up; a clock that is late may be paused all the same."""
    return clock.is_active and clock.intervals[-1].kind == RUNNING


def _counter(case: Watched, clock: Clock) -> Counter:
    return Counter(clock.elapsed // MICROSECOND, clock.target // MICROSECOND, _calendar(case, clock))


def _calendar(case: Watched, clock: Clock) -> str:
    return case.hours.name if clock.calendar == BUSINESS else clock.calendar


def _clock_of(finding: Finding) -> str:
    title = finding.params.get("clock")
    return str(getattr(title, "text", "")).removeprefix(_TITLE) or _CLOCK_OF.get(finding.code, "")


# --- courses -----------------------------------------------------------------------------------------


def course(case: Watched, clock: Clock, hours: Calendar) -> Course:
    """What becomes of a clock by itself: no moment of it is named that only an event could bring."""
    if clock.is_late:
        return Course(due=clock.due, late=case.now - MICROSECOND)
    if not counts(clock):
        return Course(paused=True, due=clock.due)
    shares = sorted(case.at_risk)[len(case.at_risk) > 1 :]
    needed = [-(-clock.target * share // 100) for share in shares[:1]]
    risk = _used(case, clock, hours, needed[0]) if needed else None
    return Course(due=clock.due, risk=risk, late=_late(case, clock, hours))


def _late(case: Watched, clock: Clock, hours: Calendar) -> datetime | None:
    """After when more than the target is used: not yet in the evening when the last of it was."""
    if clock.elapsed > clock.target:
        return case.now
    beyond = _used(case, clock, hours, clock.target + MICROSECOND)
    return beyond - MICROSECOND if beyond else None


def _used(case: Watched, clock: Clock, hours: Calendar, length: timedelta) -> datetime | None:
    """The first instant, from now on, at which so much of the clock is used."""
    with suppress(OverflowError):
        return hours.add(case.now, max(length - clock.elapsed, timedelta()))
    return None


def _steady(case: Watched) -> datetime:
    """Until when the courses hold: only an event of the future changes them, of which there are few."""
    if _is_odd(case):
        return case.now
    ahead = (event.happened for event in case.ticket.events if event.happened > case.now)
    return min([case.now + _YEAR, *ahead])


def _is_odd(case: Watched) -> bool:
    """Whether the very next moment may be another: a clock is over its target, but not late yet, just when
    its target becomes another.
    """
    names = [clock.name for clock in case.active]
    turning = any(clock.elapsed > clock.target and not clock.is_late for clock in case.active)
    return turning or len(names) != len(set(names)) or case.ticket.received > case.now


# --- moments -----------------------------------------------------------------------------------------


def _until(case: Watched, promised: Terms, calendars: Mapping[str, Calendar]) -> datetime:
    """The first moment not before now, and a year hence at the latest."""
    if _is_odd(case):
        return case.now
    ahead = (moment for moment in moments(case, promised, calendars) if moment >= case.now)
    return min([case.now + _YEAR, *ahead])


def moments(case: Watched, promised: Terms, calendars: Mapping[str, Calendar]) -> Iterator[datetime]:
    """All that something is compared with; what is behind us may be among them."""
    yield case.ticket.received
    yield from (event.happened for event in case.ticket.events)
    yield from _written(case)
    yield from _days(case)
    for clock in case.active:
        if counts(clock):
            levels = promised.targets[clock.priority].levels
            yield from _thresholds(case, clock, calendars[clock.calendar], levels)


def _written(case: Watched) -> Iterator[datetime]:
    """Times that somebody wrote down."""
    texts = [case.ticket.text(name) for name in _TIMES]
    texts += [event.get(name) for event in case.ticket.events for name in _NAMED]
    for text in filter(None, texts):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = case.now
        yield moment if moment.tzinfo else case.now


def _days(case: Watched) -> Iterator[datetime]:
    """Working days after the last word to the customer, and the hours to repeat one."""
    written = [event.happened for event in case.events if is_human(event, "out") or event.kind == "remind"]
    last = max([case.entered, *written])
    with suppress(OverflowError):
        for days in (checks.UNCONFIRMED_DAYS, checks.WAITING_DAYS):
            yield case.hours.add_days(last, days)
    for event in unrepeated(Record(case.events, case.workflow), case.ticket):
        yield checks.repeat_by(case, event)


def _thresholds(
    case: Watched, clock: Clock, hours: Calendar, levels: tuple[Level, ...]
) -> Iterator[datetime]:
    """When so much of a clock will be used that something is said, or said otherwise."""
    if clock.due is not None:
        yield clock.due
    shares = (clock.target * share / 100 for share in case.at_risk)
    reached = (_after(level, clock) for level in levels)
    for used in (clock.target, 2 * clock.target, *shares, *reached):
        if used >= clock.elapsed:
            with suppress(OverflowError):
                yield hours.add(case.now, used - clock.elapsed)


def _after(level: Level, clock: Clock) -> timedelta:
    return clock.target * level.share / 100 if level.after is None else level.after
