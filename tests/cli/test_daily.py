"""The first day's commands from the command line: what a person sees, what a script gets, what is refused."""

import json
import re

import pytest

from supportctl.domain.text import width
from tests.support.git import git

ID = re.compile(r"T-\d{8}-[0-9A-Z]{5}")


@pytest.fixture
def ticket(desk, run):
    return run("new", "登录页报 500 错误", "-c", "acme", "-m", "用户登录失败").out.strip()


def test_new_answers_with_the_id_and_says_what_is_missing(desk, run):
    done = run("new", "Login fails", "--customer", "acme")
    assert ID.fullmatch(done.out.strip())
    assert "still missing: the customer's contact" in done.err
    assert git(desk, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "no ticket answers to zzzzz"), ("zh", "找不到与 zzzzz 对应的工单")]
)
def test_an_unknown_ticket_is_exit_3_in_both_languages(desk, run, lang, said):
    done = run("show", "zzzzz", "--lang", lang)
    assert (done.code, done.out) == (3, "")
    assert said in done.err


REFUSED = {
    "unknown status": (["move", "{id}", "in_progres"], 2, "did you mean in_progress?"),
    "illegal step": (["move", "{id}", "closed"], 4, "accepted: supportctl move"),
    "unknown field in a query": (["list", "prio:P1"], 2, "priority"),
    "unknown status in a query": (["list", "status:acepted"], 2, "accepted"),
    "unknown priority": (["priority", "{id}", "P9", "-m", "x"], 2, "P9"),
    "no reason": (["priority", "{id}", "P1"], 2, "-m"),
    "empty text": (["note", "{id}", "-m", " "], 2, "is empty"),
    "wrong time": (["note", "{id}", "-m", "x", "--at", "32:00"], 2, "32:00 is not a time"),
    "nothing to cancel for": (["cancel", "{id}"], 4, "a reason"),
    "bad customer": (["edit", "{id}", "--customer", "Acme Ltd"], 2, "short name"),
    "ambiguous options": (["list", "--json", "--csv"], 2, "cannot be given together"),
}


@pytest.mark.parametrize(("arguments", "code", "said"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_and_nothing_is_written(desk, run, ticket, arguments, code, said):
    head = git(desk, "rev-parse", "HEAD")
    done = run(*(word.format(id=ticket) for word in arguments))
    assert (done.code, said in done.err) == (code, True), done.err
    assert (git(desk, "rev-parse", "HEAD"), git(desk, "status", "--porcelain")) == (head, "")
    assert "Traceback" not in done.err


def test_outside_a_desk_every_command_names_init(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("list")
    assert done.code == 5
    assert "supportctl init" in done.err


def test_without_an_identity_nothing_is_written(desk, run, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME", raising=False)
        monkeypatch.delenv(f"GIT_{role}_EMAIL", raising=False)
    monkeypatch.setenv("EMAIL", "")
    done = run("new", "Login fails")
    assert done.code == 4
    assert "user.email" in done.err
    assert not list((desk / "tickets").rglob("T-*.md"))


def test_list_is_tsv_in_a_pipe_and_json_on_request(desk, run, ticket):
    row = run("list").out.rstrip("\n").split("\t")
    assert (row[0], row[1], row[-1]) == (ticket, "new", "登录页报 500 错误")
    envelope = json.loads(run("list", "--json").out)
    assert envelope["schema"] == "supportctl.tickets/1"
    assert envelope["items"][0]["title"] == "登录页报 500 错误"
    assert run("list", "--ids").out == f"{ticket}\n"


def test_a_table_of_chinese_titles_is_aligned(desk, run, ticket, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    run("new", "Report", "-c", "nordwind", "--received", "-1d")
    header, *rows = run("list", "--lang", "zh", "--color", "never", terminal=True).out.splitlines()
    start = width(header[: header.index("标题")])
    for row, title in zip(rows, ("登录页报", "Report"), strict=True):
        assert width(row[: row.index(title)]) == start


def test_search_finds_two_characters_inside_a_sentence(desk, run, ticket):
    hit = json.loads(run("search", "登录", "--json").out)["items"][0]
    assert (hit["id"], hit["line"]) == (ticket, "用户登录失败")
    start, end = hit["spans"][0]
    assert hit["line"][start:end] == "登录"


def test_a_broken_file_is_named_and_the_others_are_listed(desk, run, ticket):
    place = desk / "tickets" / "2026" / "09"
    place.mkdir(parents=True, exist_ok=True)
    (place / "T-20260914-00000.md").write_text("---\nid: [\n---\n")
    (place / "T-20260914-00001.md").symlink_to("/etc/passwd")
    done = run("list")
    assert done.code == 5
    assert ticket in done.out
    assert re.search(r"tickets/2026/09/T-20260914-00000.md:\d+(:\d+)?: F004", done.err)
    assert "T-20260914-00001.md:1: F008" in done.err


def test_a_day_from_new_to_history(desk, run, ticket):
    assert run("priority", ticket, "P1", "-m", "all users").code == 0
    assert run("reply", ticket, "-m", "您好，已收到。").err.endswith("recorded, not sent\n")
    assert run("receive", ticket, "-m", "谢谢", "--at", "-5m").code == 0
    assert run("note", "@last", "-F", "-", stdin="pool exhausted\n").code == 0
    history = json.loads(run("history", ticket, "--json").out)["items"]
    assert [entry["kind"] for entry in history] == ["created", "field", "message", "message", "note"]
    assert all(len(entry["commit"]) == 40 for entry in history)
    assert run("undo", ticket).code == 0
    shown = json.loads(run("show", ticket, "--json").out)["items"][0]
    assert shown["priority"] == "P1"
    assert shown["events"][-1]["kind"] == "retract"
    assert git(desk, "fsck", "--strict") == ""


def test_hostile_text_never_reaches_the_terminal_raw(desk, run):
    run("new", "evil \x1b[31m title \u202e", "-m", "\x1b]0;x\x07 body")
    for command in (["list"], ["show", "@last"], ["history", "@last"], ["search", "evil"]):
        for terminal in (False, True):
            done = run(*command, terminal=terminal)
            assert not set(done.out + done.err) & set("\x07\u202e\x9b"), command
            assert "\x1b[31m title" not in done.out
            assert "\x1b]" not in done.out


def test_the_same_key_twice_changes_once(desk, run, ticket):
    first = run("note", ticket, "-m", "once", "--op", "k1")
    again = run("note", ticket, "-m", "once", "--op", "k1")
    assert (first.code, again.code) == (0, 0)
    assert "on record already" in again.err
    assert git(desk, "log", "--oneline", "--grep=note").count("\n") == 0


def test_a_dry_run_prints_the_diff(desk, run, ticket):
    head = git(desk, "rev-parse", "HEAD")
    done = run("edit", ticket, "--impact", "core", "-n")
    assert "+impact: core" in done.out
    assert git(desk, "rev-parse", "HEAD") == head


def test_the_actor_is_found_by_mail_address(desk, run):
    (desk / "supportctl.yaml").write_text(
        "version: 1\nteam:\n  alice: {name: Alice Chen, email: ALICE@example.com, role: lead}\n"
    )
    git(desk, "commit", "-qam", "team")
    done = run("new", "x", "--as", "alice", "-a", "alice", "--json")
    assert json.loads(done.out)["items"][0]["events"][0]["actor"] == "alice"
    unknown = run("assign", "@last", "alcie")
    assert unknown.code == 2
    assert "did you mean alice?" in unknown.err


def test_a_broken_configuration_says_where(desk, run):
    (desk / "supportctl.yaml").write_text("version: 1\ntimezone: Mars/Olympus\nteam: [x]\n")
    done = run("list")
    assert done.code == 5
    assert "supportctl.yaml:2:11: C802" in done.err
    assert "supportctl.yaml:3:7: C802" in done.err


def test_a_section_given_to_edit_is_recorded_and_cannot_forge_another(desk, run, ticket):
    done = run(
        "edit", ticket, "--environment", "CentOS 7.9\n## Timeline\n### x", "--urgency", "high", "--json"
    )
    changed = json.loads(done.out)["items"][0]
    names = [event["attributes"]["name"] for event in changed["events"]]
    assert names == ["urgency", "body.environment"]
    shown = json.loads(run("show", ticket, "--json").out)["items"][0]
    assert shown["sections"]["environment"] == "CentOS 7.9\n## Timeline\n### x"
    assert git(desk, "hash-object", "--stdin", stdin="CentOS 7.9\n\\## Timeline\n\\### x") in done.out
    assert run("edit", ticket, "--environment", "").code == 0
    assert "environment" not in json.loads(run("show", ticket, "--json").out)["items"][0]["sections"]
