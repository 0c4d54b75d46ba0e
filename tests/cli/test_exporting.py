import csv
import json
import subprocess
from pathlib import Path

import pytest

from supportctl.actions.change import Doing
from supportctl.actions.migrate import migrate
from supportctl.errors.desk import BrokenFiles
from supportctl.store.desk import Desk
from supportctl.store.migrations import migrated, schema_of
from tests.support.tickets import START

GOLDEN = Path(__file__).parent.parent / "golden" / "tickets"
# Files that supportctl would write otherwise than they stand, or with keys of their own.
HOSTILE = "Symptom\n\n## Timeline\n\n### 2026-01-01 x\n\n<b>``` open\n\x07 end ### \\ 中文"


def git(*arguments):
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def busy(desk, run):
    run(
        "new", "登录页报 500", "-m", HOSTILE, "--lang", "zh", "-t", "登录", "-p", "P1", "--environment", "x86"
    )
    run("note", "@last", "-m", HOSTILE, "--at", "2026-09-14 09:00")
    run("edit", "@last", "--module", "a\tb", "--cause", '"quoted": yes')
    run("reply", "@last", "-m", "hello", "--asks", "environment")
    run(
        "redact",
        "@last",
        json.loads(run("show", "@last", "--json").out)["items"][0]["events"][1]["id"],
        "-m",
        "x",
    )
    run("undo", "@last")
    run("new", "Second", "--now", "2025-01-02T03:04:05+00:00")
    return desk


def files(root):
    return {path.name: path.read_text("utf-8") for path in root.glob("tickets/*/*/*.md")}


def test_what_is_exported_is_imported_to_the_byte(busy, run, tmp_path, monkeypatch):
    exported = run("export")
    assert exported.code == 0
    before = files(busy)
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    run("init", "-q")
    ran = run("import", "-", stdin=exported.out)
    assert ran.code == 0, ran.err
    assert files(other) == before
    assert run("export").out == exported.out
    again = run("import", "-", stdin=exported.out)
    assert "2 were here already" in again.err
    assert git("rev-list", "--count", "HEAD").strip() == "2"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda one: one | {"status": "closed"}, "status is not what the events amount to"),
        (lambda one: one | {"id": "T-1"}, "is not an ID"),
        (lambda one: one | {"extra": 1}, "extra is unknown"),
        (lambda one: one | {"events": "x"}, "must be a list of objects"),
        (lambda one: one | {"events": []}, "created"),
        (lambda one: one | {"sections": ["x"]}, "names and texts"),
        (lambda one: one | {"sections": {"symptom": "a\n## Timeline\nb"}}, "stands twice"),
        (lambda one: one | {"language": "fr"}, "not one of en, zh"),
        (lambda one: one | {"events": [one["events"][0] | {"recorded": "now"}]}, "not a time"),
        (lambda one: one | {"events": [one["events"][0] | {"kind": "A b"}]}, "event"),
        (lambda one: one | {"title": 7}, "must be text"),
    ],
)
def test_a_spoilt_line_is_refused_and_nothing_is_written(busy, run, spoil, told):
    line = json.loads(run("export").out.splitlines()[0])
    head = git("rev-parse", "HEAD")
    ran = run("import", "-", stdin=json.dumps(spoil(line)))
    assert (ran.code, told in ran.err) == (4, True), ran.err
    assert git("rev-parse", "HEAD") == head


def test_export_as_a_spreadsheet_and_as_a_page(busy, run):
    rows = list(csv.DictReader(run("export", "--csv").out.splitlines()))
    assert [row["title"] for row in rows] == ["Second", "登录页报 500"]
    assert rows[1]["tags"] == "登录"
    assert run("export", "title:Second", "--markdown").out.count("\n") == 3
    assert len(run("export", "priority:P1").out.splitlines()) == 1


def test_a_broken_file_is_told_and_the_rest_exported(busy, run):
    path = next(busy.glob("tickets/2025/*/*.md"))
    path.write_text("broken", "utf-8")
    ran = run("export")
    assert (ran.code, len(ran.out.splitlines())) == (5, 1)
    assert "F003" in ran.err


# --- migrate ----------------------------------------------------------------------------------------------


def test_nothing_to_migrate_says_so(busy, run):
    head = git("rev-parse", "HEAD")
    ran = run("migrate")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing to do" in ran.err
    assert git("rev-parse", "HEAD") == head


def test_a_step_changes_every_older_ticket_in_one_commit(busy):
    desk = Desk.find(busy)
    steps = {1: lambda text: text.replace("\nmodule:", "\ncomponent:"), 2: lambda text: text + "\n"}
    doing = Doing(actor="alice", now=START)
    shown = migrate(desk, Doing(actor="alice", now=START, dry_run=True), steps=steps, current=3)
    assert "+schema: 3" in shown.diff
    done = migrate(desk, doing, steps=steps, current=3)
    assert len(done.paths) == 2
    assert git("rev-list", "--count", "HEAD~1..HEAD").strip() == "1"
    assert all(schema_of(text) == 3 for text in files(busy).values())
    assert "\ncomponent:" in "".join(files(busy).values())
    assert migrate(desk, doing, steps=steps, current=3).paths == ()


def test_a_step_that_spoils_a_file_writes_nothing(busy):
    head = git("rev-parse", "HEAD")
    with pytest.raises(BrokenFiles):
        migrate(
            Desk.find(busy),
            Doing(actor="alice", now=START),
            steps={1: lambda text: text.replace("title:", "titel:")},
            current=2,
        )
    assert git("rev-parse", "HEAD") == head


def test_the_number_is_found_however_it_is_written():
    for line in ("schema: 1", "schema: '1'", "schema: 1  # the first", "schema: 1\r"):
        assert schema_of(f"---\n{line}\nid: x\n---\n") == 1, line
        assert schema_of(migrated(f"---\n{line}\n---\n", 1, steps={1: str}, current=2)) == 2
    assert schema_of("---\nid: x\n---\nschema: 7\n") == 0
