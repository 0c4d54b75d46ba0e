"""A kill is no power cut, so the order of what is flushed and named is read from a trace of system calls."""

from pathlib import Path

import pytest

from tests.faults import preload
from tests.faults.desks import Desk, made, quiet
from tests.faults.order import violations
from tests.faults.preload import Counter
from tests.faults.runs import Fault, run
from tests.faults.states import split

COMMANDS = ("new", "note", "reply", "priority", "edit", "move", "undo", "import")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    preload.needed()
    with quiet(tmp_path_factory.mktemp("home")):
        return made(tmp_path_factory.mktemp("desk"))


def traced(desk: Desk, command: str, room: Path, *planted: str) -> list[str]:
    copy = desk.copy(room / "try")
    counter = Counter(room, copy.home)
    ran = run(copy.top, *copy.commands()[command], fault=Fault(env=counter.env(), planted=planted))
    assert ran.code == 0, ran.err
    return list(violations(counter.calls()))


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_named_before_it_is_on_the_disk(desk, tmp_path, command):
    assert traced(desk, command, tmp_path) == []


@pytest.mark.parametrize("command", ["new", "note"])
def test_so_it_is_with_an_index_in_two_parts(desk, tmp_path, command):
    copy = desk.copy(tmp_path / "split")
    split(copy)
    assert list((copy.top / ".git").glob("sharedindex.*"))
    assert traced(copy, command, tmp_path) == []


def test_a_writer_that_does_not_flush_is_caught(desk, tmp_path):
    assert traced(desk, "note", tmp_path, "no flush")
