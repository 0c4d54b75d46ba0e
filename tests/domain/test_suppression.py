"""What a file may ask to ignore, where it may ask, and what becomes of it."""

import pytest

from supportctl.domain.finding import Finding
from supportctl.domain.suppression import apply, comment, read, written

PHONE = Finding("P606", "a.md", 9, fingerprint="0123456789ab")
FRONT = "---\nschema: 1\n{}\n---\n\n{}\n"


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("front", "body", "left"),
    [
        ("# supportctl: ignore P606 the hotline", "", []),
        ("", "<!-- supportctl: ignore P606 the hotline -->", []),
        ("# supportctl: ignore P606:0123456789ab the hotline", "", []),
        ("# supportctl: ignore P606:000000000000 the hotline", "", ["P606", "X901"]),
        ("# supportctl: ignore P605 the hotline", "", ["P606", "X901"]),
        ("# supportctl: ignore P606", "", ["P606", "X902"]),
        ("# supportctl: ignore H301 because", "", ["P606", "X902"]),
        ("# supportctl: ignore Z999 because", "", ["P606", "X902"]),
        ("", "# supportctl: ignore P606 the hotline", ["P606"]),
        ("<!-- supportctl: ignore P606 the hotline -->", "", ["P606"]),
        ("", "```\n<!-- supportctl: ignore P606 the hotline -->\n```", ["P606"]),
        ("", "> <!-- supportctl: ignore P606 the hotline -->", ["P606"]),
        ("", "\\<!-- supportctl: ignore P606 the hotline -->", ["P606"]),
    ],
)
def test_where_it_may_stand(front, body, left):
    asked = read(FRONT.format(front, body), yaml=False)
    assert codes(apply([PHONE], asked, "a.md")) == left


def test_a_yaml_file_is_front_matter_throughout():
    asked = read("name: Acme\n# supportctl: ignore P606 the hotline\n", yaml=True)
    assert codes(apply([PHONE], asked, "a.yaml")) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_written_is_read(end):
    text = FRONT.format("id: x", "text").replace("\n", end)
    line = comment("P606", "0123456789ab", "allowed by ada")
    (asked,) = read(written(text, line, yaml=False), yaml=False)
    assert asked.covers(PHONE)
    assert written(text, line, yaml=False).replace(f"{line}{end}", "") == text
