"""A retry makes nothing twice, and what has another's ID by chance is not taken for it."""

import json
from itertools import count

from supportctl.domain.ids import entropy_of, letters
from tests.support.git import git, put


def alike(prefix: str) -> tuple[str, str]:
    """Two keys that amount to the same five characters."""
    seen: dict[str, str] = {}
    for number in count():
        key = f"{prefix}{number}"
        tail = letters(entropy_of(key, "ticket"), 5)
        if tail in seen:
            return seen[tail], key
        seen[tail] = key
    raise AssertionError("a birthday comes")


def commits(desk) -> int:
    return int(git(desk, "rev-list", "--count", "HEAD"))


def test_a_retry_finds_its_ticket(run, desk):
    first = run("new", "Login fails", "--op", "k1")
    again = run("new", "Login fails", "--op", "k1")
    assert (again.code, again.out) == (0, first.out)
    assert "on record already" in again.err
    assert commits(desk) == 2


def test_a_retry_leaves_deleted_what_somebody_deleted(run, desk):
    wanted = run("new", "Login fails", "--op", "k1").out.strip()
    path = next(desk.rglob(f"{wanted}.md"))
    path.unlink()
    assert run("new", "Login fails", "--op", "k1").out.strip() == wanted
    assert not path.exists()


def test_two_keys_that_amount_to_one_id_make_two_tickets(run, desk):
    one, two = alike("key-")
    first = run("new", "One", "--op", one).out.strip()
    second = run("new", "Two", "--op", two).out.strip()
    assert first != second
    assert run("new", "One", "--op", one).out.strip() == first
    assert run("new", "Two", "--op", two).out.strip() == second
    assert run("list", "--jsonl").out.count("\n") == 2


def test_an_import_loses_no_line_to_another_with_its_id(run, desk, tmp_path):
    one, two = (key.removeprefix("import:") for key in alike("import:key-"))
    lines = [json.dumps({"key": key, "title": f"about {key}"}) for key in (one, two)]
    file = tmp_path / "old.jsonl"
    file.write_text("\n".join(lines))
    assert len(run("import", str(file)).out.splitlines()) == 2
    for order in (lines, lines[::-1], lines[1:]):
        file.write_text("\n".join(order))
        again = run("import", str(file))
        assert (again.code, again.out) == (0, ""), again.err
    assert commits(desk) == 2


def test_an_import_without_a_commit_writes_files_only(run, desk, tmp_path):
    file = tmp_path / "old.jsonl"
    file.write_text(json.dumps({"key": "a", "title": "One"}))
    assert run("import", str(file), "--no-commit").code == 0
    assert commits(desk) == 1
    assert git(desk, "status", "--porcelain").startswith("?? tickets/")


def test_without_a_commit_a_retry_keeps_what_was_written_since(run, desk):
    wanted = run("new", "Login fails", "--op", "k1", "--no-commit").out.strip()
    assert run("note", wanted, "-m", "since then", "--no-commit").code == 0
    again = run("new", "Login fails", "--op", "k1", "--no-commit")
    assert again.code == 4
    assert "since then" in run("show", wanted).out
    assert commits(desk) == 1


def test_an_article_never_takes_the_place_of_one_that_has_its_id_by_chance(desk, run):
    written = ("kb", "new", "第二篇", "--symptom", "s", "--resolution", "r", "--op", "k", "-q")
    name = run(*written, "--dry-run").out.split("+id: ")[1].splitlines()[0]
    assert run("kb", "new", "第一篇", "--symptom", "s", "--resolution", "r", "-q").code == 0
    (first,) = desk.glob("kb/KB-*.md")
    taken = first.with_name(f"{name}.md")
    git(desk, "mv", str(first), str(taken))
    put(taken, taken.read_text("utf-8").replace(first.stem, name))
    git(desk, "commit", "-qam", "twin")
    before = taken.read_bytes()
    made = run(*written)
    assert made.code == 0, made.err
    assert made.out.strip() != name
    assert taken.read_bytes() == before
    again = run(*written)
    assert (again.code, again.out) == (0, made.out)
    assert len(list(desk.glob("kb/KB-*.md"))) == 2


def test_a_retry_of_an_article_without_a_commit_is_the_same_file(desk, run):
    written = ("kb", "new", "一篇", "--symptom", "s", "--op", "k", "--no-commit", "-q")
    names = {run(*written).out for _ in range(2)}
    assert len(names) == 1
    assert len(list(desk.glob("kb/KB-*.md"))) == 1
