"""Git's index: its lock, what is staged in it, and our entries put in without touching another's.

The lock is a second name (a hard link) of supportctl's own lock file. So after a crash nobody has to
guess whose `index.lock` that is: if it is the same file, its owner is dead, because we hold that file's
lock now. A foreign one is waited for and then named, never deleted.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from supportctl.errors.repository import GitLocked, Unmerged
from supportctl.store import files, plumbing
from supportctl.store.lock import Held, patience
from supportctl.store.objects import Leaf, name_of
from supportctl.store.repository import Repository


@contextlib.contextmanager
def held(repository: Repository, own: Held, wait: float) -> Iterator[None]:
    """Keeps every other Git from staging, committing or switching branches here."""
    path = repository.git_dir / "index.lock"
    with files.writing(path):
        clear_dead(repository, own)
        _take(path, own.path, wait)
        taken = path.lstat()
    try:
        yield
    finally:
        # Somebody may have removed our lock by hand, and a third have taken it since. If the disk refuses,
        # the next write removes it: by now a commit may stand, and must not end as a failure.
        with contextlib.suppress(OSError):
            if os.path.samestat(path.lstat(), taken):
                path.unlink()


def _take(path: Path, own: Path, wait: float) -> None:
    for _ in patience(wait):
        try:
            _link(own, path)
        except FileExistsError:
            continue
        return
    raise GitLocked(path=str(path), age=age_of(path))


def _link(own: Path, path: Path) -> None:
    try:
        os.link(own, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here: a plain lock, which a crash leaves for the user to remove.
        path.touch(exist_ok=False)


def clear_dead(repository: Repository, own: Held) -> None:
    """Remove the lock that a killed write of ours left."""
    path = repository.git_dir / "index.lock"
    with contextlib.suppress(FileNotFoundError):
        if path.samefile(own.path):
            path.unlink()


def age_of(path: Path) -> int:
    try:
        return max(0, round(time.time() - path.lstat().st_mtime))
    except FileNotFoundError:
        return 0


def staged(repository: Repository, commit: str, algorithm: str) -> dict[str, Leaf | None]:
    """Everything staged on top of a commit; refuses an index with an unsettled conflict."""
    against = commit or name_of("tree", b"", algorithm)
    listing = plumbing.run(repository, "diff-index", "--cached", "--raw", "-z", "--no-renames", against)
    fields = os.fsdecode(listing).split("\0")[:-1]
    found: dict[str, Leaf | None] = {}
    for facts, path in zip(fields[::2], fields[1::2], strict=True):
        _, mode, _, oid, status = facts.split(" ")
        if status == "U":
            raise Unmerged(path=path)
        found[path] = Leaf(mode, oid) if status != "D" else None
    return found


def hidden(repository: Repository) -> frozenset[str]:
    """The paths a sparse checkout keeps out of the work tree: absent, but not deleted."""
    listing = os.fsdecode(plumbing.run(repository, "ls-files", "-z", "-t")).split("\0")
    return frozenset(entry[2:] for entry in listing if entry.startswith("S "))


def count(repository: Repository) -> int:
    """How many files it names. (Its header would say, but not where the index is split.)"""
    return plumbing.run(repository, "ls-files", "-z").count(b"\0")


def is_split(repository: Repository) -> bool:
    """Whether the base of it stands in a file of its own; asking for both at once once left it whole."""
    return any(repository.git_dir.glob("sharedindex.*"))


def prepare(repository: Repository, entries: Mapping[str, Leaf | None], own: Held, *, algorithm: str) -> None:
    """A new index beside the old: all of its entries, and ours. `publish` puts it in place."""
    draft = draft_of(repository)
    gone = Leaf("0", name_of("blob", b"", algorithm))
    discard(repository)
    copy(repository, draft)
    rows = b"".join(_row(path, leaf or gone) for path, leaf in entries.items())
    plumbing.run(
        repository,
        "update-index",
        "-z",
        "--index-info",
        stdin=rows,
        env={"GIT_INDEX_FILE": str(draft)},
        keep=(own.handle,),
    )


def _row(path: str, leaf: Leaf) -> bytes:
    return b"%s %s\t%s\0" % (leaf.mode.encode(), leaf.oid.encode(), os.fsencode(path))


def copy(repository: Repository, target: Path) -> None:
    """Git writes an index beside its name and renames, so a second name of the old one is copy enough."""
    source = repository.git_dir / "index"
    try:
        os.link(source, target)
    except FileNotFoundError:
        pass
    except OSError:
        shutil.copy2(source, target)


def publish(repository: Repository) -> None:
    draft_of(repository).replace(repository.git_dir / "index")


def draft_of(repository: Repository) -> Path:
    return repository.private / "index"


def discard(repository: Repository) -> None:
    draft = draft_of(repository)
    for path in (draft, draft.with_name("index.lock")):
        path.unlink(missing_ok=True)


def unmerged(repository: Repository) -> dict[str, dict[int, str]]:
    """The paths with an unsettled conflict: the blobs of the base (1), of ours (2), of theirs (3)."""
    found: dict[str, dict[int, str]] = {}
    listing = plumbing.run(repository, "ls-files", "-u", "-z")
    for entry in os.fsdecode(listing).split("\0")[:-1]:
        facts, _, path = entry.partition("\t")
        _, oid, stage = facts.split(" ")
        found.setdefault(path, {})[int(stage)] = oid
    return found


def stage(repository: Repository, path: str) -> None:
    """Take a file as it stands for settled."""
    plumbing.run(repository, "add", "--", path)
