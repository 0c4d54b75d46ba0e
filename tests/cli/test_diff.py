"""`diff` on real desks: the words, the risks, the ranges, and what strangers write."""

import json
import re

import pytest
from markdown_it import MarkdownIt

from supportctl.render.diff_markdown import LIMIT, MARKER
from tests.support.git import git, put
from tests.support.payloads import PAYLOADS


@pytest.fixture
def ticket(desk, run):
    """A ticket on main, and the branch topic checked out; its ID."""
    made = run("new", "登录页报 500", "-m", "all users", "-q").out.strip()
    assert run("reply", made, "-m", "您好,已收到。").code == 0
    git(desk, "switch", "-qc", "topic")
    return made


def file_of(desk):
    (path,) = (desk / "tickets").rglob("T-*.md")
    return path


def test_a_change_in_words(desk, ticket, run):
    assert run("priority", ticket, "P1", "-m", "core").code == 0
    assert run("reply", ticket, "-m", "Is it well now?").code == 0
    assert run("note", ticket, "-m", "only for us").code == 0
    out = run("diff", "main...").out
    assert out.startswith(f"{ticket}: P3 → P1, +1 to the customer, +1 internal\n")
    assert "[public]\n    │ Is it well now?" in out
    assert "[internal]\n    │ only for us" in out
    assert "风险" not in run("diff", "main...", "--lang", "zh").out


def test_the_clock_is_told(desk, ticket, run):
    text = file_of(desk).read_text("utf-8").replace("status: new", "status: waiting_customer", 1)
    step = "\n### 2030-01-01T09:00:00.000+08:00 ada status {#00000000}\n- from: new\n- to: waiting_customer\n"
    put(file_of(desk), text + step)
    out = run("diff").out
    assert "resolution clock paused" in out
    assert out.startswith("! W201 ")


def test_risks_come_first_and_may_fail_it(desk, ticket, run):
    assert run("diff", "--exit-code").code == 0
    put(file_of(desk), file_of(desk).read_text("utf-8").replace("您好,已收到。", "您好。"))
    ran = run("diff", "--exit-code")
    assert ran.code == 1
    assert ran.out.startswith("! H301 ")
    assert "- " in ran.out
    assert run("diff", "--staged").out == ""
    git(desk, "add", "-A")
    assert run("diff", "--staged").out == ran.out


def test_what_was_wrong_before_is_no_risk_of_this_change(desk, ticket, run):
    put(file_of(desk), file_of(desk).read_text("utf-8").replace("all users", "AKIAABCDEFGHIJKLMNOP"))
    git(desk, "commit", "-qam", "by hand")
    assert "P602" in run("diff", "main...").out
    assert run("note", ticket, "-m", "more").code == 0
    assert "P602" not in run("diff", "HEAD~1..HEAD").out


def test_two_commits_a_ticket_and_json(desk, ticket, run):
    assert run("note", ticket, "-m", "one").code == 0
    assert run("note", ticket, "-m", "two").code == 0
    (item,) = json.loads(run("diff", "HEAD~1..HEAD", ticket, "--json").out)["items"]
    assert [event["text"] for event in item["events"]] == ["two"]
    assert json.loads(run("diff", "main..HEAD", "kb", "--json").out)["items"] == []
    assert run("diff", "nowhere..").code == 3


def test_new_deleted_and_broken(desk, ticket, run):
    assert run("new", "second", "-m", "x").code == 0
    git(desk, "rm", "-q", "--", str(next(p for p in (desk / "tickets").rglob(f"{ticket}.md"))))
    out = run("diff", "main").out
    assert f"{ticket}: deleted" in out
    assert ": new, second" in out
    put(next((desk / "tickets").rglob("T-*.md")), "no ticket")
    assert ": cannot be read" in run("diff").out


def test_one_file_in_words_for_git(desk, ticket, run, tmp_path):
    copy = tmp_path / f"x_{ticket}.md"
    put(copy, file_of(desk).read_bytes())
    out = run("diff", "--textconv", str(copy)).out
    assert "status: new\n" in out
    assert "[public] 您好,已收到。" in out
    put(copy, "no ticket\x1b[2J")
    assert run("diff", "--textconv", str(copy)).out == "no ticket\\u001b[2J\n"


def test_hostile_text_stays_text(desk, ticket, run):
    for payload in PAYLOADS[:-1]:
        assert run("note", ticket, "-m", f"x {payload}", "--no-commit").code == 0
    text = run("diff", "--format", "markdown").out
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text.removeprefix(MARKER))
    allowed = r"</?(h3|p|ul|li|table|thead|tbody|tr|th|td|strong|br|details|summary|blockquote)( [^>]*)?/?>"
    bare = re.sub(rf"{allowed}|<!-- -->", "", html)
    assert "<" not in bare
    assert text.count(MARKER) == 1
    page = run("diff", "--format", "html").out
    assert "<script" not in page
    assert "<img" not in page
    for form in ("text", "html", "markdown", "json"):
        assert "\x1b" not in run("diff", "--format", form).out


def test_a_comment_is_cut_but_not_its_risks(desk, ticket, run):
    put(file_of(desk), file_of(desk).read_text("utf-8").replace("您好,已收到。", "您好。"))
    for number in range(60):
        put(desk / f"tickets/2026/09/T-20260914-{number:05d}.md", "broken\n")
        assert run("new", f"t{number}", "-m", "y" * 1400, "--no-commit").code == 0
        if number % 20 == 0:
            assert run("note", ticket, "-m", "z" * 20_000, "--no-commit").code == 0
    text = run("diff", "--format", "markdown").out
    assert len(text) <= LIMIT
    assert text.startswith(MARKER)
    assert "H301" in text.split("\n**")[0]
