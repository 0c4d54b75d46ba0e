"""Finding a repository and reading its state, held against what Git itself says."""

from pathlib import Path

import pytest

from supportctl.errors.repository import (
    BareRepository,
    BrokenRef,
    DetachedHead,
    NoRepository,
    RefStorage,
    UnderWay,
)
from supportctl.store.repository import Repository
from tests.support.git import git, put, scratch


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    return scratch(tmp_path / "desk", {"a.md": "one\n", "tickets/2026/b.md": "two\n"})


def two_branches_in_conflict(desk: Repository) -> None:
    git(desk, "switch", "-q", "-c", "side")
    put(desk.top / "a.md", "side\n")
    git(desk, "commit", "-qam", "side")
    git(desk, "switch", "-q", "main")
    put(desk.top / "a.md", "main\n")
    git(desk, "commit", "-qam", "main")


def fails(desk: Repository, *args: str) -> None:
    """A git command that has to stop half-way."""
    with pytest.raises(AssertionError):
        git(desk, *args)


def test_it_is_found_from_a_folder_below(desk):
    assert Repository.find(desk.top / "tickets" / "2026") == desk
    assert desk.git_dir == desk.common_dir == desk.top / ".git"


def test_it_is_found_through_a_symbolic_link(desk, tmp_path):
    (tmp_path / "link").symlink_to(desk.top / "tickets")
    assert Repository.find(tmp_path / "link").top == desk.top


def test_outside_of_any_repository(tmp_path):
    with pytest.raises(NoRepository):
        Repository.find(tmp_path)


def test_an_empty_git_folder_is_none(desk):
    (desk.top / "tickets" / ".git").mkdir()
    assert Repository.find(desk.top / "tickets") == desk


def test_head_of_a_branch(desk):
    head = desk.head()
    assert (head.ref, head.branch) == ("refs/heads/main", "main")
    assert head.commit == git(desk, "rev-parse", "HEAD")


def test_head_in_packed_refs(desk):
    git(desk, "branch", "main-2")
    git(desk, "pack-refs", "--all")
    assert not (desk.common_dir / "refs/heads/main").exists()
    assert desk.head().commit == git(desk, "rev-parse", "HEAD")
    assert desk.commit_of("refs/heads/mai") == ""


def test_a_loose_ref_wins_over_a_packed_one(desk):
    git(desk, "pack-refs", "--all")
    git(desk, "commit", "-q", "--allow-empty", "-m", "next")
    assert desk.head().commit == git(desk, "rev-parse", "HEAD")


def test_head_of_an_unborn_branch(tmp_path):
    head = scratch(tmp_path / "new").head()
    assert (head.ref, head.commit) == ("refs/heads/main", "")


def test_a_branch_that_is_another_name_for_one(desk):
    git(desk, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    git(desk, "symbolic-ref", "HEAD", "refs/heads/alias")
    assert desk.head().ref == "refs/heads/main"


def test_a_branch_with_chinese_and_slashes(desk):
    git(desk, "switch", "-q", "-c", "客户/登录")
    assert desk.head().branch == "客户/登录"
    assert desk.head().commit == git(desk, "rev-parse", "HEAD")


def test_a_linked_work_tree(desk, tmp_path):
    git(desk, "worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"))
    linked = Repository.find(tmp_path / "tree" / "tickets")
    assert linked.top == tmp_path / "tree"
    assert linked.common_dir == desk.common_dir
    assert linked.private == desk.private
    assert linked.git_dir == desk.git_dir / "worktrees" / "tree"
    assert linked.head().branch == "other"
    assert linked.head().commit == desk.head().commit


def test_a_submodule(desk, tmp_path):
    outer = scratch(tmp_path / "outer", {"x": "x"})
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(desk.top), "desk")
    inner = Repository.find(outer.top / "desk" / "tickets")
    assert inner.top == outer.top / "desk"
    assert inner.git_dir == inner.common_dir == outer.git_dir / "modules" / "desk"
    assert inner.head().commit == desk.head().commit


def test_a_bare_repository_is_found_and_refuses_writes(desk, tmp_path):
    git(desk, "clone", "-q", "--bare", str(desk.top), str(tmp_path / "bare.git"))
    bare = Repository.find(tmp_path / "bare.git" / "refs")
    assert bare.bare
    assert bare.head().commit == desk.head().commit
    with pytest.raises(BareRepository):
        bare.writable_head()


def test_a_bare_repository_carried_as_content_is_only_content(desk):
    trap = desk.top / "tickets" / "evil"
    for name in ("objects/x", "refs/x"):
        put(trap / name, "")
    put(trap / "HEAD", "ref: refs/heads/main\n")
    assert Repository.find(trap) == desk


def test_detached(desk):
    git(desk, "switch", "-q", "--detach")
    assert desk.head().ref == ""
    assert desk.head().commit == git(desk, "rev-parse", "HEAD")
    with pytest.raises(DetachedHead):
        desk.writable_head()


@pytest.mark.parametrize(
    ("state", "start"),
    [
        ("merge", ("merge", "side")),
        ("rebase", ("rebase", "side")),
        ("rebase", ("rebase", "--apply", "side")),
        ("cherry-pick", ("cherry-pick", "side")),
        ("revert", ("revert", "--no-edit", "HEAD~1")),
    ],
    ids=["merge", "rebase", "rebase with patches", "cherry-pick", "revert"],
)
def test_an_operation_under_way_refuses_and_says_how_to_end_it(desk, state, start):
    two_branches_in_conflict(desk)
    if state == "revert":
        put(desk.top / "a.md", "later\n")
        git(desk, "commit", "-qam", "later")
    fails(desk, *start)
    with pytest.raises(UnderWay) as refusal:
        desk.writable_head()
    assert refusal.value.params["state"] == state
    assert refusal.value.exit_code == 4
    git(desk, *str(refusal.value.params["leave"]).split()[1:])
    assert desk.writable_head().branch == "main"


@pytest.mark.parametrize(("command", "count"), [("cherry-pick", "main..side"), ("revert", "HEAD~2..HEAD")])
def test_a_series_that_stands_between_two_commits(desk, command, count):
    """A commit made by hand ends the one pick; the rest of the series is still to come."""
    two_branches_in_conflict(desk)
    git(desk, "switch", "-q", "side")
    git(desk, "commit", "-q", "--allow-empty", "-m", "more")
    git(desk, "switch", "-q", "main")
    put(desk.top / "a.md", "later\n")
    git(desk, "commit", "-qam", "later")
    if command == "revert":
        put(desk.top / "a.md", "now\n")
        git(desk, "commit", "-qam", "now")
        count = "HEAD~3..HEAD~1"
    fails(desk, command, *(["--no-edit"] if command == "revert" else []), count)
    put(desk.top / "a.md", "settled\n")
    git(desk, "commit", "-qam", "settled")
    assert desk.under_way() == command


def test_am(desk):
    two_branches_in_conflict(desk)
    patch = git(desk, "format-patch", "-1", "side", "--stdout")
    with pytest.raises(AssertionError):
        git(desk, "am", "-q", stdin=patch + "\n")
    with pytest.raises(UnderWay, match="am"):
        desk.writable_head()


def test_bisect(desk):
    git(desk, "commit", "-q", "--allow-empty", "-m", "next")
    git(desk, "bisect", "start", "HEAD", "HEAD~1")
    with pytest.raises(UnderWay, match="bisect"):
        desk.writable_head()


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b"ref: refs/../../etc/passwd\n", b"ref: config\n"])
def test_a_broken_head(desk, content):
    (desk.git_dir / "HEAD").write_bytes(content)
    with pytest.raises(BrokenRef):
        desk.head()


def test_a_ref_emptied_by_a_power_cut(desk):
    (desk.git_dir / "refs/heads/main").write_bytes(b"0000\n")
    with pytest.raises(BrokenRef, match="refs/heads/main"):
        desk.head()


def test_a_ring_of_symbolic_refs(desk):
    put(desk.git_dir / "refs/heads/one", "ref: refs/heads/two\n")
    put(desk.git_dir / "refs/heads/two", "ref: refs/heads/one\n")
    put(desk.git_dir / "HEAD", "ref: refs/heads/one\n")
    with pytest.raises(BrokenRef):
        desk.head()


def test_reftable_is_named_instead_of_taken_for_an_unborn_branch(desk):
    put(desk.git_dir / "HEAD", "ref: refs/heads/.invalid\n")
    with pytest.raises(RefStorage):
        desk.head()
