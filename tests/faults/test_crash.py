"""A command is killed at every step, or the disk fails under it from there on: all of it is there, or
nothing of it, and the next command goes on.

The quick share kills at what Python can see of itself and around each call of Git. The campaigns kill and
fail at every state-changing system call of the whole process tree, and need a C compiler.
"""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.faults import preload
from tests.faults.desks import Desk, made, moments, quiet, with_foreign_work
from tests.faults.judge import Judge, Verdict
from tests.faults.preload import Counter
from tests.faults.runs import KINDS, Fault

# Every n-th step: what the others do differs from `note` in the decision alone, and the campaigns miss none.
QUICK = {"new": 3, "note": 1, "move": 4}
ALL = ("new", "note", "reply", "priority", "edit", "move", "undo", "import", "bulk", "redact", "merge", "kb")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    with quiet(tmp_path_factory.mktemp("home")):
        return with_foreign_work(made(tmp_path_factory.mktemp("desk"), 3))


@pytest.fixture
def judged(desk: Desk, tmp_path: Path) -> Callable[[str], Judge]:
    return lambda command: Judge(desk, command, tmp_path)


def until_whole(tries: Iterator[Verdict]) -> list[Verdict]:
    """Verdicts up to the run that nothing happened to; every one of them has to be clean."""
    verdicts: list[Verdict] = []
    for verdict in tries:
        assert not verdict.broken, f"point {len(verdicts) + 1}: {verdict.broken}"
        if not verdict.ran.killed:
            return verdicts
        verdicts.append(verdict)
    raise AssertionError("it never got through")


@pytest.mark.parametrize("command", QUICK)
def test_killed_at_every_step_that_python_sees(judged, command):
    judge = judged(command)
    steps = enumerate(count(1, QUICK[command]))
    verdicts = until_whole(judge.try_it(Fault(step=step), retry_first=n % 2 == 0) for n, step in steps)
    landed = [verdict.landed for verdict in verdicts]
    # Before the swap nothing of it, from then on all of it: there is one moment.
    assert landed == sorted(landed)
    assert landed.count(False) > 20 / QUICK[command]
    assert landed.count(True) > 5 / QUICK[command]


@pytest.mark.parametrize("command", QUICK)
def test_killed_after_every_call_of_git(judged, command, git_that_kills):
    judge = judged(command)
    verdicts = until_whole(judge.try_it(Fault(env=git_that_kills(call))) for call in count(2, QUICK[command]))
    # The reader of objects ends when the command does, so its end is no moment before the swap.
    assert {verdict.landed for verdict in verdicts} >= {False}
    assert len(verdicts) > 5 / QUICK[command]


@pytest.fixture
def git_that_kills(tmp_path: Path) -> Callable[[int], dict[str, str]]:
    """A git on PATH that does its work, and the n-th time kills who called before the answer is read."""
    real = next(
        path for folder in os.environ["PATH"].split(os.pathsep) if (path := Path(folder) / "git").is_file()
    )
    folder = tmp_path / "bin"
    folder.mkdir()
    calls = folder / "calls"
    (folder / "git").write_text(
        f'#!/bin/sh\necho >> {calls}\nn=$(wc -l < {calls})\n"{real}" "$@"\ncode=$?\n'
        '[ "$n" -eq "$KILL_AFTER" ] && kill -9 $PPID\nexit $code\n'
    )
    (folder / "git").chmod(0o755)

    def env(call: int) -> dict[str, str]:
        calls.unlink(missing_ok=True)
        return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "KILL_AFTER": str(call)}

    return env


def test_an_edit_made_after_a_crash_stays(judged):
    judge = judged("note")
    for moment in moments(judge.desk):
        assert judge.edited_after(Fault(step=moment)) == [], moment


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ALL)
def test_at_every_system_call(desk, tmp_path, command, kind, figure):
    preload.needed()
    judge = Judge(desk, command, tmp_path, read=True)
    counter = Counter(tmp_path, judge.home / "desk")
    verdicts: list[Verdict] = []
    broken = []
    for point in count(1):
        # What `bulk` writes depends on what others wrote before it: there the retry comes first, always.
        retry_first = command == "bulk" or point % 2 == 0
        verdict = judge.try_it(Fault(env=counter.env(point, KINDS[kind])), retry_first=retry_first)
        if counter.count < point:
            break
        verdicts.append(verdict)
        if verdict.broken:
            broken.append(f"call {point}, {counter.calls()[point - 1]}: {verdict.broken}")
    landed = sum(verdict.landed for verdict in verdicts)
    answered = sum(verdict.ran.code == 0 for verdict in verdicts)
    told = f"{len(verdicts)} points, {landed} landed, {answered} answered with exit 0, {len(broken)} broken"
    figure(f"{command} {kind}", told)
    assert not broken, "\n".join(broken)
    assert len(verdicts) > 60


@pytest.mark.long
def test_killed_again_at_every_system_call_of_the_recovery(judged, tmp_path, figure):
    """First after the journal is on disk, at each kind of moment; then the next command at each call."""
    preload.needed()
    judge = judged("note")
    counter = Counter(tmp_path, judge.home / "desk")
    points = 0
    broken = []
    for first in moments(judge.desk):
        for second in count(1):
            env = counter.env(second)
            verdict = judge.try_it(Fault(step=first), again=Fault(env=env))
            if counter.count < second:
                break
            points += 1
            if verdict.broken:
                broken.append(f"{first}, then call {second}: {verdict.broken}")
    figure("killed again", f"{points} points, {len(broken)} broken")
    assert not broken, "\n".join(broken)
    assert points > 500
