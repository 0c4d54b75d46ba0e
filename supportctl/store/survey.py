"""A plan held against the commit, the index and the work tree: what changes, and what stands in the way."""

from collections.abc import Mapping
from pathlib import Path

from supportctl.domain.frozen import frozen
from supportctl.errors import Said
from supportctl.errors.desk import (
    DeletedByHand,
    HandEdited,
    InTheWay,
    NotAFile,
    NotAFolder,
    StagedByHand,
    UnfitPath,
)
from supportctl.store import files, index
from supportctl.store.journal import Entry, with_crlf, with_lf
from supportctl.store.objects import FILE, Leaf, name_of
from supportctl.store.plan import Plan
from supportctl.store.repository import Repository
from supportctl.store.tree import Base

NAMED = 9


@frozen
class Change:
    """One path that will differ: the blob for Git, and the bytes for the disk where line ends differ.

    `edited`: the file is neither as the commit has it nor as the plan wants it.
    """

    entry: Entry
    data: bytes | None
    on_disk: bytes | None
    edited: bool


@frozen
class Fault:
    kind: type[HandEdited]
    path: str


def survey(repository: Repository, base: Base, plan: Plan, adopt: frozenset[str]) -> tuple[Change, ...]:
    """The changes, in order of paths; refuses where the user's own uncommitted work would be lost."""
    for path in plan.files:
        _refuse_unfit(path)
    differing = {path: data for path, data in sorted(plan.files.items()) if _differs(base, path, data)}
    if not differing:
        return ()
    _refuse_links(repository.top, differing)
    staged = index.staged(repository, base.commit, base.algorithm)
    found = [
        _look(repository.top / path, base, path, data, staged.get(path, base.leaf(path)), path in adopt)
        for path, data in differing.items()
    ]
    faults = tuple(fault for change in found if (fault := _fault(base, change, adopt)))
    if any(fault.kind is DeletedByHand for fault in faults):
        sparse = index.hidden(repository)
        faults = tuple(fault for fault in faults if fault.path not in sparse)
    if faults:
        first, *others = faults
        raise first.kind(
            tuple(Said("also {path}", path=fault.path) for fault in others[:NAMED]), path=first.path
        )
    return tuple(found)


def _refuse_unfit(path: str) -> None:
    """Git itself judges the finer points when the index is prepared, which is before anything is visible."""
    parts = path.split("/")
    if "\0" in path or any(part in ("", ".", "..") or part.lower() == ".git" for part in parts):
        raise UnfitPath(path=path)


def _differs(base: Base, path: str, data: bytes | None) -> bool:
    leaf = base.leaf(path)
    if leaf and not leaf.is_file:
        raise NotAFile(path=path)
    if data is None:
        return leaf is not None
    return leaf is None or leaf.oid != name_of("blob", data, base.algorithm)


def _refuse_links(top: Path, paths: Mapping[str, object]) -> None:
    """A folder that is a link leads out of the desk."""
    for folder in {path.rpartition("/")[0] for path in paths}:
        wrong = files.not_a_folder(top, folder)
        if wrong:
            raise NotAFolder(path=str(wrong))


def _look(
    file: Path, base: Base, path: str, data: bytes | None, staged: Leaf | None, adopted: bool
) -> Change:
    def name(content: bytes | None) -> str:
        return "" if content is None else name_of("blob", content, base.algorithm)

    leaf = base.leaf(path)
    before = leaf.oid if leaf else ""
    now = _read(file)
    seen = name(now)
    converted = now is not None and seen != before and name(with_lf(now)) == before
    if adopted and now and b"\r\n" in now and b"\r\n" not in (base.read(path) or b"\r\n"):
        converted = True
        data = data and with_lf(data)
    on_disk = data and with_crlf(data) if converted else data
    wanted = name(on_disk)
    entry = Entry(
        path=path,
        mode=leaf.mode if leaf else FILE,
        staged=staged.oid if staged else "",
        blob=name(data),
        seen=seen,
        wanted=wanted,
    )
    return Change(entry, data, on_disk, edited=not converted and seen not in (before, wanted))


def _read(path: Path) -> bytes | None:
    try:
        return files.read(path)
    except FileNotFoundError:
        return None


def _fault(base: Base, change: Change, adopt: frozenset[str]) -> Fault | None:
    """The user's own work at this path. What already is as the plan wants it is no obstacle."""
    entry = change.entry
    if entry.path in adopt:
        return None
    leaf = base.leaf(entry.path)
    before = leaf.oid if leaf else ""
    if entry.staged not in (before, entry.blob):
        return Fault(StagedByHand, entry.path)
    if not change.edited:
        return None
    if not entry.seen:
        return Fault(DeletedByHand, entry.path)
    return Fault(HandEdited if before else InTheWay, entry.path)
