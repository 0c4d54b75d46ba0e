from pathlib import Path

import pytest

from supportctl.store import plumbing
from supportctl.store.objects import name_of, write_pack, write_tree
from supportctl.store.repository import Repository
from supportctl.store.tree import reading, regrow
from tests.support.git import git, put, scratch


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    return scratch(tmp_path / "desk", {"a.md": "one\n", "t/2026/b.md": "two\n", "t/2026.md": "three\n"})


def test_base_reads_the_commit_not_the_work_tree(desk):
    put(desk.top / "a.md", "edited\n")
    put(desk.top / "t/new.md", "new\n")
    (desk.top / "t/2026.md").unlink()
    with reading(desk) as base:
        assert base.commit == desk.head().commit
        assert base.read("a.md") == b"one\n"
        assert base.read("t/new.md") is None
        assert base.read("t/2026/b.md/c") is None
        assert base.read("t") is None
        assert base.names("t") == ("t/2026.md", "t/2026/b.md")
        assert base.names("") == ("a.md", "t/2026.md", "t/2026/b.md")
        assert base.names("nowhere") == ()
        assert base.read_many(["t/2026.md", "x", "a.md"]) == {
            "t/2026.md": b"three\n",
            "x": None,
            "a.md": b"one\n",
        }


def test_base_sees_plain_files_only(desk):
    (desk.top / "link.md").symlink_to("/etc/passwd")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "link")
    with reading(desk) as base:
        assert base.read("link.md") is None
        assert "link.md" not in base.names("")


def test_base_of_an_unborn_branch(tmp_path):
    with reading(scratch(tmp_path / "new")) as base:
        assert (base.commit, base.read("a"), base.names("")) == ("", None, ())


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_trees_are_those_of_git(tmp_path, algorithm):
    """`2026.md` sorts before the folder `2026`, and `a-b` between `a` the file and `a` the folder."""
    top = tmp_path / algorithm
    top.mkdir()
    git(top, "init", "-q", "-b", "main", f"--object-format={algorithm}")
    for name in ("t/2026/x", "t/2026.md", "t/2026-a", "t/登录", "a/b/c", "a-b", "a0"):
        put(top / name, name)
    git(top, "add", "-A")
    git(top, "commit", "-qm", "x")
    desk = Repository.find(top)
    with reading(desk) as base:
        for folder in ("", "t", "a", "a/b"):
            data = write_tree(base.folder(folder))
            assert name_of("tree", data, algorithm) == git(top, "rev-parse", f"HEAD:{folder}"), folder
        changes = {"t/2026/x": None, "a/b/c": None, "t/2027/new": base.leaf("a0")}
        oid, trees = regrow(base, changes)
        plumbing.run(desk, "unpack-objects", "-q", stdin=write_pack(trees, algorithm))
    assert git(top, "ls-tree", "-r", "--name-only", "-z", oid).split("\0")[:-1] == [
        "a-b", "a0", "t/2026-a", "t/2026.md", "t/2027/new", "t/登录",
    ]  # fmt: skip


def test_a_bare_repository_can_be_read(desk, tmp_path):
    git(desk, "clone", "-q", "--bare", str(desk.top), str(tmp_path / "bare"))
    with reading(Repository.find(tmp_path / "bare")) as base:
        assert base.read("a.md") == b"one\n"


def test_an_older_commit_can_be_read(desk):
    old = desk.head().commit
    put(desk.top / "a.md", "new\n")
    git(desk, "commit", "-qam", "new")
    with reading(desk, old) as base:
        assert base.read("a.md") == b"one\n"
