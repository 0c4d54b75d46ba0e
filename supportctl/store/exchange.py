"""One `sync` at a time in a repository, and what a killed one left: locks of Git on the refs it moves."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from supportctl.store import branch, files
from supportctl.store.lock import hold
from supportctl.store.remote import Link
from supportctl.store.repository import Repository


@contextlib.contextmanager
def alone(repository: Repository, link: Link, wait: float) -> Iterator[None]:
    """Not the writer's lock: others write while we wait for the network."""
    folder = repository.private / "exchange"
    mark = folder / "under-way"
    with files.writing(mark):
        repository.private.mkdir(mode=0o700, exist_ok=True)
    with hold(folder, wait):
        with files.writing(mark):
            if mark.exists():
                branch.clear_stale(_locks(repository, link), since=mark)
            mark.touch()
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                mark.unlink()


def _locks(repository: Repository, link: Link) -> Iterator[Path]:
    """Of the refs that fetch and push move here, and of the configuration where push notes the upstream."""
    common = repository.common_dir
    yield from (common / "refs/remotes" / link.remote).rglob("*.lock")
    yield from (common / f"{ref}.lock" for ref in (link.synced, "packed-refs", "config", "shallow"))
