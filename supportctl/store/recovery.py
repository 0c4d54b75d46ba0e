"""What a crash left is finished or undone, at the start of the next write."""

from dataclasses import replace

from supportctl.errors import Broken
from supportctl.errors.desk import Unwritable
from supportctl.store import branch, checkout, files, index, journal, plumbing
from supportctl.store.journal import Entry, Journal
from supportctl.store.lock import Held
from supportctl.store.objects import Leaf, algorithm_of
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository
from supportctl.store.tree import Base


def recover(repository: Repository, own: Held, wait: float) -> None:
    """Finish or undo the write whose journal was left behind. It may have worked in another work tree."""
    with files.writing(journal.file_of(repository)):
        _recover(repository, own, wait)


def _recover(repository: Repository, own: Held, wait: float) -> None:
    intent = journal.load(repository)
    if not intent:
        # Killed at the very last step, a write leaves the lock and no journal.
        index.clear_dead(repository, own)
        journal.file_of(repository).unlink(missing_ok=True)
        return
    owner = _owner(repository, intent)
    if not owner:
        index.discard(repository)
        journal.file_of(repository).unlink()
        return
    index.clear_dead(owner, own)
    branch.clear_locks(owner, intent)
    if owner.head().ref == intent.ref:
        if not intent.entries:
            checkout.settle(owner, intent, own, wait, landed=landed(owner, intent))
        elif landed(owner, intent):
            _catch_up(owner, intent, own, wait)
    journal.discard(owner, intent)


def _owner(repository: Repository, intent: Journal) -> Repository | None:
    """The work tree the journal is about, if it is still there and still one of this repository."""
    top = (repository.common_dir / intent.work_tree).resolve()
    try:
        found = Repository.find(top)
    except Broken:
        return None
    return found if (found.top, found.common_dir) == (top, repository.common_dir) else None


def landed(repository: Repository, intent: Journal) -> bool:
    """Whether the branch holds the commit, be it under later ones."""
    tip = repository.commit_of(intent.ref)
    if tip in (intent.new, intent.old):
        return tip == intent.new
    known = plumbing.ask(repository, "merge-base", "--is-ancestor", intent.new, tip) if tip else None
    return known is not None and known.code == 0


def _catch_up(owner: Repository, intent: Journal, own: Held, wait: float) -> None:
    head = owner.head().commit
    algorithm = algorithm_of(head)
    with Objects(owner) as objects, index.held(owner, own, wait):
        base = Base(objects, head, algorithm)
        # Where a later commit has changed the path again, it is no longer ours to bring about.
        ours = [entry for entry in intent.entries if base.leaf(entry.path) == entry.leaf]
        staged = index.staged(owner, head, algorithm)
        stale = {entry.path: entry.leaf for entry in ours if _is_stale(entry, staged)}
        index.prepare(owner, stale, own, algorithm=algorithm)
        outcome = journal.finish(owner, replace(intent, entries=tuple(ours)), objects)
    if outcome.failed:
        raise Unwritable(path=str(owner.top), reason="; ".join(outcome.failed))


def _is_stale(entry: Entry, staged: dict[str, Leaf | None]) -> bool:
    """Whether the index still has what the write saw there."""
    if entry.path not in staged:
        return False
    leaf = staged[entry.path]
    return (leaf.oid if leaf else "") == entry.staged
