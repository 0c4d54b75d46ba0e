"""Faults that can be mended without knowing what was meant, and findings that are put off till later."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from supportctl.domain.finding import Finding
from supportctl.domain.verdict import by_file, fingerprints
from supportctl.errors.desk import Unreadable
from supportctl.store import files
from supportctl.store.desk import Desk

_MARK = b"\xef\xbb\xbf"
MENDABLE = ("F002", "X901")
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Mended:
    path: str
    old: bytes
    new: bytes


def mended(desk: Desk, findings: Iterable[Finding]) -> Iterator[Mended]:
    """The files that mending changes, as they are and as they would be; nothing is written."""
    for path, found in by_file(findings).items():
        faults = [one for one in found if one.code in MENDABLE]
        if not faults:
            continue
        old = files.read(desk.root / path)
        new = old.removeprefix(_MARK) if any(one.code == "F002" for one in faults) else old
        unused = {one.line for one in faults if one.code == "X901"}
        kept = [line for number, line in enumerate(new.split(b"\n"), 1) if number not in unused]
        yield Mended(path, old, b"\n".join(kept))


def write(desk: Desk, these: Iterable[Mended]) -> None:
    for one in these:
        files.write(desk.root / one.path, one.new)


def put_off(path: Path, findings: Iterable[Finding]) -> int:
    """Write a baseline: the lasting names of these findings, sorted, for the file to be compared by eye."""
    names = sorted(set(fingerprints(findings)))
    text = json.dumps({"schema": f"supportctl.baseline/{_VERSION}", "findings": names}, indent=1)
    files.write(path, f"{text}\n".encode())
    return len(names)


def without_known(path: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that a baseline does not know; raises Unreadable for a file that is none."""
    try:
        held = json.loads(files.read(path))
        known = frozenset(str(name) for name in held["findings"])
    except FileNotFoundError:
        raise Unreadable(path=str(path), reason="no such file") from None
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(path=str(path), reason=f"it is not a baseline: {error}") from None
    these = tuple(findings)
    named = zip(these, fingerprints(these), strict=True)
    return tuple(one for one, name in named if name not in known)
