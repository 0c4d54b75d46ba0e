"""A thousand tickets at once keep the promise of one: all of them are there, or none."""

from pathlib import Path

import pytest

from tests.faults.desks import made, with_foreign_work
from tests.faults.judge import Judge
from tests.faults.runs import Fault, run

THOUSAND = 1000


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    return Judge(with_foreign_work(made(tmp_path, shelf=THOUSAND)), "import", tmp_path)


STEPS = (
    *("git index-pack", "git commit-tree", "git update-index", "git update-ref"),
    *("os.rename .git/supportctl/index .git/index", "os.remove .git/index.lock"),
)


@pytest.mark.long
def test_a_change_to_a_thousand_is_there_or_not(tmp_path):
    desk = made(tmp_path, shelf=THOUSAND)
    assert run(desk.top, *desk.commands()["import"]).code == 0
    judge = Judge(with_foreign_work(desk), "bulk", tmp_path)
    landed = []
    for step in STEPS:
        verdict = judge.try_it(Fault(step=step), retry_first=True)
        assert verdict.ran.killed, step
        assert not verdict.broken, f"{step}: {verdict.broken}"
        landed.append(verdict.landed)
    assert landed == [False] * 4 + [True] * 2


@pytest.mark.long
def test_an_import_of_a_thousand_is_there_or_not(judge):
    landed = []
    for step in STEPS:
        verdict = judge.try_it(Fault(step=step), retry_first=True)
        assert verdict.ran.killed, step
        assert not verdict.broken, f"{step}: {verdict.broken}"
        landed.append(verdict.landed)
    assert landed == [False] * 4 + [True] * 2


@pytest.mark.long
def test_an_import_of_a_thousand_dies_among_its_files(judge):
    """While the drafts are written, and while they are renamed into place."""
    for step in (500, 1500, 2500):
        verdict = judge.try_it(Fault(step=step), retry_first=step % 1000 == 0)
        assert verdict.ran.killed, step
        assert not verdict.broken, f"step {step}: {verdict.broken}"
