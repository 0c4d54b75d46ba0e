"""`index`: the catalogue looked at, refreshed and made anew."""

import json
import os


def state(run) -> tuple[str, int]:
    (item,) = json.loads(run("index", "status", "--json").out)["items"]
    return item["state"], item["files"]


def test_it_says_how_the_catalogue_stands(desk, run):
    assert state(run) == ("missing", 0)
    run("new", "Login page answers with error 500")
    run("list")
    assert state(run) == ("fresh", 1)
    run("new", "Another one")
    assert state(run) == ("fresh", 2)
    run("new", "A third one", "--no-commit")
    assert state(run) == ("behind", 2)
    assert run("index", "refresh").out.startswith("fresh\t3\t")


def test_a_closed_ticket_edited_in_place_is_read_by_refresh(desk, run):
    run("new", "Login page answers with error 500", "--customer", "acme")
    run("cancel", "@last", "-m", "twice")
    (path,) = desk.glob("tickets/*/*/*.md")
    for place in (desk / "tickets", *(desk / "tickets").rglob("*")):
        os.utime(place, (10**9, 10**9))
    run("list")
    path.write_text(path.read_text().replace("customer: acme", "customer: other", 1))
    assert "acme" in run("list", "is:closed").out
    assert "other" in run("show", "@last").out
    assert "fresh" in run("index", "refresh").out
    assert "other" in run("list", "is:closed").out


def test_rebuild_reads_everything_and_tells_what_is_wrong(desk, run):
    run("new", "Login page answers with error 500")
    (desk / "tickets" / "odd.md").write_text("x")
    done = run("index", "rebuild")
    assert done.code == 5
    assert "F011" in done.err
    assert done.out.startswith("fresh\t1\t")
