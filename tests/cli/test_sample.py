"""The sample desk: what `make sample` put at the top of this repository, and how it is made."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from supportctl.cli import sample
from supportctl.domain.event import KINDS
from supportctl.domain.schema import CATEGORIES, PRIORITIES
from supportctl.store import articles, customers
from supportctl.store.desk import Desk
from tests.support.git import git

TOP = Path(__file__).parents[2]
UNMADE = frozenset({"split"})
"""Kinds of events that no command makes."""


@pytest.fixture(scope="module")
def tickets():
    desk = Desk.find(TOP)
    found = [
        desk.decode(path.read_bytes(), str(path.relative_to(TOP))) for path in TOP.glob("tickets/*/*/*.md")
    ]
    assert not [finding for reading in found for finding in reading.findings]
    return tuple(reading.ticket for reading in found)


@pytest.fixture(scope="module")
def shelf():
    return articles.library(TOP)


def chinese(text):
    return bool(re.search(r"[\u4e00-\u9fff]", text))


def test_there_is_enough_to_look_at(tickets, shelf):
    assert len(tickets) >= 40
    assert len(shelf.articles) >= 15


@pytest.mark.parametrize("of", ["tickets", "articles"])
def test_half_is_chinese_and_half_is_english(tickets, shelf, of):
    titles = [one.title for one in (tickets if of == "tickets" else shelf.articles.values())]
    share = sum(map(chinese, titles)) / len(titles)
    assert 0.35 < share < 0.65, f"{share:.0%} of {len(titles)} {of} are Chinese"


def test_every_status_category_and_priority_occurs(tickets):
    statuses = Counter(ticket.status for ticket in tickets)
    assert set(Desk.find(TOP).statuses) == set(statuses)
    assert {ticket["category"] for ticket in tickets} >= set(CATEGORIES)
    assert {ticket.priority for ticket in tickets} == set(PRIORITIES)


def test_every_kind_of_event_occurs(tickets):
    kinds = {event.kind for ticket in tickets for event in ticket.events}
    assert set(KINDS) - kinds == UNMADE


def test_five_customers_of_different_tiers_and_a_team_of_six():
    found = [reading.customer for reading in customers.all_of(TOP)]
    assert len(found) == 5
    assert len({contract.tier for customer in found for contract in customer.contracts}) == 3
    config = Desk.find(TOP).config
    assert sorted(member.role for member in config.team) == ["developer"] * 2 + ["engineer"] * 3 + ["lead"]
    assert len(config.teams) == 2


def test_tickets_name_people_by_their_slugs_alone(tickets):
    known = {
        value
        for reading in customers.all_of(TOP)
        for contact in reading.customer.contacts
        for value in (contact.name, contact.email, contact.phone)
        if value
    }
    for path in (*TOP.glob("tickets/*/*/*.md"), *TOP.glob("kb/*.md")):
        text = path.read_text(encoding="utf-8")
        assert not [value for value in known if value in text], path.name


def test_check_finds_nothing(run):
    ran = run("-C", str(TOP), "check", "--now", sample.ENDS.isoformat())
    assert ran.code == 0, ran.out


def test_stories_are_played_in_the_order_of_time():
    steps = sample.steps()
    assert [step.when for step in steps] == sorted(step.when for step in steps)
    assert steps[0].when > sample.BEGINS
    assert steps[-1].when < sample.ENDS
    assert len({step.operation for step in steps}) == len(steps), "two steps share an operation"


@pytest.fixture
def played(tmp_path, monkeypatch, run):
    """The first steps of the sample on a desk of its own, whoever plays them."""

    def play(name):
        monkeypatch.setattr(sample, "steps", lambda: STEPS[:30])
        ran = run("init", str(tmp_path / name), "--demo", "--lang", "en")
        assert ran.code == 0, ran.err
        return tmp_path / name

    return play


STEPS = sample.steps()


def test_the_same_bytes_every_time(played):
    first, second = played("one"), played("two")
    assert git(first, "rev-parse", "HEAD^{tree}") == git(second, "rev-parse", "HEAD^{tree}")
    assert git(first, "rev-list", "--count", "HEAD") == "31", "one commit a step, one for the set-up"
    assert git(first, "status", "--porcelain") == ""


def test_a_desk_that_is_there_is_left_alone(desk, run):
    ran = run("init", "--demo")
    assert ran.code == 4
    assert "is a desk already; the sample wants a folder of its own" in ran.err
    assert git(desk, "rev-list", "--count", "HEAD") == "1"


def test_the_sample_is_made_with_its_commits(tmp_path, run):
    ran = run("init", str(tmp_path / "desk"), "--demo", "--no-commit")
    assert ran.code == 2
    assert not (tmp_path / "desk").exists()


def test_a_dry_run_plays_nothing(tmp_path, run):
    assert run("init", str(tmp_path / "desk"), "--demo", "--dry-run").code == 0
    assert not (tmp_path / "desk").exists()


def test_a_step_that_fails_says_which(desk, monkeypatch):
    (wrong,) = [step for step in STEPS if step.story == "wrong-vendor" and step.command == "cancel"]
    with pytest.raises(RuntimeError, match=r"wrong-vendor, 07-21 11:26 cancel"):
        sample.play(desk, [wrong])


@pytest.mark.long
def test_the_desk_of_this_repository_is_the_one_the_stories_make(tmp_path):
    subprocess.run([sys.executable, "-m", "supportctl.cli.sample", tmp_path], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ours = {path: (TOP / path).read_bytes() for path in made}
    assert ours == made, "run make sample"
    files = {path for folder in sample.FOLDERS for path in (TOP / folder).rglob("*") if path.is_file()}
    assert {path.relative_to(TOP) for path in files} == set(made) - {Path("supportctl.yaml")}
