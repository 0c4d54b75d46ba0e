"""Figures as a Markdown table and a plot in benchmarks/results/."""

import math
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks._measure import Took, median, ratio

RESULTS = Path(__file__).parent / "results"
COLOURS = ("#1b6ca8", "#c0392b", "#27864a", "#8e44ad", "#b9770e", "#16808a", "#7f8c8d", "#2c3e50", "#d35498")
Found = Mapping[int, Mapping[str, Sequence[Took]]]


class Goal(NamedTuple):
    """At most so many times bare Python at the largest size; so many times the floor; and so much growth."""

    bare: float
    floor: float = 0.0
    growth: float = 0.0


def publish(
    name: str, found: Found, goals: Mapping[str, Goal], *, bare: str, floor: str = "", kept: bool = True
) -> None:
    lines = list(table(found, goals, bare=bare, floor=floor))
    print("\n".join(lines), flush=True)
    if kept:
        RESULTS.mkdir(exist_ok=True)
        machine = f"{platform.platform()}, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
        head = f"# {name}\n\n{machine}"
        plotted = f"![{name}]({name}.svg)"
        (RESULTS / f"{name}.md").write_text("\n".join((head, "", *lines, "", plotted, "")), encoding="utf-8")
        (RESULTS / f"{name}.svg").write_text(plot(found, bare=bare), encoding="utf-8")


def table(found: Found, goals: Mapping[str, Goal], *, bare: str, floor: str) -> Iterator[str]:
    sizes = sorted(found)
    heads = [f"{size:,} tickets" for size in sizes]
    yield f"| | {' | '.join(heads)} | goal | |"
    yield f"|---|{'--:|' * len(sizes)}---|---|"
    for name in found[sizes[-1]]:
        cells = [cell(found[size][name], found[size][bare]) for size in sizes]
        wanted = said(goals[name]) if name in goals else ""
        yield f"| {name} | {' | '.join(cells)} | {wanted} | {verdict(name, found, goals, bare, floor)} |"
    yield ""
    yield f"Milliseconds on the clock (of the processor); after × the ratio to `{bare}` in the same round."


def cell(times: Sequence[Took], bare: Sequence[Took]) -> str:
    return f"{median(times)} ×{ratio(times, bare):.1f}"


def said(goal: Goal) -> str:
    parts = [f"≤ {goal.bare:g} × bare"]
    parts += [f"≤ {goal.floor:g} × floor"] if goal.floor else []
    parts += [f"growth ≤ {goal.growth:g} × bare"] if goal.growth else []
    return ", ".join(parts)


def verdict(name: str, found: Found, goals: Mapping[str, Goal], bare: str, floor: str) -> str:
    if name not in goals:
        return ""
    goal, sizes = goals[name], sorted(found)
    large = found[sizes[-1]]
    missed = []
    if (reached := ratio(large[name], large[bare])) > goal.bare:
        missed.append(f"{reached:.1f} × bare")
    if goal.floor and (reached := ratio(large[name], large[floor])) > goal.floor:
        missed.append(f"{reached:.2f} × floor")
    if goal.growth and len(sizes) > 1:
        grown = median(large[name]).wall - median(found[sizes[0]][name]).wall
        if (reached := grown / median(large[bare]).wall) > goal.growth:
            missed.append(f"growth {reached:.1f}")
    return f"missed: {', '.join(missed)}" if missed else "met"


# --- the plot ------------------------------------------------------------------------------------

WIDTH, HEIGHT, LEFT, BELOW, RIGHT = 760, 420, 60, 50, 230
HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    ' font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
)


def plot(found: Found, *, bare: str) -> str:
    """One line a command: how many times bare Python, at each size; both axes logarithmic."""
    sizes = sorted(found)
    names = [name for name in found[sizes[-1]] if name != bare]
    points = {name: [ratio(found[size][name], found[size][bare]) for size in sizes] for name in names}
    highest = max(max(values) for values in points.values())
    ticks = [tick for tick in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if tick <= 2 * highest]

    def down(value: float) -> float:
        return HEIGHT - BELOW - (HEIGHT - BELOW - 20) * math.log(max(value, 1)) / math.log(ticks[-1])

    def across(place: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * place / max(len(sizes) - 1, 1)

    edge = WIDTH - RIGHT
    parts = [HEAD]
    for tick in ticks:
        y = round(down(tick))
        parts.append(f'<line x1="{LEFT}" x2="{edge}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">×{tick}</text>')
    y = HEIGHT - BELOW + 20
    parts += (
        f'<text x="{round(across(place))}" y="{y}" text-anchor="middle">{size:,}</text>'
        for place, size in enumerate(sizes)
    )
    for number, name in enumerate(names):
        ink = f'stroke="{COLOURS[number % len(COLOURS)]}"'
        line = " ".join(f"{across(place):.0f},{down(value):.0f}" for place, value in enumerate(points[name]))
        y = 30 + 22 * number
        parts.append(f'<polyline points="{line}" fill="none" {ink} stroke-width="2"/>')
        parts.append(f'<line x1="{edge + 20}" x2="{edge + 44}" y1="{y}" y2="{y}" {ink} stroke-width="3"/>')
        parts.append(f'<text x="{edge + 52}" y="{y + 4}">{name}</text>')
    title = f'<text x="{LEFT}" y="{HEIGHT - 8}">tickets; times the time of {bare}</text>'
    return "\n".join((*parts, title, "</svg>\n"))
