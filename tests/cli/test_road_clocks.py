"""What the short road says of clocks is what a desk says that has kept nothing, whatever happens."""

import os
import random
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from supportctl.cli.road import short
from supportctl.cli.run import run as whole

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 9, 16, 14, 2, 13, tzinfo=ZONE)
ASKED = (
    ["list", "sort:due"],
    ["list", "-is:closed", "due:<now", "sort:-due"],
    ["list", "sla:breached"],
    ["list", "sla:at-risk,paused", "sort:due"],
    ["list", "sla:running", "due:>+2h"],
    ["list", "sla:none"],
    ["stale", "--json"],
    ["stale", "sla:breached", "--json"],
)
OLD = 1_700_000_000


class Desk:
    """A desk, the present, and what happens to both; `dice` decides what is left open."""

    def __init__(self, top: Path, patch: pytest.MonkeyPatch, dice: random.Random) -> None:
        self.top, self.patch, self.dice = top, patch, dice
        self.count = 0
        patch.chdir(top)
        self.at(NOW - timedelta(days=2))
        assert whole(["init", "--no-input"]) == 0
        for _ in range(6):
            self.new()
            self.at(self.now + timedelta(minutes=self.dice.randrange(400)))
        self.at(NOW)
        self.settle()

    def at(self, now: datetime) -> None:
        self.now = now
        self.patch.setenv("SUPPORTCTL_NOW", now.isoformat())

    def run(self, *words: str) -> None:
        whole([*words, "--no-input"])

    def ticket(self) -> Path:
        return self.dice.choice(sorted((self.top / "tickets").rglob("*.md")))

    def put(self, path: str, text: str) -> None:
        place = self.top / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(text)

    # --- what happens ------------------------------------------------------------------------------

    def new(self) -> None:
        self.count += 1
        who, level = self.dice.choice(("acme", "beta", "none")), self.dice.choice(("P1", "P2", "P3"))
        self.run("new", f"ticket {self.count}", "--priority", level, "--customer", who)

    def answer(self) -> None:
        self.run("reply", self.ticket().stem, "-m", "we look into it")

    def ask(self) -> None:
        self.run("priority", self.ticket().stem, self.dice.choice(("P1", "P2", "P3", "P4")), "-m", "x")

    def cancel(self) -> None:
        self.run("cancel", self.ticket().stem, "-m", "twice")

    def edit(self) -> None:
        path = self.ticket()
        path.write_text(path.read_text().replace("customer: acme", "customer: beta"))

    def later(self) -> None:
        self.at(self.now + self.dice.choice((1, 20, 200, 900)) * timedelta(minutes=1))

    def back(self) -> None:
        self.at(self.now - self.dice.choice((1, 20, 60)) * timedelta(minutes=1))

    def buy(self) -> None:
        sla = self.dice.choice(("", "  sla: {P3: {first_response: 1h}}\n"))
        self.put(
            f"customers/{self.dice.choice(('acme', 'beta'))}.yaml", f"name: A\ncontract:\n  tier: gold\n{sla}"
        )

    def leave(self) -> None:
        (self.top / "customers" / "acme.yaml").unlink(missing_ok=True)

    def spoil(self) -> None:
        self.put("customers/beta.yaml", "name: [")

    def link(self) -> None:
        """The same file under its own name, but as a link that is never followed."""
        place = self.top / "customers" / "acme.yaml"
        if place.is_file() and not place.is_symlink():
            place.rename(self.top / "aside.yaml")
            place.symlink_to(self.top / "aside.yaml")

    def rest(self) -> None:
        day = self.dice.choice(("2026-09-15", "2026-09-16..2026-09-17", "2026-09-18"))
        self.put("calendars/cn-2026.yaml", f"year: 2026\nsource: x\noff: {{{day}: x}}\n")

    def work(self) -> None:
        shutil.rmtree(self.top / "calendars", ignore_errors=True)

    def promise(self) -> None:
        path = self.top / "supportctl.yaml"
        rest, _, _ = path.read_text().partition("\nsla:")
        target = self.dice.choice(("2h", "30m", "40h"))
        path.write_text(f"{rest}\nsla:\n  P2: {{resolution: {target}, first_response: 10m}}\n")

    def replace(self) -> None:
        """As an editor does that saves by renaming."""
        for path in (self.top / "customers").glob("*.yaml"):
            draft = path.with_name("draft")
            draft.write_bytes(path.read_bytes().replace(b"1h", b"9h"))
            draft.replace(path)

    def settle(self) -> None:
        """Everything is older than any doubt about its time."""
        for path in (
            *(self.top / "tickets").rglob("*"),
            *self.top.glob("*/*.yaml"),
            self.top / "supportctl.yaml",
        ):
            if not path.is_symlink():
                os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**10))
        self.run("list")


STEPS = tuple(
    getattr(Desk, name)
    for name in (
        *("new", "answer", "ask", "cancel", "edit", "later", "later", "later", "back", "buy", "buy", "leave"),
        *("spoil", "link", "rest", "work", "promise", "replace", "settle"),
    )
)


def said(capsys: pytest.CaptureFixture[str], road, words: list[str]) -> tuple[object, ...]:
    capsys.readouterr()
    return (road(words), *capsys.readouterr())


def truth(desk: Desk, capsys: pytest.CaptureFixture[str]) -> list[tuple[object, ...]]:
    """The answers of a desk that has kept nothing."""
    kept, aside = desk.top / ".git/supportctl", desk.top / ".git/aside"
    kept.rename(aside)
    try:
        return [said(capsys, whole, words) for words in ASKED]
    finally:
        shutil.rmtree(kept)
        aside.rename(kept)


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(one, marks=pytest.mark.long) for one in range(3, 60))]
)
def test_both_roads_say_of_clocks_what_is_true(tmp_path, monkeypatch, capsys, seed):
    dice = random.Random(seed)
    desk = Desk(tmp_path, monkeypatch, dice)
    taken, done = 0, []
    for _ in range(8):
        for step in dice.choices(STEPS, k=dice.choice((1, 1, 2))):
            step(desk)
            done.append(step.__name__)
        if dice.random() < 0.6:
            desk.settle()
        wanted = truth(desk, capsys)
        for _ in range(2):
            for words, right in zip(ASKED, wanted, strict=True):
                shortly = said(capsys, short, words)
                assert shortly in (right, (None, "", "")), (seed, done, words)
                taken += shortly[0] is not None
                assert said(capsys, whole, words) == right, (seed, done, words)
    assert taken > 10 or "spoil" in done, (seed, done)
