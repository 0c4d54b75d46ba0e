"""Changes a file that has no timeline (a customer, the configuration): one commit, or a diff, or nothing.

Such a file cannot name the operation that changed it, so the commit does: a retry looks for its trailer.
"""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from supportctl.actions.change import Doing, diff
from supportctl.actions.screening import screened
from supportctl.domain.frozen import frozen
from supportctl.store import files, questions
from supportctl.store.desk import Desk
from supportctl.store.tree import reading
from supportctl.store.write import Base, Plan, alone, write

OPERATION_TRAILER = "Supportctl-Operation"

Change = Callable[[str | None], str]
"""From the text of the file (None where there is none) to its new text; refusals pass through."""


@frozen
class Recorded:
    """What came of it: the text of the file as it is now, and the commit if one was made."""

    path: str
    text: str
    commit: str = ""
    diff: str = ""
    pending: str = ""
    changed: bool = False
    repeated: bool = False


def record(desk: Desk, path: str, doing: Doing, *, subject: str, change: Change) -> Recorded:
    outcome: list[Recorded] = []

    def plan(base: Base) -> Plan | None:
        by_hand = doing.adopt or not doing.commit
        data = _on_disk(desk, path) if by_hand else base.read(path)
        old = None if data is None else _text(data)
        if is_recorded(desk, path, doing.operation):
            outcome[:] = [Recorded(path, old or "", repeated=True)]
            return None
        new = screened(path, old or "", change(old), allowed=doing.allowed, actor=doing.actor)
        outcome[:] = [Recorded(path, new, diff=diff(path, old or "", new), changed=old != new)]
        return Plan(
            files={path: new.encode()}, subject=subject, trailers=mark(doing.operation), author=doing.author
        )

    if doing.dry_run or not doing.commit:
        return _without_commit(desk, doing, plan, outcome)
    adopted = frozenset({path}) if doing.adopt else frozenset[str]()
    written = write(desk.repository, plan, now=doing.now, adopt=adopted)
    done = replace(outcome[0], diff="")
    return replace(done, commit=written.commit, pending=written.pending) if written else done


def is_recorded(desk: Desk, path: str, operation: str) -> bool:
    """Whether a commit says that this operation changed the file."""
    key = _key(operation)
    return bool(key) and questions.has_trailer(desk.repository, OPERATION_TRAILER, key, path)


def mark(operation: str) -> tuple[tuple[str, str], ...]:
    """The trailer by which a retry knows the commit of an operation."""
    return ((OPERATION_TRAILER, _key(operation)),) if operation else ()


def _key(operation: str) -> str:
    return sha256(operation.encode()).hexdigest()[:16] if operation else ""


def _without_commit(
    desk: Desk, doing: Doing, plan: Callable[[Base], Plan | None], outcome: list[Recorded]
) -> Recorded:
    if doing.dry_run:
        with reading(desk.repository) as base:
            plan(base)
        return outcome[0]
    with reading(desk.repository) as base, alone(desk.repository):
        plan(base)
        done = replace(outcome[0], diff="")
        if done.changed:
            (desk.root / done.path).parent.mkdir(parents=True, exist_ok=True)
            files.write(desk.root / done.path, done.text.encode())
    return done


def _on_disk(desk: Desk, path: str) -> bytes | None:
    try:
        return files.read(desk.root / path)
    except FileNotFoundError:
        return None


def _text(data: bytes) -> str:
    # Bytes that are no UTF-8 become surrogates, which every reader refuses, and never something else.
    return data.decode(errors="surrogateescape")
