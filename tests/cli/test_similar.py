"""`supportctl similar`, and what `new` tells of its own accord."""

import json

import pytest

NOW = ("--now", "2026-09-14T10:00:00+08:00")
TITLE = "销售月报导出一直超时"
SYMPTOM = "导出销售月报，进度条停住不动，提示超时。"


@pytest.fixture
def open_ticket(desk, run):
    made = run(
        "new", "销售月报导出超时", "-m", "导出销售月报时进度条停住，提示超时。", "-q", *NOW
    ).out.strip()
    run("list")  # which builds the catalogue
    return made


def told(ran):
    return [line for line in ran.err.splitlines() if line.startswith("  T-")]


def test_an_open_ticket_is_similar_and_no_suggestion(run, open_ticket):
    ran = run("similar", TITLE, "--json")
    assert [item["id"] for item in json.loads(ran.out)["items"]] == [open_ticket]
    assert json.loads(run("kb", "suggest", TITLE, "--json").out)["items"] == []


def test_a_ticket_does_not_resemble_itself(run, open_ticket):
    ran = run("similar", open_ticket)
    assert (ran.code, ran.out) == (0, "")
    assert "nothing resembles it" in ran.err


def test_new_tells_before_the_ticket_stands_and_opens_it_all_the_same(run, open_ticket):
    ran = run("new", TITLE, "-m", SYMPTOM, *NOW, terminal=True)
    assert ran.code == 0
    assert [line.split()[0] for line in told(ran)] == [open_ticket]
    assert ran.err.index("this resembles:") < ran.err.index("still missing")
    assert len(run("list").out.splitlines()) == 2


def test_new_in_chinese(run, open_ticket):
    ran = run("new", TITLE, "-m", SYMPTOM, "--lang", "zh", *NOW, terminal=True)
    assert "与此相似的有：" in ran.err


@pytest.mark.parametrize(
    ("words", "terminal"), [((TITLE,), False), ((TITLE, "-q"), True), (("毫不相关的事情",), True)]
)
def test_a_script_and_the_unlike_are_told_nothing(run, open_ticket, words, terminal):
    ran = run("new", *words, *NOW, terminal=terminal)
    assert ran.code == 0
    assert "this resembles" not in ran.err


def test_nobody_waits_for_an_index_that_was_never_built(run, desk):
    run("new", TITLE, "-m", SYMPTOM, *NOW)
    assert "this resembles" not in run("new", TITLE, "-m", SYMPTOM, *NOW, terminal=True).err


def test_a_title_without_words_resembles_nothing(run, open_ticket):
    assert run("new", "!!!", *NOW, terminal=True).code == 0
