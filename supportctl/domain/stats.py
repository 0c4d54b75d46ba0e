"""What a set of tickets amounts to: how long things took, how often promises were kept, what is open.

Every length has two values: business, in the calendar of the ticket's contract and without what was waited
for the customer, and wall, from end to end. Percentiles are nearest-rank: the ceil(p·n)th of the sorted
values; P90 and P95 of fewer than ten are left blank. Tickets that were cancelled or merged are counted and
nothing more. A promise still open and not late is not counted yet.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest

from supportctl.domain.event import Event
from supportctl.domain.frozen import frozen
from supportctl.domain.sla.clock import BREACHED, MET, PAUSED, RESOLVED, RUNNING, Clock, is_human
from supportctl.domain.sla.table import CLOCKS, FIRST_RESPONSE, NEXT_REPLY, RESOLUTION, WORKAROUND
from supportctl.domain.watched import Watched

LEAST = 10
GROUPS = (
    *("category", "priority", "customer", "product", "module", "version", "cause", "channel"),
    *("assignee", "team", "month"),
)
COUNTS = ("received", "open", "closed")
LENGTHS = (
    *("first_response", "next_reply", "first_resolution", "full_resolution", "restore"),
    *("waiting_customer", "waiting_others", "awaiting_confirmation"),
)
SHARES = (
    *(f"kept_{name}" for name in CLOCKS),
    "late_told",
    "reopened",
    "first_contact",
    "looked_up",
    "satisfied",
)
AGES = (("age_0_1", 1), ("age_2_5", 5), ("age_6_10", 10), ("age_11_20", 20), ("age_over_20", 10**6))
MEASURES = (*COUNTS, *LENGTHS, *SHARES, *(name for name, _ in AGES))
SCORES = range(4, 6)
_GONE = ("cancelled", "merged")


@frozen
class Length:
    business: timedelta
    wall: timedelta


@frozen(kw_only=True)
class Line:
    """One measure of one group. `n` is how many there are; for a share, of how many it is one.

    The percentiles are (business, wall), or None where there are too few.
    """

    group: str
    measure: str
    n: int
    p50: Length | None = None
    p90: Length | None = None
    p95: Length | None = None
    hits: int | None = None

    @property
    def share(self) -> int | None:
        """In whole per cent, rounded to the nearest."""
        return None if self.hits is None or not self.n else (200 * self.hits + self.n) // (2 * self.n)


def summary(
    cases: Iterable[Watched], *, by: str = "", measures: Sequence[str] = MEASURES
) -> tuple[Line, ...]:
    """All lines that have anything to say: by measure, then by group."""
    groups: dict[str, list[Watched]] = {}
    for case in cases:
        groups.setdefault(group_of(case, by) if by else "", []).append(case)
    return tuple(
        line
        for measure in MEASURES
        if measure in measures
        for group in sorted(groups)
        if (line := _line(group, measure, groups[group])) is not None
    )


def group_of(case: Watched, by: str) -> str:
    if by == "month":
        return case.ticket.received.astimezone(case.hours.zone).strftime("%Y-%m")
    return case.ticket.text(by) or "-"


def _line(group: str, measure: str, cases: Sequence[Watched]) -> Line | None:
    if measure in COUNTS or measure.startswith("age_"):
        count = sum(_COUNTED[measure](case) for case in cases)
        return Line(group=group, measure=measure, n=count) if count or measure in COUNTS else None
    counted = [case for case in cases if case.workflow.canonical(case.ticket.status) not in _GONE]
    if measure in LENGTHS:
        lengths = [length for case in counted for length in _LENGTHS[measure](case)]
        return _percentiles(group, measure, lengths) if lengths else None
    results = [result for case in counted for result in _SHARES[measure](case)]
    return Line(group=group, measure=measure, n=len(results), hits=sum(results)) if results else None


def _percentiles(group: str, measure: str, lengths: Sequence[Length]) -> Line:
    def at(share: int) -> Length:
        return Length(
            nearest_rank([one.business for one in lengths], share),
            nearest_rank([one.wall for one in lengths], share),
        )

    n = len(lengths)
    tails = (at(90), at(95)) if n >= LEAST else (None, None)
    return Line(group=group, measure=measure, n=n, p50=at(50), p90=tails[0], p95=tails[1])


def nearest_rank(values: Sequence[timedelta], share: int) -> timedelta:
    """The ceil(share·n)th smallest; `share` is in per cent."""
    return sorted(values)[-(-share * len(values) // 100) - 1]


# --- counts ----------------------------------------------------------------------------------------


def _age(case: Watched) -> str:
    """The bucket of an unfinished ticket, by the working days since its receipt."""
    if case.kind == "closed":
        return ""
    for name, most in AGES[:-1]:
        if case.hours.add_days(case.ticket.received, most) >= case.now:
            return name
    return AGES[-1][0]


def _aged(name: str) -> Callable[[Watched], bool]:
    return lambda case: _age(case) == name


_COUNTED: Mapping[str, Callable[[Watched], bool]] = {
    "received": lambda case: bool(case.ticket.path),
    "open": lambda case: case.kind != "closed",
    "closed": lambda case: case.kind == "closed",
    **{name: _aged(name) for name, _ in AGES},
}


# --- lengths ---------------------------------------------------------------------------------------


def _span(case: Watched, start: datetime, end: datetime) -> Length:
    return Length(case.hours.between(start, end), end - start)


def _stopped(case: Watched, name: str) -> Iterator[Length]:
    """Clocks of a name that came to their end, what was paused left out of the business time."""
    for clock in _of(case, name):
        if clock.stopped is not None and clock.state in (MET, BREACHED):
            yield Length(_spent(case, clock, RUNNING).business, clock.stopped - clock.start)


def _of(case: Watched, name: str) -> Iterator[Clock]:
    yield from (clock for clock in case.clocks if clock.name == name)


def _spent(case: Watched, clock: Clock, kind: str) -> Length:
    spans = [_span(case, one.start, one.end) for one in clock.intervals if one.kind == kind]
    return Length(
        sum((one.business for one in spans), timedelta()), sum((one.wall for one in spans), timedelta())
    )


def _resolutions(case: Watched) -> list[datetime]:
    """Each entry into resolved."""
    return [
        event.happened
        for event in case.events
        if event.kind == "status" and case.workflow.type_of(event.get("to")) == RESOLVED
    ]


def _resolved(case: Watched, place: int) -> Iterator[Length]:
    """From the receipt to the first or the last entry into resolved, without the pauses until then."""
    entries = _resolutions(case)
    if not entries:
        return
    end = max(entries[place], case.ticket.received)
    whole, paused = _span(case, case.ticket.received, end), timedelta()
    for clock in _of(case, RESOLUTION):
        for one in clock.intervals:
            if one.kind == PAUSED and one.start < end:
                paused += case.hours.between(one.start, min(one.end, end))
    yield Length(whole.business - paused, whole.wall)


def _restored(case: Watched) -> Iterator[Length]:
    """Of P1 and P2: until a workaround was told or the problem resolved, whichever came first."""
    if case.ticket.priority not in ("P1", "P2"):
        return
    first = [clock for name in (WORKAROUND, RESOLUTION) for clock in _of(case, name) if clock.cycle == 1]
    ends = [clock for clock in first if clock.stopped is not None and clock.state in (MET, BREACHED)]
    if ends:
        clock = min(ends, key=lambda one: one.stopped or one.start)
        assert clock.stopped is not None, "only clocks that stopped are left"
        yield Length(_spent(case, clock, RUNNING).business, clock.stopped - clock.start)


def _waited(kind: str) -> Callable[[Watched], Iterator[Length]]:
    def lengths(case: Watched) -> Iterator[Length]:
        spans = [_spent(case, clock, kind) for clock in _of(case, RESOLUTION)]
        wall = sum((one.wall for one in spans), timedelta())
        if wall:
            yield Length(sum((one.business for one in spans), timedelta()), wall)

    return lengths


def _waited_for_others(case: Watched) -> Iterator[Length]:
    """In waits for anybody but the customer."""
    business = wall = timedelta()
    moves = [event for event in case.events if event.kind == "status"]
    for event, after in zip_longest(moves, moves[1:]):
        end = after.happened if after else case.now
        if _is_wait_for_others(case, event):
            span = _span(case, event.happened, end)
            business, wall = business + span.business, wall + span.wall
    if wall:
        yield Length(business, wall)


def _is_wait_for_others(case: Watched, event: Event) -> bool:
    status = event.get("to")
    return case.workflow.type_of(status) == "waiting" and not case.workflow.is_waiting_for_customer(status)


_LENGTHS: Mapping[str, Callable[[Watched], Iterator[Length]]] = {
    "first_response": lambda case: _stopped(case, FIRST_RESPONSE),
    "next_reply": lambda case: _stopped(case, NEXT_REPLY),
    "first_resolution": lambda case: _resolved(case, 0),
    "full_resolution": lambda case: _resolved(case, -1) if case.kind == "closed" else iter(()),
    "restore": _restored,
    "waiting_customer": _waited(PAUSED),
    "waiting_others": _waited_for_others,
    "awaiting_confirmation": _waited(RESOLVED),
}


# --- shares ----------------------------------------------------------------------------------------


def _kept(name: str) -> Callable[[Watched], Iterator[bool]]:
    """Each promise that was met or missed; one that is late counts as missed though it is still open."""

    def results(case: Watched) -> Iterator[bool]:
        yield from (clock.state == MET for clock in _of(case, name) if clock.state in (MET, BREACHED))

    return results


def _late_told(case: Watched) -> Iterator[bool]:
    """Of late work: whether the customer was told of the delay before it was late."""
    for name in (WORKAROUND, RESOLUTION):
        for clock in _of(case, name):
            if clock.late_since is not None:
                yield any(
                    event.kind == "delay" and clock.start <= event.happened <= clock.late_since
                    for event in case.events
                )


def _closings(case: Watched) -> int:
    types = [case.workflow.type_of(event.get("to")) for event in case.events if event.kind == "status"]
    return types.count("closed")


def _reopened(case: Watched) -> Iterator[bool]:
    if _closings(case):
        yield case.cycle > 1


def _first_contact(case: Watched) -> Iterator[bool]:
    """Of resolved tickets: solved with a single message of ours before the resolution, and not reopened."""
    entries = _resolutions(case)
    if entries:
        told = [event for event in case.events if is_human(event, "out") and event.happened <= entries[0]]
        yield len(told) == 1 and case.cycle == 1 and len(entries) == 1


def _looked_up(case: Watched) -> Iterator[bool]:
    if _resolutions(case):
        yield any(event.kind == "lookup" for event in case.events)


def _satisfied(case: Watched) -> Iterator[bool]:
    for event in case.events:
        if event.kind == "followup" and event.get("score"):
            yield int(event.get("score")) in SCORES


_SHARES: Mapping[str, Callable[[Watched], Iterator[bool]]] = {
    **{f"kept_{name}": _kept(name) for name in CLOCKS},
    "late_told": _late_told,
    "reopened": _reopened,
    "first_contact": _first_contact,
    "looked_up": _looked_up,
    "satisfied": _satisfied,
}
