"""One writer at a time: an advisory lock in the common Git directory, freed by the kernel at death."""

import contextlib
import fcntl
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from supportctl.domain.frozen import frozen
from supportctl.errors.desk import DeskLocked
from supportctl.store import files


@frozen
class Held:
    """The lock while we have it. Git processes that inherit `handle` keep it until they end, so a writer
    killed between two steps is recovered only once its last step is over.
    """

    path: Path
    handle: int


def patience(seconds: float) -> Iterator[None]:
    """One try at once, then more after short, random pauses, until `seconds` have passed."""
    deadline = time.monotonic() + seconds
    pause = 0.002
    yield
    while time.monotonic() < deadline:
        time.sleep(random.uniform(pause / 2, pause))  # noqa: S311  jitter, not a secret
        pause = min(pause * 1.5, 0.03)
        yield


def turns(seconds: float) -> Iterator[None]:
    """Patience in a queue: who has waited longer looks more often, so that newcomers seldom come first."""
    began = time.monotonic()
    yield
    while (waited := time.monotonic() - began) < seconds:
        pause = max(0.05 / (1 + 4 * waited), 0.001)
        time.sleep(random.uniform(pause / 2, pause))  # noqa: S311  jitter, not a secret
        yield


@contextlib.contextmanager
def hold(folder: Path, wait: float) -> Iterator[Held]:
    """Waits at most `wait` seconds, then names the process that has the lock."""
    path = folder / "lock"
    handle = _taken(path, wait)
    try:
        yield Held(path, handle)
    finally:
        os.close(handle)


def _taken(path: Path, wait: float) -> int:
    with files.writing(path):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        for _ in turns(wait):
            handle = _tried(path)
            if handle is not None:
                return handle
    raise DeskLocked(pid=holder(path), path=str(path), seconds=round(wait))


def _tried(path: Path) -> int | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The folder is derived state and may be deleted at any time: a lock on a deleted file locks nobody.
        if os.path.samestat(os.fstat(handle), path.stat()):
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"supportctl {os.getpid()}\n".encode(), 0)
            return handle
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def holder(path: Path) -> str:
    """The process that wrote itself into the lock, as far as can be told."""
    try:
        return path.read_text(encoding="ascii", errors="replace").removeprefix("supportctl").strip() or "?"
    except OSError:
        return "?"
