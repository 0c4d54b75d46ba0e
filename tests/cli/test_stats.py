"""`supportctl stats` on a real desk."""

import json
import re

import pytest

from supportctl.cli.commands.stats import Group
from supportctl.domain.schema import BY_NAME
from supportctl.domain.stats import GROUPS


def now(hour):
    return ("--now", f"2026-09-14T{hour}:00+08:00")


@pytest.fixture
def three(desk, run):
    for title, priority in (("一", "P1"), ("二", "P2"), ("三", "P2")):
        made = run("new", title, "-p", priority, "-m", "x", "-q", *now("09:00")).out.strip()
        run("reply", made, "-m", "hello", *now("09:45" if priority == "P1" else "09:20"))


def test_all_measures_in_a_pipe(run, three):
    rows = {line.split("\t")[0]: line.split("\t") for line in run("stats", *now("10:00")).out.splitlines()}
    assert rows["received"][1] == "3"
    assert rows["first_response"][1:4] == ["3", "", "1200"]
    assert rows["kept_first_response"][1:3] == ["3", "67"]


def test_grouped_with_bars_in_both_languages(run, three, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    shown = run("stats", "--by", "priority", "--color", "never", *now("10:00"), terminal=True)
    assert re.search(r"^first response +P1 +1 +45m +45m +█{16}$", shown.out, re.MULTILINE)
    assert re.search(r"^first responses kept +P1 +1 +0%$", shown.out, re.MULTILINE)
    chinese = run("stats", "--by", "priority", "--lang", "zh", *now("10:00"), terminal=True)
    assert "首次响应达标" in chinese.out
    assert "3 张工单符合" in chinese.err


def test_json_and_a_query(run, three):
    document = json.loads(run("stats", "priority:P1", "--json", *now("10:00")).out)
    assert document["schema"] == "supportctl.stats/1"
    items = {item["measure"]: item for item in document["items"]}
    assert items["received"]["n"] == 1
    assert items["first_response"]["business_p50"] == 45 * 60
    assert items["first_response"]["business_p90"] is None


def test_an_unknown_measure_is_refused_with_the_nearest(run, desk):
    ran = run("stats", "--measure", "first_respond")
    assert (ran.code, "did you mean first_response?" in ran.err) == (2, True)


def test_an_empty_desk_has_no_measures(run, desk):
    assert run("stats").code == 0


def test_groups_are_fields_or_the_month():
    assert tuple(group.value for group in Group) == GROUPS
    assert set(GROUPS) - {"month"} <= set(BY_NAME)
