"""The user's own uncommitted work: refused, adopted, or none of our business."""

from pathlib import Path

import pytest

from supportctl.errors.desk import (
    DeletedByHand,
    HandEdited,
    InTheWay,
    NotAFile,
    NotAFolder,
    StagedByHand,
    UnfitPath,
)
from supportctl.store.repository import Repository
from supportctl.store.write import Plan, write
from tests.support.git import git, put, scratch
from tests.support.writing import FILES, NOW, A, B, assert_clean, assert_untouched, note, remove


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    return scratch(tmp_path / "desk", FILES)


@pytest.mark.parametrize(
    ("refusal", "by_hand"),
    [
        (HandEdited, lambda top: put(top / A, "by hand\n")),
        (DeletedByHand, lambda top: (top / A).unlink()),
        (StagedByHand, lambda top: (put(top / A, "by hand\n"), git(top, "add", A))),
        (StagedByHand, lambda top: git(top, "rm", "-q", A)),
        (StagedByHand, lambda top: (put(top / A, "x\n"), git(top, "add", A), put(top / A, "a\n"))),
    ],
    ids=["edited", "deleted", "staged", "staged deletion", "staged, then edited back"],
)
def test_work_by_hand_is_refused(desk, refusal, by_hand):
    by_hand(desk.top)
    before = git(desk, "status", "--porcelain")
    with pytest.raises(refusal, match=A) as caught:
        write(desk, note(), now=NOW)
    assert type(caught.value) is refusal
    assert caught.value.exit_code == 4
    assert git(desk, "status", "--porcelain") == before
    assert git(desk, "rev-list", "--count", "HEAD") == "1"
    # The other files are free.
    assert write(desk, note(B), now=NOW)


def test_a_file_that_git_does_not_know_is_in_the_way(desk):
    put(desk.top / "tickets/new.md", "mine\n")
    with pytest.raises(InTheWay, match=r"tickets/new\.md"):
        write(desk, note("tickets/new.md"), now=NOW)
    assert (desk.top / "tickets/new.md").read_text() == "mine\n"


def test_all_files_in_the_way_are_named(desk):
    for name in (A, B):
        put(desk.top / name, "by hand\n")
    with pytest.raises(HandEdited) as refusal:
        write(desk, remove(A, B), now=NOW)
    assert [str(said) for said in (refusal.value.said, *refusal.value.details)] == [
        f"{A} was edited by hand and the edit is not committed; nothing was written",
        f"also {B}",
    ]


@pytest.mark.parametrize("staged", [False, True])
def test_adopt_takes_the_edit_along(desk, staged):
    put(desk.top / A, "by hand\n")
    if staged:
        git(desk, "add", A)
    plan = Plan(files={A: b"by hand\nand recorded\n"}, subject="adopt")
    write(desk, lambda base: plan, now=NOW, adopt=frozenset({A}))
    assert git(desk, "show", f"HEAD:{A}") == "by hand\nand recorded"
    assert (desk.top / A).read_text() == "by hand\nand recorded\n"
    assert_clean(desk)


def test_adopt_is_for_the_named_file_only(desk):
    put(desk.top / A, "by hand\n")
    put(desk.top / B, "by hand\n")
    plan = Plan(files={A: b"x", B: b"x"}, subject="adopt")
    with pytest.raises(HandEdited, match=B):
        write(desk, lambda base: plan, now=NOW, adopt=frozenset({A}))


def test_a_file_that_already_is_as_the_plan_wants_it_is_no_obstacle(desk):
    put(desk.top / A, "a\nnote\n")
    put(desk.top / "new.md", "note\n")
    write(desk, note(), now=NOW)
    write(desk, note("new.md"), now=NOW)
    assert_clean(desk)


# --- line ends ---------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["autocrlf", "attributes"])
def test_a_checkout_with_crlf_stays_one(desk, by):
    if by == "autocrlf":
        git(desk, "config", "core.autocrlf", "true")
    else:
        put(desk.top / ".gitattributes", "*.md text eol=crlf\n")
        git(desk, "add", ".gitattributes")
        git(desk, "commit", "-qm", "attributes")
    for name in (A, B):
        (desk.top / name).unlink()
    git(desk, "restore", "tickets")
    assert (desk.top / A).read_bytes() == b"a\r\n"
    write(desk, note(), now=NOW)
    assert (desk.top / A).read_bytes() == b"a\r\nnote\r\n"
    assert git(desk, "cat-file", "-s", f"HEAD:{A}") == str(len("a\nnote\n"))
    write(desk, remove(B), now=NOW)
    assert_clean(desk)


def test_an_adopted_edit_with_crlf_changes_no_line_end(desk):
    """The plan has the bytes of the work tree; in the commit they take on the line ends of before."""
    git(desk, "config", "core.autocrlf", "true")
    put(desk.top / A, "a\r\nby hand\r\n")
    plan = Plan(files={A: b"a\r\nby hand\r\nrecorded\r\n"}, subject="adopt")
    write(desk, lambda base: plan, now=NOW, adopt=frozenset({A}))
    assert (desk.top / A).read_bytes() == b"a\r\nby hand\r\nrecorded\r\n"
    assert git(desk, "cat-file", "-s", f"HEAD:{A}") == str(len("a\nby hand\nrecorded\n"))
    assert_clean(desk)


def test_crlf_in_the_commit_itself_is_content(desk):
    write(desk, lambda base: Plan(files={A: b"one\r\ntwo\n"}, subject="crlf"), now=NOW)
    write(desk, note(), now=NOW)
    assert (desk.top / A).read_bytes() == b"one\r\ntwo\nnote\n"
    assert_clean(desk)


# --- paths -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../b", "a//b", ".git/hooks/x", "a/.GIT/x", "a\0b"]
)
def test_a_path_that_leads_out_of_the_desk(desk, path):
    with pytest.raises(UnfitPath):
        write(desk, lambda base: Plan(files={path: b"x"}, subject="x"), now=NOW)
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))


def test_a_folder_that_is_a_link_is_not_followed(desk, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (desk.top / "kb").symlink_to(outside)
    with pytest.raises(NotAFolder, match="kb is not a plain folder"):
        write(desk, note("kb/x.md"), now=NOW)
    assert list(outside.iterdir()) == []


def test_what_is_no_file_in_the_commit_is_not_replaced(desk, tmp_path):
    (desk.top / "link.md").symlink_to(tmp_path / "outside")
    git(desk, "add", "link.md")
    git(desk, "commit", "-qm", "link")
    for path, refusal in (("link.md", NotAFile), ("tickets", NotAFile), ("README.md/x", NotAFolder)):
        with pytest.raises(refusal):
            write(desk, lambda base, path=path: Plan(files={path: b"x"}, subject="x"), now=NOW)
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))
