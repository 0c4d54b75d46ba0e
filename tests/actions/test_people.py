"""Who is at work."""

import pytest

from supportctl.actions import people
from supportctl.errors.command import UnknownValue
from supportctl.errors.repository import NoIdentity
from supportctl.store.desk import Desk
from supportctl.store.plan import Identity
from tests.support.git import git

TEAM = """\
team:
  alice: {name: Alice Chen, email: alice@example.com}
  bob: {name: Bob}
teams:
  crm-dev: CRM development
"""


@pytest.fixture
def staffed(desk, monkeypatch):
    (desk.root / "supportctl.yaml").write_text(TEAM)
    git(desk.root, "commit", "-qam", "team")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "A. Chen")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "Alice@Example.COM")
    return Desk.find(desk.root)


def test_a_person_of_the_team_is_found_by_mail_address(staffed):
    assert people.recorder(staffed, "") == ("alice", None)
    assert people.me(staffed) == "alice"


def test_anyone_else_has_the_git_name(staffed, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_NAME", "王 小明 {#x}")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "wang@example.com")
    assert people.recorder(staffed, "") == ("王 小明 x", None)


def test_as_somebody_signs_the_commit_for_them(staffed):
    assert people.recorder(staffed, "alice") == ("alice", Identity("Alice Chen", "alice@example.com"))
    assert people.recorder(staffed, "bob") == ("bob", None)


def test_as_a_stranger_is_refused_where_there_is_a_team(staffed, desk):
    with pytest.raises(UnknownValue, match="alicia"):
        people.recorder(staffed, "alicia")
    assert people.recorder(desk, "alicia") == ("alicia", None)


@pytest.mark.parametrize(("who", "slug"), [("@me", "alice"), ("bob", "bob"), ("none", ""), ("-", "")])
def test_an_assignee(staffed, who, slug):
    assert people.assignee(staffed, who) == slug


def test_an_assignee_or_a_team_that_is_not_there_is_refused_with_a_guess(staffed):
    for call, name, guess in ((people.assignee, "bobb", "bob"), (people.team, "crm-dve", "crm-dev")):
        with pytest.raises(UnknownValue) as refused:
            call(staffed, name)
        assert refused.value.params["guess"] == guess


def test_without_an_identity_nobody_is_at_work(staffed, monkeypatch):
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")
    monkeypatch.delenv("EMAIL", raising=False)
    with pytest.raises(NoIdentity):
        people.recorder(staffed, "")
