"""What one write is about to do, on disk before it does it, and its last step.

The branch decides. If it holds the commit, the write happened: files and index follow. If not, nothing
was visible yet and only drafts are swept up. `finish` is the same for a write in its last step and for
the one that finds a journal left by a crash (`recovery.py`). It replaces a file only if its bytes are
still those the write saw, so an edit made meanwhile stays.
"""

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from supportctl.domain.frozen import frozen
from supportctl.errors import Broken
from supportctl.store import files, index
from supportctl.store.objects import Leaf, algorithm_of, name_of
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository

VERSION = 1


class Entry(NamedTuple):
    """One path. Blobs by name, the bytes on disk by the name they would have as a blob; empty is absence.

    `seen` and `wanted` differ from the blobs by line ends only, or where an edit is adopted.
    """

    path: str
    mode: str
    staged: str
    blob: str
    seen: str
    wanted: str

    @property
    def leaf(self) -> Leaf | None:
        return Leaf(self.mode, self.blob) if self.blob else None


@frozen
class Outcome:
    """What stands in the way of a tidy end: paths edited meanwhile and left alone, and what went wrong."""

    left: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


@frozen
class Journal:
    """`work_tree` is told from the common Git directory: still right in a desk that was moved or copied.

    Without entries it is about a whole commit that Git itself checks out (`checkout.py`).
    """

    entries: tuple[Entry, ...]
    work_tree: str
    ref: str
    old: str
    new: str


def work_tree(repository: Repository) -> str:
    return os.path.relpath(repository.top, repository.common_dir)


def draft_of(path: Path) -> Path:
    """Where the new bytes wait: beside the file, under a name that only one writer uses."""
    return path.with_name(f".{path.name}.supportctl")


def with_lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def with_crlf(data: bytes) -> bytes:
    """As a checkout with core.autocrlf has it."""
    return with_lf(data).replace(b"\n", b"\r\n")


def file_of(repository: Repository) -> Path:
    return repository.private / "journal"


def save(repository: Repository, journal: Journal) -> None:
    facts = [VERSION, journal.entries, journal.work_tree, journal.ref, journal.old, journal.new]
    body = json.dumps(facts).encode()
    sealed = b"%s\n%s\n" % (hashlib.sha256(body).hexdigest().encode(), body)
    # A name of its own, not a random one: what a crash leaves of it is overwritten, not gathered.
    draft = repository.private / "journal.draft"
    draft.parent.mkdir(mode=0o700, exist_ok=True)
    draft.unlink(missing_ok=True)
    files.write_drafts({draft: sealed}, modes={})
    draft.replace(file_of(repository))
    files.sync_folders([repository.private])


def load(repository: Repository) -> Journal | None:
    """The journal of a write that did not end; one that is damaged or of another version tells nothing."""
    try:
        seal, _, body = files.read(file_of(repository)).strip().partition(b"\n")
    except FileNotFoundError:
        return None
    if seal.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        return None
    version, entries, *facts = json.loads(body)
    return Journal(tuple(Entry(*entry) for entry in entries), *facts) if version == VERSION else None


def discard(repository: Repository, journal: Journal) -> None:
    """Sweep up the drafts, and the journal last."""
    drafts = [draft_of(repository.top / entry.path) for entry in journal.entries if entry.wanted]
    for draft in drafts:
        # One that cannot be removed keeps nobody from anything: the next write to its path overwrites it.
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    for folder in {draft.parent for draft in drafts}:
        files.prune(folder, repository.top)
    index.discard(repository)
    file_of(repository).unlink(missing_ok=True)


def finish(repository: Repository, journal: Journal, objects: Objects) -> Outcome:
    """Bring the files to where the commit has them, then publish the prepared index."""
    top = repository.top
    left: list[str] = []
    failed: list[str] = []
    try:
        # Git flushes a ref, not its folder. After a power cut no file may be newer than the branch.
        files.sync_folders([(repository.common_dir / journal.ref).parent])
    except OSError as error:
        failed.append(reason_of(error))
    for entry in journal.entries:
        try:
            if not _place(top, entry, objects):
                left.append(entry.path)
        except (OSError, Broken) as error:
            failed.append(f"{entry.path}: {reason_of(error)}")
    folders = {(top / entry.path).parent for entry in journal.entries}
    try:
        files.sync_folders({step for folder in folders for step in files.steps(folder, top)})
        index.publish(repository)
        files.sync_folders([repository.git_dir])
        if not failed:
            discard(repository, journal)
    except OSError as error:
        failed.append(reason_of(error))
    return Outcome(tuple(left), tuple(failed))


def reason_of(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _place(top: Path, entry: Entry, objects: Objects) -> bool:
    """False for a file that was edited since the write saw it: that one stays."""
    path = top / entry.path
    now = digest(path, algorithm_of(entry.blob or entry.seen))
    if now == entry.wanted:
        return True
    if now != entry.seen:
        return False
    if not entry.wanted:
        path.unlink()
        files.prune(path.parent, top)
        return True
    try:
        draft_of(path).replace(path)
    except FileNotFoundError:
        files.write(path, _content(entry, objects))
    return True


def digest(path: Path, algorithm: str) -> str:
    """The name the bytes on disk would have as a blob; empty for no file."""
    try:
        return name_of("blob", files.read(path), algorithm)
    except FileNotFoundError:
        return ""


def _content(entry: Entry, objects: Objects) -> bytes:
    data = objects.read(entry.blob)
    return data if entry.wanted == entry.blob else with_crlf(data)
