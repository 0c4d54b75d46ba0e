"""Conflicts that Git left, settled by our rules: merged without the driver, on a host, or by a killed driver.

Both sides are read from Git's index where a merge is under way, and otherwise from between the markers.
What our rules cannot settle (sections, unknown keys) a person edits; the rest is put in order around it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from supportctl.actions.duplicates import Twin, parted
from supportctl.domain import diff3
from supportctl.domain.frozen import frozen
from supportctl.errors.exchange import NotMarked
from supportctl.store import files, index
from supportctl.store.desk import Desk
from supportctl.store.document import document
from supportctl.store.loader import listing
from supportctl.store.merging import Merged, decoded, encoded, is_ours, merge_text, settle
from supportctl.store.plumbing import Objects
from supportctl.store.write import Base, Plan, write

MARK = b"<<<<<<< "


@frozen
class Resolved:
    """One file: what is still open, and what the merge decided. `twin` is a second ticket that had its ID."""

    path: str
    merged: Merged
    twin: str = ""

    @property
    def is_settled(self) -> bool:
        return not self.merged.conflicts


def resolve(
    desk: Desk, paths: Iterable[str], *, now: datetime, dry_run: bool = False
) -> tuple[tuple[Resolved, ...], str]:
    """Settle these files, or all that have a conflict. With no merge under way the result is committed."""
    open_now = index.unmerged(desk.repository)
    wanted = tuple(paths) or tuple(sorted({*open_now, *_marked(desk)}))
    with Objects(desk.repository) as objects:
        done = [_one(desk, path, open_now.get(path, {}), objects) for path in wanted]
    if dry_run or not done:
        return tuple(one for one, _ in done), ""
    if open_now or desk.repository.under_way():
        for one, twin in done:
            _stage(desk, one, twin)
        return tuple(one for one, _ in done), ""
    return tuple(one for one, _ in done), _commit(desk, done, now)


def _marked(desk: Desk) -> list[str]:
    """The files of the desk that hold conflict markers."""
    paths = [*listing(desk.root).files]
    for folder in ("kb", "customers"):
        paths += [found.path for found in files.walk(desk.root, folder) if found.kind == "file"]
    return [path for path in paths if diff3.sides(_text(desk, path).split("\n"))]


def _text(desk: Desk, path: str) -> str:
    data = files.read(desk.root / path)
    return decoded(data) if MARK in data else ""


def _one(desk: Desk, path: str, stages: Mapping[int, str], objects: Objects) -> tuple[Resolved, Twin | None]:
    held = decoded(files.read(desk.root / path)) if (desk.root / path).exists() else ""
    versions = {stage: decoded(objects.read(oid)) for stage, oid in stages.items()}
    found = diff3.sides(held.replace("\r\n", "\n").split("\n"))
    if 2 in versions and 3 in versions:
        base, ours, theirs = versions.get(1), versions[2], versions[3]
    elif versions:
        # One side deleted the file. Nothing is ever deleted here, so what is left of it stays.
        return Resolved(path, Merged(held or versions.get(2) or versions.get(3) or "")), None
    elif found:
        ours, theirs = ("\n".join(side) for side in found[:2])
        base = None if found[2] is None else "\n".join(found[2])
    else:
        raise NotMarked(path=path)
    merged = merge_text(path, base, ours, theirs)
    if merged.conflicts == ("id",):
        twin = parted(path, ours, theirs)
        return Resolved(path, Merged(twin.kept), twin.name), twin
    if merged.conflicts and not found and held:
        return Resolved(path, settle(path, held, ours, theirs)), None
    if merged.conflicts and found and (not is_ours(path) or _is_in_order(path, found)):
        # A person may be half-way through it.
        return Resolved(path, Merged(held, merged.conflicts, merged.decided)), None
    return Resolved(path, merged), None


def _is_in_order(path: str, found: tuple[diff3.Lines, diff3.Lines, diff3.Lines | None]) -> bool:
    """Whether the timelines are one already, so that only what people have to settle is between markers."""
    ours, theirs = (document("\n".join(side), path) for side in found[:2])
    return ours is not None and theirs is not None and ours.events == theirs.events


def _stage(desk: Desk, one: Resolved, twin: Twin | None) -> None:
    files.write(desk.root / one.path, encoded(one.merged.text))
    if twin:
        (desk.root / twin.path).parent.mkdir(parents=True, exist_ok=True)
        files.write(desk.root / twin.path, encoded(twin.text))
        index.stage(desk.repository, twin.path)
    if one.is_settled:
        index.stage(desk.repository, one.path)


def _commit(desk: Desk, done: Iterable[tuple[Resolved, Twin | None]], now: datetime) -> str:
    settled: dict[str, bytes | None] = {}
    for one, twin in done:
        if not one.is_settled:
            files.write(desk.root / one.path, encoded(one.merged.text))
            continue
        settled[one.path] = encoded(one.merged.text)
        if twin:
            settled[twin.path] = encoded(twin.text)
    if not settled:
        return ""

    def plan(_base: Base) -> Plan:
        return Plan(files=dict(settled), subject=f"supportctl: settle conflicts in {len(settled)} files")

    written = write(desk.repository, plan, now=now, adopt=frozenset(settled))
    return written.commit if written else ""
