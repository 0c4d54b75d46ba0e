"""supportctl beside the trackers a person might use instead, on the same tickets.

`make bench ARGS="peers 10000"` takes the tickets of the benchmark desk (title, symptom, closed or not) and
gives them to every peer that is on PATH, in its own format; who is not is named and left out. Each command is
a whole process, the peers take turns, and the figures are medians: the time on the clock, and in brackets
that of the processor. Writes the table to results/peers.md.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks import _peers as fill
from benchmarks._peers import Entry
from benchmarks.desks import desk, environment

TURNS = 3
PATIENCE = 120
TASKS = ("list", "search", "show", "create")
RESULTS = Path(__file__).parent / "results" / "peers.md"


@dataclass(frozen=True, slots=True)
class Peer:
    """`make` fills a folder and gives the commands by name; `note` is what has to be known of the figures."""

    name: str
    program: str
    make: Callable[[Path, Sequence[Entry], str], fill.Made]
    note: str = ""
    turns: int = TURNS


PEERS = (
    Peer("Fossil", "fossil", fill.fossil, "create is an artifact, which is a commit; search is SQL LIKE"),
    Peer("Taskwarrior", "task", fill.taskwarrior, "no commit"),
    Peer("todoman", "todo", fill.todoman, "no commit; search looks at titles alone"),
    Peer("microbeads", "mb", fill.microbeads, "no commit until sync; no search"),
    Peer("seeds", "sd", fill.seeds, "no commit until sync"),
    Peer("Backlog.md", "backlog", fill.backlog, "no commit (its default); one turn", turns=1),
    Peer(
        "jira-nano", "jira-nano", fill.absent, "every command rebuilds all it knows: 77 s at 10,000 tickets"
    ),
)


@dataclass(slots=True)
class Took:
    wall: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    given_up: bool = False

    def __str__(self) -> str:
        if self.given_up:
            return f"over {PATIENCE} s"
        if not self.wall:
            return "-"
        return f"{statistics.median(self.wall):,.0f} ({statistics.median(self.work):,.0f})"


def main(arguments: list[str]) -> None:
    size = int(arguments[0]) if arguments else 10_000
    top = desk(size)
    entries = fill.entries(top)
    word = _word(entries)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        ours = home / "desk"
        shutil.copytree(top, ours, symlinks=True)
        made = {"supportctl": fill.supportctl(ours, entries, word)}
        left_out = []
        for peer in PEERS:
            if shutil.which(peer.program) is None or peer.make is fill.absent:
                why = peer.note if peer.make is fill.absent else "not installed here"
                left_out.append(f"{peer.name}: {why}")
                continue
            began = time.perf_counter()
            try:
                made[peer.name] = peer.make(home / peer.program, entries, word)
            except fill.DoesNotRunError as error:
                left_out.append(f"{peer.name}: does not run here: {error}")
                continue
            print(f"{peer.name}: filled in {time.perf_counter() - began:.1f} s", flush=True)
        took = _measure(made)
    text = "\n".join(_page(size, word, took, left_out))
    print(text)
    RESULTS.write_text(f"{text}\n", "utf-8")


def _word(entries: Sequence[Entry]) -> str:
    """A word of about one ticket in a hundred."""
    seen = Counter(word for entry in entries for word in set(f"{entry.title} {entry.body}".split()))
    plain = {word: count for word, count in seen.items() if word.isascii() and word.isalpha()}
    return min(plain, key=lambda word: (abs(plain[word] - len(entries) // 100), word))


def _measure(made: dict[str, fill.Made]) -> dict[str, dict[str, Took]]:
    turns = {peer.name: peer.turns for peer in PEERS}
    took = {name: {task: Took() for task in TASKS} for name in ("python -c pass", *made)}
    for turn in range(-1, TURNS):  # the first warms the caches, and is not counted
        for task in TASKS:
            _run(took["python -c pass"][task], (sys.executable, "-c", "pass"), Path.cwd(), {}, turn)
        for name, one in made.items():
            if turn >= turns.get(name, TURNS):
                continue
            for task in TASKS:
                if command := one.commands.get(task):
                    words = [word.replace("TURN", str(turn + 1)) for word in command]
                    _run(took[name][task], words, one.place, one.env, turn)
        print(f"turn {turn + 1} of {TURNS}", flush=True)
    return took


def _run(took: Took, command: Sequence[str], place: Path, env: dict[str, str], turn: int) -> None:
    if took.given_up:
        return
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    try:
        done = subprocess.run(
            command,
            cwd=place,
            env=environment() | env,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        took.given_up = True
        return
    wall, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode(errors='replace')[-500:]}")
    if turn >= 0:
        took.wall.append(1000 * wall)
        work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        took.work.append(1000 * work)


def _page(size: int, word: str, took: dict[str, dict[str, Took]], left_out: Sequence[str]) -> list[str]:
    notes = {peer.name: peer.note for peer in PEERS} | {
        "supportctl": "create is a commit, flushed to the disk"
    }
    load = os.getloadavg()[0]
    return [
        f"# Peers, {size:,} tickets",
        "",
        f'`make bench ARGS="peers {size}"`, load {load:.1f} on {os.cpu_count()} cores: medians of {TURNS}',
        "turns in milliseconds on the clock, in brackets of the processor. The same titles and texts for",
        f"all; search looks for `{word}`, a word of about one ticket in a hundred.",
        "",
        f"| | {' | '.join(TASKS)} | what has to be known |",
        f"|---|{'--:|' * len(TASKS)}---|",
        *(
            f"| {name} | {' | '.join(str(by_task[task]) for task in TASKS)} | {notes.get(name, '')} |"
            for name, by_task in took.items()
        ),
        "",
        *(f"Left out: {line}." for line in left_out),
    ]
