"""`workflow show`, the page that explains it, and what `priority` suggests."""

import json
import re
from pathlib import Path

import pytest

from supportctl.domain.guards import GUARDS
from supportctl.domain.priority import MATRIX, suggested
from supportctl.domain.schema import IMPACTS, URGENCIES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["workflow.md", "workflow.zh.md"])
def test_the_page_tells_every_guard_and_the_whole_matrix(page):
    text = (DOCS / page).read_text("utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if re.search(r"\| (M-|ours|自定)", line)]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(GUARDS)
    for impact, priorities in MATRIX.items():
        told = next(line for line in text.splitlines() if line.startswith(f"| `{impact}`"))
        assert tuple(cell.strip() for cell in told.split("|")[2:6]) == priorities


def test_a_higher_impact_or_urgency_never_suggests_a_lower_priority():
    for row in range(len(IMPACTS)):
        for column in range(len(URGENCIES)):
            here = suggested(IMPACTS[row], URGENCIES[column])
            assert here >= suggested(IMPACTS[max(row - 1, 0)], URGENCIES[column])
            assert here >= suggested(IMPACTS[row], URGENCIES[max(column - 1, 0)])
    assert suggested("", "urgent") == suggested("core", "") == ""


def test_show_draws_for_people_and_lists_for_programs(desk, run):
    drawn = run("workflow", "show", "--lang", "zh", "--color", "never", terminal=True).out
    assert "● in_progress  处理中 (open)" in drawn
    assert re.search(r"move +→ verifying +solution, priority_confirmed", drawn)
    rows = json.loads(run("workflow", "show", "--json").out)
    assert rows["schema"] == "supportctl.workflow/1"
    reopening = next(row for row in rows["items"] if row["verb"] == "reopen")
    assert reopening["guards"] == ["reason", "reopen_window", "defect_owner"]
    piped = run("workflow", "show").out.splitlines()
    assert "resolved\tclosed\tclose\tconfirmed\t" in piped


def test_mermaid_names_every_status_and_step(desk, run):
    lines = run("workflow", "show", "--mermaid").out.splitlines()
    assert lines[0] == "flowchart LR"
    assert '    waiting_customer[/"waiting for the customer"/]' in lines
    assert "    resolved -->|close| closed" in lines
    assert "    waiting_customer -.->|resume| in_progress" in lines
    assert run("workflow", "show", "--mermaid", "--json").code == 2


def test_a_broken_lifecycle_is_told_with_its_place(desk, run):
    with (desk / "supportctl.yaml").open("a") as file:
        file.write("lifecycle:\n  transitions:\n    - {from: new, to: gone, guards: [nobody]}\n")
    done = run("list")
    line = (desk / "supportctl.yaml").read_text().count("\n")
    assert done.code == 5
    assert f"supportctl.yaml:{line}:23: C822 there is no status gone" in done.err
    assert "C821 there is no guard nobody" in done.err
    assert "没有名为 nobody 的条件" in run("list", "--lang", "zh").err


def test_priority_without_a_value_suggests_one(desk, run):
    identity = run("new", "x", "--impact", "core").out.strip()
    assert "no suggestion without" in run("priority", identity).err
    run("edit", identity, "--urgency", "urgent")
    done = run("priority", identity, "--json")
    row = json.loads(done.out)["items"][0]
    assert (row["suggested"], row["priority"], row["confirmed"]) == ("P1", "P3", "no")
    assert f"supportctl priority {identity} P1 -m REASON" in done.err
    run("priority", identity, "P1", "-m", "all users")
    run("confirm", identity, "priority", "--channel", "email")
    done = run("priority", identity, "--lang", "zh")
    assert done.out.rstrip().endswith("yes")
    assert "建议为 P1，与现有级别一致" in done.err
