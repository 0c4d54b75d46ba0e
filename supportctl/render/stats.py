"""Measures as a table: lengths as people read them, shares, and a bar that compares groups."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from supportctl.domain.stats import Length, Line
from supportctl.domain.timespan import shown
from supportctl.render.colour import Role
from supportctl.render.table import Column, Row
from supportctl.render.words import Words

_BAR = 16
_FULL, _EIGHTHS = "█", " ▏▎▍▌▋▊▉"


def rows(lines: Sequence[Line]) -> list[Row]:
    """`supportctl.stats/1`; lengths in seconds, `business_` in working time, `wall_` from end to end."""
    most = _most(lines)
    return [
        {
            "measure": line.measure,
            "group": line.group,
            "n": line.n,
            "hits": line.hits,
            "share_percent": line.share,
            **_lengths("p50", line.p50),
            **_lengths("p90", line.p90),
            **_lengths("p95", line.p95),
            "relative": round(_size(line) / (most[_scale(line)] or 1.0), 4),
        }
        for line in lines
    ]


def _lengths(name: str, length: Length | None) -> Mapping[str, int | None]:
    return {
        f"business_{name}": _seconds(length.business) if length else None,
        f"wall_{name}": _seconds(length.wall) if length else None,
    }


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)


def _size(line: Line) -> float:
    """What a bar shows: the share, the median in working time, or the count."""
    if line.share is not None:
        return line.share
    return line.p50.business / timedelta(seconds=1) if line.p50 else line.n


def _scale(line: Line) -> str:
    """What a bar is measured against: the groups of its measure; without groups, what is of its kind."""
    if line.share is not None:
        return "share"
    return line.measure if line.group else "length" if line.p50 else "count"


def _most(lines: Iterable[Line]) -> dict[str, float]:
    most = {"share": 100.0}
    for line in lines:
        most[_scale(line)] = max(most.get(_scale(line), 0.0), _size(line))
    return most


def columns(words: Words, *, grouped: bool, bars: bool, lengths: bool = True) -> tuple[Column, ...]:
    def measure(one: Row) -> str:
        return words(f"measure.{one['measure']}")

    business = (
        Column(key=f"business_{name}", header=name.upper(), right=True, text=_length(f"business_{name}"))
        for name in ("p50", "p90", "p95")
    )
    wall = (
        Column(key="wall_p50", header="WALL P50", right=True, text=_length("wall_p50")),
        Column(key="wall_p90", header="WALL P90", right=True, text=_length("wall_p90")),
        Column(key="wall_p95", header="WALL P95", right=True, text=_length("wall_p95")),
    )
    group = (Column(key="group", header="BY"),) if grouped else ()
    bar = (Column(key="relative", header="", text=_bar, role=lambda _: Role.LINK),) if bars else ()
    return (
        Column(key="measure", header="MEASURE", text=measure),
        *group,
        Column(key="n", header="COUNT", right=True),
        Column(key="share_percent", header="SHARE", right=True, text=_share),
        *(*business, *wall)[: None if lengths else 0],
        *bar,
    )


def _length(key: str) -> Callable[[Row], str]:
    return lambda one: "" if one[key] is None else shown(timedelta(seconds=int(str(one[key]))))


def _share(one: Row) -> str:
    return "" if one["share_percent"] is None else f"{one['share_percent']}%"


def _bar(one: Row) -> str:
    eighths = round(float(str(one["relative"])) * _BAR * 8)
    whole, rest = divmod(eighths, 8)
    return (_FULL * whole + _EIGHTHS[rest]).rstrip()
