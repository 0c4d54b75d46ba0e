"""`check` on real desks: what is looked at, what fails, what is mended, what is put off."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.git import git, put


@pytest.fixture
def ticket(desk: Path, run: Run) -> str:
    """A ticket with one answer on it, committed; its path."""
    made = run("new", "登录页报 500", "--customer", "acme", "-m", "all users", "--op", "one").out.strip()
    assert run("reply", made, "-m", "您好,已收到。").code == 0
    (path,) = (desk / "tickets").rglob("T-*.md")
    return path.relative_to(desk).as_posix()


def edit(desk: Path, path: str, old: str, new: str) -> None:
    text = (desk / path).read_text("utf-8")
    assert old in text
    put(desk / path, text.replace(old, new))


def codes(out: str) -> list[str]:
    return [item["code"] for item in json.loads(out)["items"]]


def test_a_sound_desk_passes(ticket, run):
    ran = run("check")
    assert (ran.code, ran.out) == (0, "")
    assert "2 files checked; nothing was found" in ran.err


def test_the_work_tree_is_held_against_head(desk, ticket, run):
    edit(desk, ticket, "您好,已收到。", "您好。")
    ran = run("check")
    assert ran.code == 1
    assert f"{ticket}:" in ran.out
    assert " H301 " in ran.out


def test_staged_looks_at_the_index_alone(desk, ticket, run):
    edit(desk, ticket, "您好,已收到。", "您好。")
    assert run("check", "--staged").code == 0
    git(desk, "add", "-A")
    put(desk / ticket, git(desk, "show", f"HEAD:{ticket}") + "\n")
    assert codes(run("check", "--staged", "--json").out) == ["H301"]


def test_a_branch_answers_for_what_it_touches(desk, ticket, run):
    put(desk / "customers/acme.yaml", "name: [broken\n")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "a fault of main")
    git(desk, "switch", "-qc", "topic")
    edit(desk, ticket, "all users", "all users of the east")
    git(desk, "commit", "-qam", "by hand")
    ran = run("check", "--changed-since", "main", "--json")
    assert codes(ran.out) == ["H309"]
    assert ran.code == 0
    assert run("check").code == 1


def test_a_deleted_and_a_moved_ticket(desk, ticket, run):
    git(desk, "switch", "-qc", "topic")
    git(desk, "rm", "-q", ticket)
    assert codes(run("check", "--changed-since", "main", "--json").out) == ["H306"]
    git(desk, "checkout", "-q", "HEAD", "--", ticket)
    (desk / "tickets/2020/01").mkdir(parents=True)
    git(desk, "mv", ticket, "tickets/2020/01/")
    assert codes(run("check", "--changed-since", "main", "--json").out) == ["H307", "F010"]


def test_a_shallow_clone_never_passes(desk, ticket, run, tmp_path, monkeypatch):
    git(desk, "switch", "-qc", "topic")
    git(desk, "commit", "-q", "--allow-empty", "-m", "work")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "topic", f"file://{desk}", str(clone))
    monkeypatch.chdir(clone)
    ran = run("check", "--changed-since", "origin/main")
    assert ran.code == 1
    assert "H390" in ran.out
    assert "--unshallow" in run("check", "--changed-since", "origin/main", "--json").out


def test_an_unknown_base_is_refused(desk, ticket, run):
    ran = run("check", "--changed-since", "nowhere")
    assert ran.code == 3
    assert "nowhere" in ran.err


def test_who_commits_in_whose_name(desk, ticket, run):
    team = "version: 1\nteam:\n  ada: {email: ada@example.org}\n  bob: {email: bob@example.org}\n"
    put(desk / "supportctl.yaml", team)
    git(desk, "commit", "-qam", "team")
    git(desk, "switch", "-qc", "topic")
    assert run("note", ticket, "-m", "mine", "--no-commit").code == 0
    git(desk, "commit", "-qam", "note", "--author", "Bob <bob@example.org>")
    assert codes(run("check", "--changed-since", "main", "--json").out) == ["H308"]


def test_select_ignore_and_the_level_that_fails(desk, ticket, run):
    put(desk / "templates/page.txt", "AKIAABCDEFGHIJKLMNOP and 138-1234-5678\n")
    found = ["--json", "--select", "P"]
    assert codes(run("check", *found).out) == ["P602", "P606"]
    assert codes(run("check", *found, "--ignore", "P602").out) == ["P606"]
    assert codes(run("check", "--json", "--select", "phone-number").out) == ["P606"]
    assert run("check", "--select", "Q").code == 2
    assert run("check", "--ignore", "P999").code == 2
    assert run("check", "--select", "P606").code == 0
    assert run("check", "--select", "P606", "--fail-level", "warning").code == 1
    assert run("check", "--select", "P602", "--fail-level", "none").code == 0


def test_a_baseline_puts_off_what_is_known_and_only_that(desk, ticket, run):
    path = desk / "kb/KB-20260914-A1B2C.md"
    put(path, "AKIAABCDEFGHIJKLMNOP\n")
    assert run("check", "--select", "P", "--write-baseline", "known.json").code == 0
    put(path, "moved down\n\nAKIAABCDEFGHIJKLMNOP\n")
    assert run("check", "--select", "P", "--baseline", "known.json").code == 0
    put(path, "AKIAABCDEFGHIJKLMNOP\nAKIAABCDEFGHIJKLMNOQ\n")
    assert len(codes(run("check", "--select", "P", "--baseline", "known.json", "--json").out)) == 1
    put(desk / "known.json", "{}")
    assert run("check", "--baseline", "known.json").code == 5


def test_fix_mends_and_diff_only_shows(desk, ticket, run):
    whole = (desk / ticket).read_bytes()
    put(desk / ticket, b"\xef\xbb\xbf" + whole)
    assert "+---" in run("check", "--diff").out
    assert (desk / ticket).read_bytes() != whole
    assert run("check", "--fix", "--select", "F").code == 0
    assert (desk / ticket).read_bytes() == whole


def test_several_forms_at_once(desk, ticket, run):
    edit(desk, ticket, "您好,已收到。", "您好。")
    ran = run("check", "--output-format", "github", "--output-format", "sarif=out.sarif")
    assert ran.out.startswith("::error file=tickets/")
    assert json.loads((desk / "out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "H301"
    assert run("check", "--output-format", "pdf").code == 2


def test_a_summary_is_added_to_what_is_there(desk, ticket, run):
    put(desk / "summary.md", "before\n")
    assert run("check", "--output-format", "summary=summary.md").code == 0
    assert (desk / "summary.md").read_text().startswith("before\n### supportctl check")


def test_statistics(desk, ticket, run):
    edit(desk, ticket, "您好,已收到。", "您好。")
    assert run("check", "--statistics").out == "H301\tevent-edited\terror\t1\n"


def test_one_bad_file_hides_no_other(desk, ticket, run):
    put(desk / "tickets/2026/09/T-20260914-AAAAA.md", "\x00no ticket\n")
    edit(desk, ticket, "您好,已收到。", "您好。")
    assert {"F013", "H301"} <= set(codes(run("check", "--json").out))


def test_paths_and_ids_narrow_it_down(desk, ticket, run):
    put(desk / "kb/KB-20260914-A1B2C.md", "AKIAABCDEFGHIJKLMNOP\n")
    assert run("check", "kb").code == 1
    assert run("check", "tickets").code == 0
    assert "1 files checked" in run("check", ticket[-8:-3]).err


def test_a_link_out_of_the_desk_is_not_followed(desk, ticket, run):
    (desk / "tickets/2026/09").mkdir(parents=True, exist_ok=True)
    (desk / "tickets/2026/09/T-20260914-AAAAA.md").symlink_to("/etc/passwd")
    assert codes(run("check", "--json").out) == ["F008"]


def test_a_commit_message_with_a_secret(desk, ticket, run):
    put(desk / "message", "note\n\n# AKIAABCDEFGHIJKLMNOP in a comment\n")
    assert run("check", "--commit-message", "message").code == 0
    put(desk / "message", "key AKIAABCDEFGHIJKLMNOP\n")
    assert run("check", "--commit-message", "message").code == 1


def test_many_files_are_shared_out_and_told_in_order(desk, ticket, run):
    for number in range(450):
        put(
            desk / f"kb/KB-20260914-{number:05d}.md",
            "AKIAABCDEFGHIJKLMNOP\n" if number % 100 == 7 else "fine\n",
        )
    alone = run("check", "--select", "P", "--jobs", "1").out
    assert alone.count("P602") == 5
    assert run("check", "--select", "P", "--jobs", "2").out == alone


def test_a_rule_explains_itself(run):
    ran = run("rule", "event-edited")
    assert ran.code == 0
    assert ran.out.startswith("# H301 event-edited")
    assert "历史" in run("rule", "H301", "--lang", "zh").out
    assert run("rule", "Z999").code == 3
    assert "P601\tprivate-key\terror" in run("rule", "--all").out


def test_templates_are_linted(desk, ticket, run):
    put(desk / "templates/late.en.md.j2", "{{ ticket.title\n")
    put(desk / "templates/late.zh.md.j2", "{{ ticket.title }}\n")
    assert codes(run("check", "--json").out) == ["T751"]
