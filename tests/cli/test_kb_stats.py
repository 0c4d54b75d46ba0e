"""`supportctl kb stats` on the sample desk, against a count of its lines."""

import json
import re
from pathlib import Path

from supportctl.domain.stats_articles import MEASURES

TOP = Path(__file__).parents[2]
NOW = ("--now", "2026-09-14T18:00:00+08:00")


def figures(run, *words):
    ran = run("-C", str(TOP), "kb", "stats", *words, *NOW, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["items"]


def test_the_figures_of_the_sample_are_those_its_lines_give(run):
    tickets = [path.read_text("utf-8") for path in (TOP / "tickets").rglob("T-*.md")]
    shelf = {path.stem: path.read_text("utf-8") for path in (TOP / "kb").glob("KB-*.md")}
    finished = [text for text in tickets if re.search(r"^status: (resolved|closed)$", text, re.MULTILINE)]
    linked = [text for text in finished if re.search(r"^  - '?article KB-", text, re.MULTILINE)]
    uses = [re.findall(r"^  - '?article (KB-\w+-\w+)", text, re.MULTILINE) for text in tickets]
    used = {article for one in uses for article in one}
    outcomes = re.findall(r"^- outcome: (hit|miss)$", "\n".join(tickets), re.MULTILINE)
    here = {name: text for name, text in shelf.items() if "\nstatus: archived\n" not in text}
    live = list(here.values())
    found = {item["measure"]: (item["hits"], item["n"]) for item in figures(run)}
    assert found["kb_linked"] == (len(linked), len(finished))
    assert found["kb_missed"] == (outcomes.count("miss"), len(outcomes))
    assert found["kb_used"] == (len(used & set(here)), len(here))
    assert found["kb_articles"] == (None, len(live))
    assert found["kb_flagged"] == (None, sum("\nflag: " in text for text in live))
    drafts = sum(n for name, (_, n) in found.items() if name.startswith("kb_draft"))
    assert drafts == sum("\nstatus: draft\n" in text or "\nstatus: wip\n" in text for text in live)


def test_groups_add_up(run):
    whole = {item["measure"]: item["n"] for item in figures(run)}
    parts: dict[str, int] = {}
    for item in figures(run, "--by", "product"):
        parts[item["measure"]] = parts.get(item["measure"], 0) + item["n"]
    assert parts == whole


def test_bars_on_a_terminal_lines_in_a_pipe_and_both_languages(run):
    shown = run("-C", str(TOP), "kb", "stats", "--color", "never", *NOW, terminal=True)
    assert re.search(r"^solved with an article linked +\d+ +\d+% +█", shown.out, re.MULTILINE)
    chinese = run("-C", str(TOP), "kb", "stats", "--lang", "zh", *NOW, terminal=True)
    assert "解决时关联了文章" in chinese.out
    piped = run("-C", str(TOP), "kb", "stats", "product:crm", *NOW).out.splitlines()
    assert all(len(line.split("\t")) == 3 for line in piped)
    assert {line.split("\t")[0] for line in piped} <= set(MEASURES)


def test_an_empty_desk_has_nothing_to_measure(run, desk):
    assert run("kb", "stats").code == 0
