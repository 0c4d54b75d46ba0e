"""Two problems in one ticket: one moves into a ticket of its own. Answers find the ticket that goes on."""

import pytest

from supportctl.domain.replay import standing
from tests.cli.test_merging import read, ticket
from tests.support.git import git


@pytest.fixture
def heard(desk, run):
    """A ticket and the event in which the customer tells of another problem."""
    name = ticket(run, "登录页报 500 错误", "acme", "--product", "crm", "--environment", "Linux")
    said = ("-m", "另外，发票打印缺少徽标。", "--at", "2026-01-05T09:00+08:00")
    ran = run("receive", name, *said, "--message-id", "<a@b>")
    assert ran.code == 0, ran.err
    return name, read(desk, name).events[-1].id


def split(run, heard, *more):
    return run("split", heard[0], heard[1], "发票打印缺少徽标", *more)


def test_the_message_moves_in_one_commit_and_both_say_so(desk, run, heard):
    old, event = heard
    count = git(desk, "rev-list", "--count", "HEAD")
    ran = split(run, heard)
    assert ran.code == 0, ran.err
    new = read(desk, ran.out.strip())
    left = read(desk, old)
    assert int(git(desk, "rev-list", "--count", "HEAD")) == int(count) + 1
    assert new.title == "发票打印缺少徽标"
    assert (new["customer"], new["product"], new.status, new.priority) == ("acme", "crm", "new", "P3")
    assert new.received.isoformat() == "2026-01-05T09:00:00+08:00"
    assert (new.sections["symptom"], new.sections["environment"]) == ("另外，发票打印缺少徽标。", "Linux")
    assert [one.kind for one in new.events] == ["created", "message", "split"]
    assert (new.events[1].text, new.events[1].get("message_id")) == ("另外，发票打印缺少徽标。", "<a@b>")
    assert new.events[1].happened == new.received
    assert (new.events[2].get("from"), new.events[2].get("of")) == (old, event)
    assert event not in [one.id for one in standing(left.events)]
    assert left.event(event).text == "另外，发票打印缺少徽标。", "nothing is lost"
    (signpost,) = [one for one in standing(left.events) if one.kind == "split"]
    assert (signpost.get("into"), signpost.get("of")) == (new.id, f"#{event}")
    assert (left.items("links"), new.items("links")) == ((f"relates {new.id}",), (f"relates {old}",))
    checked = run("check")
    assert checked.code == 0, checked.out


def test_the_clocks_are_the_new_tickets(run, heard):
    split(run, heard)
    assert run("sla", heard[0], "--json").out.count('"next_reply"') == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_retry_changes_nothing_more_and_a_dry_run_nothing(desk, run, heard, language):
    dry = split(run, heard, "--dry-run", "--lang", language)
    assert dry.code == 0
    assert dry.out.count("+- of: ") == 3
    assert git(desk, "status", "--porcelain") == ""
    first = split(run, heard, "--op", "k", "--lang", language)
    head = git(desk, "rev-parse", "HEAD")
    second = split(run, heard, "--op", "k", "--lang", language)
    assert (second.code, second.out) == (0, first.out)
    assert git(desk, "rev-parse", "HEAD") == head


def test_what_cannot_be_split_off_stays(desk, run, heard):
    old, event = heard
    created = read(desk, old).events[0].id
    assert run("split", old, created, "x").code == 4
    assert run("split", old, "zzzzzzzz", "x").code == 3
    assert run("split", old, event, " ").code == 2
    assert run("confirm", old, f"#{event}", "--by", "Jane", "--channel", "email").code == 0
    refused = split(run, heard)
    assert refused.code == 4
    assert "rests on" in refused.err
    assert git(desk, "status", "--porcelain") == ""


def test_an_event_is_split_off_once(run, heard):
    assert split(run, heard).code == 0
    assert split(run, heard).code == 3


@pytest.mark.parametrize("side", ["old", "new"])
def test_an_undo_brings_the_message_back_and_cancels_the_new_ticket(desk, run, heard, side):
    old, event = heard
    new = split(run, heard).out.strip()
    count = int(git(desk, "rev-list", "--count", "HEAD"))
    ran = run("undo", old if side == "old" else new)
    assert ran.code == 0, ran.err
    assert int(git(desk, "rev-list", "--count", "HEAD")) == count + 1
    left, gone = read(desk, old), read(desk, new)
    assert (gone.status, left.items("links")) == ("cancelled", ())
    assert event in [one.id for one in standing(left.events)]
    assert run("check").code == 0
    assert split(run, heard).code == 0, "and it can be split off again"


def test_a_split_that_was_worked_on_is_not_undone(desk, run, heard):
    new = split(run, heard).out.strip()
    assert run("note", new, "-m", "found it").code == 0
    refused = run("undo", heard[0])
    assert refused.code == 4
    assert f"supportctl merge {new} {heard[0]}" in refused.err
    assert git(desk, "status", "--porcelain") == ""


@pytest.mark.parametrize("side", ["source", "target"])
def test_an_undo_of_a_merge_takes_back_both_sides(desk, run, side):
    first, second = ticket(run, "Log-in page says 500"), ticket(run, "登不上系统")
    assert run("merge", second, first).code == 0
    ran = run("undo", second if side == "source" else first)
    assert ran.code == 0, ran.err
    source, target = read(desk, second), read(desk, first)
    assert (source.status, source.items("links")) == ("new", ())
    assert [one.kind for one in standing(target.events)] == ["created"]
    assert [one.kind for one in standing(source.events)] == ["created"]
    assert run("check").code == 0
    assert run("merge", second, first).code == 0


def test_an_answer_to_a_merged_ticket_lands_on_the_one_that_goes_on(desk, run):
    names = [ticket(run, f"Problem {number}", "acme", "--channel", "portal") for number in range(3)]
    first, second, third = names
    assert run("merge", third, second).code == 0
    assert run("merge", second, first).code == 0
    before = len(read(desk, third).events)
    ran = run("receive", third, "-m", "It is back.")
    assert (ran.code, ran.out.strip()) == (0, first)
    assert f"{third} is merged" in ran.err
    event = read(desk, first).events[-1]
    assert (event.kind, event.text, event.get("channel")) == ("message", "It is back.", "portal")
    assert len(read(desk, third).events) == before


def test_after_the_undo_of_the_merge_it_lands_where_it_was_sent(desk, run):
    first, second = ticket(run, "Log-in page says 500"), ticket(run, "登不上系统")
    assert run("merge", second, first).code == 0
    assert run("undo", second).code == 0
    assert run("receive", second, "-m", "It is back.").out.strip() == second
