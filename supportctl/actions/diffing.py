"""The change between two revisions, what is staged, or the work tree, in the words of the domain."""

from contextlib import AbstractContextManager, nullcontext

from supportctl.actions import checking, distant
from supportctl.actions.judging import snapshot_of
from supportctl.checks import suite
from supportctl.domain.diff import Difference, difference, riskiest_first
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.snapshot import CONFIG, Change, Document, Snapshot
from supportctl.store import documents, views
from supportctl.store.desk import Desk
from supportctl.store.views import View, Worktree


@frozen
class Ends:
    """What is compared with what: commits, or the index or the work tree as `new`; `name` is for people."""

    old: str
    new: str
    name: str


@frozen(kw_only=True)
class Compared:
    differences: tuple[Difference, ...]
    base: str
    unknown: tuple[Finding, ...] = ()

    @property
    def risks(self) -> tuple[Finding, ...]:
        return (*self.unknown, *(risk for one in self.differences for risk in one.risks))


INDEX, WORKTREE = "index", "worktree"


def ends(desk: Desk, wanted: str, *, staged: bool = False) -> tuple[Ends, tuple[Finding, ...]]:
    """`A..B` is both, `A...B` what B did since they parted, `A` is A and the work tree; nothing is HEAD."""
    repository = desk.repository
    if staged or not wanted:
        return Ends(repository.head().commit, INDEX if staged else WORKTREE, "HEAD"), ()
    dots = "..." if "..." in wanted else ".."
    left, found, right = wanted.partition(dots)
    old = views.commit_of(repository, left or "HEAD")
    if not found:
        return Ends(old, WORKTREE, left), ()
    new = views.commit_of(repository, right or "HEAD")
    if dots == "..":
        return Ends(old, new, left), ()
    base = views.merge_base(repository, old, new)
    if base:
        return Ends(base, new, left), ()
    return Ends(old, new, left), (Finding("H390", CONFIG, 1, ref=left),)


def compare(desk: Desk, between: Ends, *, paths: tuple[str, ...] = (), index: str = "") -> Compared:
    scope = checking.Scope(paths=paths)
    with _view(desk, between, index) as view:
        snapshot = snapshot_of(desk, view)
        changed = filter(scope.holds, _changed(desk, between, index))
        changes = checking.changes_of(desk, view, between.old, changed, name=between.name)
        head = desk.repository.head().commit if between.new in (INDEX, WORKTREE) else between.new
        signed = checking.with_authors(desk, changes, between.old, head)
        at = {INDEX: "--cached", WORKTREE: ""}.get(between.new, between.new)
        named = distant.with_names(desk, view, signed, snapshot, at=at)
        found = tuple(difference(one, _findings(one, snapshot), desk.config.workflow) for one in named)
    return Compared(differences=riskiest_first(found), base=between.name)


def _view(desk: Desk, between: Ends, index: str) -> AbstractContextManager[View]:
    if between.new == INDEX:
        return views.staged(desk.repository, index)
    if between.new == WORKTREE:
        return nullcontext(Worktree(desk.root))
    return views.committed(desk.repository, between.new)


def _changed(desk: Desk, between: Ends, index: str) -> tuple[str, ...]:
    if between.new == INDEX:
        return views.changed_in_index(desk.repository, between.old, index)
    if between.new == WORKTREE:
        return views.changed_on_disk(desk.repository, between.old)
    return views.changed_between(desk.repository, between.old, between.new)


def _findings(change: Change, snapshot: Snapshot) -> tuple[Finding, ...]:
    """What is wrong now and was not before."""
    known = {_name(one) for one in suite.judge(change.before, snapshot)} if change.before else set()
    now = suite.judge(change.after, snapshot) if change.after else ()
    return (*suite.compare(change, snapshot), *(one for one in now if _name(one) not in known))


def _name(finding: Finding) -> tuple[object, ...]:
    """A finding without its place, which moves."""
    return finding.code, str(finding.said)


def whole(desk: Desk, data: bytes, path: str) -> tuple[Difference, Document]:
    """For Git's textconv: a file, and all that is on it as if it were new."""
    one = documents.decode(data, path, desk)
    return difference(Change(path, None, one), (), desk.config.workflow), one
