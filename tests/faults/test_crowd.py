"""Many at once on one desk: nobody's acknowledged word is lost, and nobody waits for ever."""

import pytest

from tests.faults.crowd import Crowd, alone
from tests.faults.desks import made

SEEDS = (1, 2, 3)
# All but one in twenty wait this many times as long as if they had stood in a line, at most.
LINE = 3


@pytest.mark.parametrize("tickets", [1, 8])
def test_a_crowd_loses_nothing(tmp_path, tickets):
    desk = made(tmp_path, tickets)
    crowd = Crowd(desk, processes=8, each=10, tickets=tickets)
    crowd.gather()
    assert not crowd.broken()
    assert {one.answer for one in crowd.history} == {"ok"}


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_a_large_crowd_beside_a_user_and_a_killer(tmp_path, seed, figure):
    desk = made(tmp_path, tickets=4)
    one = alone(desk)
    crowd = Crowd(desk, processes=16, each=50, tickets=4, seed=seed, kills=True)
    crowd.gather(user=True)
    figure(f"crowd {seed}", f"{crowd.told}, alone {one:.2f} s")
    assert not crowd.broken()
    assert {one.answer for one in crowd.history} <= {"ok", "killed"}
    assert crowd.waits()[1] <= LINE * crowd.processes * one


@pytest.mark.long
def test_nobody_waits_long(tmp_path, figure):
    desk = made(tmp_path, tickets=1)
    one = alone(desk)
    crowd = Crowd(desk, processes=16, each=20)
    crowd.gather()
    median, late = crowd.waits()
    figure("waits", f"alone {one:.2f} s, in a crowd of 16 median {median:.2f} s, p95 {late:.2f} s")
    assert late <= LINE * crowd.processes * one
