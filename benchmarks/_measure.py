"""Programs that take turns, each timed on the clock and by the processor."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from resource import RUSAGE_CHILDREN, getrusage
from typing import NamedTuple

Programs = Mapping[str, Callable[[], object]]
NOTHING: Programs = {}


class Took(NamedTuple):
    """Milliseconds on the clock and of the processor."""

    wall: float
    work: float

    def __str__(self) -> str:
        return f"{self.wall:.0f} ms ({self.work:.0f})"


def timed(what: Callable[[], object]) -> Took:
    began, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
    what()
    after = getrusage(RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took((time.perf_counter() - began) * 1000, work * 1000)


def rounds(programs: Programs, turns: int, *, before: Programs = NOTHING) -> dict[str, list[Took]]:
    """Each program's times, turn by turn; the first turn warms the disk and does not count.

    `before` is what has to be done each time before the clock starts.
    """
    took: dict[str, list[Took]] = {name: [] for name in programs}
    for turn in range(turns + 1):
        for name, program in programs.items():
            if name in before:
                before[name]()
            spent = timed(program)
            if turn:
                took[name].append(spent)
    return took


def median(times: Sequence[Took]) -> Took:
    return Took(*(statistics.median(column) for column in zip(*times, strict=True)))


def ratio(times: Sequence[Took], others: Sequence[Took]) -> float:
    """The median of the ratios, each taken within one turn."""
    return statistics.median(one.wall / other.wall for one, other in zip(times, others, strict=True))
