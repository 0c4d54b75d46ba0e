"""Faults to plant in the product: what the harness is for is to find them.

Each replaces one part of the writer by one that forgets something. They are planted in the process of a
command, before it runs.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from supportctl.actions import change, driving
from supportctl.store import index, journal, plumbing, write
from supportctl.store.lock import Held


def no_lock() -> None:
    """Everybody writes at once; only the swap stands between them."""

    @contextlib.contextmanager
    def hold(folder: Path, wait: float) -> Iterator[Held]:
        folder.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield Held(folder / "lock", handle)
        finally:
            os.close(handle)

    write.hold = hold


def no_swap() -> None:
    """The branch is set, wherever it stands by now; the moment before is long, so that luck has no part."""

    def swap(self, intent, plan) -> None:
        time.sleep(0.2)
        plumbing.run(self.repository, "update-ref", intent.ref, intent.new)

    write._Writer._swap = swap


def read_from_the_work_tree() -> None:
    """The text is read when the command begins, and the lock is taken afterwards."""
    original = change.write

    def too_early(repository, plan, **more):
        found = {path: path.read_bytes() for path in repository.top.rglob("tickets/**/*.md")}

        def misled(base):
            base.read = lambda path: found.get(repository.top / path)
            return plan(base)

        return original(repository, misled, **more)

    change.write = too_early


def index_first() -> None:
    """The index is put in place before the branch moves."""
    original = write._Writer._prepare

    def prepare(self, *args) -> None:
        original(self, *args)
        shutil.copy(index.draft_of(self.repository), self.repository.git_dir / "index")

    write._Writer._prepare = prepare


def no_flush() -> None:
    os.fsync = lambda handle: None
    plumbing.HARDENED = tuple(
        "core.fsync=none" if line.startswith("core.fsync=") else line for line in plumbing.HARDENED
    )


def no_journal() -> None:
    journal.save = lambda repository, intent: None


def recovery_that_overwrites() -> None:
    """Files become what the commit has, whatever they are."""
    original = journal._place

    def place(top, entry, objects) -> bool:
        return original(top, entry._replace(seen=journal.digest(top / entry.path, "sha1")), objects)

    journal._place = place


def marker_left_out() -> None:
    """The merge driver begins with our side alone, as Git has it."""
    driving.both = lambda ours, theirs: ours


def impatient() -> None:
    """No fault: a foreign lock is named at once, where people are given ten seconds."""
    write.write.__kwdefaults__["wait"] = 0.2


@dataclass(frozen=True, slots=True)
class Planted:
    plant: Callable[[], None]
    caught_by: str


FAULTS: Mapping[str, Planted] = {
    "no lock": Planted(no_lock, "crowd"),
    "no swap": Planted(no_swap, "crowd"),
    "base read from the work tree": Planted(read_from_the_work_tree, "crowd"),
    "index first": Planted(index_first, "crash"),
    "no journal": Planted(no_journal, "crash"),
    "recovery that overwrites": Planted(recovery_that_overwrites, "edit"),
    "marker left out": Planted(marker_left_out, "merge"),
    "no flush": Planted(no_flush, "order"),
    "impatient": Planted(impatient, "nobody"),
}
