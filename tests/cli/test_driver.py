"""The merge driver as Git runs it: merge, rebase, cherry-pick, squash, revert; and killed on the way."""

import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from supportctl.actions import gitsetup
from supportctl.actions.driving import both
from supportctl.actions.resolving import resolve
from supportctl.cli.driver import merge_driver
from supportctl.store import codec
from supportctl.store.lost import losses
from tests.support.clones import NOW, Clone, hub
from tests.support.git import git
from tests.support.replicas import NEW
from tests.support.tickets import PATH, STATUSES

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path):
    """Two branches that changed one ticket apart, main checked out."""
    clone = Clone(hub(tmp_path / "hub.git"), 0)
    git(clone.top, "checkout", "-q", "-b", "side")
    clone.acts("note", 1)
    clone.acts("priority", 1, 2)
    git(clone.top, "checkout", "-q", "main")
    clone.acts("note", 2, 4)
    clone.acts("priority", 2, 6)
    return clone


@pytest.fixture
def installed(clone):
    gitsetup.install(clone.desk)
    return clone


def ids(clone):
    reading = codec.read(clone.file.read_bytes(), PATH, STATUSES)
    assert reading.is_sound, reading.findings
    assert reading.ticket is not None
    return [event.id for event in reading.ticket.events[1:]]


def assert_all_there(clone):
    assert sorted(ids(clone)) == sorted(clone.replica.recorded)


def test_merge(installed):
    git(installed.top, "merge", "-q", "--no-edit", "side")
    assert_all_there(installed)
    assert "priority: P3\n" in installed.file.read_text()


def test_rebase(installed):
    git(installed.top, "checkout", "-q", "side")
    git(installed.top, "rebase", "-q", "main")
    assert_all_there(installed)


def test_cherry_pick_and_then_merge(installed):
    git(installed.top, "cherry-pick", "side~1")
    git(installed.top, "merge", "-q", "--no-edit", "side")
    assert_all_there(installed)


def test_squash(installed):
    git(installed.top, "merge", "--squash", "-q", "side")
    git(installed.top, "commit", "-q", "-m", "squashed")
    assert_all_there(installed)
    git(installed.top, "checkout", "-q", "side")
    git(installed.top, "merge", "-q", "--no-edit", "main")
    assert_all_there(installed)


def test_revert_takes_no_event_away_that_others_follow(installed):
    git(installed.top, "merge", "-q", "--no-edit", "side")
    done = subprocess.run(
        ["git", "revert", "--no-edit", "side"], cwd=installed.top, capture_output=True, text=True
    )
    # What is left to revert is nothing, and Git says so.
    assert "nothing to commit" in done.stdout + done.stderr
    assert_all_there(installed)


def test_a_revert_of_the_last_event_asks_no_driver_and_is_found(installed):
    git(installed.top, "revert", "--no-edit", "HEAD")
    (loss,) = losses(installed.desk.repository)
    assert loss.events == ("00000004",)
    assert loss.path == PATH


def test_a_rebase_over_many_commits(installed):
    for number in range(4):
        installed.acts("note", number, 20 + number)
        installed.acts("tags", number, 30 + number)
    git(installed.top, "rebase", "-q", "side")
    assert_all_there(installed)


def drive(clone, command):
    """A merge by another driver; its rescue is ours."""
    driver = gitsetup.wanted()[gitsetup.DRIVER]
    git(clone.top, "config", gitsetup.DRIVER, command + driver[driver.index(" ||") :])
    return subprocess.run(
        ["git", "merge", "-q", "--no-edit", "side"],
        cwd=clone.top,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )


def assert_marked_and_mendable(clone, whole):
    text = clone.file.read_text()
    assert "<<<<<<< " in text
    assert ">>>>>>> " in text
    for identity in clone.replica.recorded:
        assert f"{{#{identity}}}" in text
    assert git(clone.top, "status", "--porcelain") == f"UU {PATH}"
    done, _ = resolve(clone.desk, [], now=NOW)
    assert [one.is_settled for one in done] == [True]
    assert clone.file.read_text() == whole
    git(clone.top, "merge", "--abort")


def test_killed_at_every_step_it_never_leaves_an_unmarked_ours(installed):
    git(installed.top, "merge", "-q", "--no-edit", "side")
    whole = installed.file.read_text()
    git(installed.top, "reset", "-q", "--hard", "HEAD~1")
    for step in count():
        done = drive(installed, f"{sys.executable} -m tests.support.killed {step} %O %A %B %P")
        if done.returncode == 0:
            break
        assert_marked_and_mendable(installed, whole)
    assert step > 8
    assert installed.file.read_text() == whole


def test_the_driver_alone_marks_the_file_before_it_does_anything_else(tmp_path):
    """Without the rescue in the configuration: ours may stand unmarked only until the first rename."""
    texts = {"base": NEW, "ours": NEW.replace("It fails.", "A"), "theirs": NEW.replace("1. open", "2. open")}
    seen = []
    for step in count(1):
        for name, text in texts.items():
            (tmp_path / name).write_text(text)
        arguments = [str(step), *(str(tmp_path / name) for name in texts), PATH]
        done = subprocess.run([sys.executable, "-m", "tests.support.killed", *arguments], cwd=PROJECT)
        text = (tmp_path / "ours").read_text()
        seen.append({texts["ours"]: "ours", both(texts["ours"], texts["theirs"]): "both"}.get(text, "whole"))
        if done.returncode == 0:
            break
    assert list(dict.fromkeys(seen)) == ["ours", "both", "whole"]
    assert seen == sorted(seen, key=["ours", "both", "whole"].index)
    assert seen.count("both") > 1


@pytest.mark.parametrize("command", ["no-such-program-here %A", "false", "kill -9 $$"])
def test_a_driver_that_is_missing_or_fails(installed, command):
    git(installed.top, "merge", "-q", "--no-edit", "side")
    whole = installed.file.read_text()
    git(installed.top, "reset", "-q", "--hard", "HEAD~1")
    if command.startswith("kill"):
        command = "sh -c 'kill -9 $$'"
    assert drive(installed, command).returncode
    assert_marked_and_mendable(installed, whole)


def test_a_section_that_both_wrote_is_marked_and_nothing_else(tmp_path, capsys):
    files = {name: tmp_path / name for name in ("base", "ours", "theirs")}
    texts = (NEW, NEW.replace("It fails.", "A"), NEW.replace("It fails.", "B"))
    for path, text in zip(files.values(), texts, strict=True):
        path.write_text(text)
    assert merge_driver([*map(str, files.values()), PATH]) == 1
    assert files["ours"].read_text() == NEW.replace(
        "It fails.", "<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs"
    )
    assert capsys.readouterr().err == f"supportctl: {PATH}: both sides changed symptom; settle it by hand\n"


def test_it_starts_without_the_parser_and_without_gitpython(tmp_path):
    script = "import sys; from supportctl.__main__ import main; main(sys.argv[1:]); print(*sys.modules)"
    for name in ("o", "a", "b"):
        (tmp_path / name).write_text(NEW)
    command = [sys.executable, "-c", script, "git", "merge-driver", "o", "a", "b", PATH]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert not {"typer", "git", "sqlite3", "jinja2"} & set(done.stdout.split())


@pytest.mark.parametrize("arguments", [[], ["a"], ["no", "such", "files", "x"]])
def test_called_wrongly_it_says_so(arguments, capsys):
    assert merge_driver(arguments) in (1, 2)
    assert capsys.readouterr().err.startswith("supportctl: ")
