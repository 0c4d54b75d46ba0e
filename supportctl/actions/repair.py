"""What `doctor --fix` mends, in one commit: wrong places, two tickets with one ID, lost events."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from supportctl.actions import duplicates
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import path_of
from supportctl.errors import Said
from supportctl.store import lost
from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk
from supportctl.store.merging import decoded, encoded, settle
from supportctl.store.write import Base, Plan, write


@frozen
class Mended:
    """What was done, in sentences; nothing where nothing was to do."""

    done: tuple[Said, ...]
    commit: str = ""
    pending: str = ""


@dataclass(slots=True)
class _Work:
    files: dict[str, bytes | None] = field(default_factory=dict)
    done: list[Said] = field(default_factory=list)


def mend(desk: Desk, *, now: datetime) -> Mended:
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        findings = tuple(catalog.refresh())
    outcome: list[_Work] = []

    def plan(base: Base) -> Plan | None:
        work = _Work()
        _give_places(work, base, findings)
        _give_back(work, base, lost.losses(desk.repository))
        outcome[:] = [work]
        subject = f"supportctl: doctor mended {len(work.done)} things"
        return Plan(files=work.files, subject=subject) if work.files else None

    written = write(desk.repository, plan, now=now)
    done = tuple(outcome[0].done)
    return Mended(done, written.commit, written.pending) if written else Mended(done)


def _give_places(work: _Work, base: Base, findings: Iterable[Finding]) -> None:
    found = tuple(findings)
    twins = {finding.path for finding in found if finding.code == "S107"}
    for finding in found:
        data = base.read(finding.path) if finding.code == "F010" else None
        if data is None:
            continue
        identity, text = str(finding.params["id"]), decoded(data)
        if finding.path in twins:
            name, text = duplicates.renamed(text, finding.path, duplicates.own_name(finding.path))
            sentence = Said(
                "{path}: {id} was taken; this is {name} now", path=finding.path, id=identity, name=name
            )
        else:
            name = identity
            sentence = Said("{path}: moved to {place}", path=finding.path, place=path_of(name))
        if path_of(name) != finding.path:
            work.files[finding.path] = None
        work.files[path_of(name)] = encoded(text)
        work.done.append(sentence)


def _give_back(work: _Work, base: Base, losses: tuple[lost.Loss, ...]) -> None:
    for loss in losses:
        now = work.files.get(loss.path) or base.read(loss.path)
        if now is None:
            continue
        text, old = decoded(now), decoded(base.blob(loss.blob))
        united = encoded(settle(loss.path, text, text, old).text)
        if united != now:
            work.files[loss.path] = united
            work.done.append(
                Said(
                    "{path}: {count} events that {commit} had lost are back",
                    path=loss.path,
                    count=len(loss.events),
                    commit=loss.commit[:10],
                )
            )
