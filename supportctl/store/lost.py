"""Events that a merge lost: they stood in a file of one of its parents, and never came back.

A merge without the driver, settled by hand, or a revert can do that. The newest merges and reverts are
looked through, with one process for their differences and one for the files.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache

from supportctl.domain.frozen import frozen
from supportctl.store import plumbing
from supportctl.store.objects import algorithm_of
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository
from supportctl.store.tree import Base

MOST = 1_000
_EVENT = re.compile(rb"^### .* \{#([0-9a-hjkmnp-tv-z]{8})\}\r?$", re.MULTILINE)
_GONE = re.compile("0+")


@frozen
class Loss:
    """The events a commit lost of one file, and the blob that still has them."""

    commit: str
    path: str
    events: tuple[str, ...]
    blob: str


def losses(repository: Repository, *, since: str = "") -> tuple[Loss, ...]:
    """What is still missing at HEAD, oldest loss first; `since` is a commit: only what came after it."""
    head = repository.head().commit
    if not head:
        return ()
    with Objects(repository) as objects:
        base = Base(objects, head, algorithm_of(head))

        @lru_cache(maxsize=4096)
        def events(blob: str) -> tuple[str, ...]:
            return () if _GONE.fullmatch(blob) else tuple(ids(objects.read(blob)))

        found = []
        rows = list(_differences(repository, f"{since}..HEAD" if since else "HEAD"))
        # A ticket that got another ID takes its events along.
        kept = {(commit, event) for commit, _, _, after in rows for event in events(after)}
        for commit, path, before, _ in reversed(rows):
            missing = [event for event in events(before) if (commit, event) not in kept]
            leaf = base.leaf(path) if missing else None
            still = tuple(event for event in missing if leaf and event not in events(leaf.oid))
            if still:
                found.append(Loss(commit, path, still, before))
    return tuple(found)


def ids(data: bytes) -> Iterator[str]:
    """The IDs of the events in a file, by their headings alone."""
    return (match[1].decode() for match in _EVENT.finditer(data))


def _differences(repository: Repository, span: str) -> Iterator[tuple[str, str, str, str]]:
    """Commit, path, blob of a parent, blob of the commit: of merges against every parent, of reverts too."""
    newest = f"--max-count={MOST}"
    listing = plumbing.run(repository, "rev-list", "--parents", newest, "--merges", span, "--")
    listing += plumbing.run(
        repository,
        "rev-list",
        "--parents",
        newest,
        "--no-merges",
        "--grep=^This reverts commit",
        span,
        "--",
    )
    pairs = [
        (words[0], parent) for words in map(str.split, listing.decode().splitlines()) for parent in words[1:]
    ]
    asked = "".join(f"{commit} {parent}\n" for commit, parent in pairs).encode()
    answer = plumbing.run(
        repository,
        *("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--always", "--", "tickets"),
        stdin=asked,
    )
    commit = ""
    fields = iter(os.fsdecode(answer).split("\0")[:-1])
    for field in fields:
        if not field.startswith(":"):
            commit = field.strip()
            continue
        _, _, before, after, _ = field.split(" ")
        yield commit, next(fields), before, after
