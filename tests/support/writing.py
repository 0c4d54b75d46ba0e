"""Plans and expectations shared by the tests of the writer."""

from datetime import datetime, timedelta, timezone

from supportctl.store.repository import Repository
from supportctl.store.write import Plan
from tests.support.git import git

FILES = {"tickets/2026/a.md": "a\n", "tickets/2026/b.md": "b\n", "README.md": "read\n"}
A, B = "tickets/2026/a.md", "tickets/2026/b.md"
NOW = datetime(2026, 9, 14, 9, 0, 12, tzinfo=timezone(timedelta(hours=8)))


def note(path: str = A, text: str = "note\n", **more):
    """A plan that adds a line to a file."""
    return lambda base: Plan(files={path: (base.read(path) or b"") + text.encode()}, subject="a note", **more)


def remove(*paths: str):
    return lambda base: Plan(files=dict.fromkeys(paths), subject="remove")


def assert_untouched(desk: Repository, head: str) -> None:
    """Nothing was committed, staged or written, and nothing of ours lies about."""
    assert git(desk, "rev-parse", "HEAD") == head
    assert git(desk, "diff", "--cached", "--name-only") == ""
    assert not [path.name for path in desk.private.iterdir() if path.name != "lock"]
    assert not list(desk.top.rglob("*.supportctl"))
    assert not list(desk.git_dir.rglob("*.lock"))


def assert_clean(desk: Repository) -> None:
    assert git(desk, "status", "--porcelain") == ""
    assert [path.name for path in desk.private.iterdir()] == ["lock"]
