"""Whether the catalogue still says what the files say, told from times: no file that was settled is read.

Git and editors that save by renaming change the time of the folder; an edit in place changes the file's own,
which is looked at for the tickets people work on: those that are not closed, those with a finding. What was
written so short before it was read that it may change again under the same time is unsure: its content was
kept, and is compared.

On the road of every reading, so it imports nothing but os and sys.
"""

import os
import sys
from collections.abc import Iterable

FOLDERS = "SELECT path, stamp, entries FROM folder"
WATCHED = "SELECT folder, names, marks FROM watch"
# CROSS, so that the small table is walked and the large one asked.
UNSURE = "SELECT path, content FROM unsure CROSS JOIN file USING (file)"

Entries = list[tuple[os.DirEntry[str], str]]

TICK = 100_000_000
COARSE_TICK = 2_000_000_000
GONE = ""
_WORD = 2**64


def stamp(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def folder_stamp(path: str) -> str:
    """Changes whenever an entry comes, goes or is replaced; empty where there is no folder."""
    try:
        status = os.lstat(path)
    except OSError:
        return GONE
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {status.st_mode}"


def is_settled(stamp: str, began: int) -> bool:
    """Whether what had this stamp when reading began cannot have changed again under it."""
    changed = int(stamp.partition(" ")[0] or 0)
    return abs(began - changed) > (TICK if changed % 1_000_000_000 else COARSE_TICK)


def entries(path: str) -> Entries:
    """What lies in a folder, by name and with stamps, but for what begins with a dot."""
    with os.scandir(path) as scan:
        found = sorted((entry for entry in scan if entry.name[0] != "."), key=lambda entry: entry.name)
    return [(entry, mark) for entry in found if (mark := _stamp_of(entry))]


def _stamp_of(entry: os.DirEntry[str]) -> str:
    try:
        return stamp(entry.stat(follow_symlinks=False))
    except OSError:
        return GONE


def written(found: Entries) -> bytes:
    """The entries of a folder as they are kept and compared."""
    return b"\n".join(b"%b %b" % (os.fsencode(entry.name), mark.encode()) for entry, mark in found)


def folders(top: str, rows: Iterable[tuple[bytes, str, bytes | None]]) -> list[bytes]:
    """The known folders (FOLDERS) that may not be as they were."""
    return [path for path, mark, kept in rows if _is_other(f"{top}/{os.fsdecode(path)}", mark, kept)]


def _is_other(path: str, mark: str, kept: bytes | None) -> bool:
    if folder_stamp(path) != mark:
        return True
    try:
        return kept is not None and written(entries(path)) != kept
    except OSError:
        return True


def files(top: str, rows: Iterable[tuple[str, str, bytes]]) -> list[str]:
    """The watched files (WATCHED) that may not be as they were."""
    return [path for row in rows if _has_changed(top, *row) for path in _changed(top, *row)]


def watched(files: Iterable[tuple[str, str]]) -> tuple[str, bytes]:
    """Files of one folder as they are kept there: names in lines, and stamps as numbers in a row."""
    known = [(name, [int(part) % _WORD for part in mark.split()]) for name, mark in files]
    marks = b"".join(part.to_bytes(8, sys.byteorder) for _, parts in known for part in parts)
    return "\n".join(name for name, _ in known), marks


def _has_changed(top: str, folder: str, names: str, marks: bytes) -> bool:
    """For thousands of files, all of which are as they were nearly every time."""
    stat = os.stat
    try:
        place = os.open(f"{top}/{folder}", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        found = [stat(name, dir_fd=place, follow_symlinks=False) for name in names.split("\n")]
    except OSError:
        return True
    finally:
        os.close(place)
    now = [part for one in found for part in (one.st_mtime_ns, one.st_size, one.st_ino)]
    return now != memoryview(marks).cast("Q").tolist()


def _changed(top: str, folder: str, names: str, marks: bytes) -> Iterable[str]:
    for place, name in enumerate(names.split("\n")):
        path = f"{folder}/{name}"
        try:
            _, mark = watched([(name, stamp(os.lstat(f"{top}/{path}")))])
        except OSError:
            mark = b""
        if mark != marks[24 * place : 24 * place + 24]:
            yield path


def unsure(top: str, rows: Iterable[tuple[str, bytes | None]]) -> list[str]:
    """The files whose content was kept (UNSURE) and is another by now."""
    return [path for path, kept in rows if content(f"{top}/{path}") != kept]


def content(path: str) -> bytes | None:
    """What a plain file holds; nothing where it cannot be read."""
    try:
        return stamped(path)[1]
    except OSError:
        return None


def stamped(path: str) -> tuple[str, bytes]:
    """The stamp of a plain file, and then its content; raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as file:
        return stamp(os.fstat(handle)), file.read()


# --- what clocks stand on ------------------------------------------------------------------------------

GROUND = "SELECT path, stamp, content FROM ground"
CALENDARS, ZONES = "calendars", "zones"
_YEARS = ".yaml"


def is_grounded(top: str, rows: Iterable[tuple[str, str, bytes | None]]) -> bool:
    """Whether all that clocks are made of besides tickets (GROUND) is as it was."""
    return all(
        ground_stamp(top, path) == mark and (kept is None or content(f"{top}/{path}") == kept)
        for path, mark, kept in rows
    )


def ground_stamp(top: str, path: str) -> str:
    """Of the calendars their names, of the zones where they are looked for; only zones may be links."""
    try:
        if path == CALENDARS:
            names = os.listdir(f"{top}/{path}")
            return "\0".join(sorted(name for name in names if name.isascii() and name.endswith(_YEARS)))
        if path == ZONES:
            return ascii((sys.base_prefix, os.environ.get("PYTHONTZPATH", "")))
        return stamp(os.stat(path) if path[0] == "/" else os.lstat(f"{top}/{path}"))
    except OSError:
        return GONE
