"""One ticket for a person, a pipe and a program. UPDATE_GOLDEN=1 rewrites the pages."""

import json
import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from supportctl.render import ticket as shown
from supportctl.render.words import Words
from supportctl.store import codec, lifecycle

GOLDEN = Path(__file__).parent.parent / "golden"
WORKFLOW = lifecycle.built_in().latest
PAGES = ("canonical-zh", "retract", "forged-html-in-text", "own-headings", "redact")


def ticket(name):
    data = (GOLDEN / "tickets" / f"{name}.md").read_bytes()
    found = codec.read(data, "", tuple(WORKFLOW.statuses)).ticket
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_of_a_ticket(name, language):
    lines = shown.page(
        ticket(name), WORKFLOW, words=Words(language), zone=ZoneInfo("Asia/Shanghai"), colour=False
    )
    page = "".join(f"{line}\n" for line in lines)
    golden = GOLDEN / "pages" / f"{name}.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((GOLDEN / "tickets").glob("*.md")), ids=lambda path: path.stem)
def test_every_ticket_can_be_shown_without_a_raw_control_character(path):
    found = codec.read(path.read_bytes(), "", tuple(WORKFLOW.statuses)).ticket
    if found is None:
        pytest.skip("cannot be read, which is what it shows")
    page = shown.page(found, WORKFLOW, words=Words("zh"), zone=ZoneInfo("UTC"), colour=False)
    for line in (*page, *shown.lines(found)):
        assert all(character.isprintable() or character in "\t\n" for character in line), repr(line)
    json.dumps(shown.row(found))


def test_a_row_says_all_that_the_file_says():
    found = ticket("canonical-zh")
    row = shown.row(found)
    assert row["id"] == found.id
    assert row["schema"] == 1
    assert [event["id"] for event in row["events"]] == [event.id for event in found.events]


def test_colour_never_changes_the_words():
    found = ticket("canonical-zh")
    plain, painted = (
        "\n".join(shown.page(found, WORKFLOW, words=Words("en"), zone=ZoneInfo("UTC"), colour=colour))
        for colour in (False, True)
    )
    assert re.sub(r"\x1b\[\d*m", "", painted) == plain
