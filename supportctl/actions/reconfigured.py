"""What a change of supportctl.yaml does to the files it leaves alone: they may pass no longer.

The new configuration is data: it is parsed, and everything is judged by it as it would be after the merge.
Nothing of it runs, and what the change itself is held to stays the configuration of the base.
"""

from collections.abc import Iterator
from dataclasses import replace

from supportctl.actions.judging import judged, snapshot_of
from supportctl.checks import suite
from supportctl.domain.finding import Finding
from supportctl.domain.rule import INFO
from supportctl.domain.snapshot import CONFIG
from supportctl.store import codec, config, documents, views
from supportctl.store.desk import Desk
from supportctl.store.views import View

_OF_ITS_OWN = ("X", "P", "H")
"""Families that do not go by what a configuration names: a member who left has no address to hide."""


def broken(desk: Desk, view: View, base: str, *, name: str, jobs: int) -> tuple[Finding, ...]:
    """What is wrong now and was not by the configuration of the base; first what says so of the change."""
    new = configured(desk, view)
    if new is None:
        return ()
    snapshot = snapshot_of(new, view)
    paths = sorted(snapshot.names - {CONFIG})
    suspects = [one for one in judged(new, view, paths, snapshot, jobs) if _counts(one)]
    if not suspects:
        return ()
    known = _known(desk, base, {one.path for one in suspects})
    found = tuple(one for one in suspects if _name(one) not in known)
    if not found:
        return ()
    count = len({one.path for one in found})
    first = found[0]
    return (Finding("H313", CONFIG, 1, base=name, count=count, first=first.place, rule=first.code), *found)


def configured(desk: Desk, view: View) -> Desk | None:
    """The desk as this supportctl.yaml would have it; None where there is none that can be used."""
    data = view.read(CONFIG)
    if data is None:
        return None
    text, faults = codec.decode(data, CONFIG)
    settings, more = config.read(text)
    if any(finding.is_error for finding in (*faults, *more)):
        return None
    return replace(desk, config=settings)


def _counts(finding: Finding) -> bool:
    return finding.code[0] not in _OF_ITS_OWN and finding.rule.severity != INFO


def _known(desk: Desk, base: str, paths: set[str]) -> set[tuple[str, str, str]]:
    with views.committed(desk.repository, base) as view:
        old = configured(desk, view) or desk
        snapshot = snapshot_of(old, view)
        documented = (documents.read(view, path, old) for path in paths)
        return {_name(one) for document in documented if document for one in suite.judge(document, snapshot)}


def _name(finding: Finding) -> tuple[str, str, str]:
    """A finding without its place, which moves."""
    return finding.path, finding.code, str(finding.said)


def added(found: Iterator[Finding] | tuple[Finding, ...], told: tuple[Finding, ...]) -> Iterator[Finding]:
    """Those that were not told already."""
    known = {_name(one) for one in told}
    return (one for one in found if _name(one) not in known)
