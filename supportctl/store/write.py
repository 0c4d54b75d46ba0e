"""The one road by which a change reaches Git.

A plan is asked what to write, standing on the commit that the branch holds, under a lock. Everything
that can fail is done before the branch moves: objects, hooks, commit, journal, the new index and the new
files as drafts. Then the branch is swapped (only if it still stands where the plan saw it) and what is
left are renames. So a refusal leaves nothing behind, and a crash is finished or undone by the next write.

- Another process's staged entries never enter our commit, nor does the user's index lose them.
- An uncommitted edit of a path is refused, unless the path is in `adopt`: then the plan saw the edit.
- `index.lock` is ours from the look at the work tree to the last rename, as `git commit` has it. Were it
  taken only afterwards, a commit begun before ours could end after it and put the old content back.
- Line ends: bytes that equal the commit's but for CRLF are unchanged. The file keeps its line ends, the
  commit keeps its own, also when an edit is adopted. No other conversion (ident, filters, LFS,
  working-tree-encoding) is known; such a file counts as edited.
- Hooks: pre-commit sees the new tree in a private index, the files as they were; what it stages itself is
  not taken. commit-msg may edit the message. post-commit, prepare-commit-msg and reference-transaction
  are not run.
"""

import contextlib
import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from supportctl.domain.frozen import frozen
from supportctl.errors.repository import Contended
from supportctl.store import files, index, journal, plumbing
from supportctl.store.branch import Moved, swap
from supportctl.store.commit import identity, record
from supportctl.store.journal import Journal, Outcome
from supportctl.store.lock import Held, hold
from supportctl.store.objects import algorithm_of
from supportctl.store.plan import Identity, Plan
from supportctl.store.plumbing import Objects
from supportctl.store.recovery import recover
from supportctl.store.repository import Head, Repository
from supportctl.store.survey import Change, survey
from supportctl.store.tree import Base

__all__ = ["Base", "Identity", "Plan", "Written", "alone", "write"]

TRIES = 10
# A queue of our own moves on; a lock of somebody else's may be dead.
QUEUE = 3


@frozen
class Written:
    """`before` is the commit that the new one stands on. `pending` names what a clean-up after the commit
    could not do; the commit stands all the same.
    """

    commit: str
    branch: str
    before: str
    paths: tuple[str, ...]
    pending: str = ""


def write(
    repository: Repository,
    plan: Callable[[Base], Plan | None],
    *,
    now: datetime,
    adopt: frozenset[str] = frozenset(),
    wait: float = 10.0,
) -> Written | None:
    """Commit what `plan` asks for, or nothing if it answers None or what is there already.

    `plan` is called again, with a fresh base, when the branch moved under it. It may raise a refusal.
    `wait` is the patience with each lock, in seconds.
    """
    repository.writable_head()
    settings = plumbing.settings(repository)
    with hold(repository.private, QUEUE * wait) as own:
        recover(repository, own, wait)
        writer = _Writer(repository=repository, own=own, settings=settings, now=now, adopt=adopt, wait=wait)
        for attempt in range(TRIES):
            try:
                return writer.attempt(plan)
            except Moved:
                time.sleep(random.uniform(0, 0.01 * attempt))  # noqa: S311  jitter, not a secret
    raise Contended(branch=repository.head().branch, tries=TRIES)


@contextlib.contextmanager
def alone(repository: Repository, wait: float = 10.0) -> Iterator[None]:
    """For what is written to the work tree and not committed: nobody else writes meanwhile."""
    with hold(repository.private, QUEUE * wait) as own:
        # Else the user would see, and commit, the work tree of a write that died half-way.
        if not repository.under_way():
            recover(repository, own, wait)
        yield


@frozen(kw_only=True)
class _Writer:
    """One write under the lock: what stays the same from try to try."""

    repository: Repository
    own: Held
    settings: Mapping[str, str]
    now: datetime
    adopt: frozenset[str]
    wait: float

    def attempt(self, plan: Callable[[Base], Plan | None]) -> Written | None:
        head = self.repository.writable_head()
        with Objects(self.repository) as objects:
            base = Base(objects, head.commit, self._algorithm(head))
            wanted = plan(base)
            if wanted is None:
                return None
            with index.held(self.repository, self.own, self.wait):
                if self.repository.writable_head() != head:
                    raise Moved
                with files.writing(self.repository.top):
                    return self._carry_out(wanted, base, head, objects)

    def _algorithm(self, head: Head) -> str:
        if head.commit:
            return algorithm_of(head.commit)
        return self.settings.get("extensions.objectformat", "sha1")

    def _carry_out(self, plan: Plan, base: Base, head: Head, objects: Objects) -> Written | None:
        changes = survey(self.repository, base, plan, self.adopt)
        if not changes:
            return None
        commit = record(self.repository, base, changes, plan, now=self.now, settings=self.settings)
        intent = Journal(
            work_tree=journal.work_tree(self.repository),
            ref=head.ref,
            old=head.commit,
            new=commit,
            entries=tuple(change.entry for change in changes),
        )
        try:
            self._prepare(intent, changes, base.algorithm)
            self._swap(intent, plan)
        except BaseException:
            # Also when the user interrupts: what the branch does not hold by now, it will not hold.
            if self.repository.commit_of(head.ref) != commit:
                with contextlib.suppress(OSError):
                    journal.discard(self.repository, intent)
            raise
        outcome = journal.finish(self.repository, intent, objects)
        paths = tuple(entry.path for entry in intent.entries)
        return Written(commit, head.branch, head.commit, paths, _pending(outcome))

    def _prepare(self, intent: Journal, changes: tuple[Change, ...], algorithm: str) -> None:
        """All that needs room on the disk, so that after the swap there are only renames to do."""
        top = self.repository.top
        contents = {top / change.entry.path: change.on_disk for change in changes}
        drafts = {journal.draft_of(path): data for path, data in contents.items() if data is not None}
        modes = {journal.draft_of(path): files.mode_of(path) for path in contents}
        journal.save(self.repository, intent)
        entries = {entry.path: entry.leaf for entry in intent.entries}
        index.prepare(self.repository, entries, self.own, algorithm=algorithm)
        for draft in drafts:
            draft.unlink(missing_ok=True)
        files.write_drafts(drafts, modes=modes)

    def _swap(self, intent: Journal, plan: Plan) -> None:
        env = identity(plan, self.now)
        swap(self.repository, intent, self.own, told=f"supportctl: {plan.subject}", wait=self.wait, env=env)


def _pending(outcome: Outcome) -> str:
    edited = (f"{path}: edited meanwhile, left as it is" for path in outcome.left)
    return "; ".join((*edited, *outcome.failed))
