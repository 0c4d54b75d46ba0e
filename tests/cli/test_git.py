"""`supportctl git install|uninstall|status|resolve`, and what doctor finds and mends."""

import json

import pytest

from supportctl.domain.ids import path_of
from supportctl.store import codec
from tests.support.clones import OTHER, Clone, hub
from tests.support.git import git
from tests.support.replicas import NEW
from tests.support.tickets import ID, PATH, STATUSES


@pytest.fixture
def clone(tmp_path, monkeypatch):
    clone = Clone(hub(tmp_path / "hub.git"), 0)
    monkeypatch.chdir(clone.top)
    return clone


def configured(clone):
    attributes = clone.top / ".git/info/attributes"
    return (clone.top / ".git/config").read_text(), attributes.read_text() if attributes.exists() else None


def test_install_and_uninstall_leave_what_was_there(clone, run):
    git(clone.top, "config", "core.hooksPath", "their-hooks")
    (clone.top / ".git/info").mkdir(exist_ok=True)
    (clone.top / ".git/info/attributes").write_text("*.png -text\n")
    before = configured(clone)
    done = run("git", "install")
    assert (done.code, done.err) == (
        0,
        "installed; git merge, pull, rebase and cherry-pick now lose no event\n",
    )
    between = configured(clone)
    assert between != before
    assert run("git", "install").err == "all of it was there already\n"
    assert configured(clone) == between
    assert git(clone.top, "status", "--porcelain") == ""
    assert run("git", "uninstall").code == 0
    assert configured(clone) == before
    assert run("git", "uninstall").err == "taken away: 0 settings\n"


def test_what_install_made_goes_with_it(clone, run):
    before = configured(clone)
    run("git", "install")
    run("git", "uninstall")
    assert configured(clone) == before


def test_a_driver_of_somebody_else_stays(clone, run):
    clone.commit("tickets/** merge=theirs\n", path=".gitattributes")
    before = configured(clone)
    done = run("git", "install")
    assert done.code == 4
    assert "merged by theirs already" in done.err
    assert configured(clone) == before


def test_status_tells_the_set_up_and_the_conflicts(clone, run):
    states = [row["state"] for row in json.loads(run("git", "status", "--json").out)["items"]]
    assert states == ["missing", "missing", "missing"]
    run("git", "install")
    assert [line.split("\t")[1] for line in run("git", "status").out.splitlines()] == ["ok", "ok", "ok"]


def diverged(clone):
    """A plain conflict of Git's, in the timeline and in one section."""
    git(clone.top, "checkout", "-q", "-b", "side")
    clone.commit(NEW.replace("It fails.", "It fails in A."))
    clone.acts("note", 1)
    git(clone.top, "checkout", "-q", "main")
    clone.commit(NEW.replace("It fails.", "It fails in B."))
    clone.acts("note", 2, 5)


def test_resolve_leaves_a_person_only_what_is_theirs(clone, run):
    diverged(clone)
    with pytest.raises(AssertionError, match="CONFLICT"):
        git(clone.top, "merge", "-q", "side")
    done = run("git", "resolve")
    assert done.code == 4
    assert f"{PATH}: both sides changed symptom; settle it by hand" in done.err
    assert clone.file.read_text().count("<<<<<<< ") == 1
    clone.file.write_text(clone.file.read_text().replace("It fails in B.", "It fails in both."))
    assert run("git", "resolve").code == 4
    assert "It fails in both." in clone.file.read_text()
    clone.takes_both()
    done = run("git", "resolve", PATH)
    assert (done.code, done.out) == (0, f"{PATH}\tsettled\t\n")
    assert done.err == "all settled; finish with: git merge --continue\n"
    git(clone.top, "commit", "-q", "--no-edit")
    assert run("git", "resolve").err == "no file has a conflict\n"
    reading = codec.read(clone.file.read_bytes(), PATH, STATUSES)
    assert reading.ticket is not None
    assert [event.id for event in reading.ticket.events[1:]] == sorted(clone.replica.recorded)


def test_markers_that_were_committed_become_the_merge(clone, run):
    git(clone.top, "checkout", "-q", "-b", "side")
    clone.acts("note", 1)
    clone.acts("priority", 1, 3)
    git(clone.top, "checkout", "-q", "main")
    clone.acts("note", 2, 5)
    with pytest.raises(AssertionError, match="CONFLICT"):
        git(clone.top, "merge", "-q", "side")
    git(clone.top, "add", "-A")
    git(clone.top, "commit", "-q", "-m", "merged on a host")
    assert run("show", ID).code == 5
    dry = run("git", "resolve", "--dry-run")
    assert (dry.code, dry.out) == (0, f"{PATH}\tsettled\t\n")
    assert "<<<<<<< " in clone.file.read_text()
    assert run("git", "resolve").code == 0
    assert git(clone.top, "status", "--porcelain") == ""
    reading = codec.read(clone.file.read_bytes(), PATH, STATUSES)
    assert reading.ticket is not None
    assert reading.ticket.priority == "P2"
    assert {event.id for event in reading.ticket.events[1:]} == set(clone.replica.recorded)


def test_a_file_without_a_conflict_is_refused(clone, run):
    done = run("git", "resolve", PATH)
    assert done.code == 4
    assert "has no conflict" in done.err


def test_two_tickets_with_one_id_are_both_kept(clone, run):
    path = "tickets/2026/09/T-20260914-BBBBB.md"
    other = NEW.replace(ID, "T-20260914-BBBBB").replace("k3f9x2ab", "k3f9x2ac").replace("12.310", "13.310")
    git(clone.top, "checkout", "-q", "-b", "side")
    clone.commit(other, path=path)
    git(clone.top, "checkout", "-q", "main")
    clone.commit(NEW.replace(ID, "T-20260914-BBBBB"), path=path)
    with pytest.raises(AssertionError, match="CONFLICT"):
        git(clone.top, "merge", "-q", "side")
    done = run("git", "resolve")
    assert done.code == 0, done.err
    assert "two tickets had this ID; the later one is now T-20260914-" in done.err
    git(clone.top, "commit", "-q", "--no-edit")
    assert run("doctor").code == 0
    assert len(run("list").out.splitlines()) == 3


def test_doctor_gives_a_copied_ticket_its_own_id(clone, run):
    clone.commit(NEW, path=OTHER)
    assert run("doctor").code == 5
    done = run("doctor", "--fix")
    assert f"{OTHER}: {ID} was taken; this is T-20260914-AAAAA now" in done.err
    assert done.code == 0
    assert clone.file.read_text() == NEW
    renamed = codec.read((clone.top / OTHER).read_bytes(), OTHER, STATUSES)
    assert renamed.is_sound
    assert renamed.ticket is not None
    assert renamed.ticket.events[-1].get("from") == ID
    assert run("doctor", "--fix").err == "nothing to mend\n"


def test_doctor_puts_a_moved_ticket_back(clone, run):
    git(clone.top, "mv", PATH, OTHER)
    git(clone.top, "commit", "-q", "-m", "moved")
    assert f"{OTHER}: moved to {path_of(ID)}" in run("doctor", "--fix").err
    assert clone.file.read_text() == NEW
    assert not (clone.top / OTHER).exists()


def test_doctor_brings_back_what_a_merge_lost(clone, run):
    git(clone.top, "checkout", "-q", "-b", "side")
    clone.acts("priority", 1)
    git(clone.top, "checkout", "-q", "main")
    clone.acts("note", 2, 5)
    git(clone.top, "merge", "-q", "-s", "ours", "-m", "ours", "side")
    done = run("doctor")
    assert done.code == 5
    assert "lost #00000001" in done.out
    done = run("doctor", "--fix")
    assert done.code == 0
    assert f"{PATH}: 1 events that " in done.err
    reading = codec.read(clone.file.read_bytes(), PATH, STATUSES)
    assert reading.ticket is not None
    assert reading.ticket.priority == "P2"
    assert "lost" not in run("doctor").out


def test_the_words_come_on_request_and_go_with_the_rest(desk, run):
    config = desk / ".git" / "config"
    before = config.read_bytes()
    run("git", "install")
    assert b"textconv" not in config.read_bytes()
    assert run("git", "install", "--textconv").code == 0
    assert "diff --textconv" in git(desk, "config", "diff.supportctl.textconv")
    assert run("git", "uninstall").code == 0
    assert config.read_bytes() == before
