"""The one road to Git, on real repositories: what lands, where, and what happens beside it."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from supportctl.errors import Refused
from supportctl.errors.desk import DeletedByHand, DeskLocked, HandEdited, InTheWay, NotAFile, StagedByHand
from supportctl.errors.repository import (
    BareRepository,
    Contended,
    DetachedHead,
    GitLocked,
    HookRefused,
    NoIdentity,
    SigningFailed,
    UnderWay,
    Unmerged,
)
from supportctl.store import journal
from supportctl.store.lock import hold
from supportctl.store.repository import Repository
from supportctl.store.write import Base, Identity, Plan, Written, write
from tests.support.git import git, hook, hostile, put, scratch
from tests.support.writing import FILES, NOW, A, B, assert_clean, assert_untouched, note, remove


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    return scratch(tmp_path / "desk", FILES)


# --- what lands --------------------------------------------------------------------------------


def test_one_change_is_one_commit(desk):
    before = git(desk, "rev-parse", "HEAD")
    written = write(desk, note(trailers=(("Ticket", "T-1"), ("Op", "k3f9"))), now=NOW)
    after = git(desk, "rev-parse", "HEAD")
    assert written == Written(after, "main", before=before, paths=(A,))
    assert git(desk, "log", "-1", "--format=%P|%B") == f"{before}|a note\n\nTicket: T-1\nOp: k3f9\n".rstrip(
        "\n"
    )
    assert git(desk, "log", "-1", "--format=%aI %cI %an %ce") == (
        "2026-09-14T09:00:12+08:00 2026-09-14T09:00:12+08:00 Ada ada@example.org"
    )
    assert git(desk, "show", "--format=", "--name-status", "HEAD") == f"M\t{A}"
    assert (desk.top / A).read_bytes() == b"a\nnote\n"
    assert git(desk, "reflog", "-1", "--format=%gs") == "supportctl: a note"
    assert git(desk, "interpret-trailers", "--parse", stdin=git(desk, "log", "-1", "--format=%B")) == (
        "Ticket: T-1\nOp: k3f9"
    )
    assert_clean(desk)


def test_the_same_change_at_the_same_time_is_the_same_commit(tmp_path):
    one, two = (scratch(tmp_path / name, {A: "a\n"}) for name in ("one", "two"))
    assert write(one, note(), now=NOW) == write(two, note(), now=NOW)


def test_new_edited_and_deleted_in_one_commit(desk):
    plan = Plan(files={A: b"new a\n", B: None, "kb/登录 失败.md": "登录\n".encode(), "x": b""}, subject="all")
    write(desk, lambda base: plan, now=NOW)
    assert git(desk, "ls-tree", "-r", "--name-only", "-z", "HEAD").split("\0")[:-1] == [
        "README.md", "kb/登录 失败.md", A, "x",
    ]  # fmt: skip
    assert not (desk.top / B).exists()
    assert (desk.top / "kb/登录 失败.md").read_text() == "登录\n"
    assert_clean(desk)


def test_the_last_file_of_a_folder_takes_the_folder_along(desk):
    write(desk, remove(A, B), now=NOW)
    assert git(desk, "ls-tree", "--name-only", "HEAD") == "README.md"
    assert not (desk.top / "tickets").exists()
    assert_clean(desk)


def test_two_hundred_files_at_once(desk):
    files = {f"tickets/{n % 7}/{n}.md": b"%d\n" % n * n for n in range(200)}
    write(desk, lambda base: Plan(files=files, subject="import"), now=NOW)
    write(
        desk,
        lambda base: Plan(files={name: base.read(name) + b"!" for name in files}, subject="edit"),
        now=NOW,
    )
    assert all((desk.top / name).read_bytes() == data + b"!" for name, data in files.items())
    assert git(desk, "rev-list", "--count", "HEAD") == "3"
    assert git(desk, "fsck", "--strict", "--no-dangling") == ""
    assert_clean(desk)


def test_the_mode_of_a_file_is_kept(desk):
    (desk.top / A).chmod(0o755)
    git(desk, "commit", "-qam", "program")
    write(desk, note(), now=NOW)
    assert git(desk, "ls-tree", "HEAD", A).startswith("100755")
    assert os.access(desk.top / A, os.X_OK)
    assert_clean(desk)


def test_nothing_to_do_is_no_commit(desk):
    head = git(desk, "rev-parse", "HEAD")
    assert write(desk, lambda base: None, now=NOW) is None
    assert write(desk, lambda base: Plan(files={A: b"a\n", "gone.md": None}, subject="same"), now=NOW) is None
    assert write(desk, lambda base: Plan(files={}, subject="empty"), now=NOW) is None
    assert_untouched(desk, head)


def test_a_plan_that_refuses_changes_nothing(desk):
    class NotLegal(Refused):
        message = "that move is not legal"

    def plan(base: Base) -> Plan:
        raise NotLegal

    with pytest.raises(NotLegal):
        write(desk, plan, now=NOW)
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))


def test_the_plan_sees_the_branch_not_the_work_tree(desk):
    put(desk.top / B, "edited by hand\n")
    write(desk, lambda base: Plan(files={A: base.read(B)}, subject="copy"), now=NOW)
    assert git(desk, "show", f"HEAD:{A}") == "b"


def test_as_somebody_else(desk):
    write(desk, note(author=Identity("李 雷", "li@example.org")), now=NOW)
    assert git(desk, "log", "-1", "--format=%an %ae %cn") == "李 雷 li@example.org Ada"


def test_a_time_without_a_zone_is_a_bug_of_the_caller(desk):
    with pytest.raises(ValueError, match="time zone"):
        write(desk, note(), now=datetime(2026, 1, 1))


# --- where it lands ----------------------------------------------------------------------------


def test_an_unborn_branch(tmp_path):
    desk = scratch(tmp_path / "new")
    write(desk, note(), now=NOW)
    assert git(desk, "log", "--format=%P%s") == "a note"
    assert_clean(desk)


def test_an_unborn_branch_with_something_staged(tmp_path):
    desk = scratch(tmp_path / "new")
    put(desk.top / "mine.md", "mine\n")
    git(desk, "add", "mine.md")
    write(desk, note(), now=NOW)
    assert git(desk, "ls-tree", "-r", "--name-only", "HEAD") == A
    assert git(desk, "status", "--porcelain") == "A  mine.md"


def test_a_branch_that_lives_in_packed_refs(desk):
    git(desk, "pack-refs", "--all")
    write(desk, note(), now=NOW)
    assert git(desk, "rev-list", "--count", "HEAD") == "2"
    assert_clean(desk)


def test_a_linked_work_tree(desk, tmp_path):
    git(desk, "worktree", "add", "-q", "-b", "side", str(tmp_path / "tree"))
    linked = Repository.find(tmp_path / "tree")
    assert write(linked, note(), now=NOW).branch == "side"
    assert git(linked, "status", "--porcelain") == git(desk, "status", "--porcelain") == ""
    assert (desk.top / A).read_text() == "a\n"
    assert (linked.top / A).read_text() == "a\nnote\n"


def test_a_work_tree_of_a_bare_repository(desk, tmp_path):
    git(desk, "clone", "-q", "--bare", str(desk.top), str(tmp_path / "bare"))
    git(tmp_path / "bare", "worktree", "add", "-q", str(tmp_path / "tree"), "main")
    write(Repository.find(tmp_path / "tree"), note(), now=NOW)
    assert git(tmp_path / "bare", "log", "-1", "--format=%s", "main") == "a note"


def test_a_submodule(desk, tmp_path):
    outer = scratch(tmp_path / "outer", {"x": "x"})
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(desk.top), "desk")
    inner = Repository.find(outer.top / "desk")
    write(inner, note(), now=NOW)
    assert_clean(inner)


def test_sha256(tmp_path):
    top = tmp_path / "desk"
    top.mkdir()
    git(top, "init", "-q", "-b", "main", "--object-format=sha256")
    desk = Repository.find(top)
    for plan in (note(), note(), remove(A)):
        write(desk, plan, now=NOW)
    assert git(desk, "fsck", "--strict") == "" or "notice" in git(desk, "fsck")
    assert_clean(desk)


def test_a_shallow_clone(desk, tmp_path):
    write(desk, note(), now=NOW)
    git(desk, "clone", "-q", "--depth", "1", f"file://{desk.top}", str(tmp_path / "clone"))
    clone = Repository.find(tmp_path / "clone")
    write(clone, note(), now=NOW)
    assert (clone.top / A).read_text() == "a\nnote\nnote\n"
    assert_clean(clone)


def test_a_partial_clone_fetches_what_it_needs(desk, tmp_path):
    git(desk, "config", "uploadpack.allowFilter", "true")
    git(desk, "clone", "-q", "--filter=blob:none", "--sparse", f"file://{desk.top}", str(tmp_path / "clone"))
    clone = Repository.find(tmp_path / "clone")
    write(clone, note(), now=NOW)
    assert git(clone, "show", f"HEAD:{A}") == "a\nnote"
    assert_clean(clone)


def test_a_hostile_configuration_changes_nothing_and_runs_nothing(desk, tmp_path, monkeypatch):
    for name, value in hostile(tmp_path / "evil").items():
        monkeypatch.setenv(name, value)
    git(desk, "config", "core.hooksPath", str(tmp_path / "none"))
    write(desk, note(text="登录\n"), now=NOW)
    assert not (tmp_path / "evil/sprung").exists()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert git(desk, "cat-file", "blob", f"HEAD:{A}") == "a\n登录"
    assert git(desk, "cat-file", "commit", "HEAD").count("encoding") == 0
    assert_clean(desk)


# --- where it does not -------------------------------------------------------------------------


def conflict(desk: Repository) -> None:
    git(desk, "switch", "-q", "-c", "side")
    put(desk.top / A, "side\n")
    git(desk, "commit", "-qam", "side")
    git(desk, "switch", "-q", "main")
    put(desk.top / A, "main\n")
    git(desk, "commit", "-qam", "main")


@pytest.mark.parametrize("command", ["merge", "rebase", "cherry-pick"])
def test_no_write_while_an_operation_is_under_way(desk, command):
    conflict(desk)
    with pytest.raises(AssertionError):
        git(desk, command, "side")
    before = git(desk, "status", "--porcelain")
    with pytest.raises(UnderWay, match=f"a {command} is under way"):
        write(desk, note(B), now=NOW)
    assert git(desk, "status", "--porcelain") == before
    git(desk, command, "--abort")
    assert write(desk, note(B), now=NOW)


def test_no_write_on_a_detached_head(desk):
    git(desk, "switch", "-q", "--detach")
    with pytest.raises(DetachedHead):
        write(desk, note(), now=NOW)


def test_no_write_in_a_bare_repository(desk, tmp_path):
    git(desk, "clone", "-q", "--bare", str(desk.top), str(tmp_path / "bare"))
    with pytest.raises(BareRepository):
        write(Repository.find(tmp_path / "bare"), note(), now=NOW)


# --- others at the same time -------------------------------------------------------------------


def test_an_edit_made_while_we_write_is_left_alone_and_said(desk):
    """Between the look at the file and the rename; here by a hook, which runs just then."""
    hook(desk, "pre-commit", f"echo meanwhile > {A}")
    written = write(desk, note(), now=NOW)
    assert written.pending == f"{A}: edited meanwhile, left as it is"
    assert (desk.top / A).read_text() == "meanwhile\n"
    assert git(desk, "show", f"HEAD:{A}") == "a\nnote"
    assert git(desk, "status", "--porcelain").split() == ["M", A]
    assert [path.name for path in desk.private.iterdir()] == ["lock"]


def test_a_lost_swap_is_planned_again_on_the_new_commit(desk):
    seen = []

    def plan(base: Base) -> Plan:
        seen.append(base.commit)
        if len(seen) < 3:
            put(desk.top / A, f"theirs {len(seen)}\n")
            git(desk, "commit", "-qam", "theirs")
        return note()(base)

    write(desk, plan, now=NOW)
    assert len(set(seen)) == 3
    assert git(desk, "show", f"HEAD:{A}") == "theirs 2\nnote"
    assert git(desk, "rev-list", "--count", "HEAD") == "4"
    assert_clean(desk)


def test_a_swap_lost_at_the_last_moment(desk):
    """After the objects and the commit are made; only the compare-and-swap of the ref can tell."""
    hook(
        desk,
        "commit-msg",
        "test -e done || { touch done; git update-ref HEAD $(git commit-tree -p HEAD -m t HEAD:); }",
    )
    put(desk.top / ".git/info/exclude", "done\n")
    write(desk, note(), now=NOW)
    assert git(desk, "log", "--format=%s") == "a note\nt\nstart"
    assert_clean(desk)


def test_a_branch_that_never_stands_still(desk):
    def plan(base: Base) -> Plan:
        git(desk, "commit", "-q", "--allow-empty", "-m", "theirs")
        return note()(base)

    with pytest.raises(Contended, match="main moved 10 times"):
        write(desk, plan, now=NOW)
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))


def test_a_branch_switched_under_the_plan(desk):
    def plan(base: Base) -> Plan:
        if git(desk, "branch", "--show-current") == "main":
            git(desk, "switch", "-q", "-c", "side")
        return note()(base)

    assert write(desk, plan, now=NOW).branch == "side"
    assert git(desk, "rev-list", "--count", "main") == "1"


def test_the_desk_is_locked(desk):
    with hold(desk.private, 1), pytest.raises(DeskLocked, match=str(os.getpid())):
        write(desk, note(), now=NOW, wait=0.1)


CROWD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from supportctl.store.repository import Repository
from supportctl.store.write import Plan, write
desk, who, path = Repository.find(Path(sys.argv[1])), sys.argv[2], "tickets/2026/a.md"
for n in range(5):
    def plan(base):
        return Plan(files={path: base.read(path) + f"{who}-{n}\\n".encode()}, subject=who)
    if write(desk, plan, now=datetime.now(UTC), wait=30):
        print(f"{who}-{n}", flush=True)
"""


def test_a_crowd_on_one_file_loses_nothing(desk):
    crowd = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD, str(desk.top), str(who)], stdout=subprocess.PIPE, text=True
        )
        for who in range(6)
    ]
    acknowledged = [line for process in crowd for line in process.communicate()[0].split()]
    assert len(acknowledged) == 30
    assert sorted(git(desk, "show", f"HEAD:{A}").split("\n")[1:]) == sorted(acknowledged)
    assert git(desk, "rev-list", "--count", "HEAD") == "31"
    assert git(desk, "fsck", "--strict", "--no-dangling") == ""
    assert_clean(desk)


# --- disks -------------------------------------------------------------------------------------


MOUNTED = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from supportctl.errors import SupportctlError
from supportctl.store.repository import Repository
from supportctl.store.tree import reading
from supportctl.store.write import Plan, write
desk, data, path = Repository.find(Path(sys.argv[1])), b"x" * int(sys.argv[2]), "tickets/2026/a.md"
try:
    write(desk, lambda base: Plan(files={path: data}, subject="x"), now=datetime.now(UTC))
except SupportctlError as error:
    with reading(desk) as base:
        left = sorted(path.name for path in (*desk.private.iterdir(), *desk.top.rglob(".*.supportctl")))
        print(json.dumps([type(error).__name__, error.exit_code, str(error), base.read(path).decode(), left]))
"""


def mounted(desk: Repository, mount: str, size: int = 1) -> list[object]:
    """The refusal of a write after a `mount` in a namespace of its own; skips where there are none."""
    command = f"{mount} && exec {sys.executable} -c '{MOUNTED}' {desk.top} {size}"
    done = subprocess.run(["unshare", "-Urm", "sh", "-c", command], capture_output=True, text=True)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"no namespaces here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a mount namespace")
@pytest.mark.parametrize("where", [".git", "tickets"])
def test_a_read_only_disk_is_named_and_can_be_read(desk, where):
    head = git(desk, "rev-parse", "HEAD")
    write(desk, remove("nothing"), now=NOW)
    place = desk.top / where
    name, code, message, text, left = mounted(
        desk, f"mount --bind {place} {place} && mount -o remount,bind,ro {place}"
    )
    assert (name, code, text, left) == ("Unwritable", 5, "a\n", ["lock"])
    assert "Read-only file system" in str(message)
    assert_untouched(desk, head)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a mount namespace")
@pytest.mark.parametrize(
    ("free", "refusal"), [(300, "Unwritable"), (8, "GitFailed")], ids=["draft", "objects"]
)
def test_a_full_disk_is_named_and_nothing_happened(desk, tmp_path, free, refusal):
    """Full at the draft of the new file, which does not compress as its blob does; or at once."""
    copy = tmp_path / "copy"
    mount = (
        f"cp -a {desk.top} {copy} && mount -t tmpfs none {desk.top}"
        f" && cp -a {copy}/. {desk.top} && cd {desk.top}"
        f" && mount -o remount,size=$(($(df -k --output=used . | tail -1) + {free}))k {desk.top}"
    )
    name, code, message, text, left = mounted(desk, f"{{ {mount}; }}", 600_000)
    assert (name, code, text, left) == (refusal, 5, "a\n", ["lock"]), message
    assert "No space left" in str(message)


def test_a_folder_where_the_file_should_go(desk):
    (desk.top / A).unlink()
    put(desk.top / A / "inside", "")
    with pytest.raises(NotAFile):
        write(desk, note(), now=NOW)
    assert git(desk, "rev-list", "--count", "HEAD") == "1"


def test_what_cannot_be_done_after_the_commit_is_pending_and_done_later(desk, monkeypatch):
    replace = Path.replace

    def fails_once(self: Path, target: Path) -> Path:
        if self.name == ".a.md.supportctl":
            monkeypatch.setattr(Path, "replace", replace)
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails_once)
    written = write(desk, note(), now=NOW)
    assert written.commit == git(desk, "rev-parse", "HEAD")
    assert written.pending == f"{A}: Input/output error"
    assert journal.load(desk)
    write(desk, note(B), now=NOW)
    assert (desk.top / A).read_text() == "a\nnote\n"
    assert_clean(desk)


def test_an_interrupt_before_the_swap_leaves_nothing(desk, monkeypatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("supportctl.store.files.write_drafts", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(desk, note(), now=NOW)
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))


def test_the_price_does_not_grow_with_the_number_of_git_calls(desk, monkeypatch):
    """One commit is seven processes, be it one file or fifty."""
    started = []
    popen = subprocess.Popen

    class Counted(popen):
        def __init__(self, args, **more):
            started.append(args[-1])
            super().__init__(args, **more)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    write(desk, note(), now=NOW)
    one = len(started)
    write(desk, lambda base: Plan(files={f"t/{n}": b"x" for n in range(50)}, subject="x"), now=NOW)
    assert (one, len(started) - one) == (7, 7)


@pytest.mark.parametrize(
    "kind",
    [
        *(Contended, DeletedByHand, DeskLocked, GitLocked, HandEdited, HookRefused),
        *(InTheWay, NoIdentity, SigningFailed, StagedByHand, UnderWay, Unmerged),
    ],
)
def test_a_refusal_says_that_nothing_was_written_and_names_a_way_out(kind):
    assert issubclass(kind, Refused)
    assert "nothing was written" in kind.message
    assert kind.fix
