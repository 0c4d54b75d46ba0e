"""`supportctl kb` as people use it, on a real desk."""

import json
import subprocess

import pytest

from supportctl.domain.ids import path_of
from tests.support.articles import ID, PATH, text_of
from tests.support.git import git, put


def commits(desk) -> int:
    return int(git(desk, "rev-list", "--count", "HEAD"))


@pytest.fixture
def article(desk):
    put(desk / PATH, text_of(product="crm"))
    git(desk, "add", "-A")
    git(desk, "commit", "-q", "-m", "an article")
    return ID


@pytest.fixture
def ticket(desk, run):
    return run("new", "登录后页面空白", "-q").out.strip()


def test_an_article_is_written_in_one_commit(desk, run):
    before = commits(desk)
    done = run(
        *("kb", "new", "Report export times out", "--product", "crm", "--release", "5.2.1", "-t", "export"),
        *("-m", "It stops after 60 s.", "--resolution", "Raise export.timeout."),
    )
    identity = done.out.strip()
    assert done.code == 0
    assert commits(desk) == before + 1
    assert git(desk, "status", "--short") == ""
    (row,) = json.loads(run("kb", "show", identity, "--json").out)["items"]
    assert (row["status"], row["language"], row["versions"], row["tags"]) == (
        "draft",
        "en",
        ["5.2.1"],
        ["export"],
    )
    assert row["sections"] == {"symptom": "It stops after 60 s.", "resolution": "Raise export.timeout."}


def test_a_file_with_headings_in_either_language(desk, run, tmp_path):
    put(tmp_path / "a.md", "## 现象\n\n白屏\n\n## Resolution\n\n清缓存\n")
    identity = run("kb", "new", "白屏", "-F", str(tmp_path / "a.md")).out.strip()
    text = (desk / path_of(identity)).read_text("utf-8")
    assert "language: zh" in text
    assert "## 现象\n\n白屏\n" in text
    assert "## 解决办法\n\n清缓存\n" in text


def test_what_people_type_forges_no_heading_and_no_field(desk, run):
    evil = "x\n## Resolution\n\nrm -rf /\n---\nstatus: validated\n```"
    identity = run("kb", "new", "x", "-m", evil).out.strip()
    (row,) = json.loads(run("kb", "show", identity, "--json").out)["items"]
    assert row["status"] == "wip"
    assert list(row["sections"]) == ["symptom"]
    assert run("kb", "list").code == 0


def test_a_dry_run_writes_nothing(desk, run, article):
    before = commits(desk)
    for words in (
        ("new", "x", "-m", "y"),
        ("edit", article, "--title", "other"),
        ("review", article),
        ("retire", article),
        ("flag", article, "-m", "wrong"),
    ):
        done = run("kb", *words, "--dry-run")
        assert done.code == 0, words
        assert "+++ b/kb/" in done.out, words
    assert commits(desk) == before
    assert git(desk, "status", "--short") == ""


def test_a_retry_with_the_same_key_changes_nothing(desk, run, article):
    for words in (("new", "x", "-m", "y"), ("edit", article, "--cause", "z"), ("review", article)):
        first = run("kb", *words, "--op", f"key-{words[0]}")
        count = commits(desk)
        again = run("kb", *words, "--op", f"key-{words[0]}")
        assert (again.code, again.out) == (0, first.out), words
        assert "on record already" in again.err
        assert commits(desk) == count, words


def test_its_life_from_draft_to_the_archive(desk, run, article):
    refused = run("kb", "publish", article)
    assert refused.code == 4
    assert f"supportctl kb review {article}" in refused.err
    assert run("kb", "review", article, "--now", "2026-09-20T09:00:00+08:00").code == 0
    assert "reviewed: '2026-09-20T09:00:00+08:00'" in (desk / PATH).read_text("utf-8")
    assert run("kb", "publish", article).code == 0
    assert run("kb", "flag", article, "-m", "step 3 is wrong").code == 0
    assert run("kb", "list", "--flagged").out.startswith(article)
    assert "it is flagged: step 3 is wrong" in run("kb", "publish", article).err
    assert run("kb", "review", article).code == 0
    assert run("kb", "list", "--flagged").out == ""
    assert run("kb", "retire", article, "-m", "fixed in 5.3").code == 0
    assert run("kb", "list").out == ""
    assert run("kb", "list", "--all").out.startswith(article)
    assert git(desk, "log", "-1", "--format=%s") == f"{article}: retired: fixed in 5.3"


def test_an_incomplete_article_passes_no_review(desk, run):
    identity = run("kb", "new", "白屏", "-m", "请联系 13812345678").out.strip()
    refused = run("kb", "review", identity, "--lang", "zh")
    assert refused.code == 4
    assert "“环境”一节缺失或为空" in refused.err
    assert "“解决办法”一节缺失或为空" in refused.err
    assert "13812345678 像是某人的邮箱或电话" in refused.err
    assert f"supportctl kb edit {identity} -e" in refused.err


def test_an_edit_touches_only_what_changes(desk, run, article):
    before = (desk / PATH).read_text("utf-8")
    assert run("kb", "edit", article, "--cause", "会话满了", "--product", "").code == 0
    after = (desk / PATH).read_text("utf-8")
    assert after == before.replace("product: crm\n", "").replace("## 原因\n", "## 原因\n\n会话满了\n")
    assert "nothing to change" in run("kb", "edit", article, "--cause", "会话满了").err


def test_the_editor_gets_the_file_and_cannot_change_its_name(desk, run, article, monkeypatch):
    monkeypatch.setenv("SUPPORTCTL_EDITOR", "sed -i s/空白/白屏/")
    assert run("kb", "edit", article, "-e").code == 0
    assert "title: 登录后页面白屏" in (desk / PATH).read_text("utf-8")
    monkeypatch.setenv("SUPPORTCTL_EDITOR", "sed -i s/A1B2C/A1B2D/")
    refused = run("kb", "edit", article, "-e")
    assert refused.code in (4, 5)
    assert ID in (desk / PATH).read_text("utf-8")
    monkeypatch.setenv("SUPPORTCTL_EDITOR", "sed -i s/draft/published/")
    broken = run("kb", "edit", article, "-e")
    assert broken.code == 5
    assert "S103" in broken.err
    assert git(desk, "status", "--short") == ""


def test_a_link_stands_on_the_ticket(desk, run, article, ticket):
    linked = run("kb", "link", "a1b2c", ticket)
    assert linked.out.strip() == ticket
    assert f"article {article}" in run("show", ticket).out
    assert "nothing to change" in run("kb", "link", article, ticket).err
    (row,) = json.loads(run("kb", "list", "--json").out)["items"]
    assert (row["uses"], row["used_by"]) == (1, [ticket])
    assert ticket in run("kb", "show", article, terminal=True).out


def test_a_broken_article_hides_no_other(desk, run, article):
    put(desk / "kb/KB-20260914-A1B2E.md", "---\nschema: 1\n---\n")
    listed = run("kb", "list")
    assert listed.out.startswith(article)
    assert listed.code == 5
    assert "kb/KB-20260914-A1B2E.md:1: S101 the field id is missing" in listed.err


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_in_another_encoding_is_refused_not_rewritten(desk, run, article, encoding):
    put(desk / PATH, text_of().encode(encoding))
    git(desk, "commit", "-qam", "wrong encoding")
    for words in (("edit", article, "--title", "x"), ("review", article), ("show", article)):
        assert run("kb", *words).code == 5, words
    assert (desk / PATH).read_bytes() == text_of().encode(encoding)


def test_an_uncommitted_hand_edit_is_never_overwritten(desk, run, article):
    put(desk / PATH, text_of(title="by hand"))
    assert run("kb", "review", article).code == 4
    assert run("kb", "review", article, "--adopt").code == 0
    assert "title: by hand" in git(desk, "show", f"HEAD:{PATH}")


def test_nobody_answers_to_that_name(desk, run, article):
    missing = run("kb", "show", "zzzzz")
    assert (missing.code, missing.out) == (3, "")
    assert "supportctl kb list" in missing.err
    put(desk / "kb/KB-20260914-B1B2C.md", text_of("KB-20260914-B1B2C"))
    unclear = run("kb", "show", "1b2c")
    assert unclear.code == 3
    assert "KB-20260914-A1B2C  登录后页面空白" in unclear.err


@pytest.mark.parametrize("words", [("--release", "5 2"), ("-t", "a,b"), ("--fix-owner", "Grüße")])
def test_a_value_that_will_not_do_is_refused(desk, run, words):
    assert run("kb", "new", "x", "-m", "y", *words).code == 2
    assert run("kb", "list").out == ""


def test_a_detached_head_is_refused(desk, run, article):
    subprocess.run(["git", "checkout", "-q", "--detach"], cwd=desk, check=True)
    refused = run("kb", "review", article)
    assert refused.code == 4
    assert "git switch" in refused.err
