import random
import subprocess

import pytest

from supportctl.actions import gitsetup
from supportctl.actions.resolving import resolve
from supportctl.actions.sync import Wish, sync
from supportctl.domain.schema import SECTIONS
from supportctl.errors.exchange import (
    CannotMerge,
    HistoryRewritten,
    InTheWayOfSync,
    MergeConflict,
    NoRemote,
    Offline,
    PushRefused,
)
from supportctl.errors.repository import NoRevision, UnderWay
from supportctl.store import codec, journal
from supportctl.store.desk import Desk
from supportctl.store.journal import Journal
from supportctl.store.lost import losses
from tests.support.clones import NOW, OTHER, QUIET, Clone, hub
from tests.support.git import git, hook, put
from tests.support.replicas import ACTIONS, NEW
from tests.support.tickets import PATH, STATUSES

WORK = [action for action in ACTIONS if action != "meet"]


@pytest.fixture
def shared(tmp_path):
    return hub(tmp_path / "hub.git")


@pytest.fixture
def two(shared):
    return Clone(shared, 0), Clone(shared, 1)


def held(clone):
    """The IDs of the events in a clone's ticket, which must read without a fault."""
    reading = codec.read(clone.file.read_bytes(), PATH, STATUSES)
    assert reading.ticket is not None, reading.findings
    assert reading.is_sound, reading.findings
    return [event.id for event in reading.ticket.events]


def assert_clean(clone):
    assert git(clone.top, "status", "--porcelain") == ""
    git(clone.top, "fsck", "--strict", "--no-dangling")


def settle(clone, names):
    """What a person does about a conflict; only sections and own keys may be open."""
    assert set(names) <= {*SECTIONS, *(f"x_{number}" for number in range(8))}
    clone.takes_both()
    done, _ = resolve(clone.desk, [], now=NOW)
    assert [one.merged.conflicts for one in done] == [()]
    git(clone.top, "commit", "-q", "--no-edit")


def synced(clone):
    try:
        clone.syncs()
    except MergeConflict as refused:
        (detail,) = refused.details
        settle(clone, str(detail.params["names"]).split(", "))
        clone.syncs()


def test_eight_clones_that_worked_offline_come_to_the_same(shared):
    dice = random.Random(5)
    clones = [Clone(shared, number) for number in range(8)]
    for _ in range(2):
        for clone in clones:
            for _ in range(dice.randrange(1, 4)):
                clone.acts(dice.choice(WORK), dice.randrange(8), dice.randrange(600))
        for clone in [*dice.sample(clones, 8), *dice.sample(clones, 8)]:
            synced(clone)
    assert len({clone.tree() for clone in clones}) == 1
    recorded = {event for clone in clones for event in clone.replica.recorded}
    assert recorded <= set(held(clones[0]))
    for clone in clones:
        assert_clean(clone)
        assert losses(clone.desk.repository) == ()


def pulled(clone):
    """What Git does alone: pull, and push; a conflict is mended with `git resolve`."""
    done = subprocess.run(
        ["git", "pull", "-q", "--no-rebase", "--no-edit"], cwd=clone.top, capture_output=True
    )
    if done.returncode:
        settled, _ = resolve(clone.desk, [], now=NOW)
        if not all(one.is_settled for one in settled):
            clone.takes_both()
            settled, _ = resolve(clone.desk, [], now=NOW)
        assert [one.merged.conflicts for one in settled] == [()]
        git(clone.top, "commit", "-q", "--no-edit")
    git(clone.top, "push", "-q")


def test_eight_clones_without_the_driver_are_mended_by_hand(shared):
    dice = random.Random(7)
    clones = [Clone(shared, number) for number in range(8)]
    for clone in clones:
        for _ in range(dice.randrange(1, 4)):
            clone.acts(dice.choice(WORK), dice.randrange(8), dice.randrange(600))
    for clone in [*dice.sample(clones, 8), *clones]:
        pulled(clone)
    assert len({clone.tree() for clone in clones}) == 1
    assert {event for clone in clones for event in clone.replica.recorded} <= set(held(clones[0]))
    assert losses(clones[0].desk.repository) == ()


def test_what_both_changed_is_merged_and_told(two):
    ann, ben = two
    ann.acts("priority", 1)
    ben.acts("priority", 2, 60)
    ben.commit("new\n", path="docs/new.md")
    assert (ann.syncs().sent, ann.syncs().sent) == (1, 0)
    done = ben.syncs()
    assert (done.received, done.sent, done.merged) == (1, 3, {PATH})
    assert done.decided == {(PATH, "priority")}
    assert ann.syncs().received == 3
    assert ann.tree() == ben.tree()
    assert_clean(ann)
    assert_clean(ben)


def test_uncommitted_work_elsewhere_stays(two):
    ann, ben = two
    ann.acts("note")
    ann.syncs()
    put(ben.top / "README.md", "edited\n")
    put(ben.top / "mine.txt", "mine\n")
    ben.syncs()
    assert git(ben.top, "status", "--porcelain").splitlines() == [" M README.md", "?? mine.txt"]


@pytest.mark.parametrize("diverged", [False, True])
def test_uncommitted_work_in_the_way_is_refused(two, diverged):
    ann, ben = two
    ann.acts("note")
    ann.syncs()
    if diverged:
        ben.commit("new\n", path="new.md")
    put(ben.file, NEW + "\nhand edit\n")
    head = git(ben.top, "rev-parse", "HEAD")
    with pytest.raises(InTheWayOfSync) as refused:
        ben.syncs()
    assert [str(detail) for detail in refused.value.details] == [PATH]
    assert git(ben.top, "rev-parse", "HEAD") == head
    assert ben.file.read_text().endswith("hand edit\n")


def test_a_conflict_waits_as_git_leaves_it_and_can_be_called_off(two):
    ann, ben = two
    for clone, text in ((ann, "It fails in A."), (ben, "It fails in B.")):
        clone.commit(clone.file.read_text().replace("It fails.", text))
        clone.acts("note")
    ann.syncs()
    before = ben.file.read_text()
    with pytest.raises(MergeConflict) as refused:
        ben.syncs()
    assert [str(detail) for detail in refused.value.details] == [f"{PATH}: symptom"]
    assert git(ben.top, "status", "--porcelain") == f"UU {PATH}"
    with pytest.raises(UnderWay):
        ben.syncs()
    git(ben.top, "merge", "--abort")
    assert ben.file.read_text() == before
    assert_clean(ben)
    synced(ben)
    ann.syncs()
    assert {*ann.replica.recorded, *ben.replica.recorded} <= set(held(ann))
    assert "It fails in B.\nIt fails in A." in ann.file.read_text()


def test_offline_it_says_so_and_keeps_everything(two, shared):
    ann, _ = two
    ann.acts("note")
    shared.rename(shared.with_name("away"))
    with pytest.raises(Offline) as refused:
        ann.syncs()
    assert refused.value.params["count"] == 1
    assert_clean(ann)
    shared.with_name("away").rename(shared)
    assert ann.syncs().sent == 1


def test_a_rewritten_history_is_refused_until_it_is_meant(two):
    ann, ben = two
    ben.acts("note")
    ben.syncs()
    ann.syncs()
    git(ben.top, "reset", "-q", "--hard", "HEAD~1")
    ben.commit("other\n", path="other.md")
    git(ben.top, "push", "-q", "--force", "origin", "main")
    ann.acts("note")
    head = git(ann.top, "rev-parse", "HEAD")
    for _ in range(2):
        with pytest.raises(HistoryRewritten) as refused:
            ann.syncs()
        assert refused.value.params["count"] == 1
        assert [str(detail).partition(" ")[2] for detail in refused.value.details] == ["note"]
        assert git(ann.top, "rev-parse", "HEAD") == head
    done = ann.syncs(rewritten=True)
    assert (done.received, done.sent) == (1, 3)
    assert {*ann.replica.recorded, *ben.replica.recorded} <= set(held(ann))


def test_somebody_faster_is_merged_and_sent_again(two, shared):
    """The hub takes Ann's push while Ben's is on its way: his first try is refused there."""
    ann, ben = two
    ann.acts("note")
    ben.acts("note")
    script = (
        f"[ -e {shared}/once ] && exit 0\ntouch {shared}/once\ngit -C {ann.top} push -q origin main\nexit 0"
    )
    hook(ben.desk.repository, "pre-push", f"unset GIT_DIR\n{script}")
    done = ben.syncs()
    assert done.sent
    assert ann.syncs().received
    assert ann.tree() == ben.tree()


def test_a_server_that_says_no_is_told_in_its_own_words(two, shared):
    ann, _ = two
    put(shared / "hooks/pre-receive", "#!/bin/sh\necho the desk is closed >&2\nexit 1\n")
    (shared / "hooks/pre-receive").chmod(0o755)
    ann.acts("note")
    with pytest.raises(PushRefused) as refused:
        ann.syncs()
    assert "the desk is closed" in str(refused.value)
    assert_clean(ann)


def test_a_branch_is_mended_for_a_pull_request(two):
    ann, ben = two
    git(ben.top, "checkout", "-q", "-b", "feature")
    ben.acts("note")
    ann.acts("note")
    ann.syncs()
    done = ben.syncs(onto="origin/main")
    assert done.merged == {PATH}
    assert git(ben.top, "ls-remote", "--heads", "origin", "feature")
    assert git(ben.top, "merge-base", "--is-ancestor", "origin/main", "HEAD") == ""
    assert git(ben.top, "rev-parse", "--abbrev-ref", "@{upstream}") == "origin/feature"
    with pytest.raises(NoRevision):
        ben.syncs(onto="origin/nowhere")


def test_without_a_remote_or_history_in_common_it_says_so(two):
    ann, ben = two
    git(ann.top, "remote", "remove", "origin")
    with pytest.raises(NoRemote):
        ann.syncs()
    git(ben.top, "checkout", "-q", "--orphan", "main2")
    ben.acts("note")
    with pytest.raises(CannotMerge):
        ben.syncs(onto="origin/main")


def test_deletions_file_modes_and_links_travel(two):
    ann, ben = two
    ann.commit("#!/bin/sh\n", path="tool.sh")
    (ann.top / "tool.sh").chmod(0o755)
    (ann.top / "link").symlink_to("README.md")
    ann.commit(NEW, path=OTHER)
    git(ann.top, "rm", "-q", "README.md")
    ann.commit("x\n", path="x.md")
    ann.syncs()
    ben.acts("note")
    ben.syncs()
    ann.syncs()
    assert ann.tree() == ben.tree()
    assert (ben.top / "link").is_symlink()
    assert (ben.top / "tool.sh").stat().st_mode & 0o111
    assert_clean(ben)


def test_what_one_side_deleted_and_the_other_changed_stays(two):
    ann, ben = two
    git(ann.top, "rm", "-q", PATH)
    git(ann.top, "commit", "-q", "-m", "gone")
    ann.syncs()
    ben.acts("note")
    assert ben.syncs().kept == {PATH}
    ann.syncs()
    assert held(ann) == held(ben)


def test_a_dry_run_moves_nothing(two):
    ann, ben = two
    ann.acts("note")
    ann.syncs()
    ben.acts("note")
    head = git(ben.top, "rev-parse", "HEAD")
    done = ben.syncs(dry_run=True)
    assert (done.received, done.sent, done.merged) == (1, 0, {PATH})
    assert git(ben.top, "rev-parse", "HEAD") == head
    assert_clean(ben)


@pytest.mark.parametrize("arrived", [0, 1, 2, 3])
def test_a_crash_in_the_middle_of_the_checkout_is_taken_back_by_the_next_sync(two, arrived):
    """Files arrive one by one, and each from its beginning; then the branch moves."""
    ann, ben = two
    ann.acts("note")
    git(ann.top, "rm", "-q", "README.md")
    ann.commit("new\n", path="new.md")
    ann.syncs()
    git(ben.top, "fetch", "-q")
    old, new = git(ben.top, "rev-parse", "HEAD"), git(ben.top, "rev-parse", "origin/main")
    repository = ben.desk.repository
    journal.save(repository, Journal((), journal.work_tree(repository), "refs/heads/main", old, new))
    if arrived:
        put(ben.file, ann.file.read_text()[: 100 if arrived == 1 else None])
    if arrived > 1:
        (ben.top / "README.md").unlink()
    if arrived > 2:
        put(ben.top / "new.md", "new\n")
    ben.syncs()
    assert git(ben.top, "rev-parse", "HEAD") == new
    assert_clean(ben)
    assert not journal.load(repository)


def test_an_edit_made_after_a_crash_of_the_checkout_stays(two):
    ann, ben = two
    ann.acts("note")
    ann.syncs()
    git(ben.top, "fetch", "-q")
    old, new = git(ben.top, "rev-parse", "HEAD"), git(ben.top, "rev-parse", "origin/main")
    repository = ben.desk.repository
    journal.save(repository, Journal((), journal.work_tree(repository), "refs/heads/main", old, new))
    mine = ann.file.read_text() + "\nmy own words\n"
    put(ben.file, mine)
    with pytest.raises(InTheWayOfSync):
        ben.syncs()
    assert ben.file.read_text() == mine


def test_what_cannot_be_merged_as_text_is_refused_before_anything_moves(two):
    ann, ben = two
    for clone, data in ((ann, b"\0a"), (ben, b"\0b")):
        put(clone.top / "logo.png", data)
        clone.acts("note")
    ann.syncs()
    head = git(ben.top, "rev-parse", "HEAD")
    with pytest.raises(CannotMerge, match=r"logo\.png"):
        ben.syncs()
    assert git(ben.top, "rev-parse", "HEAD") == head
    assert_clean(ben)


def test_histories_that_cross_have_several_bases(two):
    """Each merged the other's first commit by itself: two commits are the nearest they have in common."""
    ann, ben = two
    ann.acts("tags", 1)
    ben.acts("key", 1)
    for clone, other in ((ann, ben), (ben, ann)):
        gitsetup.install(clone.desk)
        git(clone.top, "fetch", "-q", str(other.top), "main:refs/heads/theirs")
    for clone in two:
        git(clone.top, "merge", "-q", "--no-edit", "theirs")
        clone.acts("section", 2)
        clone.acts("note", 1)
    git(ann.top, "fetch", "-q", str(ben.top), "+main:refs/heads/theirs")
    assert len(git(ann.top, "merge-base", "--all", "main", "theirs").split()) == 2
    assert ann.syncs(onto="theirs").conflicts == {}
    assert ben.syncs().merged == set()
    assert ann.tree() == ben.tree()
    assert {*ann.replica.recorded, *ben.replica.recorded} == set(held(ann)[1:])
    assert "x_1: value 1 # kept" in ann.file.read_text()


def test_a_branch_without_commits_takes_what_is_there(two, tmp_path):
    ann, _ = two
    git(tmp_path, "init", "-q", "-b", "main", "empty")
    git(tmp_path / "empty", "remote", "add", "origin", str(tmp_path / "hub.git"))
    put(tmp_path / "empty/supportctl.yaml", "version: 1\n")
    desk = Desk.find(tmp_path / "empty")
    with pytest.raises(InTheWayOfSync):
        sync(desk, Wish(), now=NOW, watching=QUIET)
    (tmp_path / "empty/supportctl.yaml").unlink()
    assert sync(desk, Wish(), now=NOW, watching=QUIET).received == 1
    assert git(tmp_path / "empty", "rev-parse", "HEAD") == git(ann.top, "rev-parse", "HEAD")


def test_a_branch_that_tracks_an_address_or_another_branch_here_uses_the_remote(two):
    ann, _ = two
    for remote in (".", "https://example.org/desk.git"):
        git(ann.top, "config", "branch.main.remote", remote)
        assert ann.syncs().name == "origin/main"
