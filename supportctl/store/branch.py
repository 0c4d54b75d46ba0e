"""The branch: swapped if it still stands where it was seen, and freed of locks that dead commands left."""

import contextlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from supportctl.errors.repository import GitLocked
from supportctl.store import index, journal, plumbing
from supportctl.store.journal import Journal
from supportctl.store.lock import Held, patience
from supportctl.store.plumbing import NOTHING
from supportctl.store.repository import Repository

# Only of a lock that is there already: one the disk refuses to make is nothing to wait for.
LOCKED = re.compile(r"Unable to create '(.+\.lock)': File exists")
# How long a nameless lock that may be our dead one has to stand still before it is taken away.
SETTLED = 1.0


class Moved(Exception):
    """The branch is no longer where the plan saw it."""


def swap(
    repository: Repository,
    intent: Journal,
    own: Held,
    *,
    told: str,
    wait: float,
    env: Mapping[str, str] = NOTHING,
) -> None:
    """Move the branch if it still stands where it was seen: at this moment the change happens. `told` goes
    to the reflog.
    """
    expected = intent.old or "0" * len(intent.new)
    args = ("update-ref", "-m", told, intent.ref, intent.new, expected)
    err = ""
    for _ in patience(wait):
        err = plumbing.ask(repository, *args, env=env, keep=(own.handle,)).err
        tip = repository.commit_of(intent.ref)
        if tip == intent.new:
            return
        if tip != intent.old or "nonexistent object" in err:
            raise Moved
        if not LOCKED.search(err):
            raise plumbing.fault(repository, "update-ref", err)
    raise locked(err) or plumbing.fault(repository, "update-ref", err)


def locked(err: str) -> GitLocked | None:
    """The refusal, if Git says that a lock of somebody else's is in the way."""
    found = LOCKED.search(err)
    return GitLocked(path=found[1], age=index.age_of(Path(found[1]))) if found else None


def clear_locks(repository: Repository, intent: Journal) -> None:
    """Remove the locks a killed `git update-ref` of ours left. No process of ours is alive: it would hold
    the lock we have. One that names our commit is ours for certain, one that names another's is not.
    """
    paths = (repository.common_dir / f"{intent.ref}.lock", repository.git_dir / "HEAD.lock")
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            content = path.read_bytes().strip()
            if content == intent.new.encode():
                path.unlink()
            elif not content:
                clear_stale([path], since=journal.file_of(repository))


def clear_stale(paths: Iterable[Path], *, since: Path) -> None:
    """A lock is taken for our dead one if it is younger than the mark we had set before and stands still,
    for Git holds these for moments only.
    """
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            if _stands_still(path, since):
                path.unlink()


def _stands_still(path: Path, since: Path) -> bool:
    first = path.lstat()
    if first.st_mtime < since.lstat().st_mtime:
        return False
    for _ in patience(SETTLED):
        if path.lstat().st_mtime_ns != first.st_mtime_ns or path.lstat().st_ino != first.st_ino:
            return False
    return True
