"""Faults that can be mended without knowing what was meant, and findings that are put off till later."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from supportctl.domain import timeline
from supportctl.domain.finding import RULES, Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.merge import append_order
from supportctl.domain.replay import differences
from supportctl.domain.verdict import by_file, fingerprints
from supportctl.errors.desk import Unreadable
from supportctl.store import codec, edit, files, views
from supportctl.store.desk import Desk
from supportctl.store.views import View

_MARK = b"\xef\xbb\xbf"
MENDABLE = tuple(code for code, rule in RULES.items() if rule.mends)
_VERSION = 1


@frozen
class Mended:
    path: str
    old: bytes
    new: bytes


def mended(desk: Desk, findings: Iterable[Finding]) -> Iterator[Mended]:
    """The files that mending changes, as they are and as they would be; nothing is written."""
    with views.committed(desk.repository, desk.repository.head().commit) as head:
        for path, found in by_file(findings).items():
            faults = {one.code: [other for other in found if other.code == one.code] for one in found}
            if faults.keys() & set(MENDABLE):
                old = files.read(desk.root / path)
                new = _mended(desk, path, old, faults, head)
                if new != old:
                    yield Mended(path, old, new)


def _mended(desk: Desk, path: str, old: bytes, faults: dict[str, list[Finding]], head: View) -> bytes:
    data = old.removeprefix(_MARK) if "F002" in faults else old
    lines = data.split(b"\n")
    doomed = {one.line for one in faults.get("X901", ())}
    doomed |= {one.line for one in faults.get("F005", ()) if _says_the_same(lines, one)}
    data = b"\n".join(line for number, line in enumerate(lines, 1) if number not in doomed)
    if "E206" in faults:
        data = _in_order(data, path)
    # A value that nobody has committed yet is somebody's work: it is not thrown away.
    if "W203" in faults and head.read(path) == old:
        data = _as_told(desk, data, path)
    return data


def _says_the_same(lines: list[bytes], fault: Finding) -> bool:
    """Whether a key that stands twice has the same value on one line both times."""
    again = fault.line - 1
    line, first = lines[again].rstrip(), lines[int(str(fault.params["first"])) - 1].rstrip()
    below = lines[again + 1] if again + 1 < len(lines) else b""
    return line == first and not line.endswith(b":") and not below.startswith((b" ", b"\t", b"-  ", b"- "))


def _in_order(data: bytes, path: str) -> bytes:
    """The events by the time they were recorded, as every merge puts them, where that is all they lack."""
    text, faults = codec.decode(data, path)
    parts, more = codec.layout(text, path)
    if faults or more or parts is None or not parts.timeline:
        return data
    after = parts.timeline + 1
    found, odd = timeline.parse(parts.lines[after:], after + 1, path)
    events = sorted(found, key=append_order)
    if events[0].kind != "created" or any(one.is_error and one.code != "E206" for one in odd):
        return data
    kept = "\n".join(text.split("\n")[:after])
    ordered = edit.append(f"{kept}\n", events)
    return ordered.encode()


def _as_told(desk: Desk, data: bytes, path: str) -> bytes:
    """The front matter as the timeline has it."""
    reading = desk.decode(data, path)
    if reading.ticket is None or not reading.is_sound:
        return data
    told = {name: value for name, _, value in differences(reading.ticket)}
    return edit.edit(reading.text, path, fields=told).encode()


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
