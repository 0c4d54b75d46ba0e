"""Desks for benchmarks: seeded, in Chinese and English, with a commit for each ticket's beginning and end.

`python -m benchmarks desks 1000 10000 100000` makes them; they stay in the temporary folder, so that the
next benchmark finds them. A desk of n tickets has a month of history for each thousand of them, 200 + 2.8 %
of them live, two commits a ticket and up to 2,000 articles. Of the words, common ones are in 1 to 10 % of
the tickets, and most are rare.
"""

import heapq
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from benchmarks._stories import APART, BASE32, CUSTOMERS, END, PRODUCTS, TEAM, stories
from benchmarks._words import CHINESE, ENGLISH

SIZES = (1_000, 10_000, 100_000)
FORM = 1
"""Goes up with each change of what is made here: a desk of another form is not found."""

NOW = END.isoformat()
ARTICLES = 2_000


def main(arguments: list[str]) -> None:
    for size in map(int, arguments or SIZES):
        began = time.perf_counter()
        print(f"{size:>8,}  {desk(size)}  {time.perf_counter() - began:.1f} s", flush=True)


def desk(size: int, *, seed: int = 7) -> Path:
    """The folder of a desk with so many tickets; made if it is not there yet."""
    home = Path(tempfile.gettempdir()) / f"supportctl-desks-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    top = home / f"{size}-{seed}-{FORM}"
    if not top.is_dir():
        with tempfile.TemporaryDirectory(dir=home) as folder:
            made = Path(folder) / "desk"
            make(made, size, seed=seed)
            made.rename(top)
    return top


def make(top: Path, size: int, *, seed: int = 7) -> None:
    """`tickets` marks the last commit, for who wants to go back there."""
    top.mkdir(parents=True)
    git(top, "init", "-q", "-b", "main")
    importer = subprocess.Popen(
        ("git", "fast-import", "--quiet", "--depth=10"), cwd=top, stdin=subprocess.PIPE, env=environment()
    )
    assert importer.stdin
    with importer.stdin as stream:
        for at, who, subject, files in _commits(size, random.Random(seed)):
            _commit(stream, at, who, subject, files)
    if importer.wait():
        raise SystemExit("git fast-import failed")
    git(top, "reset", "-q", "--hard", "main")
    git(top, "tag", "tickets")


def git(top: Path, *words: str) -> str:
    done = subprocess.run(("git", *words), cwd=top, check=True, capture_output=True, env=environment())
    return done.stdout.decode()


def environment() -> dict[str, str]:
    """Nobody's settings, the identity of one of the team."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    identity = {f"GIT_{role}_NAME": "alice" for role in ("AUTHOR", "COMMITTER")}
    identity |= {f"GIT_{role}_EMAIL": "alice@example.org" for role in ("AUTHOR", "COMMITTER")}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **identity}


def _commit(stream: BinaryIO, at: datetime, who: str, subject: str, files: Iterable[tuple[str, str]]) -> None:
    when = f"{int(at.timestamp())} +0800"
    stream.write(f"commit refs/heads/main\ncommitter {who} <{who}@example.org> {when}\n".encode())
    _data(stream, subject)
    for path, text in files:
        stream.write(f"M 100644 inline {path}\n".encode())
        _data(stream, text)


def _data(stream: BinaryIO, text: str) -> None:
    content = text.encode()
    stream.write(b"data %d\n" % len(content))
    stream.write(content)
    stream.write(b"\n")


def _commits(size: int, chance: random.Random) -> Iterator[tuple[datetime, str, str, list[tuple[str, str]]]]:
    start = END - APART * (size + 1)
    yield start, TEAM[0], "a desk", list(_furniture(start, min(ARTICLES, size), chance))
    waiting: list[tuple[datetime, str, str]] = []
    for story in stories(size, chance):
        while waiting and waiting[0][0] <= story.opened:
            yield _worked(waiting)
        yield story.opened, TEAM[0], f"{_name(story.path)}: created", [(story.path, story.first)]
        if story.last != story.first:
            heapq.heappush(waiting, (story.touched, story.path, story.last))
    while waiting:
        yield _worked(waiting)


def _worked(waiting: list[tuple[datetime, str, str]]) -> tuple[datetime, str, str, list[tuple[str, str]]]:
    at, path, text = heapq.heappop(waiting)
    return at, TEAM[len(text) % len(TEAM)], f"{_name(path)}: worked on", [(path, text)]


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


# --- what else a desk has ------------------------------------------------------------------------


def _furniture(start: datetime, articles: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    team = "".join(f"  {slug}: {{name: {slug}, email: {slug}@example.org}}\n" for slug in TEAM)
    yield "supportctl.yaml", f"version: 1\ntimezone: Asia/Shanghai\nteam:\n{team}teams:\n  crm-dev: CRM\n"
    for slug in CUSTOMERS:
        yield f"customers/{slug}.yaml", _customer(slug, start)
    for number in range(articles):
        yield _article(number, start, chance)


def _customer(slug: str, start: datetime) -> str:
    return (
        f"name: {slug}\ncontacts:\n  c-4h7k2:\n    name: Somebody\n    email: c@{slug}.example\n"
        f"contracts:\n  C-1:\n    tier: gold\n    from: '{start:%Y-%m-%d}'\n    to: '{END.year + 1}-12-31'\n"
        "    scope:\n      - defects\n      - guidance\n"
    )


def _article(number: int, start: datetime, chance: random.Random) -> tuple[str, str]:
    words = CHINESE if number % 2 else ENGLISH
    day = start - timedelta(days=number % 300)
    identity = f"KB-{day:%Y%m%d}-{''.join(chance.choices(BASE32, k=5))}"
    symptom, _, _, setting, _ = words.headings
    cause, cure = ("## 原因", "## 解决办法") if number % 2 else ("## Cause", "## Resolution")
    sections = (
        symptom,
        words.text(chance, 3),
        setting,
        chance.choice(PRODUCTS),
        cause,
        words.text(chance, 2),
    )
    head = (
        f"---\nschema: 1\nid: {identity}\ntitle: {words.title(chance)}\nstatus: validated\n"
        f"audience: internal\nlanguage: {'zh' if number % 2 else 'en'}\ncategory: configuration\n"
        f"product: {chance.choice(PRODUCTS)}\nowner: alice\n"
        f"reviewed: '{day.isoformat(timespec='seconds')}'\n---"
    )
    return f"kb/{identity}.md", "\n\n".join((head, *sections, cure, words.text(chance, 4))) + "\n"


def clear() -> None:
    """Forget every desk that was made."""
    shutil.rmtree(Path(tempfile.gettempdir()) / f"supportctl-desks-{os.getuid()}", ignore_errors=True)
