"""A write is killed at every step; the next one finds all of it or nothing of it, and goes on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from supportctl.errors.repository import GitLocked
from supportctl.store import branch, journal
from supportctl.store.lock import hold
from supportctl.store.recovery import recover
from supportctl.store.repository import Repository
from supportctl.store.write import Plan, write
from tests.support.crash import NOW, change
from tests.support.git import git, put, scratch

FILES = {"tickets/a.md": "start\n", "tickets/new/old.md": "old", "other.md": "theirs\n"}
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    return with_foreign_work(scratch(tmp_path / "desk", FILES))


def with_foreign_work(desk: Repository) -> Repository:
    """What the user has under way beside us: a staged file, an edited one, one that Git does not know."""
    put(desk.top / "staged.md", "staged\n")
    git(desk, "add", "staged.md")
    put(desk.top / "other.md", "edited\n")
    put(desk.top / "tickets/untracked.md", "untracked\n")
    return desk


def run(desk: Repository, step: int | str, label: str) -> list[str]:
    """The steps of a write that is killed at the given one, by number or name; 0 for never."""
    command = [sys.executable, "-m", "tests.support.crash", str(desk.top), str(step), label]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode in (0, 9), done.stderr
    return done.stdout.splitlines()


def labels(text: str) -> list[str]:
    return text.splitlines()[1:]


def assert_whole(desk: Repository) -> None:
    """HEAD, index and files agree but for the foreign work, which is as it was; no litter of ours."""
    status = git(desk, "status", "--porcelain=v1", "-uall").splitlines()
    assert status == [" M other.md", "A  staged.md", "?? tickets/untracked.md"]
    assert git(desk, "ls-tree", "-r", "--name-only", "HEAD", "staged.md") == ""
    assert [path.name for path in desk.private.iterdir()] == ["lock"]
    assert not list(desk.git_dir.rglob("*.lock"))
    # One plan's edit and new file are in the same commit, or neither is.
    last = labels(git(desk, "show", "HEAD:tickets/a.md"))[-1:]
    assert (
        git(desk, "ls-tree", "-r", "--name-only", "HEAD", "tickets/new")
        == f"tickets/new/{(last or ['old'])[0]}.md"
    )


def killed_at_every_step(desk: Repository) -> Iterator[tuple[int, str]]:
    """Kills one write a step, repairs by the next write, and yields what the killed one was doing."""
    for step in count(1):
        steps = run(desk, step, f"killed-{step}")
        if steps[-1] == "written":
            return
        yield step, steps[-1]


def test_killed_at_every_step_of_a_write(desk):
    acknowledged = []
    kills = []
    for step, doing in killed_at_every_step(desk):
        kills.append(doing)
        assert write(desk, change(f"next-{step}"), now=NOW), doing
        acknowledged.append(f"next-{step}")
        assert_whole(desk)
        text = (desk.top / "tickets/a.md").read_text()
        assert [label for label in labels(text) if label.startswith("next")] == acknowledged, doing
        assert labels(text).count(f"killed-{step}") <= 1
    assert len(kills) > 25
    # Which of the killed ones happened is decided by the branch alone, at one moment.
    killed = {label for label in labels(text) if label.startswith("killed")}
    moment = kills.index("git update-ref")
    assert killed == {f"killed-{step + 1}" for step in range(moment + 1, len(kills))}
    assert git(desk, "fsck", "--strict", "--no-dangling") == ""


def test_killed_again_during_the_recovery(desk, tmp_path):
    """From the first rename after the swap on, when nothing but the branch has moved."""
    crashed(desk, AFTER_THE_SWAP)

    def again(step: int) -> str:
        top = tmp_path / f"again-{step}"
        # With its hard links: one of them is the dead index.lock.
        subprocess.run(["cp", "-a", desk.top, top], check=True)
        copy = Repository.find(top)
        doing = run(copy, step, "second")[-1]
        assert write(copy, change("third"), now=NOW), doing
        assert_whole(copy)
        text = labels((copy.top / "tickets/a.md").read_text())
        assert [label for label in text if label != "second"] == ["killed", "third"], doing
        return doing

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(again, range(4, 27)))
    assert "os.rename tickets/.a.md.supportctl tickets/a.md" in done
    assert "os.rename .git/supportctl/index .git/index" in done


def test_the_order_of_things(desk):
    """Intent, then all that needs room, then the branch, then files, then the index, and the journal last."""
    steps = run(desk, 0, "one")
    wanted = [
        "open .git/supportctl/lock",
        "fcntl.flock",
        "os.link .git/supportctl/lock .git/index.lock",
        "git commit-tree",
        "os.rename .git/supportctl/journal.draft .git/supportctl/journal",
        "git update-index",
        "open tickets/.a.md.supportctl",
        "git update-ref",
        "os.rename tickets/.a.md.supportctl tickets/a.md",
        "os.rename .git/supportctl/index .git/index",
        "os.remove .git/supportctl/journal",
        "os.remove .git/index.lock",
    ]
    positions = [len(steps) - 1 - steps[::-1].index(step) for step in wanted]
    assert positions == sorted(positions), steps


def crashed(desk: Repository, doing: str) -> None:
    """A write that was killed right before it did this."""
    assert run(desk, doing, "killed")[-1] == doing


AFTER_THE_SWAP = "os.rename tickets/.a.md.supportctl tickets/a.md"


def test_an_edit_made_after_the_crash_is_not_overwritten(desk):
    crashed(desk, AFTER_THE_SWAP)
    put(desk.top / "tickets/a.md", "start\nmy own words\n")
    assert write(desk, lambda base: Plan(files={"b.md": b"b"}, subject="b"), now=NOW)
    assert (desk.top / "tickets/a.md").read_text() == "start\nmy own words\n"
    assert git(desk, "show", "HEAD:tickets/a.md") == "start\nkilled"
    assert (desk.top / "tickets/new/killed.md").read_text() == "killed"
    assert git(desk, "diff", "--cached", "--name-only") == "staged.md"


def test_a_draft_swept_away_by_the_user_is_written_again(desk):
    crashed(desk, AFTER_THE_SWAP)
    git(desk, "clean", "-qfd", "tickets/.a.md.supportctl")
    write(desk, change("next"), now=NOW)
    assert_whole(desk)
    assert (desk.top / "tickets/a.md").read_text() == "start\nkilled\nnext\n"


def test_something_staged_after_the_crash_stays_staged(desk):
    crashed(desk, AFTER_THE_SWAP)
    (desk.git_dir / "index.lock").unlink()
    put(desk.top / "tickets/a.md", "mine\n")
    git(desk, "add", "tickets/a.md")
    write(desk, lambda base: Plan(files={"b.md": b"b"}, subject="b"), now=NOW)
    assert git(desk, "show", ":tickets/a.md") == "mine"


def test_a_commit_made_after_the_crash_stands(desk):
    """Made with the index of before, it took our unacknowledged change back; that is theirs to do."""
    crashed(desk, AFTER_THE_SWAP)
    (desk.git_dir / "index.lock").unlink()
    git(desk, "commit", "-qm", "theirs")
    write(desk, lambda base: Plan(files={"b.md": b"b"}, subject="b"), now=NOW)
    assert git(desk, "log", "--format=%s") == "b\ntheirs\nwrite killed\nstart"
    assert git(desk, "status", "--porcelain", "-uno") == " M other.md"


def test_another_branch_checked_out_after_the_crash(desk):
    crashed(desk, AFTER_THE_SWAP)
    (desk.git_dir / "index.lock").unlink()
    git(desk, "symbolic-ref", "HEAD", "refs/heads/side")
    git(desk, "update-ref", "refs/heads/side", "main~1")
    write(desk, lambda base: Plan(files={"b.md": b"b"}, subject="b"), now=NOW)
    assert (desk.top / "tickets/a.md").read_text() == "start\n"
    assert git(desk, "status", "--porcelain", "-uno").splitlines() == [" M other.md", "A  staged.md"]


def test_a_crash_in_another_work_tree(desk, tmp_path):
    git(desk, "worktree", "add", "-q", "-b", "side", str(tmp_path / "tree"))
    linked = Repository.find(tmp_path / "tree")
    crashed(linked, AFTER_THE_SWAP)
    write(desk, change("here"), now=NOW)
    assert git(linked, "status", "--porcelain") == ""
    assert (linked.top / "tickets/a.md").read_text() == "start\nkilled\n"
    assert (desk.top / "tickets/a.md").read_text() == "start\nhere\n"
    assert_whole(desk)


def test_a_crash_in_a_work_tree_that_is_gone(desk, tmp_path):
    git(desk, "worktree", "add", "-q", "-b", "side", str(tmp_path / "tree"))
    crashed(Repository.find(tmp_path / "tree"), AFTER_THE_SWAP)
    git(desk, "worktree", "remove", "--force", str(tmp_path / "tree"))
    write(desk, change("here"), now=NOW)
    assert_whole(desk)


def test_a_dead_index_lock_of_ours_is_removed_a_foreign_one_never(desk):
    crashed(desk, "git update-index")
    path = desk.git_dir / "index.lock"
    assert path.exists()
    path.unlink()
    path.touch()
    with pytest.raises(GitLocked, match=r"index\.lock for \d+ s"):
        write(desk, change("next"), now=NOW, wait=0.1)
    assert path.exists()
    path.unlink()
    write(desk, change("next"), now=NOW)
    assert_whole(desk)


@pytest.mark.parametrize("name", ["refs/heads/main.lock", "HEAD.lock"])
@pytest.mark.parametrize("content", ["ours", "empty"])
def test_the_ref_locks_of_a_killed_git_are_removed(desk, monkeypatch, name, content):
    """As SIGKILL leaves them when it hits the whole process group within `git update-ref`."""
    monkeypatch.setattr(branch, "SETTLED", 0.1)
    crashed(desk, "git update-ref")
    intent = journal.load(desk)
    assert intent
    put(desk.git_dir / name, f"{intent.new}\n" if content == "ours" else "")
    write(desk, change("next"), now=NOW)
    assert_whole(desk)
    assert (desk.top / "tickets/a.md").read_text() == "start\nnext\n"


@pytest.mark.parametrize("content", ["1" * 40, "ref: refs/heads/side\n"])
def test_a_foreign_ref_lock_is_waited_for_and_named(desk, content):
    crashed(desk, "git update-ref")
    path = desk.git_dir / "refs/heads/main.lock"
    put(path, content)
    with pytest.raises(GitLocked, match=r"refs/heads/main\.lock"):
        write(desk, change("next"), now=NOW, wait=0.2)
    assert path.read_text() == content
    path.unlink()
    write(desk, change("next"), now=NOW)
    assert_whole(desk)


def test_an_old_ref_lock_is_not_ours(desk, monkeypatch):
    monkeypatch.setattr(branch, "SETTLED", 0.1)
    crashed(desk, "git update-ref")
    path = desk.git_dir / "refs/heads/main.lock"
    path.touch()
    os.utime(path, (1, 1))
    with pytest.raises(GitLocked):
        write(desk, change("next"), now=NOW, wait=0.2)
    assert path.exists()


@pytest.mark.parametrize("damage", ["truncate", "flip", "version", "empty"])
def test_a_damaged_journal_tells_nothing_and_stops_nobody(desk, damage):
    crashed(desk, "git update-ref")
    path = journal.file_of(desk)
    data = path.read_bytes()
    if damage == "version":
        path.unlink()
        (desk.private / "journal").write_bytes(data.replace(b"[1,", b"[2,"))
    else:
        path.write_bytes(
            {"truncate": data[:-20], "flip": data[:90] + b"\xff" + data[91:], "empty": b""}[damage]
        )
    assert journal.load(desk) is None
    write(desk, change("next"), now=NOW)
    assert (desk.top / "tickets/a.md").read_text() == "start\nnext\n"
    assert git(desk, "fsck", "--strict", "--no-dangling") == ""


def test_the_journal_comes_back_as_it_was(desk):
    crashed(desk, "git update-ref")
    intent = journal.load(desk)
    assert intent
    strange = replace(intent, entries=(intent.entries[0]._replace(path="k\udcff/登录 \n.md"),))
    journal.save(desk, strange)
    assert journal.load(desk) == strange


def test_recovery_without_a_journal_does_nothing(desk):
    with hold(desk.private, 1) as own:
        recover(desk, own, 1)
    assert git(desk, "status", "--porcelain").splitlines()[0] == " M other.md"
