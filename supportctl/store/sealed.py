"""A derived file that is believed only while nobody else has touched it.

SQLite notices a broken page, not a flipped bit in a text. So each of our own writes ends with a seal
beside the file: the fingerprint of what it was made from, and the file's size, times and inode.
The file's time is then set into the past: whoever writes to it later gives it another one, however
soon that is. A seal that does not fit, or a journal left by a writer that died, means rebuild.
"""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from supportctl.store.lock import patience

PATIENCE = 10.0
_HOUR = 3_600_000_000_000


class Busy(OSError):
    """Somebody else has been building it for longer than a reader waits."""


class Sealed:
    def __init__(self, path: Path, fingerprint: str) -> None:
        self.path = path
        self.fingerprint = fingerprint
        self._seal = path.with_name(f"{path.name}.seal")
        self._journal = path.with_name(f"{path.name}-journal")
        self._lock = path.with_name(f"{path.name}.lock")

    def intact(self) -> bool:
        try:
            return not self._journal.exists() and self._seal.read_text(encoding="utf-8") == self._state()
        except (OSError, ValueError):
            return False

    def _state(self) -> str:
        status = self.path.lstat()
        marks = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_mode)
        return "\n".join((self.fingerprint, *map(str, marks), ""))

    def seal(self) -> None:
        """Vouch for the file as it stands; only under the lock."""
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        status = self.path.stat()
        earlier = status.st_mtime_ns - _HOUR - secrets.randbelow(_HOUR)
        os.utime(self.path, ns=(status.st_atime_ns, earlier))
        # Not through a draft, which a crash would leave behind: half a seal fits nothing.
        self._seal.unlink(missing_ok=True)
        with self._seal.open("x", encoding="utf-8") as seal:
            seal.write(self._state())

    def discard(self) -> None:
        """Make room for a new file; only under the lock. Who still reads the old one keeps it."""
        for path in (self._seal, self._journal, self.path):
            path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def lock(self, wait: float = PATIENCE) -> Iterator[None]:
        """One builder at a time. Readers of a sealed file never come here; raises Busy."""
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        for _ in patience(wait):
            handle = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                if self._taken(handle):
                    yield
                    return
            finally:
                os.close(handle)
        raise Busy(f"{self._lock} is taken")

    def _taken(self, handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The folder may be deleted at any time: a lock on a deleted file locks nobody out.
            return os.path.samestat(os.fstat(handle), self._lock.stat())
        except (BlockingIOError, FileNotFoundError):
            return False
