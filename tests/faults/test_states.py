"""Whatever state the repository is in: a change goes through whole, or is refused whole with the way out."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.desks import Desk, made, quiet
from tests.faults.runs import Fault, run
from tests.faults.states import REFUSALS, WELCOMES, Refusal, Welcome, trapped
from tests.support.git import git, put

IMPATIENT = Fault(planted=("impatient",))


@pytest.fixture(scope="module")
def calm_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    with quiet(tmp_path_factory.mktemp("home")):
        return made(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(calm_desk: Desk, tmp_path: Path) -> Desk:
    return calm_desk.copy(tmp_path / "try")


def told(state: Refusal | Welcome) -> str:
    return f"{state.number}-{state.name.replace(' ', '-')}"


def seen(top: Path) -> tuple[str, ...]:
    """All that a refusal must leave as it is."""
    asked = (("rev-parse", "HEAD"), ("for-each-ref",), ("status", "--porcelain", "-uall"), ("diff",))
    return tuple(git(top, *words) for words in (*asked, ("diff", "--cached"), ("stash", "list")))


@pytest.mark.parametrize("state", REFUSALS, ids=told)
def test_a_change_is_refused_and_says_the_way_out(desk, state):
    state.prepare(desk)
    before = seen(desk.top)
    ran = run(desk.top, "note", desk.ids[0], "-m", "a word", fault=IMPATIENT)
    assert ran.code == state.code, ran
    assert state.says in ran.err
    assert ran.err.startswith("error: ")
    assert "hint: " in ran.err or state.code == 5
    assert seen(desk.top) == before
    listing = run(desk.top, "list")
    assert listing.code == state.listing, listing.err
    assert desk.ids[1] in listing.out
    assert run(desk.top, "show", desk.ids[1]).code == 0


@pytest.mark.parametrize("state", WELCOMES, ids=told)
def test_a_change_goes_through(desk, state):
    state.prepare(desk)
    before = git(desk.top, "status", "--porcelain")
    words = ("note", desk.ids[0], "-m", "a word of mine", "--op", "key")
    for _ in range(2):
        ran = run(desk.top, *words)
        assert ran.code == 0, ran.err
        text = git(desk.top, "show", f"HEAD:{desk.path(0).relative_to(desk.top)}")
        assert text.count("a word of mine") == 1
        assert git(desk.top, "status", "--porcelain") == before
    assert desk.ids[0] in run(desk.top, "list").out
    assert git(desk.top, "fsck", "--strict", "--no-dangling", "--no-progress") == ""


def test_11_an_unborn_branch(tmp_path):
    top = tmp_path / "desk"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    assert run(top, "init", "-q").code == 0
    assert run(top, "new", "Login fails").code == 0
    assert git(top, "rev-list", "--count", "HEAD") == "2"
    assert git(top, "status", "--porcelain") == ""


def test_15_nobody(desk, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        for part in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{part}")
    before = seen(desk.top)
    ran = run(desk.top, "note", desk.ids[0], "-m", "a word")
    assert ran.code == 4
    assert "user.email" in ran.err
    assert seen(desk.top) == before
    assert run(desk.top, "list").code == 0


def test_20_a_bare_repository(desk):
    bare = desk.home / "bare"
    git(desk.top, "clone", "-q", "--bare", ".", str(bare))
    ran = run(bare, "note", desk.ids[0], "-m", "a word")
    assert ran.code == 4
    assert "git clone" in ran.err


def test_25_a_clock_that_went_back(desk):
    early = Fault(env={"SUPPORTCTL_NOW": "2020-01-01T00:00:00+08:00"})
    ran = run(desk.top, "note", desk.ids[0], "-m", "a word from the past", fault=early)
    assert ran.code == 0, ran.err
    assert git(desk.top, "status", "--porcelain") == ""
    headings = [line.split()[1] for line in desk.path(0).read_text().splitlines() if line.startswith("### 2")]
    assert headings == sorted(headings)


def test_29_a_retry_after_a_squash(desk):
    words = ("note", desk.ids[0], "-m", "a word of mine", "--op", "key")
    assert run(desk.top, *words).code == 0
    tip = git(desk.top, "commit-tree", "HEAD^{tree}", "-m", "all in one")
    git(desk.top, "reset", "-q", "--hard", tip)
    ran = run(desk.top, *words)
    assert ran.code == 0
    assert "on record already" in ran.err
    assert git(desk.top, "rev-parse", "HEAD") == tip


def test_31_a_file_moved_by_hand(desk):
    """Its name is no longer its ID: lists tell it, and nothing is written to a place that is not there."""
    git(desk.top, "mv", str(desk.path(0)), str(desk.top / "tickets/moved.md"))
    git(desk.top, "commit", "-qm", "moved")
    before = seen(desk.top)
    assert run(desk.top, "note", desk.ids[0], "-m", "a word").code == 3
    assert seen(desk.top) == before
    assert desk.ids[1] in run(desk.top, "list").out


@pytest.mark.parametrize("inside", ["", "tickets/embedded"])
def test_a_hostile_configuration_runs_nothing(desk, inside):
    sprung = trapped(desk)
    for words in (
        ("note", desk.ids[0], "-m", "a word"),
        ("list",),
        ("show", desk.ids[0]),
        ("history", desk.ids[0]),
    ):
        ran = run(desk.top / inside, *words)
        assert ran.code == 0, ran.err
    assert run(desk.top / inside, "undo", desk.ids[0], "-m", "no").code == 0
    assert not sprung.exists()


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="NOT RUN: no namespaces")
def test_4_a_read_only_disk_is_read_and_not_written(desk):
    """Mounted read-only in a namespace of its own, which root of a test machine may have or not."""
    mount = f"mount --bind {desk.top} {desk.top} && mount -o remount,bind,ro {desk.top} && cd {desk.top}"
    words = f"{sys.executable} -m supportctl"
    script = f"{mount} && {words} list && {words} show {desk.ids[0]}; {words} note {desk.ids[0]} -m word"
    done = subprocess.run(["unshare", "-Urm", "sh", "-c", script], capture_output=True, text=True)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"NOT RUN: no namespaces here: {done.stderr.strip()}")
    assert done.returncode == 5
    assert "Read-only file system" in done.stderr
    assert "Traceback" not in done.stderr
    assert desk.ids[1] in done.stdout
    assert git(desk.top, "status", "--porcelain") == ""


def test_the_private_folder_is_private(desk):
    put(desk.home / "keep", "")
    shutil.rmtree(desk.private)
    for words in (("list",), ("note", desk.ids[0], "-m", "a word"), ("search", "login")):
        shutil.rmtree(desk.private, ignore_errors=True)
        assert run(desk.top, *words).code == 0
        assert desk.private.stat().st_mode & 0o777 == 0o700, words
