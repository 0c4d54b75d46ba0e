"""Derived state is damaged in every way: the answers are those of the files all the same."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.desks import Desk, made, quiet
from tests.faults.runs import run

ROUNDS = (120, pytest.param(2000, marks=pytest.mark.long))
QUESTIONS = (
    ("list", "--json"),
    ("search", "login", "--json"),
    ("list", "is:new sort:received", "--jsonl"),
    ("--now", "2026-12-01T10:00:00+08:00", "stale", "--json"),
)

Damage = Callable[[Path, random.Random], None]


def truncate(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size + 1)])


def flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(3):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(data))


def scramble(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.randbytes(path.stat().st_size))


def delete(path: Path, chance: random.Random) -> None:
    path.unlink()


def become_a_folder(path: Path, chance: random.Random) -> None:
    path.unlink()
    path.mkdir()


def become_a_link(path: Path, chance: random.Random) -> None:
    path.unlink()
    path.symlink_to("/nowhere")


def be_of_another_day(path: Path, chance: random.Random) -> None:
    """An old state comes back, as from a backup."""
    old = path.with_name("old")
    if old.exists():
        shutil.copy2(old, path)
    else:
        shutil.copy2(path, old)


DAMAGES: tuple[Damage, ...] = (
    *(truncate, flip, scramble, delete, become_a_folder, become_a_link, be_of_another_day),
)


@pytest.fixture(scope="module")
def calm_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    with quiet(tmp_path_factory.mktemp("home")):
        return made(tmp_path_factory.mktemp("desk"), 6)


def answer(desk: Desk, words: tuple[str, ...]) -> tuple[int, str]:
    ran = run(desk.top, *words)
    assert "Traceback" not in ran.err, ran.err
    assert len(ran.err.splitlines()) <= 2, ran.err
    return ran.code, ran.out


def derived(desk: Desk) -> list[Path]:
    """Files of ours that are made from others; all but the lock, which holds nothing."""
    found = (path for path in desk.private.rglob("*") if path.is_file() and path.name not in ("lock", "old"))
    return sorted(found)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_damage_changes_no_answer(calm_desk, tmp_path, rounds):
    desk = calm_desk.copy(tmp_path / "try")
    chance = random.Random(rounds)
    expected = {words: answer(desk, words) for words in QUESTIONS}
    for number in range(rounds):
        left = derived(desk)
        if not left:  # a folder or a link in its place keeps a catalogue from being made: start again
            shutil.rmtree(desk.private)
        else:
            path, damage = chance.choice(left), chance.choice(DAMAGES)
            damage(path, chance)
        words = chance.choice(QUESTIONS)
        assert answer(desk, words) == expected[words], f"round {number}: {damage.__name__} {path.name}"
