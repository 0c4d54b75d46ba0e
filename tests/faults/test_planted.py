"""The harness is tried on a product that is broken: what it does not find there it would not find here."""

from pathlib import Path

import pytest

from tests.faults.crowd import Crowd
from tests.faults.desks import made, moments, with_foreign_work
from tests.faults.judge import Judge
from tests.faults.merges import half_merged
from tests.faults.planted import FAULTS
from tests.faults.runs import Fault

CHANCES = 5


def by_crowd(room: Path, name: str) -> bool:
    """What depends on chance gets more than one."""
    for chance in range(CHANCES):
        crowd = Crowd(made(room / str(chance), 1), processes=6, each=3, planted=(name,))
        crowd.gather(user=True)
        if crowd.broken():
            return True
    return False


def by_crash(room: Path, name: str) -> bool:
    judge = Judge(with_foreign_work(made(room)), "note", room, planted=(name,))
    steps = reversed([*moments(judge.desk)])
    return any(judge.try_it(Fault(step=step, planted=(name,))).broken for step in steps)


def by_edit(room: Path, name: str) -> bool:
    judge = Judge(with_foreign_work(made(room)), "note", room, planted=(name,))
    return any(judge.edited_after(Fault(step=step, planted=(name,))) for step in moments(judge.desk))


def by_merge(room: Path, name: str) -> bool:
    return any(half_merged(made(room, 1), room, name))


WAYS = {"crowd": by_crowd, "crash": by_crash, "edit": by_edit, "merge": by_merge}


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.caught_by in WAYS])
def test_a_planted_fault_is_caught(tmp_path, name):
    """`no flush` is caught in test_order.py, which needs a compiler."""
    assert WAYS[FAULTS[name].caught_by](tmp_path, name)


def test_a_merge_that_dies_leaves_both_sides(tmp_path):
    assert list(half_merged(made(tmp_path, 1), tmp_path)) == []
