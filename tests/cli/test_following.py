"""A change leaves a catalogue behind that knows it, so that the next reader has nothing to read."""

import fcntl
import json

import pytest


def state(run) -> str:
    (item,) = json.loads(run("index", "status", "--json").out)["items"]
    return item["state"]


@pytest.fixture
def ticket(desk, run) -> str:
    identity = run("new", "Login page answers with error 500", "-p", "P3").out.strip()
    run("list")
    return identity


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("note", "{id}", "-m", "zookeeper is down"), ("search", "zookeeper")),
        (("priority", "{id}", "P2", "-m", "it blocks the payroll"), ("list", "priority:P2")),
        (("tag", "{id}", "+vip"), ("list", "tag:vip")),
        (("new", "zookeeper lost its quorum"), ("search", "zookeeper")),
    ],
    ids=lambda words: words[0],
)
def test_the_next_reader_finds_it_done(ticket, run, words, asked):
    done = run(*(word.format(id=ticket) for word in words))
    assert done.code == 0, done.err
    assert state(run) == "fresh"
    assert run(*asked).out.startswith(done.out.strip())


def test_what_else_has_changed_is_seen_by_the_next_reader(desk, ticket, run):
    path = next(desk.rglob(f"{ticket}.md"))
    path.write_text(path.read_text().replace("priority: P3", "priority: P1"))
    assert run("new", "Another one").code == 0
    assert ticket in run("list", "priority:P1").out


def test_a_desk_that_was_never_read_gets_no_catalogue(desk, run):
    run("new", "Login page answers with error 500")
    assert state(run) == "missing"


def test_a_dry_run_and_a_refusal_leave_it_alone(desk, ticket, run):
    place = desk / ".git/supportctl/catalog.sqlite"
    before = place.stat()
    run("note", ticket, "-m", "x", "--dry-run")
    assert run("priority", ticket, "P9").code == 2
    assert place.stat().st_mtime_ns == before.st_mtime_ns


def test_nobody_waits_for_who_is_at_it(desk, ticket, run):
    with (desk / ".git/supportctl/catalog.sqlite.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert run("note", ticket, "-m", "zookeeper is down").code == 0
        assert state(run) == "behind"
    assert ticket in run("search", "zookeeper").out


def test_a_damaged_catalogue_does_not_hinder_a_change(desk, ticket, run):
    place = desk / ".git/supportctl/catalog.sqlite"
    place.write_bytes(b"SQLite format 3\0" + place.read_bytes()[16:300])
    assert run("note", ticket, "-m", "zookeeper is down").code == 0
    assert ticket in run("search", "zookeeper").out
