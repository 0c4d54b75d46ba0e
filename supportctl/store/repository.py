"""Where a repository is and what state it is in, read from its files: no process is started here.

Only linked facts are read (`HEAD`, refs, the marks of a merge or rebase under way). Whether Git itself
trusts the place is asked by the first process (`plumbing.py`): it starts in `top` and is kept from
looking further up, so it finds this repository or none.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from supportctl.domain.frozen import frozen
from supportctl.errors.desk import Unreadable
from supportctl.errors.repository import (
    BareRepository,
    BrokenRef,
    DetachedHead,
    NoRepository,
    RefStorage,
    UnderWay,
)

OID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
REFTABLE = "refs/heads/.invalid"
SYMREF_DEPTH = 5

# In this order: a rebase that stops for a conflict leaves the marks of a cherry-pick, too.
MARKS = (
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("MERGE_HEAD", "merge"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("sequencer", "cherry-pick"),
    ("BISECT_LOG", "bisect"),
)


@frozen
class Head:
    """What is checked out: `ref` is empty when detached, `commit` is empty on an unborn branch."""

    ref: str
    commit: str

    @property
    def branch(self) -> str:
        return self.ref.removeprefix("refs/heads/")


@frozen
class Repository:
    """One work tree and its Git directories; in a linked work tree `common_dir` is the main one's."""

    top: Path
    git_dir: Path
    common_dir: Path
    bare: bool = False

    @classmethod
    def find(cls, start: Path) -> Self:
        """The nearest work tree at or above `start`.

        A folder that looks like a bare repository counts only where no `.git` is above it: a clone may
        carry such a folder as content, with a configuration that would run commands.
        """
        folders = (start.resolve(), *start.resolve().parents)
        for folder in folders:
            git_dir = _git_dir(folder / ".git")
            if git_dir:
                return cls(folder, git_dir, _common_dir(git_dir))
        for folder in folders:
            if _is_git_dir(folder):
                return cls(folder, folder, folder, bare=True)
        raise NoRepository(path=str(start))

    @property
    def private(self) -> Path:
        """Our own folder: lock, journal and everything derived."""
        return self.common_dir / "supportctl"

    def head(self) -> Head:
        text = _line(self.git_dir / "HEAD")
        if not text.startswith("ref:"):
            return Head("", _commit(text, self.git_dir / "HEAD"))
        ref = text.removeprefix("ref:").strip()
        for _ in range(SYMREF_DEPTH):
            text = self._stored(ref)
            if not text.startswith("ref:"):
                return Head(ref, text and _commit(text, self.common_dir / ref))
            ref = text.removeprefix("ref:").strip()
        raise BrokenRef(path=str(self.common_dir / ref))

    def commit_of(self, ref: str) -> str:
        """The commit a full ref name stands at; empty where there is no such ref."""
        text = self._stored(ref)
        return text and _commit(text, self.common_dir / ref)

    def under_way(self) -> str:
        """Git's word for the operation that is not finished, or nothing."""
        for mark, state in MARKS:
            if (self.git_dir / mark).exists():
                return self._series() if mark == "sequencer" else state
        return ""

    def writable_head(self) -> Head:
        """HEAD, in a state that takes a commit; else the refusal that says how to get there."""
        if self.bare:
            raise BareRepository(path=str(self.top))
        state = self.under_way()
        if state:
            finish, leave = _ways_out(state)
            raise UnderWay(state=state, path=str(self.top), finish=finish, leave=leave)
        head = self.head()
        if not head.ref:
            raise DetachedHead(commit=head.commit[:12])
        return head

    def _series(self) -> str:
        todo = _line(self.git_dir / "sequencer" / "todo", missing="pick")
        return "revert" if todo.startswith("revert") else "cherry-pick"

    def _stored(self, ref: str) -> str:
        """What a ref file holds: loose before packed, and loose again for a ref packed meanwhile."""
        if ref == REFTABLE:
            raise RefStorage(path=str(self.common_dir))
        if not ref.startswith("refs/") or ".." in ref:
            raise BrokenRef(path=str(self.git_dir / "HEAD"))
        loose = self.common_dir / ref
        return _line(loose, missing="") or self._packed(ref) or _line(loose, missing="")

    def _packed(self, ref: str) -> str:
        try:
            packed = (self.common_dir / "packed-refs").read_bytes()
        except FileNotFoundError:
            return ""
        end = packed.find(b" " + os.fsencode(ref) + b"\n")
        return packed[packed.rfind(b"\n", 0, end) + 1 : end].decode("ascii", "replace") if end > 0 else ""


def _ways_out(state: str) -> tuple[str, str]:
    if state == "bisect":
        return "git bisect reset", "git bisect reset HEAD"
    return f"git {state} --continue", f"git {state} --abort"


def _is_git_dir(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _git_dir(mark: Path) -> Path | None:
    """The Git directory behind `.git`: a folder, or the file of a linked work tree or submodule."""
    if mark.is_dir():
        return mark if _is_git_dir(mark) else None
    text = _line(mark, missing="")
    if not text.startswith("gitdir:"):
        return None
    git_dir = (mark.parent / text.removeprefix("gitdir:").strip()).resolve()
    return git_dir if (git_dir / "HEAD").is_file() else None


def _common_dir(git_dir: Path) -> Path:
    return (git_dir / _line(git_dir / "commondir", missing=".")).resolve()


def _lines(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield from (os.fsdecode(line).rstrip("\r\n") for line in file)


def _line(path: Path, *, missing: str | None = None) -> str:
    """The first line of a small file; `missing` is the answer where there is none."""
    try:
        return next(_lines(path), "")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        if missing is None:
            raise BrokenRef(path=str(path)) from None
        return missing
    except OSError as error:
        raise Unreadable(path=str(path), reason=error.strerror) from error


def _commit(text: str, path: Path) -> str:
    if not OID.fullmatch(text):
        raise BrokenRef(path=str(path))
    return text
