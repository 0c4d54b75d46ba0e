"""From a query to tickets: the clocks in a query say what the clocks say."""

import os
import shutil
from datetime import datetime, timedelta, timezone

import pytest

from supportctl.__main__ import main
from supportctl.actions import clocks, selecting
from supportctl.domain.query.parse import parse
from supportctl.store.desk import Desk
from tests.support.standing import due, states

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 9, 18, 10, tzinfo=ZONE)


def found(desk: Desk, text: str, now: datetime = NOW) -> list[str]:
    page = selecting.select(desk, selecting.asked(desk, text), now).page
    return [row.id for row in page.items]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """One ticket an hour, of all priorities; some answered, some waiting for the customer, one closed."""
    monkeypatch.chdir(tmp_path)
    assert main(("init", "-q")) == 0
    for number in range(6):
        at = f"2026-09-1{number + 3}T10:00:00+08:00"
        words = ("new", f"ticket {number}", "-m", "x", "--customer", "acme", "--contact", "c-12345", "-q")
        words += ("--environment", "Linux", "--urgency", "high", "--priority", f"P{number % 4 + 1}")
        assert main(("--now", at, *words)) == 0
        if number % 2:
            assert main(("--now", at, "reply", "@last", "-m", "received", "-q")) == 0
        if number == 5:
            assert main(("--now", at, "cancel", "@last", "-m", "a mistake", "-q")) == 0
    return Desk.find(tmp_path)


def test_the_words_of_sla_are_what_the_clocks_say(desk):
    for hours in (0, 3, 30, 200):
        now = NOW - timedelta(days=5) + timedelta(hours=hours)
        cases = clocks.board(desk, parse(""), now).cases
        for state in ("breached", "at-risk", "paused", "running"):
            truth = {case.ticket.id for case in cases if state in states(case)}
            assert set(found(desk, f"sla:{state}", now)) == truth, (state, now)
        without = {case.ticket.id for case in cases if not states(case)}
        assert set(found(desk, "sla:none is:live,resolved", now)) == without
        late = {case.ticket.id for case in cases if any(clock.is_late for clock in case.active)}
        assert set(found(desk, "sla:breached", now)) == late


def test_the_most_pressing_first(desk):
    dues = {case.ticket.id: due(case) for case in clocks.board(desk, parse(""), NOW).cases}
    ids = found(desk, "is:live sort:due")
    assert ids == sorted(ids, key=lambda one: dues[one])
    soon = {one for one, moment in dues.items() if moment and moment < NOW}
    assert set(found(desk, "due:<-0h")) == soon
    assert len(ids) == 5


def test_views_of_the_desk_go_before_ours(desk):
    settings = desk.root / "supportctl.yaml"
    settings.write_text(
        settings.read_text() + "views:\n  late: priority:P1\n  紧急:\n    query: '@late no:tag'\n"
    )
    desk = Desk.find(desk.root)
    assert desk.findings == ()
    assert (
        found(desk, "@late")
        == found(desk, "@紧急")
        == found(desk, "@超时")
        == found(desk, "priority:P1")
        != []
    )


def lines(capsys, *words: str) -> str:
    main(words)
    return capsys.readouterr().out


def test_kept_moments_change_no_answer_whatever_changes(desk, capsys):
    """Asked in any order of times, after every kind of change, and again of a catalogue made anew."""
    for path in (desk.root / "tickets").rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    configured, bought = desk.root / "supportctl.yaml", desk.root / "customers" / "acme.yaml"
    year = desk.root / "calendars" / "cn-2026.yaml"

    def slower() -> None:
        configured.write_text(configured.read_text() + "\nsla:\n  P2: {resolution: 40h}\n")

    def contract() -> None:
        bought.parent.mkdir(exist_ok=True)
        bought.write_text("name: Acme\ncontract:\n  tier: gold\n  sla: {P3: {first_response: 1h}}\n")

    def holiday() -> None:
        year.parent.mkdir(exist_ok=True)
        year.write_text("year: 2026\nsource: x\noff: {2026-09-15..2026-09-17: x}\n")

    def answer() -> None:
        main(("--now", NOW.isoformat(), "reply", clocks_of[0], "-m", "we look into it", "-q"))

    clocks_of = found(desk, "is:live")
    catalogue = desk.repository.git_dir / "supportctl"
    for change in (None, answer, contract, slower, holiday):
        if change:
            change()
            capsys.readouterr()
        for hours in (0, 1, 30, -20, 200, 0, 0.01):
            now = (NOW + timedelta(hours=hours)).isoformat()
            asked = (("stale", "--json"), ("list", "is:live sort:due", "--json"), ("list", "sla:breached"))
            kept = [lines(capsys, "--now", now, *words) for words in asked]
            again = [lines(capsys, "--now", now, *words) for words in asked]
            shutil.rmtree(catalogue)
            assert kept == again == [lines(capsys, "--now", now, *words) for words in asked], (change, hours)


def test_what_is_kept_spares_the_files(desk, capsys, monkeypatch):
    for path in (desk.root / "tickets").rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    now = (NOW + timedelta(minutes=7, seconds=13)).isoformat()  # when nothing is just about to change
    first = lines(capsys, "--now", now, "stale", "--json")
    monkeypatch.setattr(Desk, "read", lambda *_: pytest.fail("a ticket was read"))
    assert lines(capsys, "--now", now, "stale", "--json") == first
