"""One note with its commit, beside `git add` and `git commit` by hand: the price of the promise.

`make bench ARGS="commit 1000 10000"` tries desks of so many tickets; by default 1,000, 10,000 and 100,000.
The two take turns, so that a busy machine is unfair to both alike; each column is the median, the time on
the clock and in brackets the time of the processor.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks._measure import Took, median, rounds

SIZES = (1_000, 10_000, 100_000)
TURNS = 9
A_MONTH = 1_000
WHO = ("AUTHOR", "COMMITTER")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TICKET = """\
---
schema: 1
id: {id}
title: Login page answers with error 500
status: new
priority: P3
channel: email
received: '{day}T08:58:00+08:00'
---

## Symptom

Nobody can log in since this morning.

## Timeline

### {day}T09:00:00.000+08:00 ada created {{#aaaaaaaa}}
- status: new
- priority: P3
- title: Login page answers with error 500
"""


def main(arguments: list[str]) -> None:
    print(f"{'tickets':>8}  {'supportctl note':>18}  {'of it start-up':>18}  {'add + commit by hand':>20}")
    for size in map(int, arguments or SIZES):
        with tempfile.TemporaryDirectory() as home:
            command, start, by_hand = measured(Path(home), size)
        print(f"{size:>8,}  {command!s:>18}  {start!s:>18}  {by_hand!s:>20}", flush=True)


def measured(home: Path, size: int) -> tuple[Took, ...]:
    top = home / "desk"
    top.mkdir()
    identity = {
        f"GIT_{who}_{what}": "ada@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    os.environ.update({"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **identity})
    os.environ.pop("PYTHONPATH", None)
    ids = list(filled(top, size))
    supportctl = str(Path(sys.executable).with_name("supportctl"))
    one = ids[size // 2]
    path = place(one)
    call(top, supportctl, "list")  # as on a desk in use, where a note also brings the catalogue up to itself

    def note() -> None:
        call(top, supportctl, "note", one, "-m", "the pool is exhausted on node 2")

    def by_hand() -> None:
        with (top / path).open("a") as file:
            file.write("\n")
        call(top, "git", "add", "--", path)
        call(top, "git", "commit", "-q", "-m", "by hand", "--", path)

    def nothing() -> None:
        call(top, supportctl, "note", "--help")

    took = rounds({"note": note, "nothing": nothing, "by hand": by_hand}, TURNS)
    return tuple(map(median, took.values()))


def filled(top: Path, size: int) -> Iterator[str]:
    """A desk with so many tickets, a thousand a month, in one commit."""
    call(top, "git", "init", "-q", "-b", "main")
    for number in range(size):
        day = date(2015, 1, 1) + timedelta(days=number // A_MONTH * 30 + number % 28)
        tail = "".join(ALPHABET[number >> 5 * digit & 31] for digit in reversed(range(5)))
        identity = f"T-{day:%Y%m%d}-{tail}"
        file = top / place(identity)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TICKET.format(id=identity, day=day))
        yield identity
    (top / "supportctl.yaml").write_text("version: 1\n")
    call(top, "git", "add", "-A")
    call(top, "git", "commit", "-q", "-m", "filled")
    call(top, "git", "repack", "-q", "-a", "-d")


def place(identity: str) -> str:
    return f"tickets/{identity[2:6]}/{identity[6:8]}/{identity}.md"


def call(top: Path, *words: str) -> None:
    subprocess.run(words, cwd=top, check=True, capture_output=True)
