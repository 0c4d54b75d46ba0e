"""A surveyed plan as a commit object: blobs and trees, the hooks that may object, identity, signature.

Nothing here is visible to anyone: a commit that no branch holds is swept away by Git in time.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime

from supportctl.errors import Said
from supportctl.errors.repository import HookRefused, NoIdentity, SigningFailed
from supportctl.store import index, plumbing
from supportctl.store.objects import Leaf, Loose, write_pack
from supportctl.store.plan import Plan
from supportctl.store.repository import Repository
from supportctl.store.survey import Change
from supportctl.store.tree import Base, regrow

# Git's own measure for what it keeps as single files; above it, one pack is faster and flushed once.
UNPACK_LIMIT = 100
HOOKS = ("pre-commit", "commit-msg")
MERGE_HOOKS = ("pre-merge-commit", "commit-msg")
LAST_WORDS = 20
DISK = ("unable to", "insufficient permission")
NOBODY = ("identity unknown", "auto-detection is disabled", "empty ident name")


def record(
    repository: Repository,
    base: Base,
    changes: Iterable[Change],
    plan: Plan,
    *,
    now: datetime,
    settings: Mapping[str, str],
) -> str:
    """The name of the new commit."""
    found = tuple(changes)
    blobs = {change.entry.blob: change.data for change in found if change.data is not None}
    tree = grow(repository, base, {change.entry.path: change.entry.leaf for change in found}, blobs.values())
    return _judged(repository, base, tree, plan, HOOKS, now=now, settings=settings)


def record_merge(
    repository: Repository, base: Base, tree: str, plan: Plan, *, now: datetime, settings: Mapping[str, str]
) -> str:
    """The name of a commit that joins the plan's parents to the one the tree was grown from."""
    return _judged(repository, base, tree, plan, MERGE_HOOKS, now=now, settings=settings)


def _judged(
    repository: Repository,
    base: Base,
    tree: str,
    plan: Plan,
    known: tuple[str, ...],
    *,
    now: datetime,
    settings: Mapping[str, str],
) -> str:
    """The commit, if the hooks let it pass."""
    hooks = _hooks(repository, settings, known)
    if known[0] in hooks:
        _before_commit(repository, known[0], tree)
    message = _edited(repository, plan.message) if "commit-msg" in hooks else plan.message
    signed = plumbing.is_true(settings.get("commit.gpgsign", ""))
    parents = tuple(parent for parent in (base.commit, *plan.parents) if parent)
    return _commit(repository, parents, tree, message, env=identity(plan, now), signed=signed)


def grow(
    repository: Repository, base: Base, leaves: Mapping[str, Leaf | None], contents: Iterable[bytes]
) -> str:
    """The name of the tree that differs from the base's in these leaves; `contents` are the new blobs."""
    tree, trees = regrow(base, leaves)
    objects = (*(Loose("blob", data) for data in contents), *trees)
    command = ("unpack-objects", "-q") if len(objects) < UNPACK_LIMIT else ("index-pack", "--stdin")
    plumbing.run(repository, *command, stdin=write_pack(objects, base.algorithm))
    return tree


def identity(plan: Plan, now: datetime) -> dict[str, str]:
    """The environment in which Git signs with the plan's author and time, and else its own committer."""
    offset = now.utcoffset()
    if offset is None:
        raise ValueError("now has no time zone")
    minutes = round(offset.total_seconds() / 60)
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    moment = f"@{int(now.timestamp())} {zone}"
    env = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    if plan.author:
        env |= {"GIT_AUTHOR_NAME": plan.author.name, "GIT_AUTHOR_EMAIL": plan.author.email}
    return env


def _hooks(repository: Repository, settings: Mapping[str, str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The hooks to ask; to start Git only to learn that there is none would cost a tenth of a write."""
    if "core.hookspath" in settings or any(key.startswith("hook.") for key in settings):
        return known
    folder = repository.common_dir / "hooks"
    return tuple(hook for hook in known if os.access(folder / hook, os.X_OK))


def _before_commit(repository: Repository, hook: str, tree: str) -> None:
    """A hook over an index that holds the new tree, with the times of files that did not change."""
    draft = repository.private / "hook-index"
    draft.unlink(missing_ok=True)
    index.copy(repository, draft)
    env = {"GIT_INDEX_FILE": str(draft)}
    try:
        merge = ("-i", "-m") if draft.exists() else ()
        plumbing.run(repository, "read-tree", *merge, tree, env=env)
        _ask(repository, hook, env=env)
    finally:
        draft.unlink(missing_ok=True)


def _edited(repository: Repository, message: str) -> str:
    """The message as commit-msg leaves it."""
    draft = repository.private / "message"
    try:
        draft.write_text(message, encoding="utf-8")
        _ask(repository, "commit-msg", str(draft))
        return draft.read_text(encoding="utf-8", errors="surrogateescape")
    finally:
        draft.unlink(missing_ok=True)


def _ask(repository: Repository, hook: str, *args: str, env: Mapping[str, str] = plumbing.NOTHING) -> None:
    answer = plumbing.run_hook(repository, hook, *args, env=env)
    if answer.code:
        words = (answer.err or answer.out.decode("utf-8", "replace")).splitlines()[-LAST_WORDS:]
        raise HookRefused(tuple(Said("{line}", line=line) for line in words), hook=hook)


def _commit(
    repository: Repository,
    parents: tuple[str, ...],
    tree: str,
    message: str,
    *,
    env: Mapping[str, str],
    signed: bool,
) -> str:
    given = [word for parent in parents for word in ("-p", parent)]
    sign = ("-S",) if signed else ()
    text = message.encode("utf-8", "surrogateescape")
    answer = plumbing.ask(repository, "commit-tree", *given, *sign, "-F", "-", tree, stdin=text, env=env)
    if answer.code == 0:
        return answer.out.decode().strip()
    if any(words in answer.err for words in NOBODY):
        raise NoIdentity
    if signed and not any(trouble in answer.err for trouble in DISK):
        raise SigningFailed(reason=answer.err.splitlines()[0].removeprefix("error: "))
    raise plumbing.fault(repository, "commit-tree", answer.err)
