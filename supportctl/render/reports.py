"""Findings in the forms that hosts and tools read. What a ticket says stays text in every one of them."""

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote
from xml.etree import ElementTree

from supportctl import __version__
from supportctl.domain.finding import RULES, Finding
from supportctl.domain.rule import SEVERITIES
from supportctl.domain.text import visible
from supportctl.domain.verdict import Verdict, by_file, fingerprints, worst_first
from supportctl.render import findings as shown
from supportctl.render import rules
from supportctl.render.json_lines import json_document
from supportctl.render.lines import inline
from supportctl.render.words import Words

Report = Callable[[Verdict, Words], str]

SUMMARY_LIMIT = 1_000_000
"""Bytes that GitHub takes as the summary of a step."""
COMMENT_LIMIT = 60_000
"""Characters that both hosts take as a comment, with room to spare."""
ANNOTATIONS = 10
"""How many annotations of each kind GitHub shows for a step."""

_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_GITLAB = {"error": "critical", "warning": "minor", "info": "info"}
_SARIF = {"error": "error", "warning": "warning", "info": "note"}
_RDJSON = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(verdict: Verdict, words: Words) -> str:
    return "\n".join(shown.text(verdict.findings, words))


def as_json(verdict: Verdict, words: Words) -> str:
    return "\n".join(json_document("findings", shown.rows(verdict.findings, words)))


def github(verdict: Verdict, words: Words) -> str:
    """Workflow commands, the worst first, as many as are shown; the rest is in the summary."""
    told = []
    for severity in SEVERITIES:
        these = [one for one in verdict.findings if one.rule.severity == severity]
        told += [_annotation(one, words) for one in these[:ANNOTATIONS]]
    return "\n".join(told)


def _annotation(finding: Finding, words: Words) -> str:
    place = {"file": visible(finding.path), "line": max(finding.line, 1), "col": finding.column or 1}
    title = f"{finding.code} {finding.rule.name}"
    values = ",".join(f"{key}={_property(str(value))}" for key, value in {**place, "title": title}.items())
    way = shown.way_out(finding, words)
    said = shown.message(finding, words)
    return f"::{_GITHUB[finding.rule.severity]} {values}::{_data(f'{said} ({way})' if way else said)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def gitlab(verdict: Verdict, words: Words) -> str:
    """Code Quality: GitLab shows one of equal fingerprints, so ours are unique."""
    names = fingerprints(verdict.findings)
    return _plain(
        [
            {
                "description": f"{one.code} {shown.message(one, words)}",
                "check_name": one.rule.name,
                "fingerprint": name,
                "severity": _GITLAB[one.rule.severity],
                "location": {"path": one.path, "lines": {"begin": max(one.line, 1)}},
            }
            for one, name in zip(verdict.findings, names, strict=True)
        ]
    )


def sarif(verdict: Verdict, words: Words) -> str:
    """SARIF 2.1.0, with all rules: an empty run closes the alerts of the one before it."""
    order = {code: place for place, code in enumerate(RULES)}
    names = fingerprints(verdict.findings)
    results = [
        {
            "ruleId": one.code,
            "ruleIndex": order[one.code],
            "level": _SARIF[one.rule.severity],
            "message": {"text": _unlinked(shown.message(one, words))},
            "locations": [{"physicalLocation": _location(one)}],
            "partialFingerprints": {"supportctl/v1": name},
        }
        for one, name in zip(verdict.findings, names, strict=True)
    ]
    driver = {
        "name": "supportctl",
        "semanticVersion": __version__,
        "rules": [_sarif_rule(code, words) for code in RULES],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _plain({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str, words: Words) -> dict[str, object]:
    rule = RULES[code]
    why = rules.reason(code, words.language)
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": _unlinked(words(rule.message))},
        "fullDescription": {"text": _unlinked(why or words(rule.message))},
        "defaultConfiguration": {"level": _SARIF[rule.severity]},
    }


def _location(finding: Finding) -> dict[str, object]:
    region = {"startLine": max(finding.line, 1)}
    if finding.column:
        region["startColumn"] = finding.column
    return {"artifactLocation": {"uri": quote(finding.path), "uriBaseId": "%SRCROOT%"}, "region": region}


def _unlinked(said: str) -> str:
    """SARIF reads `[text](target)` in a message as a link."""
    return re.sub(r"([\\\[\]])", r"\\\1", said)


def junit(verdict: Verdict, words: Words) -> str:
    """A suite for each family of rules, a case for each file that broke one; without any, one that passed."""
    families: dict[str, list[Finding]] = {}
    for one in verdict.findings:
        families.setdefault(one.rule.family, []).append(one)
    root = ElementTree.Element("testsuites", name="supportctl")
    for family, these in sorted(families.items()) or [("all", [])]:
        cases = by_file(these)
        failed = sum(any(one.is_error for one in found) for found in cases.values())
        counts = {"tests": str(max(len(cases), 1)), "failures": str(failed), "errors": "0", "skipped": "0"}
        suite = ElementTree.SubElement(root, "testsuite", {"name": f"supportctl.{family}", **counts})
        for path, found in cases.items():
            _case(suite, path, found, words)
        if not cases:
            ElementTree.SubElement(suite, "testcase", name="desk", classname="supportctl")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False)


def _case(suite: ElementTree.Element, path: str, found: list[Finding], words: Words) -> None:
    case = ElementTree.SubElement(suite, "testcase", name=_xml(visible(path)), classname=suite.attrib["name"])
    told = "\n".join(shown.text(found, words))
    if any(one.is_error for one in found):
        first = worst_first(found)[0]
        values = {"message": _xml(shown.message(first, words)), "type": first.rule.name}
        ElementTree.SubElement(case, "failure", values).text = _xml(told)
    else:
        ElementTree.SubElement(case, "system-out").text = _xml(told)


def _xml(said: str) -> str:
    return _NOT_XML.sub("�", said)


def rdjson(verdict: Verdict, words: Words) -> str:
    """Reviewdog's own form."""
    return _plain(
        {
            "source": {"name": "supportctl"},
            "diagnostics": [
                {
                    "message": shown.message(one, words),
                    "location": {
                        "path": one.path,
                        "range": {"start": {"line": max(one.line, 1), "column": one.column or 1}},
                    },
                    "severity": _RDJSON[one.rule.severity],
                    "code": {"value": one.code},
                }
                for one in verdict.findings
            ],
        }
    )


def markdown(verdict: Verdict, words: Words, *, limit: int = COMMENT_LIMIT) -> str:
    """For a comment or a summary: the worst first, cut to what the host takes, and it says what was cut."""
    head = f"### supportctl check\n\n{inline(shown.summary(verdict, words))}\n"
    if not verdict.findings:
        return head
    table = ["", f"| {words('CODE')} | {words('FILE')} | {words('SEEN')} |", "|---|---|---|"]
    size = len((head + "\n".join(table)).encode()) + 200
    worst = worst_first(verdict.findings)
    for place, one in enumerate(worst):
        way = shown.way_out(one, words)
        seen = inline(shown.message(one, words)) + (f"<br>→ {inline(way)}" if way else "")
        row = f"| **{one.code}** {one.rule.severity} | {inline(f'{one.path}:{max(one.line, 1)}')} | {seen} |"
        size += len(row.encode()) + 1
        if size > limit:
            table += ["", words("{count} more findings are not shown here", count=len(worst) - place)]
            break
        table.append(row)
    return "\n".join([head, *table[1:]]) + "\n"


def summary(verdict: Verdict, words: Words) -> str:
    """Markdown as long as a step's summary may be."""
    return markdown(verdict, words, limit=SUMMARY_LIMIT)


def _plain(value: object) -> str:
    """ASCII only: whatever a file says, no reader has to guess an encoding."""
    return json.dumps(value, indent=1)


REPORTS: Mapping[str, Report] = {
    "text": text,
    "json": as_json,
    "github": github,
    "summary": summary,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
    "rdjson": rdjson,
    "markdown": markdown,
}
