"""docs/format.md says what the code does: its examples are read, its tables are held against the code."""

import re
from pathlib import Path

import pytest

from supportctl.domain.event import ASKS, CLOSED, KINDS
from supportctl.domain.finding import RULES
from supportctl.domain.ids import ALPHABET
from supportctl.domain.replay import differences
from supportctl.domain.schema import FIELDS, LINK_KINDS, SECTIONS
from supportctl.store import codec, yaml_events
from tests.support.tickets import read

PAGE = (Path(__file__).parent.parent / "docs" / "format.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```markdown ticket\n(.*?\n)```$", PAGE, re.MULTILINE | re.DOTALL)


def rows(heading):
    """The rows of the first table below a heading."""
    table = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n|---", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n")[1:]]


def test_the_page_has_examples():
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(number) for number in range(1, len(EXAMPLES) + 1)])
def test_an_example_is_a_sound_ticket(example):
    reading = read(example)
    assert not reading.findings
    assert not list(differences(reading.ticket))


def test_the_fields():
    told = rows("Front matter")
    assert [row[0].split("`")[1] for row in told] == [field.name for field in FIELDS]
    for (name, holds, changes), field in zip(told, FIELDS, strict=True):
        assert ("*" in name) == field.required, name
        assert (changes == "never") == field.fixed, name
        assert [word for word in re.findall(r"`(\w+)`", holds) if word != "1"][: len(field.choices)] == list(
            field.choices
        )


def test_the_sections():
    assert [tuple(re.findall(r"`(?:## )?(.*?)`", " ".join(row))) for row in rows("Sections")] == [
        (name, *pair) for name, pair in SECTIONS.items()
    ]


def test_the_kinds_of_events():
    told = {row[0].strip("`"): row for row in rows("Kinds of events")}
    assert list(told) == list(KINDS)
    for name, kind in KINDS.items():
        _, attributes, text = told[name]
        assert {"*": "required", "": "none"}.get(text, text) == kind.text, name
        if name == "created":
            continue
        bare = re.sub(r"\(.*?\)|;.*", "", attributes)
        assert [word.split()[0] for word in bare.replace("*", "").split(",") if word.strip()] == [
            *kind.required,
            *kind.optional,
        ]
        assert re.findall(r"\*(\w+)", bare) == list(kind.required)


def test_the_closed_lists():
    for (kind, name), allowed in CLOSED.items():
        if name != "channel":
            row = next(row for row in rows("Kinds of events") if row[0] == f"`{kind}`")
            assert " ".join(f"`{value}`" for value in allowed) in row[1], (kind, name)
    assert " ".join(ASKS) in PAGE
    assert all(f"`{kind}`" in PAGE for kind in LINK_KINDS)
    assert ALPHABET in PAGE
    assert ALPHABET.lower() in PAGE


def test_the_findings_that_leave_a_ticket_readable():
    told = PAGE.split("\n## Findings\n", 1)[1]
    assert set(re.findall(r"\b[A-Z]\d{3}\b", told)) == codec.READABLE <= set(RULES)


def test_the_limits():
    for number in (codec.FRONT_LIMIT, codec.FILE_LIMIT, yaml_events.MOST_NODES):
        assert f"{number:,}" in PAGE
    assert f"{yaml_events.DEEPEST} levels" in PAGE
