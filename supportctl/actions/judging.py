"""Files judged by what the desk knows; many of them are shared out among processes."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from supportctl.checks import suite
from supportctl.domain.finding import Finding
from supportctl.domain.snapshot import Document, Snapshot, kind_of
from supportctl.store import calendars, documents
from supportctl.store.desk import Desk
from supportctl.store.views import View, Worktree

_WORTH_SHARING = 400
_SHARE = 100


def snapshot_of(desk: Desk, view: View) -> Snapshot:
    team = desk.config.team
    return Snapshot.of(
        desk.config.lifecycle,
        frozenset(name for name in view.names() if kind_of(name)),
        people=frozenset(member.slug for member in team),
        teams=frozenset(desk.config.teams),
        addresses=frozenset(member.email.casefold() for member in team if member.email),
        hours=calendars.calendar(desk),
    )


def judged(desk: Desk, view: View, paths: Sequence[str], snapshot: Snapshot, jobs: int) -> Iterator[Finding]:
    work = partial(_judge_some, desk, snapshot)
    if jobs < 2 or len(paths) < _WORTH_SHARING or not isinstance(view, Worktree):
        yield from work(paths, view)
        return
    shares = [paths[start : start + _SHARE] for start in range(0, len(paths), _SHARE)]
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
        for found in pool.map(work, shares):
            yield from found


def _judge_some(
    desk: Desk, snapshot: Snapshot, paths: Sequence[str], view: View | None = None
) -> list[Finding]:
    looked_at = (documents.read(view or Worktree(desk.root), path, desk) for path in paths)
    return [
        finding for one in looked_at if isinstance(one, Document) for finding in suite.judge(one, snapshot)
    ]
