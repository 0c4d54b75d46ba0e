"""The promise, as questions to a desk after a command was killed, or the disk failed under it.

The same command on the same desk at the same time writes the same bytes. So a run without a fault says
what there is to find afterwards: the tree of before or the tree of after, never a third.
"""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.desks import FOREIGN, Desk, foreign_harm
from tests.faults.runs import Fault, Ran, run
from tests.support.git import git

# What of ours may lie in the private folder while nothing is under way.
CATALOG = ("catalog.sqlite", "catalog.sqlite.lock", "catalog.sqlite.seal")
# A journal of SQLite tells the next reader that somebody died over the catalogue: it makes another.
AT_REST = ("lock", *CATALOG, "catalog.sqlite-journal", "exchange", "knowledge")
BEFORE, AFTER, NEXT = "before", "after", "+next"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a faulty run ended, and how the desk broke the promise: nothing if it kept it."""

    ran: Ran
    landed: bool
    broken: tuple[str, ...]


class Judge:
    """One command on one desk, `read` before if it shall have a catalogue that the command follows; `planted`
    faults are in every command the judge runs.
    """

    def __init__(
        self, desk: Desk, command: str, room: Path, planted: tuple[str, ...] = (), *, read: bool = False
    ) -> None:
        self.desk = desk
        self.words = desk.commands()[command]
        self.home = room / "try"
        self._planted = planted
        self._read = read
        self._trees = dict(self._reference())

    def _reference(self) -> Iterator[tuple[str, str]]:
        """The four trees there can be: with the command or without, with the next one or without."""
        for name, lines in (
            (BEFORE, ()),
            (AFTER, (self.words,)),
            (BEFORE + NEXT, (self.desk.another(),)),
            (AFTER + NEXT, (self.words, self.desk.another())),
        ):
            desk = self.fresh()
            for line in lines:
                ran = run(desk.top, *line)
                assert ran.code == 0, ran.err
            yield tree(desk), name

    def fresh(self) -> Desk:
        desk = self.desk.copy(self.home)
        if self._read:
            assert run(desk.top, "list").code == 0
        return desk

    def try_it(self, fault: Fault, *, again: Fault | None = None, retry_first: bool = False) -> Verdict:
        """The command under a fault, and perhaps the next one as well; then the judgement."""
        desk = self.fresh()
        ran = run(desk.top, *self.words, fault=fault)
        found = self._trees.get(tree(desk), "a third state")
        broken = [f"torn: {found}"] if found not in (BEFORE, AFTER) else []
        if ran.code == 0 and found != AFTER:
            broken.append("lost: answered with exit 0, and it is not there")
        if not ran.killed and ran.code and found != BEFORE:
            broken.append(f"refused with exit {ran.code}, and it is there: {ran.err}")
        if "Traceback" in ran.err or ran.code == 70:
            broken.append(f"a bug: {ran.err}")
        if again:
            run(desk.top, *desk.another(), fault=again)
            # It is one of four now; what counts is what the next and the retry make of it.
            found = self._trees.get(tree(desk), "a third state").removesuffix(NEXT)
        broken += self._afterwards(desk, found, retry_first=retry_first)
        return Verdict(ran, found == AFTER, tuple(broken))

    def edited_after(self, fault: Fault) -> list[str]:
        """The command under a fault; then the user edits its ticket, and the next command must not care."""
        desk = self.fresh()
        run(desk.top, *self.words, fault=fault)
        file = desk.path(0)
        mine = file.read_text() + "\nmy own words\n"
        file.write_text(mine)
        ran = run(desk.top, *desk.another(), fault=Fault(planted=self._planted))
        broken = [] if ran.code == 0 else [f"blocked: {ran.err}"]
        if file.read_text() != mine:
            broken.append("the user's edit was overwritten")
        return broken

    def _afterwards(self, desk: Desk, found: str, *, retry_first: bool) -> Iterator[str]:
        """The next command and the retry go through, and after each HEAD, index and files are one."""
        todo = [(desk.another(), found + NEXT), (self.words, AFTER + NEXT)]
        if retry_first:
            todo = [(self.words, AFTER)]
        for words, expected in todo:
            ran = run(desk.top, *words, fault=Fault(planted=self._planted))
            if ran.code or "Traceback" in ran.err:
                yield f"blocked: {words[0]} ends with {ran.code}: {ran.err}"
                return
            now = self._trees.get(tree(desk), "a third state")
            if now != expected:
                yield f"{words[0]} leads to {now} instead of {expected}"
            yield from untidy(desk)
        yield from foreign_harm(desk)
        check = subprocess.run(
            ["git", "fsck", "--strict", "--no-dangling"], cwd=desk.top, capture_output=True, text=True
        )
        if check.returncode or check.stdout.strip():
            yield f"git fsck: {check.stdout}{check.stderr}"


def tree(desk: Desk) -> str:
    return git(desk.top, "rev-parse", "HEAD^{tree}")


def untidy(desk: Desk) -> Iterator[str]:
    """Where HEAD, index and files differ by more than the user's own work, and what of ours lies about."""
    status = git(desk.top, "status", "--porcelain=v1", "-uall").split("\n")
    odd = [line for line in status if line and line not in FOREIGN]
    if odd:
        yield f"HEAD, index and files differ: {odd}"
    left = [path.name for path in desk.private.iterdir() if path.name not in AT_REST]
    left += [str(path) for path in desk.top.rglob("*.supportctl")]
    left += [str(path) for path in desk.top.glob(".git/**/*.lock") if path.parent != desk.private]
    if left:
        yield f"left lying about: {left}"
