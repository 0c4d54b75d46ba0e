"""All ticket or article files of a desk: their names and times at one sweep, and one at a time their content.

What lies among them and is none is a finding; nothing is followed out of the folder.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from supportctl.domain.finding import Finding
from supportctl.domain.ids import ARTICLE, TICKET, is_id
from supportctl.domain.text import visible
from supportctl.errors import Said
from supportctl.errors.desk import NotAFile, TooLarge, Unreadable
from supportctl.store import codec, files
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


@dataclass(frozen=True, slots=True)
class Listing:
    """`files` maps each file to its stamp: it changes whenever the file may have."""

    files: Mapping[str, str]
    findings: tuple[Finding, ...]


def listing(top: Path, folder: str = TICKETS) -> Listing:
    found: dict[str, str] = {}
    findings: list[Finding] = []
    if (top / folder).is_symlink():
        return Listing(found, (Finding("F008", folder, kind=_KINDS["symlink"]),))
    for entry in _entries(top, folder, findings):
        name, path = entry.name, _path(entry, top)
        kind = _kind(entry)
        if kind != "file" and (kind != "folder" or name.lower().endswith(_SUFFIX)):
            findings.append(Finding("F008", visible(path), kind=_KINDS[kind]))
        elif kind == "file" and _is_ours(name, folder) and _is_text(path):
            status = entry.stat(follow_symlinks=False)
            found[path] = f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"
        elif kind == "file" and name.lower().endswith(_SUFFIX) and name.lower() != "readme.md":
            findings.append(Finding(_MISNAMED[folder], visible(path)))
    return Listing(found, tuple(findings))


def _entries(top: Path, folder: str, findings: list[Finding]) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder but what begins with a dot; folders before what they hold."""
    folders = [folder]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(top / folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            findings.append(Finding("F015", visible(folder), reason=error.strerror))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            yield entry
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{folder}/{entry.name}")


def _path(entry: os.DirEntry[str], top: Path) -> str:
    return entry.path[len(str(top)) + 1 :]


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "symlink"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _is_ours(name: str, folder: str) -> bool:
    return name.endswith(_SUFFIX) and is_id(name.removesuffix(_SUFFIX), _PREFIXES[folder])


def _is_text(path: str) -> bool:
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
