"""What is read and written all at once: a cold build of the catalogue, and an import in one commit.

`make bench ARGS="building 10000 100000"` takes desks of so many tickets. The bars, on two cores: a catalogue
of 100,000 in 60 s and 500 MB; 10,000 tickets imported in 60 s. The time of the processor stands in brackets;
the memory is that of the largest process, of which a build has one for each core and one that writes.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks import desks
from benchmarks._stories import CUSTOMERS, END, PRODUCTS
from benchmarks._words import CHINESE, ENGLISH

SIZES = (10_000, 100_000)
IMPORTED = 10_000


class Spent(NamedTuple):
    """Seconds on the clock and of the processor, and the most megabytes that a process held."""

    wall: float
    work: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s ({self.work:.1f}), {self.memory:.0f} MB"


def main(arguments: list[str]) -> None:
    for size in map(int, arguments or SIZES):
        print(f"catalogue of {size:,} tickets: {run(desks.desk(size), 'index', 'rebuild')}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        print(f"import of {IMPORTED:,} lines: {imported(Path(folder), lines())}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        print(f"import of {IMPORTED:,} whole tickets: {imported(Path(folder), exported())}", flush=True)


def run(top: Path, *words: str) -> Spent:
    program = (sys.executable, "-m", "supportctl", *words)
    environment = desks.environment() | {"SUPPORTCTL_NOW": desks.NOW, "LC_ALL": "C.UTF-8"}
    began = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(program, cwd=top, env=environment, stdout=subprocess.DEVNULL, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        if status:
            told.seek(0)
            raise SystemExit(f"{' '.join(words)} failed: {told.read().decode()}")
    return Spent(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def imported(folder: Path, given: Iterator[str]) -> Spent:
    """The import of these lines into an empty desk."""
    file, top = folder / "tickets.jsonl", folder / "desk"
    file.write_text("".join(given), encoding="utf-8")
    top.mkdir()
    desks.git(top, "init", "-q", "-b", "main")
    run(top, "init")
    spent = run(top, "import", str(file))
    assert len(list((top / "tickets").rglob("T-*.md"))) == IMPORTED
    assert desks.git(top, "rev-list", "--count", "HEAD").strip() == "2"
    return spent


def exported() -> Iterator[str]:
    """The tickets of a desk with all their events."""
    program = (sys.executable, "-m", "supportctl", "export")
    top = desks.desk(IMPORTED)
    desks.git(top, "reset", "-q", "--hard", "refs/tags/tickets")
    with subprocess.Popen(
        program, cwd=top, env=desks.environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield from process.stdout


def lines() -> Iterator[str]:
    """What another system may have written: a report, an answer, a note."""
    chance = random.Random(7)
    for number in range(IMPORTED):
        words = (CHINESE, ENGLISH)[number % 2]
        received = END - timedelta(minutes=30 * number + 60)
        answered = (received + timedelta(minutes=20)).isoformat()
        entry = {
            "key": f"OLD-{number}",
            "title": words.title(chance),
            "received": received.isoformat(),
            "priority": chance.choice(("P2", "P3", "P4")),
            "customer": chance.choice(CUSTOMERS),
            "product": chance.choice(PRODUCTS),
            "symptom": words.text(chance, 3),
            "messages": [{"direction": "out", "at": answered, "text": words.text(chance, 2)}],
            "notes": [{"at": answered, "text": words.text(chance, 2)}],
        }
        yield json.dumps(entry, ensure_ascii=False) + "\n"
