"""The catalogue follows the files, and nothing done to it changes an answer."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supportctl.domain.ids import path_of
from supportctl.domain.query.parse import parse
from supportctl.store import catalog_file, sealed
from supportctl.store import catalog_upkeep as module
from supportctl.store.catalog import Catalog
from supportctl.store.repository import Repository
from tests.store.test_catalog_query import TYPES, write
from tests.support.git import git, put, scratch

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
QUERIES = (
    "",
    "登录",
    "登",
    "error",
    "is:open",
    "tag:login",
    "customer:acme sort:priority",
    '"登录 失败" or log*',
)


@pytest.fixture
def desk(tmp_path) -> Repository:
    repository = scratch(tmp_path / "desk")
    for number in range(12):
        write(
            repository.top,
            number,
            title=f"登录失败 {number}" if number % 2 else f"login error {number}",
            body="用户登录，失败\nthe login service logs errors",
            status="accepted" if number % 3 else "new",
            customer="acme" if number % 4 else "other",
            tags=("login",) if number % 5 else (),
        )
    return repository


def open_(desk: Repository) -> Catalog:
    return Catalog.open(desk, TYPES)


def place(desk: Repository) -> Path:
    return desk.git_dir / "supportctl" / module.NAME


def told(catalog: Catalog) -> tuple[object, ...]:
    """All that the catalogue says, to compare."""
    findings = tuple(map(repr, catalog.refresh()))
    pages = tuple(catalog.search(parse(text, TYPES), now=NOW, zone=UTC) for text in QUERIES)
    return findings, pages, catalog.ids()


def asked(desk: Repository) -> tuple[tuple[object, ...], Catalog]:
    with open_(desk) as catalog:
        return told(catalog), catalog


def fresh(desk: Repository) -> tuple[object, ...]:
    """The answers of a catalogue that was built a moment ago from nothing."""
    shutil.rmtree(place(desk).parent, ignore_errors=True)
    return asked(desk)[0]


# --- freshness ---------------------------------------------------------------------------------


def test_it_follows_every_change_of_the_files(desk):
    with open_(desk) as catalog:
        assert len(catalog.ids()) == 12
        (desk.top / path_of("T-20260914-00003")).unlink()
        write(desk.top, 77, title="new one", body="全新")
        path = desk.top / path_of("T-20260914-00004")
        put(path, path.read_text().replace("customer: other", "customer: moved"))
        moved = desk.top / path_of("T-20260914-00005")
        moved.rename(moved.with_name("T-20260914-0000A.md"))
        findings = catalog.refresh()
        assert [finding.code for finding in findings] == ["F010"]
        assert told(catalog) == fresh(desk)
        assert catalog.select(parse("customer:moved"), now=NOW, zone=UTC).total == 1
        assert catalog.search(parse("全新"), now=NOW, zone=UTC).total == 1
        moved.with_name("T-20260914-0000A.md").rename(moved)
        assert catalog.refresh() == ()


def test_an_edit_within_the_same_tick_and_size_is_seen(desk):
    path = desk.top / path_of("T-20260914-00004")
    with open_(desk) as catalog:
        for name in ("aaaaa", "bbbbb", "ccccc"):
            text = path.read_text()
            path.write_text(text.replace(text[text.index("customer: ") :][:15], f"customer: {name}"))
            catalog.refresh()
            page = catalog.select(parse("id:00004"), now=NOW, zone=UTC)
            assert page.items[0].text("customer") == name


def settle(desk: Repository) -> None:
    """Let all files be ten seconds old."""
    for path in (desk.top / "tickets").rglob("*.md"):
        os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**10))


def test_a_second_process_reads_no_ticket_again(desk):
    settle(desk)
    before, _ = asked(desk)
    written = place(desk).stat().st_mtime_ns
    for path in (desk.top / "tickets").rglob("*.md"):
        path.chmod(0)
    assert asked(desk)[0] == before
    assert place(desk).stat().st_mtime_ns == written


def test_broken_files_are_told_every_time_and_hide_no_other(desk):
    put(desk.top / path_of("T-20260914-00001"), "no front matter\n")
    put(desk.top / path_of("T-20260914-00002"), b"\xff\xfe")
    text = (desk.top / path_of("T-20260914-00003")).read_text()
    put(desk.top / path_of("T-20260914-00003"), text.replace("priority: P1", "priority: P9"))
    put(desk.top / "tickets/odd.md", "")
    for _ in range(2):
        with open_(desk) as catalog:
            findings = catalog.refresh()
            assert [finding.code for finding in findings] == ["F003", "F001", "S103", "F011"]
            assert "one of P1, P2" in repr(findings[2])
            assert len(catalog.ids()) == 12
            assert catalog.select(parse(""), now=NOW, zone=UTC).total == 9


def test_a_sentence_inside_a_finding_survives(desk):
    path = desk.top / path_of("T-20260914-00001")
    put(path, path.read_text().replace("customer: acme", "customer: 'A B'"))
    with open_(desk) as catalog:
        built = catalog.refresh()
    with open_(desk) as catalog:
        assert catalog.refresh() == built
    assert "it must be a short name" in repr(built[0])


def test_an_id_in_two_files_is_told_at_the_one_out_of_place(desk):
    text = (desk.top / path_of("T-20260914-00001")).read_text()
    for name in ("tickets/2026/09/T-20260914-0000A.md", "tickets/2026/10/T-20260914-00001.md"):
        put(desk.top / name, text)
    with open_(desk) as catalog:
        twice = [finding for finding in catalog.refresh() if finding.code == "S107"]
        assert catalog.select(parse(""), now=NOW, zone=UTC).total == 12
        listed = catalog.select(parse("id:00001"), now=NOW, zone=UTC).items
        assert [row.path for row in listed] == [path_of("T-20260914-00001")]
    assert [(finding.path, finding.params["other"]) for finding in twice] == [
        ("tickets/2026/09/T-20260914-0000A.md", path_of("T-20260914-00001")),
        ("tickets/2026/10/T-20260914-00001.md", path_of("T-20260914-00001")),
    ]


def test_an_id_in_two_places_and_neither_its_own_counts_once(desk):
    path = desk.top / path_of("T-20260914-00001")
    for name in ("tickets/T-20260914-00001.md", "tickets/2026/T-20260914-00001.md"):
        put(desk.top / name, path.read_bytes())
    path.unlink()
    with open_(desk) as catalog:
        assert [finding.code for finding in catalog.refresh()] == ["F010", "F010", "S107"]
        assert catalog.select(parse(""), now=NOW, zone=UTC).total == 12


def test_parts_of_an_id(desk):
    with open_(desk) as catalog:
        assert catalog.resolve("00003") == ("T-20260914-00003",)
        assert catalog.resolve(path_of("T-20260914-00003")) == ("T-20260914-00003",)
        assert len(catalog.resolve("t-2026")) == 12
        assert catalog.resolve("zzzzz") == catalog.resolve("3") == ()


def test_a_desk_without_tickets(tmp_path):
    answers, catalog = asked(scratch(tmp_path / "empty"))
    assert answers[0] == answers[2] == ()
    assert catalog.note is None


# --- trust -------------------------------------------------------------------------------------


def test_it_is_private(desk):
    asked(desk)
    assert place(desk).parent.stat().st_mode & 0o777 == 0o700
    assert place(desk).stat().st_mode & 0o777 == 0o600
    assert git(desk, "status", "--porcelain", "--untracked-files=all", "--ignored").count("supportctl") == 0


def flip(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(3):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def truncate(path: Path, rng: random.Random) -> None:
    os.truncate(path, rng.randrange(path.stat().st_size))


def scramble(path: Path, rng: random.Random) -> None:
    path.write_bytes(rng.randbytes(path.stat().st_size))


def lie(path: Path, rng: random.Random) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE ticket SET status = 'closed', title = 'wrong'")


def other_format(path: Path, rng: random.Random) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE file (other)")


def leave_journal(path: Path, rng: random.Random) -> None:
    Path(f"{path}-journal").write_bytes(rng.randbytes(600))


def lose_seal(path: Path, rng: random.Random) -> None:
    Path(f"{path}.seal").write_bytes(b"\xff" * rng.randrange(9))


DAMAGES = (flip, truncate, scramble, lie, other_format, leave_journal, lose_seal)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_changes_no_answer(desk, damage):
    rng = random.Random(damage.__name__)
    truth = fresh(desk)
    for _ in range(6):
        damage(place(desk), rng)
        answers, catalog = asked(desk)
        assert answers == truth
        assert catalog.note is None


@pytest.mark.parametrize("damage", [flip, truncate, scramble])
def test_damage_while_it_is_open_ends_with_the_next_process(desk, damage):
    truth = fresh(desk)
    with open_(desk) as catalog:
        catalog.refresh()
        damage(place(desk), random.Random(1))
    assert asked(desk)[0] == truth


def test_deleted_while_open(desk):
    truth = fresh(desk)
    with open_(desk) as catalog:
        catalog.refresh()
        shutil.rmtree(place(desk).parent)
        assert told(catalog) == truth
        write(desk.top, 50, title="登录 again")
        after = told(catalog)
    assert after != truth
    assert after == asked(desk)[0] == fresh(desk)


@pytest.mark.parametrize("what", ["version", "program", "lifecycle", "place"])
def test_what_it_was_made_from_is_part_of_the_seal(desk, monkeypatch, tmp_path, what):
    asked(desk)
    inode = place(desk).stat().st_ino
    os.link(place(desk), tmp_path / "kept")  # or the number may come back
    types = TYPES
    match what:
        case "version":
            monkeypatch.setattr(catalog_file, "VERSION", catalog_file.VERSION + 1)
        case "program":
            monkeypatch.setattr(catalog_file, "__version__", "99")
        case "lifecycle":
            types = {name: kind for name, kind in TYPES.items() if name != "accepted"}
        case "place":
            desk.top.rename(tmp_path / "moved")
            desk = Repository.find(tmp_path / "moved")
    with Catalog.open(desk, types) as catalog:
        findings = catalog.refresh()
        assert len(catalog.ids()) == 12
    assert place(desk).stat().st_ino != inode
    assert {finding.code for finding in findings} == ({"S103"} if what == "lifecycle" else set())


def test_where_it_cannot_be_made_the_answers_come_from_memory(desk):
    truth = fresh(desk)
    shutil.rmtree(place(desk).parent)
    place(desk).parent.write_text("in the way")
    answers, catalog = asked(desk)
    assert answers == truth
    assert str(catalog.note).startswith(f"the catalogue {place(desk)} is not used: ")


def test_a_lock_that_is_held_leads_to_memory(desk, monkeypatch):
    truth = fresh(desk)
    monkeypatch.setattr(sealed, "PATIENCE", 0.05)
    holder = sealed.Sealed(place(desk), "")
    write(desk.top, 51, title="登录 51")
    with holder.lock():
        answers, catalog = asked(desk)
        assert "is taken" in str(catalog.note)
    assert answers != truth
    assert answers == asked(desk)[0] == fresh(desk)


def test_another_program_inside_leads_to_memory(desk, monkeypatch):
    truth = fresh(desk)
    monkeypatch.setattr(catalog_file, "_WAIT", 0.05)
    with closing(sqlite3.connect(place(desk), isolation_level=None)) as base:
        base.execute("BEGIN EXCLUSIVE")
        answers, catalog = asked(desk)
        assert "locked" in str(catalog.note)
        assert answers == truth


def test_what_only_saves_time_and_fails_half_way_changes_no_answer(desk):
    truth = fresh(desk)
    with Catalog.open(desk, TYPES) as catalog:
        catalog.refresh()
        catalog._base.execute("PRAGMA query_only = ON")
        catalog.compile({"language": "zh"})
        assert catalog.note is not None
        assert len(catalog.ids()) == 12
    assert asked(desk)[0] == truth


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_serves_and_is_completed_in_memory(desk):
    settle(desk)
    fresh(desk)
    place(desk).parent.chmod(0o500)
    answers, catalog = asked(desk)
    assert catalog.note is None
    write(desk.top, 52, title="登录 52")
    answers, catalog = asked(desk)
    assert catalog.note is not None
    place(desk).parent.chmod(0o700)
    assert answers == fresh(desk)


def test_each_work_tree_has_its_own(desk, tmp_path):
    git(desk, "add", "-A")
    git(desk, "commit", "-q", "-m", "all")
    git(desk, "worktree", "add", "-q", str(tmp_path / "side"))
    side = Repository.find(tmp_path / "side")
    write(side.top, 60, title="only here")
    with open_(desk) as one, open_(side) as other:
        one.refresh()
        other.refresh()
        assert len(one.ids()) == 12
        assert len(other.ids()) == 13
    assert place(desk).is_file()
    assert place(side).is_file()


CROWD = """
import sys
from pathlib import Path
from supportctl.store.catalog import Catalog
from supportctl.store.repository import Repository
from supportctl.domain.ids import path_of
from tests.store.test_catalog_query import TYPES, write
desk, me = Repository.find(Path(sys.argv[1])), int(sys.argv[2])
draft = desk.top.parent / str(me)
for turn in range(6):
    mine = [write(draft, 1000 * me + turn, title="登录")]
    path = path_of(mine[0])
    (draft / path).replace(desk.top / path)  # whole at once, as our own writers do
    with Catalog.open(desk, TYPES) as catalog:
        assert catalog.refresh() == ()
        assert set(mine) <= set(catalog.ids())
        assert catalog.note is None, catalog.note
"""


def test_a_crowd_at_once(desk):
    """Four processes that build, change and read it at the same time."""
    root = Path(__file__).parents[2]
    crowd = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD, str(desk.top), str(me)], cwd=root, stderr=subprocess.PIPE, text=True
        )
        for me in range(1, 5)
    ]
    for one in crowd:
        _, errors = one.communicate(timeout=60)
        assert one.returncode == 0, errors
    answers = asked(desk)[0]
    assert len(answers[2]) == 36
    assert answers == fresh(desk)
