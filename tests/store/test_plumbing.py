"""Git as we run it: hardened, hemmed in, and its answers in order."""

import os
from pathlib import Path

import pytest

from supportctl.errors.repository import GitFailed, GitMissing, NotOurs, ObjectMissing, WorkTreeElsewhere
from supportctl.store import plumbing
from supportctl.store.objects import Loose, name_of, write_pack
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository
from supportctl.store.tree import reading
from tests.support.git import calm, git, hostile, put, scratch


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    return scratch(tmp_path / "desk", {"a.md": "one\n", "t/2026/b.md": "two\n", "t/2026.md": "three\n"})


def test_a_command_that_fails_is_named_with_gits_reason(desk):
    with pytest.raises(GitFailed, match="git cat-file failed: Not a valid object name nowhere") as refusal:
        plumbing.run(desk, "cat-file", "-t", "nowhere")
    assert refusal.value.exit_code == 5


def test_no_git_on_the_path(desk, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitMissing):
        plumbing.run(desk, "version")
    with pytest.raises(GitMissing), Objects(desk) as objects:
        objects.read("0" * 40)


def test_a_work_tree_that_vanished_is_not_a_missing_git(desk, tmp_path):
    gone = Repository(tmp_path / "gone", desk.git_dir, desk.common_dir)
    with pytest.raises(GitFailed):
        plumbing.run(gone, "version")


def test_the_caller_s_git_variables_are_not_followed(desk, tmp_path, monkeypatch):
    """supportctl may be started by a hook, for which Git sets them."""
    other = scratch(tmp_path / "other", {"x": "x"})
    monkeypatch.setenv("GIT_DIR", str(other.git_dir))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.git_dir / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.top))
    assert plumbing.run(desk, "ls-files", "-z") == b"a.md\0t/2026.md\0t/2026/b.md\0"


def test_git_does_not_look_above_the_top(desk, tmp_path):
    """A repository whose own data is broken must not make Git take the one around it."""
    scratch(tmp_path, {"outer": "x"})
    (desk.git_dir / "HEAD").write_bytes(b"broken")
    with pytest.raises(GitFailed):
        plumbing.run(desk, "ls-files")


def test_a_hostile_configuration_runs_nothing(desk, tmp_path, monkeypatch):
    for name, value in hostile(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    put(desk.top / "a.md", "edited\n")
    plumbing.run(desk, "diff-index", "--cached", "--raw", "-z", "HEAD")
    plumbing.run(desk, "update-index", "-z", "--index-info", stdin=b"")
    plumbing.run(desk, "update-ref", "refs/heads/side", "HEAD")
    assert plumbing.ask(desk, "ls-files", "-z").out
    assert not (tmp_path / "home" / "sprung").exists()


def test_replaced_objects_do_not_show(desk):
    """`git replace` could put other words under a commit's name."""
    old = git(desk, "rev-parse", "HEAD")
    put(desk.top / "a.md", "forged\n")
    git(desk, "commit", "-qam", "forged")
    git(desk, "replace", old, "HEAD")
    assert git(desk, "show", f"{old}:a.md") == "forged"
    with reading(desk, old) as base:
        assert base.read("a.md") == b"one\n"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_user_is_refused(desk):
    os.chown(desk.top, 12345, 12345)
    os.chown(desk.git_dir, 12345, 12345)
    with pytest.raises(NotOurs, match="belongs to another user"):
        plumbing.run(desk, "ls-files")
    with pytest.raises(NotOurs), reading(desk) as base:
        base.read("a.md")


def test_settings_are_gits_without_ours(desk):
    git(desk, "config", "commit.gpgSign", "true")
    git(desk, "config", "remote.O.x.url", "two\nlines")
    config = desk.git_dir / "config"
    config.write_text(f"{config.read_text()}[core]\n\tautocrlf\n")
    settings = plumbing.settings(desk)
    assert settings["commit.gpgsign"] == "true"
    assert settings["remote.O.x.url"] == "two\nlines"
    assert settings["core.autocrlf"] == "true"
    assert "core.hookspath" not in settings


def test_a_work_tree_put_elsewhere_is_refused(desk, tmp_path):
    git(desk, "config", "core.worktree", str(tmp_path))
    with pytest.raises(WorkTreeElsewhere):
        plumbing.settings(desk)


def test_objects_in_the_order_asked_for(desk):
    """Far more than a pipe holds, in both directions."""
    with Objects(desk) as objects:
        contents = [b"%d\n" % n * (n % 50 * 100) for n in range(300)]
        plumbing.run(
            desk, "unpack-objects", "-q", stdin=write_pack([Loose("blob", c) for c in contents], "sha1")
        )
        oids = [name_of("blob", content, "sha1") for content in contents]
        assert objects.read_all([*oids, *reversed(oids)]) == (*contents, *reversed(contents))


def test_a_missing_object_does_not_shift_the_answers(desk):
    with Objects(desk) as objects:
        head = desk.head().commit
        with pytest.raises(ObjectMissing, match="1111"):
            objects.read_all([head, "1" * 40, head])
        assert objects.read(head).startswith(b"tree ")


def test_a_reader_that_dies_is_an_error_not_a_wrong_answer(desk):
    with Objects(desk) as objects:
        objects.read(desk.head().commit)
        assert objects._process
        objects._process.kill()
        objects._process.wait()
        with pytest.raises(GitFailed):
            objects.read(desk.head().commit)


def test_calm_knows_nothing_of_the_machine(tmp_path):
    top = tmp_path / "x"
    top.mkdir()
    git(top, "init", "-q")
    listing = git(top, "config", "--list", "--show-scope", env=calm(tmp_path / "home"))
    assert {line.split("\t")[0] for line in listing.splitlines()} == {"local"}
