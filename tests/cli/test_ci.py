"""`ci` as GitHub, GitLab and a plain pipeline run it, and what `init --ci` writes for them."""

import json
from pathlib import Path

import pytest

from supportctl import __version__
from tests.support.git import git, put

HOSTS = ("GITHUB_ACTIONS", "GITHUB_BASE_REF", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITLAB_CI")


@pytest.fixture(autouse=True)
def nowhere(monkeypatch):
    for name in (*HOSTS, "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CHANGE_TARGET"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def topic(desk: Path, run) -> Path:
    """The file of a ticket of main, on a branch where an answer on it was rewritten."""
    made = run("new", "login", "-m", "fails", "-q").out.strip()
    assert run("reply", made, "-m", "we look at it").code == 0
    git(desk, "switch", "-qc", "topic")
    (path,) = (desk / "tickets").rglob("T-*.md")
    put(path, path.read_text().replace("> we look at it", "> we looked at it"))
    git(desk, "commit", "-qam", "by hand")
    return path


def test_on_github(desk, topic, run, monkeypatch, tmp_path):
    git(desk, "update-ref", "refs/remotes/origin/main", "main")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "outputs"))
    ran = run("ci", "--output", "report")
    assert ran.code == 1
    assert ran.out.startswith("::error file=tickets/")
    summary = (tmp_path / "summary").read_text()
    assert summary.startswith("<!-- supportctl:diff -->")
    assert "### supportctl check" in summary
    assert (tmp_path / "outputs").read_text() == "findings=1\nerrors=1\nrisks=1\n"
    assert {path.name for path in (desk / "report").iterdir()} == {
        *("check.sarif", "junit.xml", "code-quality.json", "check.md", "diff.md"),
    }


def test_on_gitlab(desk, topic, run, monkeypatch):
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", git(desk, "rev-parse", "main"))
    ran = run("ci", "--output", "report", "--fail-level", "none")
    assert ran.code == 0
    assert " H301 " in ran.out
    (found,) = json.loads((desk / "report/code-quality.json").read_text())
    assert found["check_name"] == "event-edited"


def test_on_a_schedule_the_whole_desk_is_looked_at(desk, topic, run):
    assert run("ci").code == 0
    (made,) = (path.stem for path in (desk / "tickets").rglob("T-*.md"))
    assert run("priority", made, "P1", "-m", "core").code == 0
    later = run("ci", "--now", "2099-01-05T09:00:00+08:00")
    assert later.code == 1
    assert " L90" in later.out
    put(desk / "tickets/2026/09/T-20260914-AAAAA.md", "broken\n")
    assert run("ci").code == 1


def test_a_change_is_judged_by_the_rules_of_its_base(desk, run):
    made = run("new", "login", "-m", "fails", "-q").out.strip()
    git(desk, "switch", "-qc", "topic")
    put(desk / "supportctl.yaml", "version: 1\nteam:\n  mallory: {email: ada@example.org}\n")
    git(desk, "commit", "-qam", "rules of my own")
    assert run("edit", made, "--tag", "x").code in (0, 2)
    ran = run("ci", "--base", "main")
    assert "H308" not in ran.out


def test_without_the_base_it_never_passes(desk, topic, run, tmp_path, monkeypatch):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "topic", f"file://{desk}", str(clone))
    monkeypatch.chdir(clone)
    ran = run("ci", "--base", "origin/main")
    assert ran.code == 1
    assert "H390" in ran.out


@pytest.mark.parametrize(
    ("host", "path"), [("github", ".github/workflows/supportctl.yml"), ("gitlab", ".gitlab/supportctl.yml")]
)
def test_init_writes_what_the_host_reads(tmp_path, run, host, path):
    root = tmp_path / "fresh"
    assert f"create\t{path}" in run("init", str(root), "--ci", host).out
    text = (root / path).read_text()
    assert f'"supportctl=={__version__}"' in text
    assert "{version}" not in text
    assert "pull_request_target" not in text
    assert f"keep\t{path}" in run("init", str(root), "--ci", host).out
