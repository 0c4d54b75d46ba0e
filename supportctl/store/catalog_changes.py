"""What of the catalogue is no longer as the files are: the one place that decides what is read again."""

import os
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from supportctl.domain.frozen import frozen
from supportctl.store import fresh, loader
from supportctl.store.catalog_tables import Base
from supportctl.store.loader import TICKETS, Folder


@frozen
class Changes:
    """`changed` maps the files to read to their stamps; `began` is when looking began."""

    began: int
    folders: Mapping[str, Folder]
    gone_folders: frozenset[str]
    changed: Mapping[str, str]
    gone: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.folders or self.gone_folders or self.changed or self.gone)


def changes(base: Base, desk: Path, moved: Collection[str] | None, *, watching: bool = True) -> Changes:
    """`moved` names the files that commits since the last time have changed; None says that all may have.

    Not `watching`, it leaves edits in place to the next one who looks.
    """
    began, top = time.time_ns(), str(desk)
    known: dict[str, str] = {
        os.fsdecode(path): mark for path, mark, _ in base.execute(fresh.FOLDERS).fetchall()
    }
    folders = _looked_at(base, top, known, everything=moved is None)
    gone_folders = _gone(known, folders)
    folders = {path: folder for path, folder in folders.items() if path not in gone_folders}
    changed: dict[str, str] = {}
    gone: set[str] = set()
    for path in gone_folders:
        gone |= _held(base, path).keys()
    for path, folder in folders.items():
        held = _held(base, path)
        changed |= {file: mark for file, mark in folder.files.items() if held.get(file) != mark}
        gone |= held.keys() - folder.files.keys()
    for path in (*(_edited(base, top) if watching else ()), *_moved(base, top, moved or ())):
        parent = folders.get(path.rpartition("/")[0])
        mark = parent.files.get(path, fresh.GONE) if parent else _plain_stamp(f"{top}/{path}")
        if mark:
            changed[path] = mark
        else:
            gone.add(path)
    return Changes(began, folders, gone_folders, _without(changed, gone), frozenset(gone))


def _without(changed: Mapping[str, str], gone: Collection[str]) -> dict[str, str]:
    return {path: mark for path, mark in changed.items() if path not in gone}


def _looked_at(base: Base, top: str, known: Mapping[str, str], *, everything: bool) -> dict[str, Folder]:
    """The folders that changed or are new, read again."""
    if everything or not known:
        waiting = [*known, TICKETS]
    else:
        waiting = [os.fsdecode(path) for path in fresh.folders(top, base.execute(fresh.FOLDERS).fetchall())]
    looked: dict[str, Folder] = {}
    while waiting:
        path = waiting.pop()
        if path not in looked:
            looked[path] = loader.look(Path(top), path)
            waiting += (below for below in looked[path].folders if everything or below not in known)
    return looked


def _gone(known: Collection[str], looked: Mapping[str, Folder]) -> frozenset[str]:
    """Known folders that the folder above no longer has, with all below them."""
    gone: set[str] = set()
    for path in sorted({*known, *looked}):
        above = path.rpartition("/")[0]
        if above in gone or (above in looked and path not in looked[above].folders):
            gone.add(path)
    return frozenset(gone)


def _held(base: Base, folder: str) -> dict[str, str]:
    """The files right in a folder, as they are known."""
    if not loader.is_text(folder):
        return {}
    inside = "SELECT path, stamp FROM file WHERE path > ? AND path < ?"
    rows = base.execute(inside, (f"{folder}/", f"{folder}0")).fetchall()
    return {path: mark for path, mark in rows if "/" not in path[len(folder) + 1 :]}


def _edited(base: Base, top: str) -> Iterator[str]:
    """Watched files with another stamp, or another content under the same one."""
    yield from fresh.files(top, base.execute(fresh.WATCHED).fetchall())
    yield from fresh.unsure(top, base.execute(fresh.UNSURE).fetchall())


def _moved(base: Base, top: str, moved: Collection[str]) -> Iterator[str]:
    """Known files of these with another stamp."""
    for path in moved:
        held = base.execute("SELECT stamp FROM file WHERE path = ?", (path,)).fetchall()
        if held and held[0][0] != _plain_stamp(f"{top}/{path}"):
            yield path


def _plain_stamp(path: str) -> str:
    try:
        return fresh.stamp(os.lstat(path))
    except OSError:
        return fresh.GONE
