"""Every form a host reads, with ticket text that wants to be more than text."""

import json
import re
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from supportctl.domain.finding import RULES, Finding
from supportctl.domain.text import HOSTILE
from supportctl.domain.verdict import Verdict
from supportctl.render.reports import ANNOTATIONS, REPORTS, markdown
from supportctl.render.words import Words
from tests.support.payloads import PAYLOADS

WORDS = Words("en")
PATH = "tickets/2026/09/T-20260914-7F3K2.md"


def verdict(*found: Finding) -> Verdict:
    return Verdict(findings=found, checked=9)


def planted(payload: str) -> Verdict:
    """The payload as a value, and in a path: the two things a finding takes from a file."""
    value = Finding("S103", PATH, 4, 2, name="priority", value=payload, allowed="P1")
    return verdict(value, Finding("F005", f"kb/{payload[:40]}.md", 1, key=payload, first=1))


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
class TestHostileText:
    def test_no_form_holds_a_raw_control_character(self, payload):
        for name, report in REPORTS.items():
            raw = [found for found in HOSTILE.findall(report(planted(payload), WORDS)) if found not in "\n\t"]
            assert raw == [], name

    def test_a_github_annotation_stays_one_command(self, payload):
        lines = REPORTS["github"](planted(payload), WORDS).split("\n")
        assert len(lines) == 2
        for line in lines:
            assert re.fullmatch(r"::error file=[^,:]*,line=\d+,col=\d+,title=[^,:]*::[^\r\n]*", line)

    def test_markdown_renders_to_text_alone(self, payload):
        html = (
            MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown(planted(payload), WORDS))
        )
        bare = re.sub(r"</?(h3|p|table|thead|tbody|tr|th|td|strong|br)( [^>]*)?/?>|<!-- -->", "", html)
        assert "<" not in bare
        assert not re.search(r"(?<![\w/])@\w", re.sub(r"<!-- -->", "\0", html).replace("@\0", ""))

    def test_xml_is_read_back_whole(self, payload):
        root = ElementTree.fromstring(REPORTS["junit"](planted(payload), WORDS))
        assert {element.tag for element in root.iter()} <= {
            *("testsuites", "testsuite", "testcase", "failure", "system-out"),
        }
        assert len(root.findall(".//testcase")) == 2

    def test_json_forms_are_read_back_whole(self, payload):
        assert len(json.loads(REPORTS["gitlab"](planted(payload), WORDS))) == 2
        assert len(json.loads(REPORTS["rdjson"](planted(payload), WORDS))["diagnostics"]) == 2
        (run,) = json.loads(REPORTS["sarif"](planted(payload), WORDS))["runs"]
        for result in run["results"]:
            assert not re.search(r"(?<!\\)[\[\]]", result["message"]["text"].replace("\\\\", ""))
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", uri)


def test_annotations_stop_where_github_stops_the_worst_first():
    mild = [Finding("P606", PATH, line, fingerprint="a") for line in range(1, 30)]
    lines = REPORTS["github"](
        verdict(*mild, Finding("H302", PATH, 1, id="x", base="main", way="w")), WORDS
    ).split("\n")
    assert lines[0].startswith("::error ")
    assert len(lines) == 1 + ANNOTATIONS


def test_markdown_is_cut_but_never_loses_the_worst():
    many = [Finding("P606", PATH, line, fingerprint="a" * 12) for line in range(2000)]
    worst = Finding("H302", PATH, 1, id="x", base="main", way="w")
    text = markdown(verdict(*many, worst), WORDS, limit=5_000)
    assert len(text.encode()) <= 5_000
    assert "H302" in text
    assert "more findings are not shown here" in text


def test_fingerprints_tell_equals_apart_and_forget_lines():
    one, two = (Finding("P606", PATH, line, fingerprint="a") for line in (3, 9))
    first = [item["fingerprint"] for item in json.loads(REPORTS["gitlab"](verdict(one, two), WORDS))]
    assert len(set(first)) == 2
    moved = [Finding("P606", PATH, line, fingerprint="a") for line in (13, 19)]
    assert [item["fingerprint"] for item in json.loads(REPORTS["gitlab"](verdict(*moved), WORDS))] == first


def test_an_empty_run_is_still_a_report():
    (run,) = json.loads(REPORTS["sarif"](verdict(), WORDS))["runs"]
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert ElementTree.fromstring(REPORTS["junit"](verdict(), WORDS)).find(".//testcase") is not None
    assert "nothing was found" in REPORTS["markdown"](verdict(), WORDS)


def test_sarif_has_what_its_schema_asks_for():
    log = json.loads(REPORTS["sarif"](planted("x"), WORDS))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert all(isinstance(value, int) and value >= 1 for value in region.values())
        assert result["partialFingerprints"]["supportctl/v1"]
