"""What Git is asked in passing."""

import pytest

from supportctl.errors.repository import NoIdentity
from supportctl.store import questions
from supportctl.store.plan import Identity
from tests.support.git import git, scratch


def test_the_identity_is_gits_own(tmp_path, monkeypatch):
    repository = scratch(tmp_path, {"a": ""})
    monkeypatch.setenv("GIT_AUTHOR_NAME", "王 小明")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "wang@example.com")
    assert questions.identity(repository) == Identity("王 小明", "wang@example.com")


def test_nobody_is_not_invented(tmp_path, monkeypatch):
    repository = scratch(tmp_path, {"a": ""})
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NoIdentity):
        questions.identity(repository)


def test_the_version_is_numbers(tmp_path):
    version = questions.version(scratch(tmp_path, {"a": ""}))
    assert version >= (2, 20)


def test_the_last_trailer_of_a_file(tmp_path):
    repository = scratch(tmp_path, {"a": "1"})
    (tmp_path / "a").write_text("2")
    git(tmp_path, "commit", "-qam", "x\n\nKey: one two")
    assert questions.last_trailer(repository, "Key", "a") == "one two"
    assert questions.last_trailer(repository, "Other", "a") == ""
    assert questions.last_trailer(repository, "Key", "never.md") == ""


def test_a_folder_becomes_a_repository_on_main(tmp_path):
    repository = questions.create(tmp_path)
    assert repository.head().branch == "main"
    assert questions.last_trailer(repository, "Key", "a") == ""
