"""The package's templates on the tickets of the sample: each in both languages, for every ticket."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supportctl.actions import replies
from supportctl.render import template
from supportctl.store import templates
from supportctl.store.desk import Desk
from supportctl.store.templates import LANGUAGES, SUFFIX
from tests.support.git import git

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
GIVEN = {name: f"给出的 {name}" for name in replies.GIVEN}
SLIPS = ("Undefined", "\n\n\n", "None")


@pytest.fixture
def sample(tmp_path):
    for name in ("tickets", "customers"):
        shutil.copytree(ROOT / name, tmp_path / "desk" / name)
    shutil.copy(ROOT / "supportctl.yaml", tmp_path / "desk")
    git(tmp_path, "init", "-q", "-b", "main", str(tmp_path / "desk"))
    return Desk.find(tmp_path / "desk")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "step", [pytest.param(6, id="some"), pytest.param(1, id="all", marks=pytest.mark.long)]
)
def test_every_template_renders_for_every_sample_ticket(sample, language, step):
    shelf = templates.load(sample.root)
    # The sample has parts of its own, whose place is another test's: here it is the package's that are read.
    assert not any(source.path for source in shelf.sources.values())
    paths = sorted((sample.root / "tickets").rglob("T-*.md"))
    assert len(paths) > 40
    for path in paths[::step]:
        ticket = sample.read(str(path.relative_to(sample.root))).ticket
        facts = {**replies.known_of(sample, ticket, NOW), **GIVEN}
        for name in shelf.names:
            done = template.render(shelf.texts, f"{name}.{language}{SUFFIX}", facts, trusted=True)
            place = f"{name}.{language} for {ticket.id}"
            assert not done.missing, place
            assert done.body, place
            assert not [bad for bad in SLIPS if bad in done.body], place
            if not name.startswith(replies.INTERNAL):
                assert done.subject.startswith(f"[{ticket.id}] "), place
                assert ticket.title in done.subject or name == "follow-up", place
