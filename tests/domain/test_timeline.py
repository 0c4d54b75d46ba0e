import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain import timeline
from supportctl.domain.event import actor_name
from supportctl.domain.markup import clean
from supportctl.domain.timeline import dump, dump_all, needs_quotes, opens_tag, quoted, stamp
from tests.support.tickets import ANY_TEXT, EVENTS, START, TIMES, created, event

CREATED = dump(created())
BERLIN = ZoneInfo("Europe/Berlin")


def parse(text):
    return timeline.parse(text.split("\n"), 1, "a.md")


def told(text):
    return [f"{finding.line}: {finding.code}" for finding in parse(text)[1]]


def after_created(*blocks):
    """Findings about blocks that follow a created event, with lines counted from the first of them."""
    text = "\n".join([CREATED, *blocks])
    first = CREATED.count("\n") + 2
    return [f"{finding.line - first}: {finding.code}" for finding in parse(text)[1]]


@given(EVENTS)
def test_an_event_reads_back_as_it_was_written(one):
    (read,), _ = parse(dump(one))
    assert read == replace(one, text=clean(one.text))


@given(ANY_TEXT, ANY_TEXT)
def test_nothing_said_in_an_event_can_forge_another(actor, text):
    hostile = event(text=text, actor=actor, reason=text, number=1)
    events, faults = parse(dump_all([created(), hostile, event(number=2, text="after")]))
    assert [one.id for one in events] == ["k3f9x2ab", "00000001", "00000002"]
    assert [finding.code for finding in faults] == ([] if clean(text) else ["E204"])
    assert events[1].actor == actor_name(actor)
    assert events[1].get("reason") == text


@given(st.lists(EVENTS, max_size=4, unique_by=lambda one: one.id))
def test_any_events_survive_the_file_in_their_order(events):
    read, faults = parse(dump_all(events))
    assert [dump(one) for one in read] == [dump(one) for one in events]
    assert not [finding for finding in faults if finding.code in ("E201", "E202", "E205")]


@given(ANY_TEXT)
def test_a_quoted_value_is_json_and_one_line(value):
    assert json.loads(quoted(value)) == value
    assert "\n" not in quoted(value)
    assert not opens_tag(quoted(value))
    assert needs_quotes(value) or (value and value == value.strip())


@pytest.mark.parametrize("value", ["", " a", "a ", '"a"', "a\nb", "\x1b", "<b>", "a</b", "<!--", "a\u200db"])
def test_values_that_need_quotes(value):
    assert needs_quotes(value)


@pytest.mark.parametrize(
    "value", ["a", 'say "a"', "1 < 2", "<3", "a <", "'", "#1", "登录 👍", "- a: b", "<é>"]
)
def test_values_that_need_none(value):
    assert not needs_quotes(value)


def test_what_an_event_looks_like():
    one = event(
        "message", text="您好\n\n<b>", direction="out", channel="email", template=" x", actor="Ann Lee"
    )
    assert dump(one) == (
        "### 2026-09-14T09:01:12.310+08:00 Ann Lee message {#00000001}\n"
        "- direction: out\n"
        "- channel: email\n"
        '- template: " x"\n'
        "> 您好\n"
        ">\n"
        "> \\<b>\n"
    )


HEADING = "### 2026-09-14T09:05:00.000+08:00 alice note {#00000005}"


BROKEN = {
    "text": ("hello", "0: E201"),
    "a section": ("## Symptom", "0: E201"),
    "no actor": ("### 2026-09-14T09:05:00.000+08:00 note {#00000005}", "0: E201"),
    "no kind": ("### 2026-09-14T09:05:00.000+08:00 alice {#00000005}", "0: E201"),
    "no identity": ("### 2026-09-14T09:05:00.000+08:00 alice note", "0: E201"),
    "upper-case identity": (HEADING.replace("00000005", "K3F9X2AC"), "0: E201"),
    "short identity": (HEADING.replace("00000005", "0005"), "0: E201"),
    "a kind with a capital": (HEADING.replace("note", "Note"), "0: E201"),
    "no offset": (HEADING.replace("+08:00", ""), "0: E201"),
    "no such day": (HEADING.replace("09-14", "02-30"), "0: E201"),
    "a time on the edge of all times": (HEADING.replace("2026", "0001"), "0: E201"),
    "four hashes": (f"#{HEADING}\n> x", "0: E201"),
    "no milliseconds": (HEADING.replace(".000", "") + "\n> x", "0: E202"),
    "microseconds": (HEADING.replace(".000", ".000000") + "\n> x", "0: E202"),
    "a name in brackets": (HEADING.replace("alice", "<b>") + "\n> x", "0: E202"),
    "two spaces": (HEADING.replace("alice", "alice  lee") + "\n> x", "0: E202"),
    "a space at its end": (f"{HEADING} \n> x", "0: E201"),
    "an indented attribute": (f"{HEADING}\n - a: b\n> x", "1: E202"),
    "an attribute without a value": (f"{HEADING}\n- a:\n> x", "1: E202"),
    "a key with a dash": (f"{HEADING}\n- a-b: c\n> x", "1: E202"),
    "needless quotes": (f'{HEADING}\n- a: "b"\n> x', "1: E202"),
    "missing quotes": (f"{HEADING}\n- a: b \n> x", "1: E202"),
    "broken quotes": (f'{HEADING}\n- a: "b\n> x', "1: E202"),
    "half a surrogate pair": (f'{HEADING}\n- a: "\\ud800"\n> x', "1: E202"),
    "a number in quotes' place": (f'{HEADING}\n- a: "1", 2\n> x', "1: E202"),
    "an attribute twice": (f"{HEADING}\n- a: b\n- a: c\n> x", "2: E202"),
    "an attribute after the text": (f"{HEADING}\n> x\n- a: b", "2: E202"),
    "bare text": (f"{HEADING}\n> x\ny", "2: E202"),
    "a quote without its space": (f"{HEADING}\n>x", "1: E202"),
    "a live tag": (f"{HEADING}\n> <b>", "1: E202"),
    "an escape of nothing": (f"{HEADING}\n> a\\b", "1: E202"),
    "an indented fence": (f"{HEADING}\n>  ```", "1: E202"),
    "a right-to-left override": (f"{HEADING}\n> \u202e", "1: E202"),
    "an empty line at the end": (f"{HEADING}\n> x\n>", "2: E202"),
    "a value outside its list": (
        dump(event("message", text="x", direction="up", channel="fax")),
        ["0: E203"] * 2,
    ),
    "a question of our own": (
        dump(event("message", text="x", direction="out", channel="im", asks="answer, money")),
        "0: E203",
    ),
    "a confirmation of nothing known": (
        dump(event("confirmation", of="the price", by="c-1", channel="im")),
        "0: E203",
    ),
    "required attributes": (dump(event("status", from_="new")), "0: E204"),
    "a required attribute that is empty": (dump(event("retract", of="#k3f9x2ab", reason="")), "0: E204"),
    "a field event of no field": (dump(event("field", name="", from_="", to="")), "0: E204"),
    "a note without words": (dump(event("note")), "0: E204"),
    "another event of the same name": (dump(replace(created(), kind="note", text="x")), "0: E205"),
    "an earlier time": (
        dump(event("note", number=-1, text="x")).replace("-0000001", "00000001"),
        "0: E206",
    ),
    "a bad time": (dump(event("note", text="x", at="yesterday")), "0: E207"),
    "a bad time of its own": (dump(event("snooze", until="tomorrow", reason="x")), "0: E207"),
    "a reference to nothing": (dump(event("retract", of="#zzzzzzzz", reason="x")), "0: E209"),
    "a reference without its sign": (dump(event("redact", of="zzzzzzzz", reason="x")), "0: E209"),
    "an answer to nothing": (
        dump(event("message", text="x", direction="in", channel="im", answers="#zzzzzzzz")),
        "0: E209",
    ),
    "created again": (dump(replace(event("created"), attributes=(("status", "closed"),))), "0: E210"),
    "minutes in words": (dump(event("time", minutes="ten")), "0: E211"),
    "Chinese digits": (dump(event("time", minutes="１０")), "0: E211"),
}


@pytest.mark.parametrize(("block", "expected"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_with_an_event(block, expected):
    assert after_created(block) == ([expected] if isinstance(expected, str) else expected)


@pytest.mark.parametrize(
    "block",
    [
        dump(event("field", name="assignee", from_="alice", to="")),
        dump(event("confirmation", of="#k3f9x2ab", by="c-1", channel="im")),
        dump(event("confirmation", of="resolution", by="c-1", channel="im")),
        dump(event("hand_over", at="2026-09-14T08:00:00+08:00", to="night shift")),
        dump(event("merge", into="T-20260914-7F3K3")),
        dump(event("adopt", of="priority, tags", reason="edited by hand")),
    ],
)
def test_what_is_not_wrong_with_an_event(block):
    assert after_created(block) == []


MISCHIEF = ["", " ", "\n", "\t", ">", "> ", "- ", '"', '""', "<", "\\", "```", "#", *"0:-+Z"]


@given(EVENTS, st.data())
def test_what_is_read_without_complaint_writes_back_to_the_same_lines(one, data):
    """Whatever is done to an event by hand: it is odd, or it is what would have been written."""
    block = dump(one)
    place = data.draw(st.integers(0, len(block)))
    cut = data.draw(st.integers(0, 3))
    put = data.draw(
        st.sampled_from(["", " ", "\n", "\t", ">", "> ", "- ", '"', '""', "<", "\\", "```", "#", *"0:-+Z"])
    )
    text = block[:place] + put + block[place + cut :]
    events, found = parse(text)
    if not any(finding.code in ("E201", "E202", "E205") for finding in found):
        told = [line for line in dump_all(events).split("\n") if line]
        assert told == [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "offset", ["+08:00", "-00:00", "+24:00", "+05:60", "+23:59", "Z", "+08:00:00", "-03:30"]
)
@pytest.mark.parametrize("hour", ["00", "23", "24"])
def test_a_time_is_written_in_one_way_only(hour, offset):
    heading = HEADING.replace("09:05", f"{hour}:05").replace("+08:00", offset)
    events, found = parse(f"{CREATED}\n{heading}\n> x\n")
    codes = [finding.code for finding in found]
    assert "E201" in codes or "E202" in codes or dump(events[1]).startswith(heading)


def test_one_fault_hides_no_other():
    text = f"junk\n\n{CREATED}\nmore junk\n\n{dump(event(number=2))}\n{dump(event(text='x', at='noon'))}"
    codes = [finding.code for finding in parse(text)[1]]
    assert sorted(codes) == ["E201", "E201", "E204", "E206", "E207"]


def test_a_timeline_begins_with_created():
    assert told("") == ["1: E208"]
    assert told(dump(event(text="x"))) == ["1: E208"]


def test_the_same_event_twice_is_one():
    one = dump(event(text="x", number=1))
    events, faults = parse("\n".join([CREATED, one, dump(event(text="y", number=2)), one]))
    assert [event.id for event in events] == ["k3f9x2ab", "00000001", "00000002"]
    assert not faults


def test_events_of_one_instant_stand_in_the_order_of_their_names():
    first, second = event(text="x", number=1), event(text="y", number=2)
    second = replace(second, recorded=first.recorded)
    assert not parse(dump_all([created(), first, second]))[1]
    assert [finding.code for finding in parse(dump_all([created(), second, first]))[1]] == ["E206"]


def test_a_redacted_event_may_be_empty():
    emptied = [created(), event(number=1), event("redact", number=2, of="#00000001", reason="personal data")]
    assert not parse(dump_all(emptied))[1]


@given(TIMES, TIMES, st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "UTC"]))
def test_a_stamp_is_later_than_the_one_before_in_whole_milliseconds(now, previous, zone):
    recorded = stamp(now.replace(microsecond=now.microsecond + 654), ZoneInfo(zone), previous)
    assert recorded > previous
    assert recorded >= now
    assert recorded.microsecond % 1000 == 0
    assert recorded.utcoffset() == recorded.astimezone(ZoneInfo(zone)).utcoffset()


def test_the_hour_that_comes_twice_is_in_order():
    once = stamp(datetime(2026, 10, 25, 0, 59, tzinfo=UTC), BERLIN, None)
    again = stamp(datetime(2026, 10, 25, 1, 1, tzinfo=UTC), BERLIN, once)
    assert (once.isoformat(), again.isoformat()) == ("2026-10-25T02:59:00+02:00", "2026-10-25T02:01:00+01:00")
    assert again - once == timedelta(minutes=2)


def test_a_clock_that_went_back_does_not_reorder():
    assert stamp(START - timedelta(hours=1), UTC, START) == START + timeline.TICK
