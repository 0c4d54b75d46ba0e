"""A crowd on one desk: what everybody was told, and whether the desk still knows it.

Every operation is remembered with its times and its answer, as Jepsen's histories are: `ok` (exit 0),
`refused` (exit 4), `killed` (nobody knows). Then the branch is read commit by commit. A note that was
acknowledged is there exactly once, a refused one nowhere, a killed one at most once; on one ticket, a
note that was acknowledged before another began stands before it; no commit of ours has a foreign file.
"""

import random
import statistics
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.faults.desks import Desk
from tests.faults.judge import untidy
from tests.faults.runs import Fault, Running
from tests.support.git import git, put

OURS = "Supportctl-Events"


@dataclass(frozen=True, slots=True)
class Operation:
    """One note: what it says, on which ticket, from when to when, and how it ended."""

    text: str
    ticket: int
    began: float
    ended: float
    answer: str
    said: str = ""

    @property
    def took(self) -> float:
        return self.ended - self.began


@dataclass
class Crowd:
    """`processes` write `each` notes; ticket by turns of so many. With `kills` one process dies a second."""

    desk: Desk
    processes: int
    each: int
    tickets: int = 1
    seed: int = 0
    kills: bool = False
    planted: tuple[str, ...] = ()
    history: list[Operation] = field(default_factory=list)
    commits: list[str] = field(default_factory=list)
    _running: dict[int, Running] = field(default_factory=dict)
    _over: threading.Event = field(default_factory=threading.Event)

    def gather(self, *, user: bool = False) -> None:
        """Let them all run to the end; `user` works with Git beside them."""
        writers = [threading.Thread(target=self._write, args=(who,)) for who in range(self.processes)]
        beside = [threading.Thread(target=self._use_git)] if user else []
        beside += [threading.Thread(target=self._kill)] if self.kills else []
        for thread in (*writers, *beside):
            thread.start()
        for thread in writers:
            thread.join()
        self._over.set()
        for thread in beside:
            thread.join()

    def _write(self, who: int) -> None:
        for number in range(self.each):
            text, ticket = f"note-{who}-{number}.", who % self.tickets
            began = time.monotonic()
            words = ("note", self.desk.ids[ticket], "-m", text)
            self._running[who] = Running(self.desk.top, words, Fault(planted=self.planted))
            ran = self._running[who].wait()
            answer = {0: "ok", 4: "refused", 9: "killed", -9: "killed"}.get(ran.code, f"exit {ran.code}")
            self.history.append(Operation(text, ticket, began, time.monotonic(), answer, ran.err))

    def _kill(self) -> None:
        chance = random.Random(self.seed)
        while not self._over.wait(1):
            victim = self._running.get(chance.randrange(self.processes))
            if victim:
                victim.kill(group=chance.random() < 0.5)

    def _use_git(self) -> None:
        """Somebody who adds and commits files of their own, and commits without an index as scripts do."""
        top = self.desk.top
        number = 0
        while not self._over.wait(0.2):
            number += 1
            put(top / f"mine/{number}.md", f"mine {number}\n")
            self._git("add", "--", f"mine/{number}.md")
            if self._git("commit", "-q", "-m", f"mine {number}", "--", f"mine/{number}.md"):
                self.commits.append(git(top, "log", "-1", "--format=%H", "--", f"mine/{number}.md"))
            if number % 20 == 0:
                self._git("gc", "-q")
            if number % 5:
                continue
            tip = git(top, "rev-parse", "HEAD")
            bare = git(top, "commit-tree", "-p", tip, "-m", "script", f"{tip}^{{tree}}")
            if self._git("update-ref", "HEAD", bare, tip):
                self.commits.append(bare)

    def _git(self, *words: str) -> bool:
        return subprocess.run(["git", *words], cwd=self.desk.top, capture_output=True).returncode == 0

    # --- the judgement --------------------------------------------------------------------------

    def broken(self) -> list[str]:
        return [*self._lost_or_twice(), *self._out_of_order(), *self._foreign(), *self._at_the_end()]

    def _lost_or_twice(self) -> Iterator[str]:
        texts = {
            number: git(self.desk.top, "show", f"HEAD:{self.desk.path(number).relative_to(self.desk.top)}")
            for number in range(self.tickets)
        }
        for one in self.history:
            times = texts[one.ticket].count(one.text)
            allowed = {"ok": (1,), "refused": (0,), "killed": (0, 1)}.get(one.answer, ())
            if times not in allowed:
                yield f"{one.text} {one.answer}, and it is there {times} times: {one.said}"

    def _out_of_order(self) -> Iterator[str]:
        for number in range(self.tickets):
            text = git(self.desk.top, "show", f"HEAD:{self.desk.path(number).relative_to(self.desk.top)}")
            here = [one for one in self.history if one.ticket == number and one.answer == "ok"]
            here.sort(key=lambda one: text.find(one.text))
            latest = 0.0
            for one in here:
                if one.ended < latest:
                    yield f"{one.text} stands too late"
                latest = max(latest, one.began)

    def _foreign(self) -> Iterator[str]:
        """Each commit of ours changes its ticket alone; each commit of the user's is still there."""
        log = git(
            self.desk.top, "log", "--name-only", f"--format=%x01%H%x02%(trailers:key={OURS},valueonly)%x02"
        )
        known: Counter[str] = Counter()
        for entry in log.split("\x01")[1:]:
            commit, events, names = entry.split("\x02")
            known[commit] += 1
            foreign = [name for name in names.split() if not name.startswith("tickets/")]
            if events.strip() and (foreign or len(names.split()) > 1):
                yield f"{commit} of ours has {names.split()}"
        for commit in self.commits:
            if commit not in known:
                yield f"the user's commit {commit} is lost"

    def _at_the_end(self) -> Iterator[str]:
        """One more note goes through, and nothing is left to do."""
        words = ("note", self.desk.ids[0], "-m", "the last")
        ran = Running(self.desk.top, words, Fault(planted=self.planted)).wait()
        if ran.code:
            yield f"blocked at the end: {ran.err}"
        yield from (line for line in untidy(self.desk) if "mine/" not in line)

    # --- figures --------------------------------------------------------------------------------

    def waits(self) -> tuple[float, float]:
        """The median and the 95th of a hundred of those that were acknowledged."""
        took = sorted(one.took for one in self.history if one.answer == "ok")
        return statistics.median(took), took[int(len(took) * 0.95)]

    @property
    def told(self) -> str:
        answers = Counter(one.answer for one in self.history)
        median, late = self.waits()
        waits = f"median {median:.2f} s, p95 {late:.2f} s"
        return f"{dict(answers)}, {len(self.commits)} commits beside, {waits}"


def alone(desk: Desk, times: int = 9) -> float:
    """One writer's median, on a desk nobody else uses."""
    crowd = Crowd(desk, processes=1, each=times)
    crowd.gather()
    return crowd.waits()[0]
