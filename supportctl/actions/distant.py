"""What a change does to files it does not touch: they name what it deletes; and what the past has lost."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from supportctl.checks import suite
from supportctl.domain.finding import Finding
from supportctl.domain.snapshot import CONFIG, Change, Snapshot, id_of
from supportctl.store import documents, lost, views
from supportctl.store.desk import Desk
from supportctl.store.views import View

_NAMED = ("article", "customer")
"""A deleted ticket is a finding whoever names it."""
_DEAD = frozenset(("R501", "R503", "K706", "K707"))
"""What is said of a file that names what is not there."""


def with_names(
    desk: Desk, view: View, changes: Iterable[Change], snapshot: Snapshot, *, at: str
) -> Iterator[Change]:
    """The same changes, last those that delete an article or a customer: with the files that name it."""
    gone: dict[str, Change] = {}
    for one in changes:
        if name := _name(one):
            gone[name] = one
        else:
            yield one
    naming: dict[str, list[str]] = {name: [] for name in gone}
    for path in views.mentioning(desk.repository, gone, at=at) if gone else ():
        document = documents.read(view, path, desk)
        found = tuple(suite.judge(document, snapshot)) if document else ()
        dead = {
            str(one.params.get("target") or one.params.get("customer")) for one in found if one.code in _DEAD
        }
        for name in dead & gone.keys():
            naming[name].append(path)
    for name, one in gone.items():
        yield replace(one, named_by=tuple(naming[name]))


def _name(change: Change) -> str:
    """What others call the thing that this change deletes."""
    if change.after or change.before is None or change.before.kind not in _NAMED:
        return ""
    return id_of(change.path) or change.path.rpartition("/")[2].removesuffix(".yaml")


def losses(desk: Desk, since: str = "") -> Iterator[Finding]:
    """Events that stood in history and that a revert or a merge settled by hand threw out."""
    if not since and views.is_shallow(desk.repository):
        yield Finding("H391", CONFIG, 1)
    for loss in lost.losses(desk.repository, since=since):
        yield Finding(
            "H312",
            loss.path,
            1,
            commit=loss.commit[:10],
            count=len(loss.events),
            ids=", ".join(f"#{one}" for one in loss.events),
        )
