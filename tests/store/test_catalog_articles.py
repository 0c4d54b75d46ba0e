"""What the catalogue keeps of articles is what a reading of all of them says, whatever happens to them."""

import os
import random

import pytest

from supportctl.store import articles, catalog_articles
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_articles import AGING
from tests.store.test_catalog_query import TYPES
from tests.support.git import put, scratch

STATUSES = ("wip", "draft", "validated", "archived")


class Shelf:
    def __init__(self, top, dice) -> None:
        self.top, self.dice, self.count = top, dice, 0
        for _ in range(8):
            self.write()

    def text(self, identity: str) -> str:
        status, owner = self.dice.choice(STATUSES), self.dice.choice(("alice", "bob"))
        reviewed = self.dice.choice(("", "reviewed: '2026-09-14T09:00:00+08:00'\n"))
        return (
            f"---\nschema: 1\nid: {identity}\ntitle: x\nstatus: {status}\naudience: internal\nlanguage: en\n"
            f"owner: {owner}\n{reviewed}---\n\n## Symptom\n\nx\n"
        )

    def files(self):
        return sorted(path for path in (self.top / "kb").rglob("*.md") if not path.is_symlink())

    def one(self):
        return self.dice.choice(self.files())

    def write(self) -> None:
        self.count += 1
        identity = f"KB-20260914-{self.count:05d}"
        folder = self.dice.choice(("kb", "kb/deep"))
        put(self.top / folder / f"{identity}.md", self.text(identity))

    def edit(self) -> None:
        path = self.one()
        path.write_text(self.text(path.stem))

    def replace(self) -> None:
        path = self.one()
        draft = path.with_name("draft")
        draft.write_text(self.text(path.stem))
        draft.replace(path)

    def spoil(self) -> None:
        self.one().write_bytes(self.dice.choice((b"", b"\xff", b"---\nstatus: [\n---\n")))

    def twice(self) -> None:
        path = self.one()
        put(self.top / "kb" / "KB-20260101-ZZZZZ.md", path.read_bytes())

    def delete(self) -> None:
        if len(self.files()) > 4:
            self.one().unlink()

    def link(self) -> None:
        path = self.one()
        path.rename(self.top / path.name)
        path.symlink_to(self.top / path.name)
        self.write()

    def settle(self) -> None:
        for path in self.files():
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**10))


STEPS = [
    getattr(Shelf, name) for name in Shelf.__dict__ if name not in ("text", "files", "one") and name[0] != "_"
]


def aging(article) -> tuple[object, ...]:
    return article.path, *(article.text(name) for name in AGING)


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(one, marks=pytest.mark.long) for one in range(4, 100))]
)
def test_they_are_what_a_reading_says(tmp_path, seed):
    repository = scratch(tmp_path / "desk")
    shelf = Shelf(repository.top, random.Random(seed))
    done = []
    for _ in range(20):
        for step in shelf.dice.choices(STEPS, k=shelf.dice.choice((1, 2))):
            step(shelf)
            done.append(step.__name__)
        truth = [aging(one) for one in articles.library(repository.top).articles.values()]
        for _ in range(2):
            with Catalog.open(repository, TYPES) as catalog:
                catalog.refresh()
                assert sorted(map(aging, catalog_articles.aging(catalog, repository.top))) == sorted(truth), (
                    seed,
                    done,
                )


def test_what_has_not_changed_is_not_read(tmp_path, monkeypatch):
    repository = scratch(tmp_path / "desk")
    shelf = Shelf(repository.top, random.Random(1))
    shelf.settle()
    with Catalog.open(repository, TYPES) as catalog:
        first = catalog_articles.aging(catalog, repository.top)
    assert len(first) == 8
    monkeypatch.setattr(articles, "read", lambda *_: pytest.fail("an article was read"))
    with Catalog.open(repository, TYPES) as catalog:
        assert catalog_articles.aging(catalog, repository.top) == first
