"""From a query to tickets: the clocks in a query say what the clocks say."""

from datetime import datetime, timedelta, timezone

import pytest

from supportctl.__main__ import main
from supportctl.actions import clocks, selecting
from supportctl.domain.query.parse import parse
from supportctl.store.desk import Desk

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
            truth = {case.ticket.id for case in cases if state in case.standing.states}
            assert set(found(desk, f"sla:{state}", now)) == truth, (state, now)
        without = {case.ticket.id for case in cases if not case.standing.states}
        assert set(found(desk, "sla:none is:live,resolved", now)) == without
        late = {case.ticket.id for case in cases if any(clock.is_late for clock in case.active)}
        assert set(found(desk, "sla:breached", now)) == late


def test_the_most_pressing_first(desk):
    dues = {case.ticket.id: case.standing.due for case in clocks.board(desk, parse(""), NOW).cases}
    ids = found(desk, "is:live sort:due")
    assert ids == sorted(ids, key=lambda one: dues[one])
    soon = {one for one, due in dues.items() if due and due < NOW}
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
