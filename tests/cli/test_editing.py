"""tag, link, take, eta, time, redact, edit and --adopt, tried on a real desk."""

import json
import subprocess
import threading
from pathlib import Path

import pytest

from supportctl.domain.replay import differences
from supportctl.store.desk import Desk


def git(*arguments):
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


def state():
    return git("rev-parse", "HEAD"), git("status", "--porcelain"), git("ls-files", "-s")


def path_of(root):
    (path,) = root.glob("tickets/*/*/*.md")
    return path


def shown(run, wanted="@last"):
    return json.loads(run("show", wanted, "--json").out)["items"][0]


def kinds(run):
    return [event["kind"] for event in shown(run)["events"]]


def agrees(root):
    """Whether every front matter is what its timeline amounts to."""
    desk = Desk.find(root)
    readings = [desk.read(path.relative_to(root).as_posix()) for path in root.glob("tickets/*/*/*.md")]
    return all(reading.ticket and not list(differences(reading.ticket)) for reading in readings)


@pytest.fixture
def ticket(desk, run):
    ran = run("new", "Login broken", "-m", "Nobody can log in.", "--product", "crm", "-p", "P2")
    assert ran.code == 0, ran.err
    return path_of(desk)


# --- lists --------------------------------------------------------------------------------------------


def test_tags_come_and_go_in_one_event(run, ticket):
    assert run("tag", "@last", "+login", "sso", "报表").code == 0
    assert shown(run)["tags"] == ["login", "sso", "报表"]
    ran = run("tag", "@last", "-sso", "+slow", "-m", "tidied up")
    assert ran.code == 0, ran.err
    assert shown(run)["tags"] == ["login", "报表", "slow"]
    assert kinds(run) == ["created", "field", "field"]
    assert "tags +slow -sso" in git("log", "-1", "--format=%s")


def test_a_tag_that_looks_like_an_option_is_a_tag_and_options_stay_options(run, ticket):
    run("tag", "@last", "noise", "quiet")
    before = state()
    assert run("tag", "@last", "-noise", "-n").out.startswith("---")
    assert state() == before
    assert run("tag", "@last", "-noise", "-q", "-m", "-why").err == ""
    assert shown(run)["tags"] == ["quiet"]
    assert shown(run)["events"][-1]["attributes"]["reason"] == "-why"


def test_nothing_to_change_makes_no_commit(run, ticket):
    before = state()
    assert "nothing to change" in run("tag", "@last", "-none-of-it").err
    assert state() == before


def test_links_find_their_target_by_a_part(run, ticket, desk):
    first = shown(run)["id"]
    run("new", "Slow as well")
    assert run("link", "@last", "relates", first[-5:]).code == 0
    assert shown(run)["links"] == [f"relates {first}"]
    assert run("link", "@last", "article", "https://example.com/kb/1").code == 0
    assert run("unlink", "@last", first[-5:]).code == 0
    assert shown(run)["links"] == ["article https://example.com/kb/1"]
    assert agrees(desk)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("tag", "@last"), 2, "say which tag"),
        (("tag", "@last", "two words"), 2, "no spaces"),
        (("tag", "@last", "+a,b"), 2, "comma"),
        (("link", "@last", "relate", "x"), 2, "did you mean relates?"),
        (("link", "@last", "relates", "zzzzz"), 3, "no ticket answers"),
        (("link", "@last", "relates", "@last"), 2, "does not link to itself"),
        (("link", "@last", "relates", "javascript://x"), 2, "web address"),
        (("unlink", "@last", "zzzzz"), 2, "unlink"),
        (("eta", "@last", "9/20"), 2, "is not a time"),
        (("time", "@last", "0"), 2, "at least one minute"),
        (("time", "@last", "soon"), 2, "is not a time"),
        (("redact", "@last", "zzzzzzzz", "-m", "x"), 3, "has no event"),
        (("redact", "@last", "zzzzzzzz"), 2, "give it with -m REASON"),
        (("edit", "@last"), 2, "say which field"),
        (("edit", "@last", "--title", ""), 2, "title is empty"),
        (("edit", "@last", "--priority", "P1"), 2, "-m REASON"),
        (("edit", "@last", "-e", "--cause", "x"), 2, "cannot be given together"),
        (("take", "product:none"), 4, "without an assignee"),
        (("show", "@last@HEAD~99"), 3, "no revision"),
        (("show", "@last@HEAD~1"), 3, "was not there"),
        (("list", "--group-by", "asignee"), 2, "did you mean assignee?"),
    ],
    ids=str,
)
def test_refusals(run, ticket, arguments, code, told):
    before = state()
    ran = run(*arguments)
    assert (ran.code, told in ran.err) == (code, True), ran.err
    assert state() == before
    assert run("--lang", "zh", *arguments).code == code


# --- taking -------------------------------------------------------------------------------------------


def test_take_gives_the_oldest_of_the_highest_priority(run, desk):
    for title, priority, received in (("c", "P3", "08:00"), ("b", "P1", "09:00"), ("a", "P1", "08:30")):
        run("new", title, "-p", priority, "--received", f"2026-09-14T{received}+08:00")
    taken = [shown(run, run("take", "--for", "bob").out.strip())["title"] for _ in range(3)]
    assert taken == ["a", "b", "c"]
    assert run("take", "--for", "bob").code == 4
    assert agrees(desk)


def test_the_same_operation_takes_one_ticket(run, desk):
    run("new", "a")
    run("new", "b")
    first = run("take", "--for", "bob", "--op", "k1")
    before = state()
    again = run("take", "--for", "bob", "--op", "k1")
    assert (again.code, again.out, state()) == (0, first.out, before)


def test_two_who_take_at_once_get_two_tickets(run, desk, supportctl):
    for title in "abcd":
        run("new", title)
    outs = []

    def take(who):
        outs.append(supportctl("take", "--for", who).stdout.strip())

    people = [threading.Thread(target=take, args=(who,)) for who in ("ann", "bob", "cai", "dan")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(set(outs)) == 4, outs
    assert agrees(desk)


# --- time and promises ----------------------------------------------------------------------------------


def test_an_eta_is_echoed_and_can_be_taken_away(run, ticket):
    ran = run("eta", "@last", "2026-09-20", "--now", "2026-09-14T09:00:00+08:00")
    assert "2026-09-20T18:00+08:00" in ran.err
    assert shown(run)["eta"] == "2026-09-20T18:00:00+08:00"
    assert run("eta", "@last", "none").code == 0
    assert "eta" not in shown(run)


def test_time_is_recorded_in_minutes(run, ticket):
    run("time", "@last", "45")
    run("time", "@last", "1h30m", "-m", "traced it")
    spent = [event["attributes"] for event in shown(run)["events"] if event["kind"] == "time"]
    assert spent == [{"minutes": "45"}, {"minutes": "90", "reason": "traced it"}]


# --- redact ---------------------------------------------------------------------------------------------


def test_redact_empties_the_text_and_keeps_the_heading(run, ticket, desk):
    run("note", "@last", "-m", "the password is hunter2")
    run("note", "@last", "-m", "another")
    note = shown(run)["events"][1]["id"]
    assert run("redact", "@last", f"#{note}", "-m", "a password").code == 0
    assert "hunter2" not in ticket.read_text("utf-8")
    events = shown(run)["events"]
    assert [event["kind"] for event in events] == ["created", "note", "note", "redact"]
    assert [event["text"] for event in events] == ["", "", "another", ""]
    assert run("redact", "@last", note, "-m", "again").code == 4
    assert run("note", "@last", "-m", "goes on").code == 0
    assert git("status", "--porcelain") == ""


def test_a_name_in_a_title_goes_from_the_event_and_the_title(run, ticket, desk):
    title = shown(run)["title"]
    created = shown(run)["events"][0]["id"]
    assert run("redact", "@last", created, "--attribute", "title", "-m", "a name").code == 0
    assert title not in ticket.read_text("utf-8")
    assert shown(run)["title"] == "***"
    assert run("check", "--changed-since", "HEAD~1").code == 0
    assert run("edit", "@last", "--title", "login fails").code == 0
    assert run("check").code == 0
    assert run("redact", "@last", created, "--attribute", "title", "-m", "again").code == 4
    refused = run("redact", "@last", created, "--attribute", "status", "-m", "no")
    assert refused.code == 4
    assert "only these can be masked: " in refused.err
    assert git("status", "--porcelain") == ""


# --- edit -------------------------------------------------------------------------------------------------


def test_every_field_has_a_flag(run, ticket, desk):
    flags = {
        "title": "T",
        "category": "defect",
        "impact": "core",
        "urgency": "high",
        "difficulty": "low",
        "customer": "acme",
        "contact": "c-12345",
        "product": "p",
        "module": "m",
        "assignee": "bob",
        "team": "dev",
        "ref": "R-1",
        "cause": "c",
        "tags": "a,b",
    }
    arguments = [part for name, value in flags.items() for part in (f"--{name}", value)]
    ran = run(
        "edit", "@last", *arguments, "--release", "5.2", "--eta", "2026-09-20", "--priority", "P1", "-m", "r"
    )
    assert ran.code == 0, ran.err
    found = shown(run)
    assert {name: found[name] for name in flags} == flags | {"tags": ["a", "b"]}
    assert (found["version"], found["priority"], found["eta"][:10]) == ("5.2", "P1", "2026-09-20")
    run("edit", "@last", "--assignee", "", "--tags", "", "--eta", "")
    assert not {"assignee", "tags", "eta"} & set(shown(run))
    assert agrees(desk)


def test_the_editor_turns_changes_into_events(run, ticket, desk, monkeypatch):
    monkeypatch.setenv(
        "SUPPORTCTL_EDITOR",
        "sed -i -e 's/^title: .*/title: No log-in at all/' -e 's/^product: crm/product: crm # theirs/'"
        " -e 's/Nobody can log in./Nobody at all can log in./'",
    )
    assert run("edit", "@last", "-e").code == 0
    found = shown(run)
    assert found["title"] == "No log-in at all"
    assert found["sections"]["symptom"] == "Nobody at all can log in."
    assert "product: crm # theirs" in ticket.read_text("utf-8")
    names = [event["attributes"]["name"] for event in found["events"][1:]]
    assert names == ["title", "body.symptom"]
    body = found["events"][-1]["attributes"]
    assert len(body["from"]) == 40
    assert (
        body["to"]
        == subprocess.run(
            ["git", "hash-object", "--stdin"],
            input="Nobody at all can log in.",
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
    assert agrees(desk)
    assert git("status", "--porcelain") == ""


def test_the_editor_may_not_touch_what_is_fixed_and_the_text_is_kept(run, ticket, monkeypatch):
    for spoil, code, told in (
        ("s/^status: new/status: closed/", 4, "supportctl move"),
        ("s/^id: T-.*/id: T-20200101-00000/", 4, "never changes"),
        ("s/^channel: .*/channel: portal/", 4, "never changes"),
        ("s/^priority: .*/priority: P9/", 5, "S103"),
        ("$ a ## Timeline", 5, "S120"),
    ):
        before = state()
        monkeypatch.setenv("SUPPORTCTL_EDITOR", f"sed -i -e '{spoil}'")
        ran = run("edit", "@last", "-e")
        assert (ran.code, told in ran.err) == (code, True), (spoil, ran.err)
        assert "your text is kept: -F " in ran.err
        assert state() == before
        Path(ran.err.split("-F ")[1].split()[0]).unlink()


def test_an_edit_that_somebody_overtook_is_not_lost(run, ticket, monkeypatch, tmp_path, supportctl):
    script = tmp_path / "editor.sh"
    command = " ".join(supportctl.command)
    script.write_text(
        f"#!/bin/sh\n{command} note @last -m meanwhile >/dev/null 2>&1\nsed -i 's/^title: .*/title: x/' $1\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("SUPPORTCTL_EDITOR", str(script))
    ran = run("edit", "@last", "-e")
    assert (ran.code, "changed while you were writing" in ran.err) == (4, True), ran.err
    assert kinds(run) == ["created", "note"]
    Path(ran.err.split("-F ")[1].split()[0]).unlink()


# --- adopt ------------------------------------------------------------------------------------------------


def by_hand(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_hand_edit_is_refused_and_adopted_as_its_own_events(run, ticket, desk):
    by_hand(ticket, "priority: P2", "priority: P1")
    by_hand(ticket, "Nobody can log in.", "Nobody can log in since noon.")
    before = state()
    assert run("note", "@last", "-m", "x").code == 4
    assert state() == before
    assert run("note", "@last", "-m", "x", "--adopt").code == 0
    events = shown(run)["events"]
    assert [event["kind"] for event in events] == ["created", "field", "field", "adopt", "note"]
    assert events[3]["attributes"] == {"of": "priority, body.symptom", "reason": "edited by hand"}
    assert git("rev-list", "--count", f"{before[0].strip()}..HEAD").strip() == "1"
    assert git("status", "--porcelain") == ""
    assert agrees(desk)
    assert run("undo", "@last").code == 0
    assert shown(run)["priority"] == "P2"


def test_edit_adopt_alone_records_the_hand_edit(run, ticket, desk):
    by_hand(ticket, "product: crm", "product: erp\nmodule: login")
    ran = run("edit", "@last", "--adopt")
    assert ran.code == 0, ran.err
    assert kinds(run) == ["created", "field", "field", "adopt"]
    before = state()
    assert "nothing to change" in run("edit", "@last", "--adopt").err
    assert state() == before


def test_a_comment_by_hand_is_adopted_too(run, ticket, desk):
    by_hand(ticket, "product: crm", "product: crm  # the old one\nmy_own: 1")
    assert run("edit", "@last", "--adopt").code == 0
    assert shown(run)["events"][-1]["attributes"]["of"] == "text"
    assert git("status", "--porcelain") == ""
    assert "my_own: 1" in ticket.read_text("utf-8")


def test_what_was_written_without_a_commit_is_taken_along_without_being_a_hand_edit(run, ticket):
    run("note", "@last", "-m", "first", "--no-commit")
    assert run("note", "@last", "-m", "second", "--adopt").code == 0
    assert kinds(run) == ["created", "note", "note"]
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("status: new", "status: closed", "supportctl move"),
        ("channel: email", "channel: portal", "never changes"),
        ("- priority: P2", "- priority: P1", "only ever added to"),
    ],
)
def test_what_may_not_be_edited_by_hand_is_refused(run, ticket, old, new, told):
    by_hand(ticket, f"\n{old}\n", f"\n{new}\n")
    before = state()
    ran = run("note", "@last", "-m", "x", "--adopt")
    assert (ran.code, told in ran.err) == (4, True), ran.err
    assert state() == before


def test_adopting_dry_shows_everything_and_writes_nothing(run, ticket):
    by_hand(ticket, "priority: P2", "priority: P1")
    before = state(), ticket.read_bytes()
    ran = run("note", "@last", "-m", "x", "--adopt", "--dry-run")
    assert "+priority: P1" in ran.out
    assert "+- of: priority" in ran.out
    assert (state(), ticket.read_bytes()) == before


# --- looking ----------------------------------------------------------------------------------------------


def test_a_ticket_as_it_was(run, ticket):
    identity = shown(run)["id"]
    run("edit", "@last", "--title", "Renamed")
    assert shown(run, f"{identity[-5:]}@HEAD~1")["title"] == "Login broken"
    assert shown(run, "@last@HEAD")["title"] == "Renamed"


def test_tickets_are_counted_by_a_field(run, desk):
    for who, priority in (("ann", "P1"), ("ann", "P3"), ("bob", "P3"), ("", "P4")):
        run("new", "x", "-p", priority, *(("-a", who) if who else ()), "-t", "a", "-t", "b")
    assert run("list", "--count").out == "4\n"
    assert run("list", "--group-by", "assignee", "--count").out == (
        "ann\t2\t1\t0\t1\t0\n\t1\t0\t0\t0\t1\nbob\t1\t0\t0\t1\t0\n"
    )
    found = json.loads(run("list", "--group-by", "tags", "--json").out)
    assert found["schema"] == "supportctl.counts/1"
    assert [(item["value"], item["count"]) for item in found["items"]] == [("a", 4), ("b", 4)]
