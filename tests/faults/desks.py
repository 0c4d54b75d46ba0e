"""The desk that faults are tried on, the user's own work in it, and the commands that change it."""

import contextlib
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from supportctl.domain.ids import entropy_of, event_id, path_of
from tests.faults.runs import run
from tests.support.git import calm, git, put

INTAKE = ("--customer", "acme", "--contact", "c-4h7k2", "-m", "500", "--steps", "log in", "--error", "500")
INTAKE += ("--environment", "Linux", "--urgency", "high")
SHELF = 5


class Desk:
    """A folder `desk` with tickets, and beside it what the tests need; `copy` is cheap."""

    def __init__(self, home: Path, ids: tuple[str, ...]) -> None:
        self.home = home
        self.ids = ids

    @property
    def top(self) -> Path:
        return self.home / "desk"

    @property
    def private(self) -> Path:
        return self.top / ".git/supportctl"

    def path(self, number: int) -> Path:
        return self.top / path_of(self.ids[number])

    def copy(self, home: Path) -> "Desk":
        """With its hard links: one of them may be a dead index.lock."""
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        subprocess.run(["cp", "-a", self.top, self.home / "import.jsonl", home], check=True)
        return Desk(home, self.ids)

    def commands(self) -> Mapping[str, tuple[str, ...]]:
        """Commands that change a desk, each under a key of its own: its first ticket, but for `bulk`."""
        one, *_, last = self.ids
        words = {
            "new": ("new", "Login fails", *INTAKE),
            "note": ("note", one, "-m", "the pool is exhausted"),
            "reply": ("reply", one, "-m", "we are looking at it"),
            "priority": ("priority", one, "P1", "-m", "nobody can log in"),
            "edit": ("edit", one, "--product", "crm", "--cause", "a full pool"),
            "move": ("move", one, "accepted"),
            "undo": ("undo", one, "-m", "not so"),
            "import": ("import", "../import.jsonl"),
            "bulk": ("bulk", "is:live", "tag", "+outage", "--yes"),
            "redact": ("redact", one, event_id(entropy_of("reply-0", one, "0")), "-m", "a password"),
            "merge": ("merge", one, last),
            "kb": ("kb", "new", "--from", one),
        }
        return {name: (*line, "--op", f"key-{name}") for name, line in words.items()}

    def another(self) -> tuple[str, ...]:
        """What somebody does next, on another ticket."""
        return ("note", self.ids[1], "-m", "next", "--op", "key-next")


@contextlib.contextmanager
def quiet(home: Path) -> Iterator[None]:
    """For fixtures that outlive one test: a machine on which Git knows nothing."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in calm(home).items():
            patch.setenv(name, value)
        yield


def made(home: Path, tickets: int = 2, *, shelf: int = SHELF) -> Desk:
    """A desk with so many tickets, and a file of tickets to import."""
    top = home / "desk"
    top.mkdir(parents=True)
    assert run(top, "init", "-q").code == 0
    ids = []
    for number in range(tickets):
        ran = run(top, "new", f"Login fails, {number}", *INTAKE, "--op", f"made-{number}")
        assert ran.code == 0, ran.err
        ids.append(ran.out.strip())
        assert run(top, "reply", ids[-1], "-m", "received", "--op", f"reply-{number}").code == 0
    lines = (json.dumps({"key": f"old-{n}", "title": f"imported {n}"}) for n in range(shelf))
    put(home / "import.jsonl", "".join(f"{line}\n" for line in lines))
    return Desk(home, tuple(ids))


FOREIGN = ("A  staged.md", " M other.md", "?? untracked.md")


def with_foreign_work(desk: Desk) -> Desk:
    """What the user has under way beside us: stashed, staged, edited, and a file that Git does not know."""
    top = desk.top
    put(top / "other.md", "theirs\n")
    git(top, "add", "other.md")
    git(top, "commit", "-qm", "other")
    put(top / "other.md", "stashed\n")
    git(top, "stash", "-q")
    put(top / "staged.md", "staged\n")
    git(top, "add", "staged.md")
    put(top / "other.md", "edited\n")
    put(top / "untracked.md", "unknown\n")
    git(top, "gc", "-q")
    return desk


def foreign_harm(desk: Desk) -> list[str]:
    """What of the user's own work is not as it was."""
    top = desk.top
    kept = {
        "the staged file": git(top, "show", ":staged.md") == "staged",
        "the edited file": (top / "other.md").read_text() == "edited\n",
        "the unknown file": (top / "untracked.md").read_text() == "unknown\n",
        "the stash": git(top, "show", "stash@{0}:other.md") == "stashed",
        "the commit": not git(top, "ls-tree", "--name-only", "HEAD", "staged.md", "untracked.md"),
    }
    return [f"harmed: {what}" for what, whole in kept.items() if not whole]


# A kill before each of these leaves another state behind: by the name of the step that did not happen.
MOMENTS = (
    "os.link .git/supportctl/lock .git/index.lock",
    "git commit-tree",
    "os.rename .git/supportctl/journal.draft .git/supportctl/journal",
    "git update-index",
    "git update-ref",
    "os.rename {draft} {file}",
    "os.rename .git/supportctl/index .git/index",
    "os.remove .git/supportctl/journal",
    "os.remove .git/index.lock",
)


def moments(desk: Desk) -> Iterator[str]:
    """The moments at which a change of the first ticket may die, told as audit events."""
    file = desk.path(0).relative_to(desk.top)
    draft = file.with_name(f".{file.name}.supportctl")
    return (step.format(draft=draft, file=file) for step in MOMENTS)
