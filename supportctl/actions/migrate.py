"""Tickets of an older schema brought up to the current one, all of them in one commit."""

from collections.abc import Iterator, Mapping

from supportctl.actions.change import Doing, diff
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.schema import SCHEMA
from supportctl.errors.desk import BrokenFiles
from supportctl.store import codec, migrations
from supportctl.store.desk import Desk
from supportctl.store.migrations import Step
from supportctl.store.tree import reading
from supportctl.store.write import Base, Plan, write

TICKETS = "tickets"


@frozen
class Migrated:
    """The paths that were of an older schema, and which."""

    paths: tuple[tuple[str, int], ...]
    commit: str = ""
    diff: str = ""
    pending: str = ""


def migrate(
    desk: Desk, doing: Doing, *, steps: Mapping[int, Step] = migrations.STEPS, current: int = SCHEMA
) -> Migrated:
    """Raises BrokenFiles where a file cannot be read afterwards; then nothing is written."""
    found: list[tuple[str, int]] = []
    diffs: list[str] = []

    def plan(base: Base) -> Plan | None:
        found[:], diffs[:] = [], []
        new: dict[str, bytes | None] = {}
        for path, text, schema in _older(base, current):
            changed = migrations.migrated(text, schema, steps=steps, current=current)
            _readable(desk, changed.encode(), path)
            found.append((path, schema))
            diffs.append(diff(path, text, changed))
            new[path] = changed.encode()
        if not new:
            return None
        subject = f"supportctl: migrate {len(new)} tickets to schema {current}"
        return Plan(files=new, subject=subject, author=doing.author)

    if doing.dry_run:
        with reading(desk.repository) as base:
            plan(base)
        return Migrated(tuple(found), diff="\n".join(diffs))
    written = write(desk.repository, plan, now=doing.now)
    if written is None:
        return Migrated(())
    return Migrated(tuple(found), written.commit, pending=written.pending)


def _older(base: Base, current: int) -> Iterator[tuple[str, str, int]]:
    for path, data in base.read_many(name for name in base.names(TICKETS) if name.endswith(".md")).items():
        text, faults = codec.decode(data or b"", path)
        schema = 0 if faults else migrations.schema_of(text)
        if 0 < schema < current:
            yield path, text, schema


def _readable(desk: Desk, data: bytes, path: str) -> None:
    errors: tuple[Finding, ...] = tuple(one for one in desk.decode(data, path).findings if one.is_error)
    # A step may write a schema that only the next supportctl reads: that alone is no fault of it.
    if any(finding.code != "S110" for finding in errors):
        raise BrokenFiles(tuple(finding.told for finding in errors))
