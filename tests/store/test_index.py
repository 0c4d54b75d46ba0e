"""Git's index: nobody else's entries move, nobody else's lock is broken."""

import threading
from pathlib import Path

import pytest

from supportctl.errors.desk import HandEdited
from supportctl.errors.repository import GitLocked, Unmerged
from supportctl.store.repository import Repository
from supportctl.store.write import write
from tests.support.git import git, hook, put, scratch
from tests.support.writing import FILES, NOW, A, B, assert_clean, assert_untouched, note


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    return scratch(tmp_path / "desk", FILES)


def test_a_split_index_stays_split(desk):
    git(desk, "update-index", "--index-version", "4")
    git(desk, "update-index", "--split-index")
    for _ in range(3):
        write(desk, note(), now=NOW)
    assert list(desk.git_dir.glob("sharedindex.*"))
    assert git(desk, "rev-parse", "--shared-index-path") != ""
    assert_clean(desk)


def test_a_sparse_checkout(desk):
    """A file kept out of the work tree is not deleted by hand; a change brings it in."""
    git(desk, "sparse-checkout", "set", "--no-cone", "/README.md")
    assert not (desk.top / A).exists()
    write(desk, note(), now=NOW)
    assert git(desk, "show", f"HEAD:{A}") == "a\nnote"
    assert git(desk, "status", "--porcelain") == ""
    assert git(desk, "ls-tree", "-r", "--name-only", "HEAD").split() == ["README.md", A, B]


def test_a_foreign_staged_file_is_neither_committed_nor_unstaged(desk):
    put(desk.top / "README.md", "staged\n")
    git(desk, "add", "README.md")
    put(desk.top / "README.md", "edited after\n")
    put(desk.top / "new.md", "staged\n")
    git(desk, "add", "new.md")
    git(desk, "rm", "-q", "--cached", B)
    before = git(desk, "status", "--porcelain")
    write(desk, note(), now=NOW)
    assert git(desk, "show", "--format=", "--name-only", "HEAD") == A
    assert git(desk, "status", "--porcelain") == before
    assert git(desk, "show", ":README.md") == "staged"


def test_no_write_over_an_unsettled_conflict(desk):
    """Left by `git stash pop`, of which Git keeps no mark but the index."""
    put(desk.top / A, "stashed\n")
    git(desk, "stash", "-q")
    put(desk.top / A, "main\n")
    git(desk, "commit", "-qam", "main")
    with pytest.raises(AssertionError):
        git(desk, "stash", "pop")
    with pytest.raises(Unmerged, match=A):
        write(desk, note(B), now=NOW)


def test_index_lock_is_waited_for_then_named_and_nothing_happened(desk):
    path = desk.git_dir / "index.lock"
    path.touch()
    with pytest.raises(GitLocked, match=r"index\.lock") as refusal:
        write(desk, note(), now=NOW, wait=0.1)
    assert refusal.value.exit_code == 4
    assert path.exists()
    path.unlink()
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))


def test_index_lock_that_goes_away_in_time(desk):
    path = desk.git_dir / "index.lock"
    path.touch()
    timer = threading.Timer(0.2, path.unlink)
    timer.start()
    assert write(desk, note(), now=NOW, wait=10)
    timer.join()
    assert_clean(desk)


def test_no_other_git_can_commit_while_we_do(desk):
    """A commit begun before ours and ended after it would put the old content back."""
    hook(desk, "commit-msg", "git add README.md || touch locked")
    put(desk.top / "README.md", "x\n")
    write(desk, note(), now=NOW)
    assert (desk.top / "locked").exists()


def test_a_sparse_index(desk):
    """Git keeps whole folders as one entry there."""
    git(desk, "sparse-checkout", "set", "--cone", "--sparse-index", "kb")
    assert git(desk, "ls-files", "--sparse").split() == ["README.md", "tickets/"]
    write(desk, note(), now=NOW)
    write(desk, note(), now=NOW)
    assert git(desk, "show", f"HEAD:{A}") == "a\nnote\nnote"
    assert git(desk, "ls-tree", "-r", "--name-only", "HEAD").split() == ["README.md", A, B]
    assert git(desk, "status", "--porcelain") == ""


def test_a_file_announced_but_not_staged(desk):
    put(desk.top / "new.md", "mine\n")
    git(desk, "add", "-N", "new.md")
    before = git(desk, "status", "--porcelain")
    write(desk, note(), now=NOW)
    assert git(desk, "status", "--porcelain") == before
    with pytest.raises(HandEdited):
        write(desk, note("new.md"), now=NOW)
