"""After any sequence of edits, commits, checkouts and moves the catalogue says what a full reading says.

The one exception is meant: a closed ticket edited in place and not committed. `show` and `check` read it,
and a rebuild finds it.
"""

import contextlib
import os
import random
import re
import shutil
import sqlite3
from datetime import UTC

import pytest

from supportctl.domain.ids import path_of
from supportctl.domain.query.parse import parse
from supportctl.store.catalog import Catalog
from supportctl.store.repository import Repository
from tests.store.test_catalog import NOW, told
from tests.store.test_catalog_query import TYPES, write
from tests.support.git import git, put, scratch

STATUSES = ("new", "accepted", "closed")


class Desk:
    """A desk and the things that happen to one; each of them takes the dice."""

    def __init__(self, repository: Repository, chance: random.Random) -> None:
        self.repository = repository
        self.top = repository.top
        self.chance = chance
        self.count = 0
        for _ in range(9):
            self.create()
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", "start")
        git(repository, "branch", "other")

    def files(self):
        return sorted((self.top / "tickets").rglob("T-*.md"))

    def one(self):
        return self.chance.choice(self.files()) if self.files() else self.create()

    def create(self):
        self.count += 1
        status = self.chance.choice(STATUSES)
        identity = write(self.top, self.count, title=f"登录 {self.count}", status=status)
        path = self.top / path_of(identity)
        month = self.chance.choice(("04", "05", "06"))
        moved = self.top / f"tickets/2026/{month}/{path.name}"
        moved.parent.mkdir(parents=True, exist_ok=True)
        return path.rename(moved)

    def changed(self, path) -> bytes:
        who = self.chance.choice((b"acme", b"beta", b"corp"))
        data = re.sub(rb"customer: \w+", b"customer: " + who, path.read_bytes())
        if self.chance.random() < 0.3:
            data = re.sub(rb"title: .*", f"title: 超时 {self.chance.randrange(9)}".encode(), data)
        if self.chance.random() < 0.3:
            data = data.replace(b"\n## ", self.chance.choice((b"\n## Cause\n\nlogin\n\n## ", b"\n## ")), 1)
        return data

    def replace(self):
        path = self.one()
        draft = path.with_name(f".{path.name}.draft")
        draft.write_bytes(self.changed(path))
        draft.replace(path)

    def edit_in_place(self):
        path = self.one()
        text = path.read_bytes()
        path.write_bytes(self.changed(path))
        if b"status: closed" in text and self.chance.random() < 0.8:
            git(self.repository, "add", "-A")
            git(self.repository, "commit", "-qm", "a closed ticket", "--allow-empty")
        elif b"status: closed" in text:
            path.write_bytes(text)  # not committed: the exception, so it does not stay

    def break_it(self):
        path = self.one()
        path.unlink()
        put(path, self.chance.choice((b"", b"\xff", b"no front matter\n")))

    def delete(self):
        self.one().unlink()

    def rename_folder(self):
        folder = self.chance.choice(sorted({path.parent for path in self.files()} or {self.create().parent}))
        folder.rename(folder.with_name(f"{self.chance.randrange(100):02}x{self.count}"))

    def swap_folders(self):
        folders = sorted({path.parent for path in self.files()})
        if len(folders) > 1:
            one, other = self.chance.sample(folders, 2)
            one.rename(one.with_name("swap"))
            other.rename(one)
            one.with_name("swap").rename(other)

    def copy_aside(self):
        path = self.one()
        if path.name != "T-20260914-ZZZZZ.md":
            shutil.copy2(path, path.with_name("T-20260914-ZZZZZ.md"))

    def stray(self):
        put(self.one().parent / self.chance.choice(("notes.txt", "odd.md", ".hidden.md")), "x")

    def commit(self):
        git(self.repository, "add", "-A")
        git(self.repository, "commit", "-qm", "more", "--allow-empty")

    def checkout(self):
        self.commit()
        git(self.repository, "checkout", "-q", self.chance.choice(("main", "other")))

    def back(self):
        self.commit()
        git(self.repository, "reset", "-q", "--hard", "HEAD~1")

    def jump(self):
        """What a pull does that brings everything another clone has."""
        self.commit()
        git(self.repository, "reset", "-q", "--hard", self.chance.choice(("main", "other")))

    def forget_commits(self):
        """The commit that the catalogue knows is not there any more."""
        self.commit()
        git(self.repository, "commit", "-q", "--amend", "--allow-empty", "-m", "again")
        git(self.repository, "reflog", "expire", "--expire=now", "--all")
        git(self.repository, "gc", "-q", "--prune=now")


STEPS = tuple(
    getattr(Desk, name)
    for name in (
        *("create", "replace", "edit_in_place", "break_it", "delete", "rename_folder", "swap_folders"),
        *("copy_aside", "stray", "commit", "checkout", "back", "jump", "forget_commits"),
    )
)


def settle(top) -> None:
    """Let everything be older than the doubt about its time."""
    for path in ((top / "tickets"), *(top / "tickets").rglob("*")):
        if not path.is_symlink():
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**10))


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(one, marks=pytest.mark.long) for one in range(6, 200))]
)
def test_the_catalogue_says_what_a_full_reading_says(tmp_path, seed):
    chance = random.Random(seed)
    desk = Desk(scratch(tmp_path / "desk"), chance)
    done = []
    for _ in range(6):
        for _ in range(chance.randrange(1, 4)):
            step = chance.choice(STEPS)
            step(desk)
            done.append(step.__name__)
        with Catalog.open(desk.repository, TYPES) as catalog:
            answers = told(catalog)
            catalog.close()
            words = indexed(catalog)
        assert (answers, words) == full(desk.repository, tmp_path), (seed, done)
        if chance.random() < 0.5:
            settle(desk.top)
            with Catalog.open(desk.repository, TYPES) as catalog:
                catalog.refresh()


def indexed(catalog: Catalog) -> list[tuple[object, ...]]:
    """Every word of the full-text index with its place, of all files by their paths."""
    with contextlib.closing(sqlite3.connect(catalog.path)) as base:
        base.execute("CREATE VIRTUAL TABLE temp.instances USING fts5vocab (main, words, instance)")
        places = 'SELECT path, col, "offset", term FROM instances JOIN file ON file.file = doc'
        return base.execute(f"{places} ORDER BY 1, 2, 3").fetchall()


def full(repository: Repository, tmp_path) -> tuple[object, ...]:
    """The answers of a catalogue made from nothing, beside the one that is tried."""
    aside = Repository(repository.top, tmp_path / "aside", repository.common_dir)
    shutil.rmtree(aside.git_dir, ignore_errors=True)
    aside.git_dir.mkdir()
    with Catalog.open(aside, TYPES) as catalog:
        return told(catalog), indexed(catalog)


def customers(repository: Repository) -> list[str]:
    with Catalog.open(repository, TYPES) as catalog:
        catalog.refresh()
        return [row.text("customer") for row in catalog.select(parse(""), now=NOW, zone=UTC).items]


def test_a_closed_ticket_edited_in_place_is_seen_once_it_is_committed_or_asked_for(tmp_path):
    repository = scratch(tmp_path / "desk")
    path = repository.top / path_of(write(repository.top, 1, status="closed", customer="acme"))
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "start")
    settle(repository.top)
    assert customers(repository) == ["acme"]
    path.write_text(path.read_text().replace("customer: acme", "customer: other"))
    assert customers(repository) == ["acme"]
    git(repository, "commit", "-qam", "by hand")
    assert customers(repository) == ["other"]
    path.write_text(path.read_text().replace("customer: other", "customer: third"))
    with Catalog.open(repository, TYPES) as catalog:
        catalog.rescan()
    assert customers(repository) == ["third"]


def test_a_live_ticket_edited_in_place_is_seen_at_once(tmp_path):
    repository = scratch(tmp_path / "desk")
    path = repository.top / path_of(write(repository.top, 1, status="accepted", customer="acme"))
    settle(repository.top)
    assert customers(repository) == ["acme"]
    path.write_text(path.read_text().replace("customer: acme", "customer: other"))
    assert customers(repository) == ["other"]
