"""Two tickets about one problem: one goes on, the other points at it."""

import pytest

from supportctl.store.desk import Desk
from tests.support.git import git


def ticket(run, title, customer="acme", *more):
    ran = run("new", title, "--customer", customer, *more)
    assert ran.code == 0, ran.err
    return ran.out.strip()


def read(desk, name):
    (path,) = desk.glob(f"tickets/*/*/{name}.md")
    return Desk.find(desk).decode(path.read_bytes(), str(path.relative_to(desk))).ticket


@pytest.fixture
def pair(desk, run):
    return ticket(run, "Log-in page says 500"), ticket(run, "登不上系统")


def test_both_tickets_say_so_in_one_commit(desk, run, pair):
    first, second = pair
    ran = run("merge", second, first[-5:], "-m", "same fault")
    assert (ran.code, ran.out.strip()) == (0, second)
    source, target = read(desk, second), read(desk, first)
    assert (source.status, source.items("links")) == ("merged", (f"duplicates {first}",))
    (merged,) = [event for event in source.events if event.kind == "merge"]
    assert (merged.get("into"), merged.get("reason")) == (first, "same fault")
    assert target.status == "new"
    assert [e.get("from") for e in target.events if e.kind == "merge"] == [second]
    assert git(desk, "show", "--name-only", "--format=%s", "HEAD").split("\n") == [
        f"{first}: merge of {second}",
        "",
        *sorted((source.path, target.path)),
    ]
    assert run("check").code == 0


def test_a_retry_changes_nothing_more(desk, run, pair):
    first, second = pair
    for _ in range(2):
        assert run("merge", second, first, "--op", "k1").code == 0
    assert git(desk, "rev-list", "--count", "HEAD") == "4"


def test_a_dry_run_shows_both_files_and_writes_none(desk, run, pair):
    first, second = pair
    ran = run("merge", second, first, "--dry-run")
    assert ran.code == 0
    assert f"+- from: {second}" in ran.out
    assert f"+- into: {first}" in ran.out
    assert git(desk, "status", "--porcelain") == ""
    assert read(desk, second).status == "new"


def test_without_a_commit_both_files_are_written(desk, run, pair):
    first, second = pair
    assert run("merge", second, first, "--no-commit").code == 0
    assert len(git(desk, "status", "--porcelain").splitlines()) == 2
    assert read(desk, second).status == "merged"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "tickets of two customers are never merged"), ("zh", "不同客户的工单不能合并")],
)
def test_two_customers_are_never_merged(desk, run, language, said):
    first, second = ticket(run, "Printer on fire"), ticket(run, "Printer on fire", "brightfell")
    ran = run("merge", second, first, "--lang", language)
    assert ran.code == 4
    assert said in ran.err
    assert f"supportctl link {second} relates {first}" in ran.err
    assert git(desk, "status", "--porcelain") == ""


def test_nothing_is_merged_into_itself(run, pair):
    ran = run("merge", pair[0], pair[0])
    assert ran.code == 4
    assert "cannot be merged into itself" in ran.err


def test_nothing_is_merged_into_what_is_done_with(run, pair):
    first, second = pair
    assert run("cancel", first, "-m", "withdrawn").code == 0
    ran = run("merge", second, first)
    assert ran.code == 4
    assert f"{first} is cancelled; nobody would look there for {second}" in ran.err
    assert run("merge", first, second).code == 4, "what is cancelled is not merged either"


def test_chains_cannot_close(run, pair):
    first, second = pair
    assert run("merge", second, first).code == 0
    ran = run("merge", first, second)
    assert ran.code == 4
    assert f"{second} is merged" in ran.err
