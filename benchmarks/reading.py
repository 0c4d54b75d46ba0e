"""What reading a desk takes: each command as a whole process, beside Python itself and a floor program.

`make bench ARGS="reading 1000 100000"`. All of them take turns, so a busy machine is unfair to all alike;
what counts is the median of the ratios to `python -c pass` of the same round. The floor is what any program
in Python pays that asks SQLite one question: the same library, the same catalogue, fifty rows.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

from benchmarks import desks
from benchmarks._measure import Took, rounds
from benchmarks._publish import Goal, publish
from benchmarks._stories import CUSTOMERS
from benchmarks._words import PHRASE, RARE

SIZES = (1_000, 10_000, 100_000)
QUICK = (1_000, 10_000)
TURNS = 9
FEW_TURNS = 3
PULLED = 200
BARE, FLOOR = "python -c pass", "floor: sqlite3 and one query"
PULL, DUE = "first list after a pull", "and then the first by due date"
SUPPORTCTL = str(Path(sys.executable).with_name("supportctl"))

ASK = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1])
rows = base.execute(
    "SELECT id, status, priority, assignee, customer, title FROM ticket"
    " WHERE status IN ('in_progress', 'diagnosing') AND priority <= 'P2' ORDER BY eta_at LIMIT 50"
)
sys.stdout.writelines("\\t".join(map(str, row)) + "\\n" for row in rows)
"""

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "list": ("list", "status:in_progress,diagnosing", "priority:<=P2", "sort:due", "-L", "50"),
    "show": ("show", "{id}"),
    "search, rare word": ("search", RARE),
    "search, common word": ("search", "timeout"),
    "search, two Chinese characters": ("search", "登录"),
    "search, Chinese phrase": ("search", PHRASE),
    "search, word and fields": ("search", "server", "status:closed", "priority:P2"),
    "stale": ("stale",),
    "kb search": ("kb", "search", "timeout"),
}
GOALS: Mapping[str, Goal] = {
    "list": Goal(3.0, floor=1.6, growth=1.5),
    "show": Goal(4.0, growth=1.5),
    **{name: Goal(6.0, growth=1.5) for name in COMMANDS if name.startswith("search")},
    "stale": Goal(20.0),
    "kb search": Goal(20.0),
    PULL: Goal(20.0),
}


def main(arguments: list[str]) -> None:
    quick = "--quick" in arguments
    sizes = [int(word) for word in arguments if word.isdigit()] or (QUICK if quick else SIZES)
    found = {size: measured(size, FEW_TURNS if quick else TURNS) for size in sizes}
    publish("reading", found, GOALS, bare=BARE, floor=FLOOR, kept=not quick)


def measured(size: int, turns: int) -> dict[str, list[Took]]:
    top = desks.desk(size)
    desks.git(top, "reset", "-q", "--hard", "refs/tags/tickets")
    ticket = sorted(top.glob("tickets/*/*/*.md"))[size // 2].stem
    call(top, SUPPORTCTL, "list")
    found = dict(programs(top, ticket))
    return rounds(found, turns, before={PULL: pulling(top)})


def programs(top: Path, ticket: str) -> Iterator[tuple[str, Callable[[], None]]]:
    catalogue = top / ".git" / "supportctl" / "catalog.sqlite"
    yield BARE, program(top, sys.executable, "-c", "pass")
    yield FLOOR, program(top, sys.executable, "-c", ASK, str(catalogue))
    for name, words in COMMANDS.items():
        yield name, program(top, SUPPORTCTL, *(word.format(id=ticket) for word in words))
    yield PULL, program(top, SUPPORTCTL, "list", "-L", "50")
    # It assesses the clocks of the tickets that were pulled; so the next round finds them known.
    yield DUE, program(top, SUPPORTCTL, *COMMANDS["list"])


def program(top: Path, *words: str) -> Callable[[], None]:
    return lambda: call(top, *words)


def call(top: Path, *words: str) -> None:
    environment = desks.environment() | {"SUPPORTCTL_NOW": desks.NOW, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(words, cwd=top, capture_output=True, check=False, env=environment)
    assert done.returncode in (0, 1), done.stderr.decode()


def pulling(top: Path) -> Callable[[], None]:
    """A commit arrives that changes the 200 newest tickets, each time another one."""
    paths = sorted(top.glob("tickets/*/*/*.md"))[-PULLED:]
    turn = count()

    def pull() -> None:
        customer = f"customer: {CUSTOMERS[next(turn) % len(CUSTOMERS)]}"
        for path in paths:
            head, mark, rest = path.read_text().partition("\nchannel:")
            draft = path.with_name(f".{path.name}")
            draft.write_text(re.sub("customer: .*", customer, head) + mark + rest)
            draft.replace(path)
        desks.git(top, "commit", "-qam", "pulled")

    return pull
