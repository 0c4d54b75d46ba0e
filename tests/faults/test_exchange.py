"""`sync` is killed at every step, or the disk fails under it: nobody's words are lost, here or there, and
the next command goes on, be it a `sync` or a note.
"""

import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.faults import preload
from tests.faults.desks import Desk, foreign_harm, made, quiet, with_foreign_work
from tests.faults.judge import tree, untidy
from tests.faults.preload import Counter
from tests.faults.runs import KINDS, Fault, Ran, run
from tests.support.git import git

SHAPES = ("ahead", "both")


class Exchange:
    """A desk that is about to `sync` with its hub, which is ahead of it, or both have something new."""

    def __init__(self, desk: Desk, room: Path) -> None:
        self.desk = desk
        self.room = room
        self._expected = [self._then([]), self._then([self.note])]

    @property
    def note(self) -> tuple[str, ...]:
        """What somebody does next: on a ticket that the others have changed as well."""
        return ("note", self.desk.ids[0], "-m", "next", "--op", "key-next")

    def fresh(self) -> Desk:
        """The desk and its hub; only the desk is watched, for a server is another machine."""
        copy = self.desk.copy(self.room / "try")
        subprocess.run(["cp", "-a", self.desk.home / "hub.git", copy.home], check=True)
        return copy

    def _then(self, more: list[tuple[str, ...]]) -> str:
        desk = self.fresh()
        for words in (("sync",), *more):
            ran = run(desk.top, *words)
            assert ran.code == 0, ran.err
        return tree(desk)

    def try_it(self, fault: Fault, *, note_first: bool) -> tuple[Ran, list[str]]:
        desk = self.fresh()
        before = git(desk.top, "rev-parse", "HEAD")
        ran = run(desk.top, "sync", fault=fault)
        return ran, list(self._broken(desk, before, ran, note_first=note_first))

    def _broken(self, desk: Desk, before: str, ran: Ran, *, note_first: bool) -> Iterator[str]:
        if "Traceback" in ran.err or ran.code == 70:
            yield f"a bug: {ran.err}"
        if ran.code == 0 and tree(desk) != self._expected[0]:
            yield "lost: answered with exit 0, and not all is there"
        for words in (self.note, ("sync",)) if note_first else (("sync",), self.note, ("sync",)):
            again = run(desk.top, *words)
            if again.code:
                yield f"blocked: {words[0]} ends with {again.code}: {again.err}"
                return
            # The locks of a dead fetch or push are in nobody's way but the next sync's.
            free = () if words == ("sync",) else ("/refs/remotes/", "/refs/supportctl/")
            yield from (line for line in untidy(desk) if not any(part in line for part in free))
        lines = git(desk.top, "show", f"HEAD:{desk.path(0).relative_to(desk.top)}").splitlines()
        for word in ("> theirs", "> next"):
            if lines.count(word) != 1:
                yield f"{word} is there {lines.count(word)} times"
        if not note_first and tree(desk) != self._expected[1]:
            yield "a third state"
        tip = git(desk.home / "hub.git", "rev-parse", "main")
        if tip != git(desk.top, "rev-parse", "HEAD"):
            yield "the hub has not all of it"
        git(desk.top, "merge-base", "--is-ancestor", before, tip)
        yield from foreign_harm(desk)
        git(desk.top, "fsck", "--strict", "--no-dangling", "--no-progress")


@pytest.fixture(scope="module", params=SHAPES)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("desk")
    with quiet(tmp_path_factory.mktemp("home")):
        desk = made(home, 3)
        git(home, "clone", "-q", "--bare", "desk", "hub.git")
        git(home / "hub.git", "config", "receive.autogc", "false")
        git(desk.top, "remote", "add", "origin", "../hub.git")
        git(desk.top, "fetch", "-q")
        git(desk.top, "branch", "-q", "--set-upstream-to", "origin/main")
        # What comes is kept as one pack, or object by object.
        git(desk.top, "config", "fetch.unpackLimit", "1" if request.param == "ahead" else "100")
        other = desk.copy(home / "other")
        git(other.top, "remote", "set-url", "origin", "../../hub.git")
        for number in (0, 1):
            assert run(other.top, "note", desk.ids[number], "-m", "theirs").code == 0
        assert run(other.top, "new", "Theirs", "--op", "theirs").code == 0
        assert run(other.top, "sync").code == 0
        if request.param == "both":
            for number in (0, 2):
                assert run(desk.top, "note", desk.ids[number], "-m", "ours").code == 0
        yield with_foreign_work(desk)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_sync_at_every_system_call(desk, tmp_path, kind, figure):
    preload.needed()
    exchange = Exchange(desk, tmp_path)
    counter = Counter(tmp_path, tmp_path / "try/desk")
    broken = []
    for point in count(1):
        ran, found = exchange.try_it(Fault(env=counter.env(point, KINDS[kind])), note_first=point % 2 == 0)
        if counter.count < point:
            break
        if found:
            broken.append(f"call {point}, {counter.calls()[point - 1]}: exit {ran.code}: {found}")
    figure(f"sync {desk.home.name} {kind}", f"{point - 1} points, {len(broken)} broken")
    assert not broken, "\n".join(broken)
    assert point > 60
