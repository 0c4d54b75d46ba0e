"""Look the desk over, or only what a change touches: read, judge, compare with the base."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from supportctl.actions import distant, reconfigured, replies, shelving
from supportctl.actions.judging import judged, snapshot_of
from supportctl.checks import suite
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.snapshot import CONFIG, Author, Change, Document, id_of, kind_of
from supportctl.domain.verdict import Verdict
from supportctl.errors.repository import NoRevision
from supportctl.store import authors, config, documents, templates, views
from supportctl.store.desk import Desk
from supportctl.store.views import View, Worktree


@frozen(kw_only=True)
class Scope:
    """What is looked at: everything, what is staged, or what changed since a revision; below some paths.

    `index` is the index file that a hook is told of.
    """

    paths: tuple[str, ...] = ()
    staged: bool = False
    index: str = ""
    since: str = ""

    def holds(self, path: str) -> bool:
        return not self.paths or any(
            path == one or path.startswith(f"{one}/") or not one for one in self.paths
        )


def check(desk: Desk, scope: Scope, *, jobs: int = 1) -> Verdict:
    base, unknown = _base(desk, scope)
    with _view(desk, scope) as view:
        snapshot = snapshot_of(desk, view)
        changed = frozenset(_changed(desk, scope, base))
        touched = filter(scope.holds, changed)
        changes = changes_of(desk, view, base, touched, name=scope.since or "HEAD")
        only_changed = (scope.staged or scope.since) and not unknown
        names = snapshot.names & changed if only_changed else snapshot.names
        wanted = _in_order(filter(scope.holds, names), changed)
        head = desk.repository.head().commit if scope.since else base
        signed = with_authors(desk, changes, base, head)
        at = "--cached" if scope.staged else ""
        named = distant.with_names(desk, view, signed, snapshot, at=at)
        past = [finding for change in named for finding in suite.compare(change, snapshot)]
        past += _lost(desk, scope, base, wanted)
        snapshot = replace(snapshot, beside=shelving.beside(desk, view, wanted, snapshot))
        now = (*judged(desk, view, wanted, snapshot, jobs), *_templates(view, changed, wanted))
        if only_changed and CONFIG in wanted:
            name = scope.since or "HEAD"
            elsewhere = reconfigured.broken(desk, view, base, name=name, jobs=jobs)
            now = (*now, *reconfigured.added(filter(lambda one: scope.holds(one.path), elsewhere), now))
            wanted = _in_order(filter(scope.holds, snapshot.names), changed)
    findings = (*unknown, *_beside_each_other(past, now, wanted))
    return Verdict(findings=findings, checked=len(wanted), changed=len(changed), base=scope.since or "HEAD")


def by_base(desk: Desk, since: str) -> Desk:
    """The desk with the configuration of the base: a change cannot rewrite the rules it is held to."""
    base, unknown = base_of(desk, since)
    with views.committed(desk.repository, base) as old:
        data = old.read(CONFIG)
    if unknown or data is None:
        return desk
    settings, _ = config.read(data.decode(errors="replace"))
    return replace(desk, config=settings)


def base_of(desk: Desk, since: str) -> tuple[str, tuple[Finding, ...]]:
    return _base(desk, Scope(since=since))


def _lost(desk: Desk, scope: Scope, base: str, wanted: Sequence[str]) -> Iterator[Finding]:
    """What the commits lost; what is not committed yet has lost nothing by a commit."""
    if scope.staged:
        return
    these = frozenset(wanted)
    for found in distant.losses(desk, since=base if scope.since else ""):
        if found.path in these:
            yield found


def _templates(view: View, changed: Iterable[str], wanted: Sequence[str]) -> Iterator[Finding]:
    """What the templates lack; they are parsed in a process of their own. One that includes a template
    that changed is looked at too: it may be gone.
    """
    these = {path for path in wanted if kind_of(path) == "template"}
    moved = {path.rpartition("/")[2] for path in changed if kind_of(path) == "template"}
    if not these and not moved:
        return
    for found in replies.lint(templates.of(view)):
        if found.code[0] == "T" and (found.path in these or found.params.get("name") in moved):
            yield found


def _base(desk: Desk, scope: Scope) -> tuple[str, tuple[Finding, ...]]:
    """The commit to compare with; where this clone does not reach back that far, HEAD and the finding."""
    head = desk.repository.head().commit
    if not scope.since:
        return head, ()
    shallow = views.is_shallow(desk.repository)
    try:
        base = views.merge_base(desk.repository, views.commit_of(desk.repository, scope.since), head)
    except NoRevision:
        if not shallow:
            raise
        base = ""
    return (base, ()) if base else (head, (Finding("H390", CONFIG, 1, ref=scope.since),))


def _view(desk: Desk, scope: Scope) -> AbstractContextManager[View]:
    return views.staged(desk.repository, scope.index) if scope.staged else nullcontext(Worktree(desk.root))


def _changed(desk: Desk, scope: Scope, base: str) -> tuple[str, ...]:
    if scope.staged:
        return views.changed_in_index(desk.repository, base, scope.index)
    return views.changed_on_disk(desk.repository, base)


def _in_order(names: Iterable[str], changed: frozenset[str]) -> tuple[str, ...]:
    """What changed comes first."""
    return tuple(sorted(names, key=lambda name: (name not in changed, name)))


def changes_of(desk: Desk, view: View, base: str, changed: Iterable[str], *, name: str) -> Iterator[Change]:
    """Each changed file on both sides; `name` is what people call the base. A ticket that went to another
    path is one change, not two.
    """
    sides: dict[str, tuple[Document | None, Document | None]] = {}
    with views.committed(desk.repository, base) as old:
        for path in sorted(changed):
            before, after = documents.read(old, path, desk), documents.read(view, path, desk)
            if before != after:
                sides[path] = (before, after)
    gone = {id_of(path): path for path, (_, after) in sides.items() if after is None}
    come = {id_of(path) for path, (before, _) in sides.items() if before is None} - {""}
    for path, (before, after) in sides.items():
        if before is None and id_of(path) in gone:
            origin = gone[id_of(path)]
            yield Change(path, sides[origin][0], after, name, origin)
        elif after is not None or id_of(path) not in come:
            yield Change(path, before, after, name)


def with_authors(desk: Desk, changes: Iterable[Change], base: str, tip: str) -> Iterator[Change]:
    """The same changes, with who committed their events in the commits between base and tip."""
    known = authors.of_events(desk.repository, base, tip) if base != tip else {}
    people = {}
    for identity, made in known.items():
        member = desk.config.member_by_email(made.email)
        people[identity] = Author(made.name, member.slug if member else "", made.commit)
    for change in changes:
        yield replace(change, authors=people)


def _beside_each_other(
    past: Sequence[Finding], now: Sequence[Finding], order: Sequence[str]
) -> list[Finding]:
    """By file: what is gone first, then in the order the files were looked at; by line within."""
    place = {path: number for number, path in enumerate(order)}
    return sorted(
        (*past, *now), key=lambda one: (place.get(one.path, -1), one.path, one.line, one.column, one.code)
    )
