"""One change to many tickets: shown, asked for, and all of it or nothing."""

import json
import subprocess

import pytest

WORDS = ("--customer", "acme", "-m", "x")


@pytest.fixture
def shelf(desk, run):
    """Five tickets, the last of them cancelled; their IDs."""
    ids = [run("new", f"login {number}", *WORDS).out.strip() for number in range(5)]
    assert run("cancel", ids[4], "-m", "a mistake").code == 0
    return ids


def count() -> int:
    return int(subprocess.run(["git", "rev-list", "--count", "HEAD"], capture_output=True, text=True).stdout)


def held(run, one: str, name: str) -> object:
    (row,) = json.loads(run("list", f"id:{one}", "--json").out)["items"]
    return row[name]


def test_one_commit_for_all_of_them(shelf, run):
    before = count()
    ran = run("bulk", "is:live", "priority", "p2", "-m", "an outage", "--yes", "--json")
    assert (ran.code, count()) == (0, before + 1)
    rows = json.loads(ran.out)["items"]
    assert {row["id"] for row in rows} == set(shelf[:4])
    assert {row["outcome"] for row in rows} == {"changed"}
    assert "4 tickets changed, 0 stay as they are" in ran.err
    assert held(run, shelf[4], "priority") == "P3"
    again = run("bulk", "is:live", "priority", "P2", "-m", "an outage", "--yes")
    assert (again.code, count()) == (0, before + 1)
    assert "0 tickets changed, 4 stay as they are" in again.err


def test_a_pipe_is_asked_for_yes(shelf, run):
    before = count()
    ran = run("bulk", "is:live", "tag", "+a")
    assert (ran.code, count()) == (2, before)
    assert "--yes" in ran.err


def test_a_person_sees_the_plan_and_may_say_no(shelf, run):
    before = count()
    ran = run("bulk", "is:live", "tag", "+outage", terminal=True, stdin="n\n")
    assert (ran.code, count()) == (6, before)
    assert ran.err.count("outage") >= 4
    ran = run("bulk", "is:live", "tag", "+outage", "--lang", "zh", terminal=True, stdin="是\n")
    assert (ran.code, count()) == (0, before + 1)
    assert "已变更 4 张工单" in ran.err
    assert ran.out == ""


def test_one_refusal_stops_all_unless_it_is_left_out(shelf, run):
    before = count()
    ran = run("bulk", "customer:acme", "cancel", "-m", "a test", "--yes")
    assert (ran.code, count()) == (4, before)
    assert "1 of 5 tickets refuse" in ran.err
    assert shelf[4] in ran.err
    assert "--skip-refused" in ran.err
    ran = run("bulk", "customer:acme", "cancel", "-m", "a test", "--yes", "--skip-refused")
    assert (ran.code, count()) == (0, before + 1)
    assert shelf[4] in ran.err
    assert run("list", "is:live", "--ids").out == ""


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (("priority", "P1", "-m", "x"), "priority", "P1"),
        (("assign", "none"), "assignee", ""),
        (("assign", "alice"), "assignee", "alice"),
        (("team", "crm"), "team", "crm"),
        (("tag", "+a", "b", "-c"), "tags", ["a", "b"]),
        (("edit", "product=crm", "cause=a full pool"), "cause", "a full pool"),
        (("edit", "product="), "product", ""),
        (("eta", "2030-01-02"), "eta", "2030-01-02T18:00:00+08:00"),
        (("eta", "none"), "eta", ""),
        (("link", "relates", "https://example.com/1"), "links", ["relates https://example.com/1"]),
        (("move", "cancelled", "-m", "x"), "status", "cancelled"),
        (("cancel", "-m", "x"), "status", "cancelled"),
    ],
)
def test_what_it_can_do(shelf, run, words, name, value):
    ran = run("bulk", "login is:live", *words, "--yes")
    assert ran.code == 0, ran.err
    assert [held(run, one, name) for one in shelf[:4]] == [value] * 4


def test_notes_and_silence_stand_on_the_timeline(shelf, run):
    assert run("bulk", "is:live", "note", "-m", "told all of them", "--yes").code == 0
    assert run("bulk", "is:live", "snooze", "2030-01-01", "-m", "on holiday", "--yes").code == 0
    for one in shelf[:4]:
        shown = run("show", one).out
        assert "told all of them" in shown
        assert "on holiday" in shown


def test_ids_from_standard_input(shelf, run):
    ran = run("bulk", "-", "tag", "+a", "--yes", stdin=f"{shelf[1]}\n{shelf[2][-5:]}\n{shelf[1]}\n")
    assert ran.code == 0
    assert sorted(run("list", "tag:a", "--ids").out.split()) == sorted(shelf[1:3])


def test_a_negated_condition_is_no_option(shelf, run):
    assert run("bulk", "-is:closed", "tag", "+a", "--yes").code == 0
    assert run("list", "-tag:a", "--ids").out.split() == [shelf[4]]
    assert run("bulk", "tag:a", "tag", "+b", "-a", "--yes").code == 0
    assert run("list", "tag:a", "--ids").out == ""
    assert run("list", "-tag:b", "--ids").out.split() == [shelf[4]]
    for words in (("search", "login", "-tag:b"), ("export", "-@new"), ("list", "-（tag:b or is:live）")):
        ran = run(*words)
        assert ran.code == 0, words
        assert shelf[4] in ran.out, words
    assert run("stats", "-tag:a").code == run("next", "-tag:a").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("is:live", "tga", "+x"), "did you mean tag?"),
        (("is:live", "tag"), "tag +TAG|-TAG..."),
        (("is:live", "priority", "P9", "-m", "x"), "P1, P2, P3, P4"),
        (("is:live", "priority", "P1"), "reason is empty"),
        (("is:live", "note"), "note is empty"),
        (("is:live", "edit", "title=x"), "category="),
        (("is:live", "move", "clsed"), "did you mean closed?"),
        (("is:live", "assign", "bob", "-x"), "assign WHO|none"),
        (("is:opne", "tag", "+x"), "did you mean open?"),
        (("@nobody", "tag", "+x"), "there is no view @nobody"),
    ],
)
def test_what_is_not_understood(shelf, run, words, says):
    before = count()
    ran = run("bulk", *words, "--yes")
    assert (ran.code, count()) == (2, before)
    assert says in ran.err


def test_nothing_found_is_no_fault(shelf, run):
    ran = run("bulk", "tag:nothing", "tag", "+x", "--yes")
    assert ran.code == 0
    assert "no ticket matches tag:nothing" in ran.err


def test_a_hand_edit_stops_all_of_it(shelf, run, desk):
    (path,) = desk.glob(f"tickets/*/*/{shelf[0]}.md")
    path.write_text(path.read_text().replace("login 0", "log in 0"))
    before = count()
    ran = run("bulk", "is:live", "tag", "+a", "--yes")
    assert (ran.code, count()) == (4, before)
    assert shelf[0] in ran.err


def test_a_broken_file_beside_them_is_told(shelf, run, desk):
    (path,) = desk.glob(f"tickets/*/*/{shelf[0]}.md")
    path.write_text("---\nno ticket")
    ran = run("bulk", "is:live", "tag", "+a", "--yes")
    assert ran.code == 0
    assert shelf[0] in ran.err
    assert "3 tickets changed" in ran.err
