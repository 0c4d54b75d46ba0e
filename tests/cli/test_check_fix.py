"""`check --fix` mends what nothing can be lost by, and nothing else; `--diff` shows it and does nothing."""

import json
import re
from pathlib import Path

import pytest

from supportctl.actions.mending import MENDABLE
from supportctl.cli.app import load
from tests.cli.conftest import Run
from tests.support.git import git, put


@pytest.fixture
def ticket(desk: Path, run: Run) -> Path:
    assert run("new", "登录页报 500", "--customer", "acme", "--op", "one").code == 0
    assert run("note", "@last", "-m", "one").code == 0
    assert run("note", "@last", "-m", "two").code == 0
    (path,) = (desk / "tickets").rglob("T-*.md")
    return path


def codes(run: Run) -> set[str]:
    return {item["code"] for item in json.loads(run("check", "--json").out)["items"]}


def sub(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    put(path, text.replace(old, new, 1))


def swapped(text: str) -> str:
    head, first, second = re.split(r"(?=^### .* note )", text, flags=re.MULTILINE)
    return f"{head}{second}\n{first}".rstrip("\n") + "\n"


def commit(desk: Path) -> None:
    git(desk, "commit", "-qam", "by hand")


def test_the_help_names_what_is_mended():
    (option,) = (one for one in load("check").params if "--fix" in one.opts)
    assert set(re.findall("[A-Z][0-9]{3}", option.help)) == set(MENDABLE)


def test_a_mark_a_repeated_key_and_an_idle_suppression(ticket, run):
    whole = ticket.read_text("utf-8")
    put(ticket, whole.replace("schema: 1\n", "schema: 1\nschema: 1\n", 1))
    assert codes(run) == {"F005", "H310"}
    assert "-schema: 1" in run("check", "--fix", "--diff").out
    assert codes(run) == {"F005", "H310"}
    assert run("check", "--fix").code == 0
    assert ticket.read_text("utf-8") == whole
    put(ticket, "\ufeff" + whole.replace("schema: 1\n", "schema: 1\n# supportctl: ignore P606 nobody\n", 1))
    run("check", "--fix")  # behind the mark nothing else is seen
    assert run("check", "--fix").code == 0
    assert ticket.read_text("utf-8") == whole


@pytest.mark.parametrize("again", ["priority: P1", "priority: P3\n  "])
def test_two_values_for_one_key_are_a_persons_to_settle(ticket, run, again):
    text = ticket.read_text("utf-8")
    priority = next(line for line in text.split("\n") if line.startswith("priority:"))
    put(
        ticket,
        text.replace(priority, f"{priority}\n{again}x" if again.endswith(" ") else f"{priority}\n{again}"),
    )
    before = ticket.read_bytes()
    assert run("check", "--fix").code == 1
    assert ticket.read_bytes() == before


def test_lists_that_stand_twice_are_left_alone(ticket, run):
    sub(ticket, "\nchannel:", "\ntags:\n  - a\ntags:\n  - a\nchannel:")
    before = ticket.read_bytes()
    assert run("check", "--fix").code == 1
    assert ticket.read_bytes() == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_events_go_back_to_the_order_they_were_recorded_in(ticket, run, newline):
    whole = ticket.read_text("utf-8").replace("\n", newline)
    put(ticket, swapped(whole.replace("\r", "")).replace("\n", newline).encode())
    assert "E206" in codes(run)
    assert run("check", "--fix").code == 0
    assert ticket.read_bytes().decode() == whole


def test_events_that_lack_more_than_order_are_left_alone(ticket, run):
    put(ticket, swapped(ticket.read_text("utf-8")) + "\nodd line\n")
    before = ticket.read_bytes()
    assert run("check", "--fix").code == 1
    assert ticket.read_bytes() == before


def test_a_committed_field_goes_back_to_what_the_timeline_says(desk, ticket, run):
    whole = ticket.read_text("utf-8")
    sub(ticket, "priority: P3", "priority: P1  # really")
    commit(desk)
    assert codes(run) == {"W203"}
    assert run("check", "--fix").code == 0
    assert ticket.read_text("utf-8") == whole.replace("priority: P3", "priority: P3  # really", 1)


def test_work_that_nobody_has_committed_is_not_thrown_away(ticket, run):
    sub(ticket, "priority: P3", "priority: P1")
    before = ticket.read_bytes()
    assert run("check", "--fix").code == 1
    assert ticket.read_bytes() == before
