"""The desk's files as the work tree, the index or a commit has them, and where two of these differ."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from supportctl.domain.frozen import frozen
from supportctl.domain.snapshot import CONFIG, FOLDERS
from supportctl.errors import Broken
from supportctl.errors.desk import NotAFile, NotAFolder
from supportctl.errors.repository import NoRevision
from supportctl.store import codec, files, plumbing
from supportctl.store.objects import Leaf, algorithm_of, name_of
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository
from supportctl.store.tree import Base


class View(Protocol):
    """`read` raises NotAFile, TooLarge, Unreadable; a file that is not there reads as None."""

    def names(self) -> frozenset[str]: ...
    def read(self, path: str) -> bytes | None: ...


@frozen
class Nothing:
    """What there was before the first commit."""

    def names(self) -> frozenset[str]:
        return frozenset()

    def read(self, path: str) -> bytes | None:  # noqa: ARG002 - a view
        return None


@frozen
class Worktree:
    root: Path

    def names(self) -> frozenset[str]:
        found = [
            one.path for folder in FOLDERS for one in files.walk(self.root, folder) if one.kind != "folder"
        ]
        return frozenset([*found, CONFIG] if (self.root / CONFIG).exists() else found)

    def read(self, path: str) -> bytes | None:
        folder = path.rpartition("/")[0]
        if files.not_a_folder(self.root, folder):
            raise NotAFolder(path=folder)
        try:
            return files.read(self.root / path, limit=codec.FILE_LIMIT)
        except FileNotFoundError:
            return None


@frozen
class Committed:
    base: Base

    def names(self) -> frozenset[str]:
        found = {name for folder in FOLDERS for name in self.base.names(folder)}
        return frozenset(found | {CONFIG} if self.base.leaf(CONFIG) else found)

    def read(self, path: str) -> bytes | None:
        leaf = self.base.leaf(path)
        if leaf is None:
            return None
        if not leaf.is_file:
            raise NotAFile(path=path)
        return self.base.blob(leaf.oid)


@frozen
class Staged:
    """The index: what the next commit would hold."""

    leaves: Mapping[str, Leaf]
    objects: Objects

    def names(self) -> frozenset[str]:
        return frozenset(self.leaves)

    def read(self, path: str) -> bytes | None:
        leaf = self.leaves.get(path)
        if leaf is None:
            return None
        if not leaf.is_file:
            raise NotAFile(path=path)
        return self.objects.read(leaf.oid)


@contextmanager
def committed(repository: Repository, commit: str) -> Iterator[View]:
    """A commit; an empty name means the time before the first."""
    if not commit:
        yield Nothing()
        return
    with Objects(repository) as objects:
        yield Committed(Base(objects, commit, algorithm_of(commit)))


@contextmanager
def staged(repository: Repository, index: str = "") -> Iterator[View]:
    """`index` is the file a hook is told of, GIT_INDEX_FILE, or nothing for the repository's own."""
    out = plumbing.run(repository, "ls-files", "-s", "-z", "--", *FOLDERS, CONFIG, env=_env(index))
    leaves = {}
    for entry in os.fsdecode(out).split("\0"):
        if entry:
            meta, _, path = entry.partition("\t")
            mode, oid, _ = meta.split(" ")
            leaves[path] = Leaf(mode, oid)
    with Objects(repository) as objects:
        yield Staged(leaves, objects)


def changed_on_disk(repository: Repository, commit: str) -> tuple[str, ...]:
    """Paths whose file differs from the commit's, with those Git does not know yet.

    Git goes by the times of files and names more than that: after a copy or a restored cache, all of them.
    """
    words = ("diff-index", "-z", "--raw", "--no-abbrev", "--no-renames", _tree(repository, commit), "--")
    entries = iter(_names(repository, *words))
    known = tuple(
        path for meta, path in zip(entries, entries, strict=True) if not _is_same(repository, meta, path)
    )
    return known + _names(repository, "ls-files", "-o", "-z", "--exclude-standard", "--", *FOLDERS, CONFIG)


def changed_in_index(repository: Repository, commit: str, index: str = "") -> tuple[str, ...]:
    words = ("diff-index", "--cached", "-z", "--name-only", "--no-renames", _tree(repository, commit), "--")
    return _names(repository, *words, env=_env(index))


def changed_between(repository: Repository, old: str, new: str) -> tuple[str, ...]:
    return _names(
        repository, "diff-tree", "-r", "-z", "--name-only", "--no-renames", _tree(repository, old), new
    )


def mentioning(repository: Repository, names: Iterable[str], *, at: str = "") -> tuple[str, ...]:
    """Tickets and articles in which a name stands: on disk, in the index (`--cached`) or in a commit."""
    words = ["grep", "-l", "-z", "-a", "-F", "--no-color", *(f"-e{name}" for name in names)]
    answer = plumbing.ask(repository, *words, *([at] if at else ()), "--", "tickets", "kb")
    prefix = f"{at}:" if at and not at.startswith("-") else ""
    found = os.fsdecode(answer.out).split("\0")
    return tuple(sorted(name.removeprefix(prefix) for name in found if name))


def commit_of(repository: Repository, revision: str) -> str:
    """The commit that a revision means; raises NoRevision."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    answer = plumbing.ask(repository, *words)
    if answer.code:
        raise NoRevision(revision=revision)
    return answer.out.decode().strip()


def is_shallow(repository: Repository) -> bool:
    return (repository.common_dir / "shallow").exists()


def merge_base(repository: Repository, one: str, other: str) -> str:
    """Where two commits part, or nothing where this clone does not know."""
    answer = plumbing.ask(repository, "merge-base", one, other)
    return answer.out.decode().split("\n")[0] if answer.code == 0 else ""


def _is_same(repository: Repository, meta: str, path: str) -> bool:
    """Whether the bytes on disk are the blob, by an entry of `diff-index` that says they may not be."""
    old_mode, new_mode, oid, *_ = meta.removeprefix(":").split(" ")
    if old_mode != new_mode:
        return False
    try:
        data = files.read(repository.top / path)
    except (FileNotFoundError, Broken):
        return False
    return name_of("blob", data, algorithm_of(oid)) == oid


def _tree(repository: Repository, commit: str) -> str:
    if commit:
        return commit
    settings = plumbing.settings(repository)
    return name_of("tree", b"", settings.get("extensions.objectformat", "sha1"))


def _names(repository: Repository, *words: str, env: Mapping[str, str] = plumbing.NOTHING) -> tuple[str, ...]:
    out = plumbing.run(repository, *words, env=env)
    return tuple(name for name in os.fsdecode(out).split("\0") if name)


def _env(index: str) -> Mapping[str, str]:
    return {"GIT_INDEX_FILE": index} if index else plumbing.NOTHING
