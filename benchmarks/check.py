"""`check` of a whole desk, and of a pull request of twenty tickets in a fresh clone.

`make bench ARGS="check 10000 100000"` takes desks of so many tickets, two commits a ticket. The bars, on two
cores: a whole desk of 10,000 in 20 s and 512 MB; a pull request in a clone of 100,000 that has neither
catalogue nor knowledge index in 5 s. The time of the processor stands in brackets.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.desks import desk, environment, git

SIZES = (10_000, 100_000)
TOUCHED = 20
NAMED = "the pool was too small after all"


def main(arguments: list[str]) -> None:
    print(f"{'tickets':>8}  {'whole desk, 1 job':>20}  {'2 jobs':>20}  {'pull request':>20}  {'memory':>7}")
    for size in map(int, arguments or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "clone"
            git(Path(folder), "clone", "-q", "--no-hardlinks", str(desk(size)), str(clone))
            # Other benchmarks write in the desk that they share.
            git(clone, "checkout", "-q", "-B", "main", "tickets")
            columns = [check(clone, "--jobs", jobs) for jobs in "12"] if size <= SIZES[0] else [None, None]
            propose(clone)
            columns.append(check(clone, "--changed-since", "main"))
            times = "  ".join(f"{told(one):>20}" for one in columns)
            print(f"{size:>8,}  {times}  {max(one[2] for one in columns if one):>4.0f} MB", flush=True)


def told(took: tuple[float, float, float] | None) -> str:
    return f"{took[0]:.1f} s ({took[1]:.1f})" if took else "-"


def check(clone: Path, *words: str) -> tuple[float, float, float]:
    """Seconds on the clock and of the processor, and the most megabytes that a process held."""
    program = (sys.executable, "-m", "supportctl", "check", "--lang", "en", *words)
    began = time.perf_counter()
    process = subprocess.Popen(
        program, cwd=clone, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    said = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    if status:
        raise SystemExit(f"check failed: {said}")
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def propose(clone: Path) -> None:
    """A branch with a note on each of the last twenty tickets."""
    shutil.rmtree(clone / ".git" / "supportctl", ignore_errors=True)
    git(clone, "switch", "-q", "-c", "topic")
    for path in sorted((clone / "tickets").rglob("T-*.md"))[-TOUCHED:]:
        words = (sys.executable, "-m", "supportctl", "note", path.stem, "-m", NAMED)
        subprocess.run(words, cwd=clone, env=environment(), check=True, capture_output=True)
    shutil.rmtree(clone / ".git" / "supportctl", ignore_errors=True)
