"""The branch, the index and the files brought to a commit ahead, so that any crash can be settled.

Git checks the files out, with the care it has for uncommitted work, links, file modes, filters and sparse
checkouts; but into an index beside its own, while `index.lock` is ours. Then the branch is swapped, then
the index put in place. Before the swap a crash is undone: what arrived is taken back. A file that a filter
rewrites on its way (LFS) is not known again, and then counts as edited.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from supportctl.domain.frozen import frozen
from supportctl.errors import Broken, Refused, Said
from supportctl.errors.exchange import InTheWayOfSync
from supportctl.store import branch, files, index, journal, plumbing
from supportctl.store.branch import Moved
from supportctl.store.journal import Journal
from supportctl.store.lock import Held
from supportctl.store.objects import Leaf, algorithm_of, name_of
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository

NOTHING = "0" * 6


@frozen
class Move:
    """From the commit that the branch holds to one ahead of it, and what the reflog says of it."""

    old: str
    new: str
    told: str


def advance(repository: Repository, move: Move, own: Held, *, wait: float) -> None:
    """Refuses where uncommitted work would be lost; raises `Moved` if the branch is elsewhere by now."""
    with index.held(repository, own, wait), files.writing(repository.top):
        head = repository.writable_head()
        if head.commit != move.old:
            raise Moved
        intent = Journal((), journal.work_tree(repository), head.ref, move.old, move.new)
        # Before the journal is there: what is not tried yet must not be taken back.
        _prepare(repository, intent, own, "-u", "--dry-run")
        try:
            journal.save(repository, intent)
            _prepare(repository, intent, own, "-u")
            branch.swap(repository, intent, own, told=move.told, wait=wait)
        except BaseException:
            if repository.commit_of(head.ref) != move.new:
                _take_back(repository, intent)
                journal.discard(repository, intent)
            raise
        _publish(repository, intent)


def settle(repository: Repository, intent: Journal, own: Held, wait: float, *, landed: bool) -> None:
    """Finish or undo what a crash left."""
    with index.held(repository, own, wait):
        if not landed:
            _take_back(repository, intent)
        elif repository.head().commit == intent.new:
            try:
                _prepare(repository, intent, own, "-i")
            except InTheWayOfSync:
                return  # something else is staged there by now: that stays
            _refresh(repository)
            _publish(repository, intent)


def _publish(repository: Repository, intent: Journal) -> None:
    files.sync_folders([(repository.common_dir / intent.ref).parent])
    index.publish(repository)
    files.sync_folders([repository.git_dir])
    journal.discard(repository, intent)


def _prepare(repository: Repository, intent: Journal, own: Held, *options: str) -> None:
    """A new index beside the old, and with `-u` the files."""
    index.discard(repository)
    index.copy(repository, index.draft_of(repository))
    # Entries written without the file's times would pass for edited.
    _refresh(repository)
    old = intent.old or name_of("tree", b"", algorithm_of(intent.new))
    answer = plumbing.ask(
        repository, "read-tree", "-m", *options, old, intent.new, env=_env(repository), keep=(own.handle,)
    )
    if answer.code:
        index.discard(repository)
        raise refusal(repository, "read-tree", answer.err)


def _refresh(repository: Repository) -> None:
    plumbing.ask(repository, "update-index", "-q", "--refresh", env=_env(repository))


def _env(repository: Repository) -> Mapping[str, str]:
    return {"GIT_INDEX_FILE": str(index.draft_of(repository))}


def _take_back(repository: Repository, intent: Journal) -> None:
    """The files as Git's own index has them, where they are gone or hold nothing but what was arriving."""
    old = intent.old or name_of("tree", b"", algorithm_of(intent.new))
    before = changed(repository, intent.new, old)
    with Objects(repository) as objects:
        arriving = changed(repository, old, intent.new)
        taken = [
            path for path, leaf in arriving.items() if _is_arriving(repository.top / path, leaf, objects)
        ]
    for path in taken:
        (repository.top / path).unlink(missing_ok=True)
        files.prune((repository.top / path).parent, repository.top)
    back = b"".join(os.fsencode(path) + b"\0" for path in taken if before[path])
    answer = plumbing.ask(repository, "checkout-index", "-f", "-z", "--stdin", stdin=back)
    if answer.code and "not in the cache" not in answer.err:
        raise plumbing.fault(repository, "checkout-index", answer.err)


def _is_arriving(path: Path, leaf: Leaf | None, objects: Objects) -> bool:
    """No file, or one whose every byte is of the new one: Git writes a file from its beginning."""
    try:
        if path.is_symlink():
            return leaf is not None and os.fsencode(path.readlink()) == objects.read(leaf.oid)
        data = files.read(path)
    except FileNotFoundError:
        return True
    except (Broken, Refused):
        return False
    if leaf is None or not leaf.is_file:
        return False
    whole = objects.read(leaf.oid)
    return whole.startswith(data) or journal.with_crlf(whole).startswith(data)


def changed(repository: Repository, old: str, new: str) -> dict[str, Leaf | None]:
    """The paths in which two commits differ, and what the second has there."""
    listing = plumbing.run(repository, "diff-tree", "-r", "-z", "--raw", "--no-renames", old, new)
    fields = os.fsdecode(listing).split("\0")[:-1]
    found: dict[str, Leaf | None] = {}
    for facts, path in zip(fields[::2], fields[1::2], strict=True):
        _, mode, _, oid, _ = facts.split(" ")
        found[path] = None if mode == NOTHING else Leaf(mode, oid)
    return found


def refusal(repository: Repository, command: str, err: str) -> Exception:
    """What Git has against it, in our words."""
    lines = err.splitlines()
    paths = [line.strip() for line in lines if line.startswith("\t")]
    if locked := branch.locked(err):
        return locked
    if "overwritten" in err or "not uptodate" in err:
        named = paths or [line.partition("'")[2].partition("'")[0] for line in lines if "'" in line]
        return InTheWayOfSync(tuple(Said("{line}", line=path) for path in named))
    found: Broken = plumbing.fault(repository, command, err)
    return found
