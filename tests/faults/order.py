"""What a trace of system calls says about a power cut: was anything named before it was on the disk?"""

from collections.abc import Iterator, Sequence

from tests.faults.preload import Call

# Derived, or a hint: built anew when it is not whole. Git appends to the reflogs and flushes them itself.
UNFLUSHED = ("/catalog.sqlite", "/supportctl-last", "/.git/logs/", "/supportctl/lock")
REF = "/.git/refs/heads/main"


def violations(calls: Sequence[Call]) -> Iterator[str]:
    """In a trace of one command that answered: the answer is its first word on standard output."""
    answer = next(n for n, call in enumerate(calls) if call.name == "write" and call.path.endswith(".out"))
    swap = next(n for n, call in enumerate(calls) if call.name == "rename" and call.other.endswith(REF))
    yield from _named_before_flushed(calls[:answer])
    for number, call in enumerate(calls):
        if call.name not in ("rename", "link"):
            continue
        if number > answer:
            yield f"after the answer: {call}"
        if "/.git/objects/" in call.other and number > swap:
            yield f"an object after the branch: {call}"
        if "/.git/" not in call.other and number < swap:
            yield f"a file before the branch: {call}"
    intent = _first(calls, "rename", "/supportctl/journal")
    if not intent < _first(calls, "fsync", "/.git/supportctl", intent) < swap:
        yield "the intent is not on the disk when the branch moves"
    if not swap < _first(calls, "fsync", REF.rpartition("/")[0], swap) < answer:
        yield "the branch is not on the disk when the answer is given"


def _named_before_flushed(calls: Sequence[Call]) -> Iterator[str]:
    dirty: set[str] = set()
    for call in calls:
        if call.name in ("write", "truncate"):
            dirty.add(call.path)
        elif call.name in ("fsync", "unlink"):
            dirty.discard(call.path)
        elif call.name in ("rename", "link") and call.path in dirty:
            dirty.discard(call.path)
            if not _is_free(call.path):
                yield f"named before it was flushed: {call.path} as {call.other}"
    yield from (f"never flushed: {path}" for path in sorted(dirty) if not _is_free(path))


def _is_free(path: str) -> bool:
    return any(part in path for part in UNFLUSHED)


def _first(calls: Sequence[Call], name: str, end: str, after: int = -1) -> int:
    found = (
        number
        for number, call in enumerate(calls)
        if number > after and call.name == name and (call.other or call.path).endswith(end)
    )
    return next(found, len(calls))
