"""All ticket or article files of a desk: their names and times at one sweep, and one at a time their content.

What lies among them and is none is a finding; nothing is followed out of the folder.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import ARTICLE, TICKET, is_id
from supportctl.domain.text import visible
from supportctl.errors import Said
from supportctl.errors.desk import NotAFile, TooLarge, Unreadable
from supportctl.store import codec, files, fresh
from supportctl.store.codec import Reading

TICKETS = "tickets"
ARTICLES = "kb"
_PREFIXES = {TICKETS: TICKET, ARTICLES: ARTICLE}
_MISNAMED = {TICKETS: "F011", ARTICLES: "K701"}
_SUFFIX = ".md"
_KINDS = {
    "symlink": Said("a symbolic link"),
    "folder": Said("a folder"),
    "other": Said("a device, a pipe or a socket"),
}


@frozen
class Folder:
    """What one folder holds: our files with their stamps, the folders in it, what should not be there.

    `stamp` is the folder's own, taken before it was read; `entries` is what it was read from.
    """

    stamp: str
    files: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    entries: bytes = b""


@frozen
class Listing:
    """`files` maps each file to its stamp: it changes whenever the file may have."""

    files: Mapping[str, str]
    findings: tuple[Finding, ...]


def listing(top: Path, kind: str = TICKETS) -> Listing:
    found = list(walk(top, [kind], kind))
    files = {path: mark for _, folder in found for path, mark in folder.files.items()}
    return Listing(files, tuple(finding for _, folder in found for finding in folder.findings))


def walk(top: Path, paths: Iterable[str], kind: str = TICKETS) -> Iterator[tuple[str, Folder]]:
    """These folders and all below them; folders before what they hold."""
    waiting = [*paths]
    while waiting:
        path = waiting.pop()
        folder = look(top, path, kind)
        yield path, folder
        waiting += folder.folders


def look(top: Path, path: str, kind: str = TICKETS) -> Folder:
    """One folder. One that is gone is empty, and so is its stamp."""
    stamp = fresh.folder_stamp(f"{top}/{path}")
    if (top / path).is_symlink():
        return Folder(stamp, findings=(Finding("F008", visible(path), kind=_KINDS["symlink"]),))
    try:
        entries = fresh.entries(f"{top}/{path}")
    except (FileNotFoundError, NotADirectoryError):
        return Folder(stamp)
    except OSError as error:
        return Folder(stamp, findings=(Finding("F015", visible(path), reason=error.strerror),))
    files: dict[str, str] = {}
    others: list[os.DirEntry[str]] = []
    is_ours = is_text(path)
    for entry, mark in entries:
        if is_ours and _is_plain(entry) and _is_ours(entry.name, kind):
            files[f"{path}/{entry.name}"] = mark
        else:
            others.append(entry)
    findings = [found for entry in others for found in _stray(entry, f"{path}/{entry.name}", kind)]
    below = tuple(f"{path}/{entry.name}" for entry in others if entry.is_dir(follow_symlinks=False))
    return Folder(stamp, files, below, tuple(findings), fresh.written(entries))


def _stray(entry: os.DirEntry[str], path: str, folder: str) -> Iterator[Finding]:
    """What is wrong with an entry that is no file of ours, if anything is."""
    name, kind = entry.name.lower(), _kind(entry)
    if kind != "file" and (kind != "folder" or name.endswith(_SUFFIX)):
        yield Finding("F008", visible(path), kind=_KINDS[kind])
    elif kind == "file" and name.endswith(_SUFFIX) and name != "readme.md":
        yield Finding(_MISNAMED[folder], visible(path))


def _is_plain(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "symlink"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _is_ours(name: str, folder: str) -> bool:
    return name.endswith(_SUFFIX) and is_id(name.removesuffix(_SUFFIX), _PREFIXES[folder])


def is_text(path: str) -> bool:
    """Whether the folders on the way have names in UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in path)


def load(top: Path, path: str, statuses: Collection[str]) -> Reading | None:
    """One ticket file, or nothing where it has gone meanwhile."""
    data = content(top, path)
    if isinstance(data, Finding):
        return Reading(None, (data,))
    return None if data is None else codec.read(data, path, statuses)


def content(top: Path, path: str) -> bytes | Finding | None:
    """What one file holds, or why it cannot be read; nothing where it has gone meanwhile."""
    try:
        return files.read(top / path, limit=codec.FILE_LIMIT)
    except FileNotFoundError:
        return None
    except NotAFile:
        return Finding("F008", path, kind=_KINDS["symlink" if (top / path).is_symlink() else "other"])
    except TooLarge as error:
        size, limit = error.params["size"], error.params["limit"]
        return Finding("F012", path, what=Said("the file"), size=size, limit=limit)
    except Unreadable as error:
        return Finding("F015", path, reason=error.params["reason"])
