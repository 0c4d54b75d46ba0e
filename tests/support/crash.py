"""A writer that dies right before one of its steps: `python -m tests.support.crash TOP STEP LABEL`.

A step is anything that starts a process or changes the disk, seen as a Python audit event. STEP is its
number or its name; with 0 nothing dies. Every step is printed before it happens, so a run also tells
the order of things.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from supportctl.store.repository import Repository
from supportctl.store.write import Base, Plan, write

STEPS = (
    "subprocess.Popen",
    "os.rename",
    "os.link",
    "os.remove",
    "os.truncate",
    "os.mkdir",
    "os.rmdir",
    "fcntl.flock",
)
NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)


def change(label: str) -> Plan:
    """One file edited, one new, one gone: all that a plan can do, at once."""

    def plan(base: Base) -> Plan:
        files: dict[str, bytes | None] = {
            "tickets/a.md": (base.read("tickets/a.md") or b"") + f"{label}\n".encode(),
            f"tickets/new/{label}.md": label.encode(),
        }
        files |= {name: None for name in base.names("tickets/new") if not name.endswith(f"/{label}.md")}
        return Plan(files=files, subject=f"write {label}")

    return plan


def die_at(last: str, top: str) -> None:
    steps = 0

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        if event not in STEPS and not (event == "open" and _creates(args, top)):
            return
        steps += 1
        name = _step(event, args, top)
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        if last in (str(steps), name):
            os._exit(9)

    sys.addaudithook(watch)


def _creates(args: tuple[object, ...], top: str) -> bool:
    path, _, flags = args
    return str(path).startswith(top) and isinstance(flags, int) and bool(flags & os.O_CREAT)


def _step(event: str, args: tuple[object, ...], top: str) -> str:
    if event == "subprocess.Popen":
        words = args[1]
        assert isinstance(words, list)
        return "git " + next((word for word in words if word in COMMANDS), words[-1])
    paths = [str(arg).removeprefix(f"{top}/") for arg in args if isinstance(arg, (str, Path))]
    return " ".join([event, *paths])


COMMANDS = (
    "config",
    "cat-file",
    "diff-index",
    "index-pack",
    "unpack-objects",
    "commit-tree",
    "update-index",
    "update-ref",
    "merge-base",
)

if __name__ == "__main__":
    repository = Repository.find(Path(sys.argv[1]))
    die_at(sys.argv[2], sys.argv[1])
    write(repository, change(sys.argv[3]), now=NOW)
    sys.stdout.write("written\n")
