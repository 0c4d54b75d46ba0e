"""Two commits into one, in one process: Git would start the merge driver once a file.

Only what both sides changed is merged, by the rules of `merging.py`; the rest is taken from the side that
changed it. The commit is complete before the branch moves (`checkout.py`).
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import datetime

from supportctl.domain.frozen import frozen
from supportctl.domain.weave import pick
from supportctl.errors import Said
from supportctl.errors.desk import NotAFolder
from supportctl.errors.exchange import CannotMerge
from supportctl.store import commit, files, plumbing
from supportctl.store.checkout import changed, refusal
from supportctl.store.merging import Merged, decoded, encoded, merge_text
from supportctl.store.objects import Leaf, algorithm_of, name_of
from supportctl.store.plan import Plan
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository
from supportctl.store.tree import Base

Leaves = Mapping[str, Leaf | None]
Reached = Callable[[int, int], None]


@frozen
class Overlap:
    """A file both sides changed."""

    base: Leaf | None
    ours: Leaf
    theirs: Leaf
    merged: Merged


@frozen
class Joined:
    """`commit` is empty while there are conflicts, or where nothing came. `kept` was deleted by one side."""

    ours: str
    theirs: str
    commit: str = ""
    tree: str = ""
    overlaps: Mapping[str, Overlap] = field(default_factory=dict)
    kept: tuple[str, ...] = ()

    @property
    def conflicts(self) -> dict[str, Overlap]:
        return {path: one for path, one in self.overlaps.items() if one.merged.conflicts}


def join(
    repository: Repository, ours: str, theirs: str, *, subject: str, now: datetime, reached: Reached
) -> Joined:
    """What the branch has to move to so that it holds both. Writes objects and nothing else."""
    if not ours:
        return Joined(ours, theirs, theirs)
    bases = plumbing.ask(repository, "merge-base", "--all", ours, theirs).out.decode().split()
    if theirs in bases:
        return Joined(ours, theirs)
    if ours in bases:
        return Joined(ours, theirs, theirs)
    if not bases:
        raise CannotMerge(path=".", reason=Said("the two have no history in common"), branch=theirs[:12])
    with Objects(repository) as objects:
        return _Join(repository, objects, bases, ours, theirs).joined(subject, now, reached)


class _Join:
    def __init__(
        self, repository: Repository, objects: Objects, bases: list[str], ours: str, theirs: str
    ) -> None:
        algorithm = algorithm_of(ours)
        self.repository = repository
        self.objects = objects
        self.bases = [Base(objects, base, algorithm) for base in bases]
        self.ours, self.theirs = Base(objects, ours, algorithm), Base(objects, theirs, algorithm)
        self.leaves: dict[str, Leaf | None] = {}
        self.blobs: dict[str, bytes] = {}
        self.overlaps: dict[str, Overlap] = {}
        self.kept: list[str] = []

    def joined(self, subject: str, now: datetime, reached: Reached) -> Joined:
        ours, theirs = self.ours.commit, self.theirs.commit
        mine, others = (changed(self.repository, self.bases[0].commit, tip) for tip in (ours, theirs))
        both = {path for path, leaf in others.items() if path in mine and mine[path] != leaf}
        self.leaves = {path: leaf for path, leaf in others.items() if path not in mine}
        for count, path in enumerate(sorted(both), 1):
            self.overlap(path, mine[path], others[path])
            reached(count, len(both))
        try:
            tree = commit.grow(self.repository, self.ours, self.leaves, self.blobs.values())
        except NotAFolder as error:
            reason = Said("a file of one side is a folder of the other")
            raise CannotMerge(path=error.params["path"], reason=reason, branch=theirs[:12]) from error
        found = Joined(ours, theirs, "", tree, self.overlaps, tuple(self.kept))
        if found.conflicts:
            return found
        plan = Plan(files={}, subject=subject, parents=(theirs,))
        settings = plumbing.settings(self.repository)
        new = commit.record_merge(self.repository, self.ours, tree, plan, now=now, settings=settings)
        return Joined(ours, theirs, new, tree, self.overlaps, tuple(self.kept))

    def overlap(self, path: str, ours: Leaf | None, theirs: Leaf | None) -> None:
        if ours is None or theirs is None:
            # Nothing is lost: what one side deleted and the other changed stays.
            self.leaves[path] = ours or theirs
            self.kept.append(path)
            return
        if not ours.is_file or not theirs.is_file:
            reason = Said("it is a link or a submodule")
            raise CannotMerge(path=path, reason=reason, branch=self.theirs.commit[:12])
        left, right = self.objects.read_all([ours.oid, theirs.oid])
        if b"\0" in left or b"\0" in right:
            raise CannotMerge(path=path, reason=Said("it is no text"), branch=self.theirs.commit[:12])
        base = self.bases[0].leaf(path)
        merged = merge_text(path, self.base_text(path), decoded(left), decoded(right))
        data = encoded(merged.text)
        oid = name_of("blob", data, self.ours.algorithm)
        mode = pick(base.mode if base else ours.mode, ours.mode, theirs.mode) or ours.mode
        self.blobs[oid] = data
        self.leaves[path] = Leaf(mode, oid)
        self.overlaps[path] = Overlap(base, ours, theirs, merged)

    def base_text(self, path: str) -> str | None:
        """What the sides have in common. Where histories cross there are several bases: they are merged."""
        held = list(dict.fromkeys(base.read(path) for base in self.bases))
        texts = [decoded(data) for data in held if data is not None]
        while len(texts) > 1:
            texts = [merge_text(path, None, texts[0], texts[1]).text, *texts[2:]]
        return texts[0] if texts else None


def leave_open(repository: Repository, joined: Joined, subject: str) -> None:
    """A merge under way, as `git merge` leaves it: what is clean is staged, the rest waits between markers.

    What makes a merge of it comes last: killed before, it is staged work, and the other side is not lost.
    """
    # Entries written without the file's times would pass for edited.
    plumbing.ask(repository, "update-index", "-q", "--refresh")
    answer = plumbing.ask(repository, "read-tree", "-m", "-u", joined.ours, joined.tree)
    if answer.code:
        raise refusal(repository, "read-tree", answer.err)
    rows = [row for path, one in joined.conflicts.items() for row in _stages(path, one)]
    plumbing.run(repository, "update-index", "-z", "--index-info", stdin=b"".join(rows))
    git_dir = repository.git_dir
    files.write(git_dir / "MERGE_MSG", f"{subject}\n".encode())
    files.write(git_dir / "MERGE_HEAD", f"{joined.theirs}\n".encode())


def _stages(path: str, one: Overlap) -> Iterable[bytes]:
    name = os.fsencode(path)
    yield b"0 %s\t%s\0" % (b"0" * len(one.ours.oid), name)
    for stage, leaf in enumerate((one.base, one.ours, one.theirs), 1):
        if leaf:
            yield b"%s %s %d\t%s\0" % (leaf.mode.encode(), leaf.oid.encode(), stage, name)
