"""Exchange with the others: fetch, merge without losing anything, push, and once more if somebody was faster.

Whatever goes wrong, the commits made here stay; nothing is ever pushed with force.
"""

import contextlib
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from supportctl.domain.frozen import frozen
from supportctl.errors import Said
from supportctl.errors.exchange import HistoryRewritten, MergeConflict
from supportctl.errors.repository import Contended
from supportctl.store import checkout, exchange, joining, remote
from supportctl.store.branch import Moved
from supportctl.store.checkout import Move
from supportctl.store.desk import Desk
from supportctl.store.joining import Joined, Reached
from supportctl.store.lock import hold
from supportctl.store.recovery import recover
from supportctl.store.remote import Heard, Link

TRIES = 20
NAMED = 9
PATIENCE = 10.0
# A queue of our own moves on; a lock of somebody else's may be dead.
QUEUE = 30.0


@frozen(kw_only=True)
class Wish:
    """`onto` is a branch to merge as well; `rewritten` takes a rewritten history for meant."""

    onto: str = ""
    rewritten: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class Synced:
    """What came and went, in commits; the files both sides changed, and what became of them."""

    name: str
    received: int = 0
    sent: int = 0
    merged: set[str] = field(default_factory=set)
    decided: set[tuple[str, str]] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    conflicts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def note(self, joined: Joined) -> None:
        self.merged |= set(joined.overlaps)
        self.decided |= {(path, name) for path, one in joined.overlaps.items() for name in one.merged.decided}
        self.kept |= set(joined.kept)
        self.conflicts |= {path: one.merged.conflicts for path, one in joined.conflicts.items()}


@frozen(kw_only=True)
class Watching:
    """Who is told how it goes: what Git reports, and how many files are merged of how many."""

    heard: Heard
    reached: Reached


def sync(desk: Desk, wish: Wish, *, now: datetime, watching: Watching) -> Synced:
    repository = desk.repository
    repository.writable_head()
    link = remote.link(repository)
    with exchange.alone(repository, link, QUEUE):
        return _exchanged(desk, link, wish, now=now, watching=watching)


def _exchanged(desk: Desk, link: Link, wish: Wish, *, now: datetime, watching: Watching) -> Synced:
    repository = desk.repository
    done = Synced(link.name)
    for attempt in range(TRIES):
        last = repository.commit_of(link.synced) or repository.commit_of(link.tracking)
        remote.fetch(repository, link, watching.heard)
        tip = repository.commit_of(link.tracking)
        if not wish.rewritten:
            _refuse_rewritten(desk, link, last, tip)
        sources = [(link.name, tip)] if tip else []
        if wish.onto:
            sources.append((wish.onto, remote.commit_named(repository, wish.onto)))
        with contextlib.suppress(Moved):
            for name, commit in sources:
                _bring(desk, name, commit, wish, done, now=now, watching=watching)
            if wish.dry_run or _is_sent(desk, link, tip, done, watching.heard):
                return done
        time.sleep(random.uniform(0, 0.05 * (attempt + 1)))  # noqa: S311  jitter, not a secret
    raise Contended(branch=link.name, tries=TRIES)


def _refuse_rewritten(desk: Desk, link: Link, last: str, tip: str) -> None:
    """Commits that the remote had and has no more are somebody's work, until a person says otherwise."""
    repository = desk.repository
    if not last or not tip or remote.contains(repository, tip, last):
        return
    if remote.contains(repository, repository.head().commit, tip):
        return  # it is we who have what the remote has, and more: nothing comes from there
    gone = remote.count(repository, tip, last)
    lost = remote.subjects(repository, tip, last, NAMED)
    # So that the next sync sees it as well: the remote's branch here has moved already.
    remote.agree(repository, link, last)
    raise HistoryRewritten(tuple(Said("{line}", line=line) for line in lost), branch=link.name, count=gone)


def _bring(
    desk: Desk, name: str, commit: str, wish: Wish, done: Synced, *, now: datetime, watching: Watching
) -> None:
    """Take over what a commit has that we have not."""
    repository = desk.repository
    with hold(repository.private, QUEUE) as own:
        recover(repository, own, PATIENCE)
        head = repository.writable_head().commit
        subject = f"supportctl: merge {_plain(name)}"
        joined = joining.join(repository, head, commit, subject=subject, now=now, reached=watching.reached)
        done.note(joined)
        if joined.conflicts and not wish.dry_run:
            joining.leave_open(repository, joined, subject)
            raise MergeConflict(tuple(_named(done.conflicts.items())), branch=name, count=len(done.conflicts))
        received = remote.count(repository, head, commit) if commit != head else 0
        if joined.commit and not wish.dry_run:
            checkout.advance(repository, Move(head, joined.commit, subject), own, wait=PATIENCE)
        done.received += received


def _is_sent(desk: Desk, link: Link, tip: str, done: Synced, heard: Heard) -> bool:
    repository = desk.repository
    head = repository.head().commit
    waiting = remote.count(repository, tip, head) if head else 0
    if head != tip and waiting:
        if remote.push(repository, link, heard) == remote.OVERTAKEN:
            return False
        done.sent = waiting
    if head:
        remote.agree(repository, link, head)
    return True


def _named(conflicts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[Said]:
    for path, names in conflicts:
        shown = ", ".join(name or "-" for name in names)
        yield Said("{path}: {names}", path=path, names=shown)


def _plain(name: str) -> str:
    """A branch's name as the first line of a commit can carry it."""
    return "".join(character for character in name if character.isprintable())
