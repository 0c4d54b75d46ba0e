"""What the clock says of a ticket: late, silent, at risk, forgotten. Pure: the time is in `Watched`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from supportctl.domain.article import DRAFT, DRAFT_DAYS, WIP, Article
from supportctl.domain.calendar import Calendar
from supportctl.domain.event import Event
from supportctl.domain.evidence import Record, unrepeated
from supportctl.domain.finding import Finding
from supportctl.domain.ids import day_of
from supportctl.domain.sla.clock import BREACHED, Clock, is_human
from supportctl.domain.sla.table import FIRST_RESPONSE, NEXT_REPLY, RESOLUTION, UPDATE, WORKAROUND
from supportctl.domain.timespan import shown
from supportctl.domain.watched import Watched
from supportctl.domain.workflow import LIVE
from supportctl.errors import Said

UNCONFIRMED_DAYS, WAITING_DAYS = 5, 10
REPEAT_P1, REPEAT_P2 = timedelta(minutes=30), timedelta(hours=2)
"""How long what matters may stand in the messenger alone; of lower priorities a working day."""
_NOVEMBER = 11

Check = Callable[[Watched], Iterator[Finding]]


def title(name: str) -> Said:
    """A clock as people call it."""
    return Said(f"clock.{name}")


def stamp(when: datetime, case: Watched) -> str:
    return when.astimezone(case.hours.zone).strftime("%Y-%m-%d %H:%M")


def found(case: Watched, code: str, **params: object) -> Finding:
    return Finding(code, case.ticket.path, 0, 0, id=case.ticket.id, **params)


def _numbers(case: Watched, clock: Clock) -> dict[str, object]:
    due = stamp(clock.due, case) if clock.due else "-"
    return {"elapsed": shown(clock.elapsed), "target": shown(clock.target), "due": due}


def lateness(case: Watched) -> Iterator[Finding]:
    for clock in case.active:
        if clock.state == BREACHED:
            yield from _LATE[clock.name](case, clock)


def _first_response(case: Watched, clock: Clock) -> Iterator[Finding]:
    yield found(case, "L901", **_numbers(case, clock))


def _reply(case: Watched, clock: Clock) -> Iterator[Finding]:
    numbers = _numbers(case, clock)
    start = stamp(clock.start, case)
    yield found(case, "L904", start=start, elapsed=numbers["elapsed"], target=numbers["target"])


def _update(case: Watched, clock: Clock) -> Iterator[Finding]:
    code = "L906" if clock.elapsed > 2 * clock.target else "L905"
    yield found(case, code, elapsed=shown(clock.elapsed), target=shown(clock.target))


def _work(case: Watched, clock: Clock) -> Iterator[Finding]:
    """Late work: told in time what the new time is, it is a warning; in silence, an error."""
    assert clock.late_since is not None, "a clock that is late knows since when"
    eta = promised(case, clock)
    told: dict[str, object] = {
        "clock": title(clock.name),
        "since": stamp(clock.late_since, case),
        "elapsed": shown(clock.elapsed),
        "target": shown(clock.target),
    }
    if eta is not None and eta >= case.now:
        yield found(case, "L903", **told, eta=stamp(eta, case))
    else:
        yield found(case, "L902", **told)


_LATE = {
    FIRST_RESPONSE: _first_response,
    NEXT_REPLY: _reply,
    UPDATE: _update,
    WORKAROUND: _work,
    RESOLUTION: _work,
}


def promised(case: Watched, clock: Clock) -> datetime | None:
    """The time that the last notice of a delay in this cycle gave the customer."""
    notice = case.last("delay")
    if notice is None or notice.happened < clock.start:
        return None
    return datetime.fromisoformat(notice.get("eta"))


def risk(case: Watched) -> Iterator[Finding]:
    """Clocks that still run and have used a good part of their time; the first share is only told."""
    for clock in case.active:
        if case.passed(clock):
            code = "L908" if case.is_at_risk(clock) else "L909"
            numbers = _numbers(case, clock)
            clock_title = title(clock.name)
            yield found(
                case, code, clock=clock_title, share=clock.used, target=numbers["target"], due=numbers["due"]
            )


def escalation(case: Watched) -> Iterator[Finding]:
    """The highest level that is reached, unless it was told in this cycle."""
    for clock in case.active:
        for level in clock.levels[-1:]:
            told = {
                event.get("to")
                for event in case.events
                if event.kind == "escalate" and event.happened >= clock.start
            }
            if not told & {level.who, *case.roles.get(level.who, ())}:
                who, share = case.people(level.who), clock.used
                values = {"clock": title(clock.name), "share": share, "target": shown(clock.target)}
                yield found(case, "L916", who=who, role=level.who, **values)


def promises(case: Watched) -> Iterator[Finding]:
    """An ETA in the past, while nobody waits for the customer."""
    eta = case.ticket.text("eta")
    waiting = case.workflow.is_waiting_for_customer(case.ticket.status)
    if eta and case.kind in LIVE and not waiting and datetime.fromisoformat(eta) < case.now:
        yield found(case, "L907", eta=stamp(datetime.fromisoformat(eta), case))


def waits(case: Watched) -> Iterator[Finding]:
    """Waits that have ended, or that everybody has forgotten."""
    entry = case.last("status")
    if case.kind != "waiting" or entry is None:
        return
    if case.workflow.is_waiting_for_customer(case.ticket.status):
        answer = next((event for event in _since(case, entry) if is_human(event, "in")), None)
        if answer is not None:
            yield found(case, "L910", at=stamp(answer.happened, case))
            return
        yield from _forgotten(case, "L912", WAITING_DAYS)
    check = entry.get("next_check")
    if check and datetime.fromisoformat(check) < case.now:
        yield found(case, "L913", at=stamp(datetime.fromisoformat(check), case))


def confirmation(case: Watched) -> Iterator[Finding]:
    if case.kind == "resolved":
        yield from _forgotten(case, "L911", UNCONFIRMED_DAYS)


def messenger(case: Watched) -> Iterator[Finding]:
    """What matters was told by messenger, and the time to repeat it formally is over."""
    if case.kind not in (*LIVE, "resolved"):
        return
    for event in unrepeated(Record(case.events, case.workflow), case.ticket):
        due = repeat_by(case, event)
        if due < case.now:
            times = {"at": stamp(event.happened, case), "due": stamp(due, case)}
            yield found(case, "L917", event=event.id, **times)


def repeat_by(case: Watched, event: Event) -> datetime:
    """Counted from the word itself, or from when the ticket became what makes the word important."""
    changes = [
        change.happened
        for change in case.events
        if change.kind == "field" and change.get("name") in ("priority", "category")
    ]
    begin = max([event.happened, *changes])
    if case.ticket.priority == "P1":
        return begin + REPEAT_P1
    if case.ticket.priority == "P2":
        return case.hours.add(begin, REPEAT_P2)
    return case.hours.add_days(begin, 1)


def _since(case: Watched, entry: Event) -> Iterator[Event]:
    """What happened behind an event, in order."""
    events = case.events
    yield from events[events.index(entry) + 1 :]


def _forgotten(case: Watched, code: str, days: int) -> Iterator[Finding]:
    """Nobody wrote to the customer for so many working days since the status was entered."""
    written = [event.happened for event in case.events if is_human(event, "out") or event.kind == "remind"]
    last = max([case.entered, *written])
    if case.hours.add_days(last, days) < case.now:
        yield found(case, code, since=stamp(case.entered, case), days=days)


CHECKS: tuple[Check, ...] = (lateness, promises, waits, risk, confirmation, escalation, messenger)


def judge(case: Watched) -> Iterator[Finding]:
    """All findings of one ticket; of one that is kept quiet, that it is."""
    snooze = case.snoozed
    if snooze is not None:
        until = stamp(datetime.fromisoformat(snooze.get("until")), case)
        yield found(case, "L914", until=until, reason=snooze.get("reason"))
        return
    for check in CHECKS:
        yield from check(case)


def calendar(hours: Calendar, path: str, now: datetime) -> Iterator[Finding]:
    """Official days have to be known: those of the year, and from November on of the next."""
    today = now.astimezone(hours.zone)
    wanted = (today.year, today.year + 1) if today.month >= _NOVEMBER else (today.year,)
    for year in wanted:
        if hours.days.years is not None and year not in hours.days.years:
            yield Finding("L915", path, 0, year=year)


def articles(shelf: Iterable[Article], now: datetime) -> Iterator[Finding]:
    """What waits to be looked after; `now` is in the desk's zone."""
    for article in shelf:
        if article.status in (WIP, DRAFT):
            days = article.age(now.date())
            if days > DRAFT_DAYS:
                yield Finding("L918", article.path, 0, id=article.id, owner=article.text("owner"), days=days)
        elif article.is_unreviewed(now):
            since = article.reviewed.astimezone(now.tzinfo).date() if article.reviewed else day_of(article.id)
            yield Finding("L919", article.path, 0, id=article.id, owner=article.text("owner"), since=since)
