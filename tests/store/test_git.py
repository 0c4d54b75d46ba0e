"""Looking back through a repository."""

import pytest

from supportctl.errors.repository import NoRevision
from supportctl.store.git import History
from supportctl.store.repository import Repository
from tests.support.git import git, scratch


@pytest.fixture
def repository(tmp_path):
    repository = scratch(tmp_path, {"a.md": "one\n", "b.md": "b\n"})
    (tmp_path / "a.md").write_text("two\n")
    git(tmp_path, "commit", "-qam", "second 第二次")
    (tmp_path / "b.md").write_text("not a\n")
    git(tmp_path, "commit", "-qam", "elsewhere")
    return repository


def test_versions_are_those_that_changed_the_file_oldest_first(repository):
    with History(repository) as history:
        versions = list(history.versions("a.md"))
    assert [data for _, data in versions] == [b"one\n", b"two\n"]
    assert versions[1][0].subject == "second 第二次"
    assert versions[1][0].committed.tzinfo is not None


def test_a_deleted_file_ends_in_nothing(repository):
    git(repository.top, "rm", "-q", "a.md")
    git(repository.top, "commit", "-qm", "gone")
    with History(repository) as history:
        assert [data for _, data in history.versions("a.md")][-1] is None


def test_a_file_is_read_at_any_revision(repository):
    with History(repository) as history:
        assert history.read("HEAD~2", "a.md") == b"one\n"
        assert history.read("main", "a.md") == b"two\n"
        assert history.read("HEAD", "no.md") is None


@pytest.mark.parametrize("revision", ["nonsense", "HEAD~99", "", "--output=x", "HEAD:a.md", "0" * 40])
def test_a_revision_that_is_none_is_refused(repository, revision):
    with History(repository) as history, pytest.raises(NoRevision):
        history.read(revision, "a.md")
    assert not (repository.top / "x").exists()


def test_an_unborn_branch_has_no_past(tmp_path):
    git(tmp_path, "init", "-q")
    with History(Repository.find(tmp_path)) as history:
        assert list(history.versions("a.md")) == []
