"""Saved views on the command line, and what the Tab key offers in a query."""

import json
from pathlib import Path

import pytest

from supportctl.cli.bulk_verbs import VERBS
from supportctl.domain.query.fields import SLA
from supportctl.domain.query.views import BUILT_IN

DOCS = Path(__file__).parent.parent.parent / "docs"


def offers(run, *words: str) -> list[str]:
    return [line.partition("\t")[0] for line in run("__complete", *words).out.splitlines()]


def test_views_are_shown_in_both_languages(desk, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    ran = run("views", terminal=True)
    assert "@mine" in ran.out
    assert "@我的" in ran.out
    assert "what nobody has taken" in ran.out
    assert "还没有处理人的" in run("views", "--lang", "zh", terminal=True).out


def test_a_view_of_the_desk(desk, run):
    path = desk / "supportctl.yaml"
    path.write_text(path.read_text() + "views:\n  vip: {query: 'customer:acme is:live', title: big}\n")
    assert run("new", "mail is slow", "--customer", "acme", "-m", "x").code == 0
    rows = json.loads(run("views", "--json").out)["items"]
    vip = {"name": "vip", "also": "", "query": "customer:acme is:live", "title": "big"}
    assert vip | {"origin": "supportctl.yaml"} in rows
    for command in ("list", "search", "export"):
        assert "mail is slow" in run(command, "@vip").out, command
    assert run("list", "@vip", "-title:mail").out == ""
    assert run("stats", "@vip").code == 0
    assert run("stale", "@vip").code in (0, 1)
    assert "vip" in run("config").out


@pytest.mark.parametrize("text", ["is:opne", "@vip", "a or"])
def test_a_view_that_is_not_understood_is_told(desk, run, text):
    path = desk / "supportctl.yaml"
    path.write_text(path.read_text() + f"views:\n  vip: '{text}'\n")
    ran = run("views")
    assert ran.code == 1
    assert "in the view @vip" in ran.err
    assert run("list").code == 0
    assert run("list", "@vip").code == 2


@pytest.mark.parametrize("text", ["  'a b': is:open", "  x: ''", "  x: [1]", "  x: {title: y}"])
def test_a_view_that_is_none(desk, run, text):
    path = desk / "supportctl.yaml"
    path.write_text(path.read_text() + f"views:\n{text}\n")
    assert "supportctl.yaml" in run("list").err


def test_the_tab_key_in_a_query(desk, run):
    assert {"@mine", "@我的"} <= set(offers(run, "list", "@"))
    assert offers(run, "list", "prio") == ["priority:"]
    assert offers(run, "search", "登录", "priority:P1,P") == [f"priority:P1,P{n}" for n in range(1, 5)]
    assert "status:accepted" in offers(run, "stale", "status:acc")
    assert "sla:at-risk" in offers(run, "list", "sla:")
    assert "sort:-due" in offers(run, "list", "sort:-d")
    assert "assignee:@me" in offers(run, "export", "assignee:")


@pytest.mark.parametrize("page", ["query.md", "query.zh.md"])
def test_the_pages_name_every_view_condition_and_verb(page):
    text = (DOCS / page).read_text("utf-8")
    for view in BUILT_IN:
        assert f"| `@{view.name}` `@{view.also}` | `{view.query}` |" in text
    for state in SLA:
        assert f"`sla:{state}`" in text


def test_the_help_names_every_verb(run):
    text = run("bulk", "--help").out
    assert [verb for verb in VERBS if verb not in text] == []


def test_pages(desk, run):
    for number in range(5):
        assert run("new", f"login {number}", "-m", "x").code == 0
    ran = run("search", "login", "-L", "2")
    assert "1-2 of 5 tickets; next: --offset 2" in ran.err
    assert "5-5 of 5 tickets" in run("list", "login", "-L", "2", "--offset", "4").err
    assert "第 3-4 条，共 5 条" in run("search", "login", "-L", "2", "--offset", "2", "--lang", "zh").err
    assert "of 5" not in run("list").err
