"""Hooks in a real clone: they stop what is broken, they run what was there, they go without a trace."""

import os
import sys
from pathlib import Path

import pytest

from supportctl.store.repository import Repository
from tests.support.git import git, hook, put


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`supportctl` as a program, as a user's shell has it."""
    folder = tmp_path / "bin"
    program = f'#!/bin/sh\nPYTHONPATH={Path(__file__).parents[2]} exec {sys.executable} -m supportctl "$@"\n'
    put(folder / "supportctl", program)
    (folder / "supportctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def clone(desk, run, on_path):
    made = run("new", "login", "-m", "fails", "-q").out.strip()
    assert run("hooks", "install").code == 0
    return made


def commit(desk: Path, message: str) -> str:
    """What Git says when a commit by hand is tried; empty where it went through."""
    try:
        git(desk, "commit", "-qam", message)
    except AssertionError as refused:
        return str(refused)
    return ""


def test_a_broken_change_is_stopped_and_a_sound_one_is_not(desk, clone, run):
    (path,) = (desk / "tickets").rglob("T-*.md")
    put(path, path.read_text().replace("priority: P3", "priority: P1", 1))
    assert "W203" in commit(desk, "by hand")
    git(desk, "checkout", "-q", "--", ".")
    put(desk / "README.md", "hello\n")
    git(desk, "add", "README.md")
    assert commit(desk, "a page") == ""
    assert run("note", clone, "-m", "through the hook").code == 0


def test_a_secret_in_a_message_is_stopped(desk, clone):
    put(desk / "README.md", "hello\n")
    git(desk, "add", "README.md")
    assert "AWS access key" in commit(desk, "use AKIAABCDEFGHIJKLMNOP")


def test_a_hook_that_was_there_runs_first_and_comes_back(desk, run, on_path):
    repository = Repository.find(desk)
    hook(repository, "pre-commit", "echo theirs >> ran; exit 3")
    before = (repository.common_dir / "hooks/pre-commit").read_bytes()
    out = run("hooks", "install").out
    assert "pre-commit\tchained" in out
    assert run("hooks", "install").out == out
    put(desk / "README.md", "hello\n")
    git(desk, "add", "README.md")
    assert commit(desk, "a page")
    assert (desk / "ran").read_text() == "theirs\n"
    assert "pre-commit\tforeign" in run("hooks", "uninstall").out
    assert (repository.common_dir / "hooks/pre-commit").read_bytes() == before
    assert {path.name for path in (repository.common_dir / "hooks").iterdir()} == {"pre-commit"}


def test_shared_hooks_are_left_alone(desk, run):
    git(desk, "config", "core.hooksPath", ".husky")
    ran = run("hooks", "install")
    assert ran.code == 4
    assert ".husky" in ran.err
