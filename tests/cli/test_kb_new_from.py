"""From a ticket to an article: what helps the next one stays, whom it happened to goes."""

import json

import pytest

from supportctl.domain.ids import path_of
from tests.support.git import git


@pytest.fixture
def solved(desk, run):
    """A ticket of a known customer with a solution, whose texts name people."""
    made = run(
        "customer", "new", "lanhai", "蓝海物流", "--contact-name", "王小伟", "--email", "wxw@lanhai.cn"
    )
    assert made.code == 0, made.err
    identity = run(
        *("new", "蓝海物流登录后页面空白", "-c", "lanhai", "--product", "crm", "--release", "5.2.1", "-q"),
        *("-m", "王小伟反映登录后空白，回电 13812345678。", "--error", "Caused by: x.YException: no session"),
        *("--environment", "CentOS 7，蓝海物流机房"),
    ).out.strip()
    told = run("solution", identity, "guidance", "-m", "清除 Redis 会话，问 wxw@lanhai.cn。")
    assert told.code == 0, told.err
    return identity


def test_the_article_tells_what_helped_and_names_nobody(desk, run, solved):
    done = run("kb", "new", "--from", solved)
    assert done.code == 0, done.err
    identity = done.out.strip()
    text = (desk / path_of(identity)).read_text("utf-8")
    for name in ("王小伟", "蓝海", "lanhai", "13812345678"):
        assert name not in text, name
    (row,) = json.loads(run("kb", "show", identity, "--json").out)["items"]
    assert (row["title"], row["product"], row["versions"]) == ("***登录后页面空白", "crm", ["5.2.1"])
    assert row["sections"] == {
        "symptom": "***反映登录后空白，回电 ***。\n\n```\nCaused by: x.YException: no session\n```",
        "environment": "CentOS 7，***机房",
        "resolution": "清除 Redis 会话，问 ***。",
    }
    assert row["used_by"] == [solved]
    assert run("kb", "review", identity).code == 0


def test_what_the_person_says_comes_on_top(run, solved):
    identity = run(
        "kb", "new", "登录后空白", "--from", solved, "--cause", "会话满", "-m", "空白", "--product", "erp"
    ).out.strip()
    (row,) = json.loads(run("kb", "show", identity, "--json").out)["items"]
    assert (row["title"], row["product"], row["sections"]["cause"]) == ("登录后空白", "erp", "会话满")
    assert row["sections"]["symptom"] == "空白"


def test_a_retry_makes_nothing_twice_and_a_dry_run_nothing(desk, run, solved):
    before = git(desk, "rev-parse", "HEAD")
    assert run("kb", "new", "--from", solved, "--dry-run").code == 0
    assert git(desk, "rev-parse", "HEAD") == before
    first = run("kb", "new", "--from", solved, "--op", "k")
    tip = git(desk, "rev-parse", "HEAD")
    again = run("kb", "new", "--from", solved, "--op", "k")
    assert (again.code, again.out) == (0, first.out)
    assert git(desk, "rev-parse", "HEAD") == tip


def test_the_article_and_the_link_are_one_commit(desk, run, solved):
    before = git(desk, "rev-parse", "HEAD")
    identity = run("kb", "new", "--from", solved).out.strip()
    assert git(desk, "rev-parse", "HEAD~1") == before
    changed = git(desk, "diff", "--name-only", "HEAD~1").splitlines()
    assert sorted(changed) == sorted((path_of(identity), path_of(solved)))
    assert git(desk, "log", "-1", "--format=%s").startswith(f"{identity}: new article")
    assert "Supportctl-Events: " in git(desk, "log", "-1", "--format=%b")


def test_a_dry_run_shows_both_files(run, solved):
    shown = run("kb", "new", "--from", solved, "--dry-run").out
    assert "+++ b/kb/KB-" in shown
    assert f"+++ b/{path_of(solved)}" in shown


def test_without_a_commit_both_files_are_written(desk, run, solved):
    before = git(desk, "rev-parse", "HEAD")
    identity = run("kb", "new", "--from", solved, "--no-commit").out.strip()
    assert git(desk, "rev-parse", "HEAD") == before
    assert (desk / path_of(identity)).exists()
    assert f"article {identity}" in (desk / path_of(solved)).read_text("utf-8")


def test_a_secret_in_the_ticket_stops_both(desk, run, solved):
    before = git(desk, "rev-parse", "HEAD")
    ran = run("kb", "new", "--from", solved, "--cause", "token ghp_" + "a1B2" * 9)
    assert ran.code != 0
    assert git(desk, "rev-parse", "HEAD") == before
    assert git(desk, "status", "--porcelain") == ""


def test_a_retry_knows_the_article_by_another_title(desk, run, solved):
    first = run("kb", "new", "--from", solved, "--op", "k")
    assert run("kb", "edit", first.out.strip(), "--title", "会话存满后页面空白").code == 0
    tip = git(desk, "rev-parse", "HEAD")
    again = run("kb", "new", "--from", solved, "--op", "k")
    assert (again.code, again.out) == (0, first.out)
    assert git(desk, "rev-parse", "HEAD") == tip
