"""Hooks, signature and identity."""

import os
from pathlib import Path

import pytest

from supportctl.errors.repository import HookRefused, NoIdentity, SigningFailed
from supportctl.store.repository import Repository
from supportctl.store.write import write
from tests.support.git import git, hook, put, scratch
from tests.support.writing import FILES, NOW, A, assert_clean, assert_untouched, note


@pytest.fixture
def desk(tmp_path: Path) -> Repository:
    return scratch(tmp_path / "desk", FILES)


def test_pre_commit_sees_the_new_content_and_may_refuse(desk):
    put(desk.top / "README.md", "staged, not ours\n")
    git(desk, "add", "README.md")
    hook(
        desk,
        "pre-commit",
        'git diff --cached --name-status; git show ":$(git diff --cached --name-only)"; exit 1',
    )
    with pytest.raises(HookRefused, match="the pre-commit hook refused") as refusal:
        write(desk, note(), now=NOW)
    assert [str(line) for line in refusal.value.details] == [f"M\t{A}", "a", "note"]
    assert refusal.value.exit_code == 4
    git(desk, "restore", "--staged", "README.md")
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))
    assert (desk.top / A).read_text() == "a\n"


def test_pre_commit_that_agrees_and_stages_more(desk):
    put(desk.top / "README.md", "not ours\n")
    hook(desk, "pre-commit", "git add README.md")
    write(desk, note(), now=NOW)
    assert git(desk, "show", "--format=", "--name-only", "HEAD") == A
    assert git(desk, "status", "--porcelain").strip() == "M README.md"


def test_pre_commit_on_an_unborn_branch(tmp_path):
    desk = scratch(tmp_path / "new")
    hook(desk, "pre-commit", f'test "$(git ls-files)" = {A}')
    assert write(desk, note(), now=NOW)
    assert_clean(desk)


def test_commit_msg_edits_the_message_or_refuses(desk):
    hook(desk, "commit-msg", 'test ! -e refuse || exit 1; echo "Reviewed: yes" >> "$1"')
    write(desk, note(trailers=(("Op", "1"),)), now=NOW)
    assert git(desk, "log", "-1", "--format=%B").strip() == "a note\n\nOp: 1\nReviewed: yes"
    put(desk.top / "refuse", "")
    with pytest.raises(HookRefused, match="commit-msg"):
        write(desk, note(), now=NOW)
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))


def test_hooks_where_the_user_keeps_them(desk, tmp_path):
    git(desk, "config", "core.hooksPath", str(tmp_path / "hooks"))
    put(tmp_path / "hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    assert write(desk, note(), now=NOW), "a hook that is not executable is none"
    (tmp_path / "hooks/pre-commit").chmod(0o755)
    with pytest.raises(HookRefused):
        write(desk, note(), now=NOW)


def test_hooks_run_in_the_users_own_environment(desk):
    hook(desk, "pre-commit", 'echo "$LC_ALL|$GIT_NO_REPLACE_OBJECTS|$(git config core.hooksPath)" > seen')
    write(desk, note(), now=NOW)
    assert (desk.top / "seen").read_text() == f"{os.environ.get('LC_ALL', '')}||\n"


def test_other_hooks_are_not_run(desk):
    for name in ("post-commit", "prepare-commit-msg", "reference-transaction", "post-index-change"):
        hook(desk, name, "touch sprung; exit 1")
    write(desk, note(), now=NOW)
    assert not (desk.top / "sprung").exists()


def test_signing_that_fails_is_a_refusal_never_an_unsigned_commit(desk):
    git(desk, "config", "commit.gpgSign", "true")
    git(desk, "config", "gpg.program", "false")
    with pytest.raises(SigningFailed, match="gpg failed to sign") as refusal:
        write(desk, note(), now=NOW)
    assert refusal.value.exit_code == 4
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))


def test_a_signed_commit(desk, tmp_path):
    signer = tmp_path / "signer"
    put(signer, '#!/bin/sh\ncat > /dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho SIGNATURE\n')
    signer.chmod(0o755)
    git(desk, "config", "commit.gpgSign", "yes")
    git(desk, "config", "gpg.program", str(signer))
    write(desk, note(), now=NOW)
    assert "gpgsig SIGNATURE" in git(desk, "cat-file", "commit", "HEAD")


def test_no_identity_names_the_two_commands(desk, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    with pytest.raises(NoIdentity) as refusal:
        write(desk, note(), now=NOW)
    assert "user.name" in str(refusal.value.way_out)
    assert "user.email" in str(refusal.value.way_out)
    assert_untouched(desk, git(desk, "rev-parse", "HEAD"))
    git(desk, "config", "user.name", "Ada")
    git(desk, "config", "user.email", "ada@example.org")
    assert write(desk, note(), now=NOW)
