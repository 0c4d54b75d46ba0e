import json
import os
import timeit
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from supportctl.domain import timeline
from supportctl.domain.event import KINDS
from supportctl.domain.markup import clean
from supportctl.domain.replay import differences
from supportctl.domain.schema import SECTIONS
from supportctl.store import codec
from tests.golden.malformed import FILES, GOOD, front, instead
from tests.support.tickets import ANY_TEXT, PATH, TICKETS, event, read, ticket, told

GOLDEN = Path(__file__).parent.parent / "golden" / "tickets"
GOLDEN_FILES = sorted(GOLDEN.glob("*.md"))
MARKDOWN = MarkdownIt("commonmark", {"html": True})
LANGUAGES = st.sampled_from(["en", "zh"])


def cleaned(one):
    return replace(one, events=tuple(replace(event, text=clean(event.text)) for event in one.events))


def faults_but_wordless(reading):
    return [finding for finding in reading.findings if finding.code != "E204"]


@given(TICKETS, LANGUAGES)
def test_a_ticket_reads_back_as_it_was_written(one, language):
    one = replace(one, events=tuple(replace(event, text=event.text + ".") for event in one.events))
    reading = read(codec.dump(one, language))
    assert not reading.findings
    assert reading.ticket == cleaned(one)


@given(TICKETS, LANGUAGES)
def test_writing_twice_gives_the_same_bytes(one, language):
    data = codec.dump(one, language)
    reading = read(data)
    assert not faults_but_wordless(reading)
    if reading.ticket:
        assert codec.dump(reading.ticket, language) == data


@given(TICKETS, LANGUAGES)
def test_a_file_we_wrote_shows_no_live_html_and_only_our_headings(one, language):
    text = codec.dump(one, language).decode()
    every = MARKDOWN.parse(text)
    inline = [child for token in every for child in token.children or ()]
    assert not [token.content for token in (*every, *inline) if token.type in ("html_block", "html_inline")]
    tokens = MARKDOWN.parse(text.split("\n---\n", 1)[1])
    shown = [
        (tokens[place + 1].content, token.tag)
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]
    own = [name for name in one.sections if name not in SECTIONS]
    named = [pair[language == "zh"] for pair in SECTIONS.values()]
    expected = [(name, "h2") for name in (*named, *own, timeline.HEADINGS[language == "zh"][3:])]
    assert shown[: len(expected)] == expected
    assert [tag for _, tag in shown[len(expected) :]] == ["h3"] * len(one.events)


@given(ANY_TEXT)
def test_reading_never_raises(text):
    for place in (text, GOOD + text, front(text), instead("白屏", text), GOOD[:-3] + text):
        read(place)


@given(st.binary(max_size=80))
def test_reading_bytes_never_raises(data):
    for place in (data, GOOD.encode() + data, data + GOOD.encode(), b"---\n" + data + b"\n---\n"):
        read(place)


def test_the_base_of_the_malformed_is_sound():
    assert read(GOOD).is_sound


@pytest.mark.parametrize("name", FILES)
def test_a_malformed_file_tells_its_faults(name):
    source, expected = FILES[name]
    reading = read(source)
    assert sorted(told(reading)) == sorted(expected)
    lines = [finding.line for finding in reading.findings]
    assert lines == sorted(lines)
    errors = {finding.code for finding in reading.findings if finding.is_error}
    assert (reading.ticket is None) == bool(errors - codec.READABLE)
    assert reading.is_sound == (not errors)


@pytest.mark.parametrize("name", FILES)
def test_a_malformed_file_costs_little(name):
    source, _ = FILES[name]
    taken = min(timeit.repeat(lambda: read(source), number=1, repeat=3))
    assert taken < (0.02 if len(source) < 10_000 else 0.5)


def test_columns_point_at_the_value():
    reading = read(front("tags: login\neta:   soon"))
    assert [finding.place for finding in reading.findings] == [f"{PATH}:9:7", f"{PATH}:10:8"]


def test_of_a_newer_schema_what_is_understood_is_read():
    text = instead("schema: 1", "schema: 7") + "\n### a new kind of heading\n* with: other marks\n"
    reading = read(text.replace("priority: P1", "priority: P1\nimpact: [core, system]\nmood: grim", 1))
    assert told(reading) == ["2: S110"]
    assert reading.ticket.title == "登录页报 500 错误"
    assert reading.ticket["impact"] == ""
    assert len(reading.ticket.events) == 1
    assert not reading.is_sound


def test_a_newer_schema_that_cannot_be_understood_tells_all():
    reading = read(instead("schema: 1", "schema: 7").replace("status: new", "state: new"))
    assert told(reading) == ["1: S101", "2: S110"]
    assert reading.ticket is None


def test_a_file_in_the_wrong_place_is_read_but_not_written():
    reading = read(GOOD, "tickets/2026/10/T-20260914-7F3K2.md")
    assert told(reading) == ["1: F010"]
    assert reading.ticket.id == "T-20260914-7F3K2"
    assert not reading.is_sound


def test_unknown_keys_are_named():
    assert read(front("x_source: crm\n工单来源: 电话")).ticket.unknown == ("x_source", "工单来源")


def test_a_field_close_to_a_known_one_that_is_there_too_is_nobodys_mistake():
    assert not read(front("titles: x")).findings


def test_line_ends_make_no_difference():
    one = read(GOOD)
    assert read(GOOD.replace("\n", "\r\n")).ticket == one.ticket
    lines = GOOD.split("\n")
    mixed = "".join(line + ("\r\n" if place % 2 else "\n") for place, line in enumerate(lines))
    assert read(mixed).ticket == one.ticket


def test_the_limit_of_the_front_matter_counts_bytes():
    room = codec.FRONT_LIMIT - len(front("cause: ").split("---\n\n")[0].encode())
    assert told(read(front("cause: " + "x" * room))) == []
    assert told(read(front("cause: " + "x" * (room + 1)))) == ["1: F012"]


def test_the_limit_of_a_file():
    room = codec.FILE_LIMIT - len(GOOD.encode())
    assert told(read(GOOD + "\n" * room)) == []
    assert told(read(GOOD + "\n" * (room + 1))) == ["0: F012"]


def test_a_new_ticket_in_each_language():
    one = ticket(
        event(text="x"),
        customer="acme",
        tags=("a", "b"),
        sections={"": "Before.", "error": "500", "日志": "…"},
    )
    for language in ("en", "zh"):
        expected = (GOLDEN / f"canonical-{language}.md").read_bytes()
        assert codec.dump(one, language) == expected


def shown(reading):
    """What a golden file must read as."""
    one = reading.ticket
    findings = [f"{f.place.removeprefix(PATH)}: {f.code} {f.said}"[1:] for f in reading.findings]
    if one is None:
        return {"findings": findings}
    return {
        "fields": one.fields,
        "unknown": one.unknown,
        "sections": one.sections,
        "events": [
            {"heading": f"{e.recorded.isoformat(timespec='milliseconds')} {e.actor} {e.kind} #{e.id}"}
            | ({"attributes": dict(e.attributes)} if e.attributes else {})
            | ({"text": e.text} if e.text else {})
            for e in one.events
        ],
        "findings": findings,
    }


@pytest.mark.parametrize("path", GOLDEN_FILES, ids=[path.stem for path in GOLDEN_FILES])
def test_a_golden_file_reads_as_it_should(path):
    """UPDATE_GOLDEN=1 writes what it reads as; look at the difference before you commit it."""
    read_as = json.dumps(shown(read(path.read_bytes())), ensure_ascii=False, indent=2) + "\n"
    expected = path.with_suffix(".json")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(read_as, "utf-8")
    assert read_as == expected.read_text("utf-8")


@pytest.mark.parametrize("path", GOLDEN_FILES, ids=[path.stem for path in GOLDEN_FILES])
def test_a_sound_golden_file_replays_to_its_front_matter(path):
    reading = read(path.read_bytes())
    if reading.ticket and "hand" not in path.stem:
        assert list(differences(reading.ticket)) == []


def test_the_golden_files_show_every_kind_of_event():
    events = [
        event for path in GOLDEN_FILES for event in getattr(read(path.read_bytes()).ticket, "events", ())
    ]
    assert {event.kind for event in events} >= set(KINDS)
    assert len(GOLDEN_FILES) >= 40
