"""The same files seen three ways, and where two of these ways differ, odd names included."""

import pytest

from supportctl.errors.desk import NotAFile, NotAFolder
from supportctl.errors.repository import NoRevision
from supportctl.store import authors, views
from supportctl.store.repository import Repository
from tests.support.git import git, put, scratch

ODD = ("tickets/2026/09/a b.md", "tickets/登录.md", "tickets/q'\"\\x.md", "kb/new\nline.md", "kb/-n.md")
FILES = {name: f"{name}\n" for name in (*ODD, "supportctl.yaml", "customers/acme.yaml")}


@pytest.fixture
def repository(tmp_path) -> Repository:
    return scratch(tmp_path / "desk", {**FILES, "README.md": "not ours\n"})


def test_all_three_see_the_same(repository):
    head = repository.head().commit
    with views.committed(repository, head) as commit, views.staged(repository) as index:
        disk = views.Worktree(repository.top)
        for view in (commit, index, disk):
            assert view.names() == set(FILES)
            assert {name: view.read(name) for name in FILES} == {
                name: text.encode() for name, text in FILES.items()
            }
            assert view.read("kb/none.md") is None


def test_before_the_first_commit_there_is_nothing(tmp_path):
    repository = scratch(tmp_path / "empty")
    put(repository.top / "kb/a.md", "a\n")
    with views.committed(repository, "") as view:
        assert view.names() == set()
        assert view.read("kb/a.md") is None
    assert views.changed_on_disk(repository, "") == ("kb/a.md",)
    git(repository, "add", "-A")
    assert views.changed_in_index(repository, "") == ("kb/a.md",)


def test_what_changed(repository):
    head = repository.head().commit
    put(repository.top / ODD[0], "changed\n")
    put(repository.top / ODD[3], "staged\n")
    git(repository, "add", "--", ODD[3])
    put(repository.top / "kb/fresh.md", "fresh\n")
    assert set(views.changed_on_disk(repository, head)) == {ODD[0], ODD[3], "kb/fresh.md"}
    assert views.changed_in_index(repository, head) == (ODD[3],)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "more")
    changed = views.changed_between(repository, head, repository.head().commit)
    assert set(changed) == {ODD[0], ODD[3], "kb/fresh.md"}


def test_links_are_not_followed(repository, tmp_path):
    put(tmp_path / "outside/x.md", "secret\n")
    (repository.top / "kb/link.md").symlink_to(tmp_path / "outside/x.md")
    (repository.top / "tickets/out").symlink_to(tmp_path / "outside")
    disk = views.Worktree(repository.top)
    with pytest.raises(NotAFile):
        disk.read("kb/link.md")
    with pytest.raises(NotAFolder):
        disk.read("tickets/out/x.md")
    git(repository, "add", "-A")
    with views.staged(repository) as index, pytest.raises(NotAFile):
        index.read("kb/link.md")


def test_revisions_and_where_they_part(repository):
    head = repository.head().commit
    assert views.commit_of(repository, "main") == head
    for wrong in ("nowhere", "--all", "main..main", ""):
        with pytest.raises(NoRevision):
            views.commit_of(repository, wrong)
    git(repository, "checkout", "-q", "--orphan", "other")
    git(repository, "commit", "-qm", "unrelated")
    assert views.merge_base(repository, head, repository.head().commit) == ""


def test_who_brought_which_event(repository):
    base = repository.head().commit
    path = "tickets/T.md"
    put(repository.top / path, "### t ada note {#aaaaaaaa}\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "one")
    put(repository.top / path, "### t ada note {#aaaaaaaa}\n\n### t bob note {#bbbbbbbb}\n")
    git(repository, "commit", "-qam", "two", "--author", "B\u00f6b Li <bob@example.org>")
    made = authors.of_events(repository, base, repository.head().commit)
    assert {identity: (one.name, one.email) for identity, one in made.items()} == {
        "aaaaaaaa": ("Ada", "ada@example.org"),
        "bbbbbbbb": ("B\u00f6b Li", "bob@example.org"),
    }
