from dataclasses import replace
from difflib import SequenceMatcher
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain import timeline
from supportctl.domain.replay import replay
from supportctl.domain.schema import BY_NAME, EMPTY, REPLAYED, as_text
from supportctl.errors.desk import EditWentWrong
from supportctl.store import codec, yaml
from supportctl.store.edit import append, edit, redact, section
from tests.support import odd
from tests.support.tickets import ANY_TEXT, PATH, TICKETS, VALUES, created, event, read, ticket, told

RANDOMS = st.integers(0, 2**32).map(Random)
CHANGES = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name]))


def body(held):
    given = {name: value for name, value in held.items() if value}
    return "\n## 现象\n\n登录后白屏 👍\n\n## Timeline\n\n" + timeline.dump(created(**given))


def odd_ticket(random):
    held = odd.values(random)
    return odd.file(random, odd.front(random, held), body(held)), held


def all_keys(text):
    """Everything the front matter says, known keys and others."""
    parts, faults = codec.layout(text, PATH)
    assert not faults
    root, faults = yaml.read(parts.front, PATH)
    assert not faults
    return yaml.plain(root)


def changed_lines(old, new):
    """The lines that went and the lines that came."""
    old, new = old.split("\n"), new.split("\n")
    gone, come = [], []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[a:b]
            come += new[c:d]
    return gone, come


def another(random, name, value):
    return random.choice([other for other in (odd.FIELDS | odd.LISTS)[name] if other != value])


@given(RANDOMS)
def test_a_generated_file_is_read(random):
    text, held = odd_ticket(random)
    reading = read(text)
    assert not told(reading)
    assert {name: reading.ticket[name] for name in held} == held


@given(RANDOMS)
def test_no_change_is_no_change(random):
    text, held = odd_ticket(random)
    assert edit(text, PATH, fields={}) == text
    assert edit(text, PATH, fields=held) == text


@given(RANDOMS)
def test_an_edit_changes_one_field_and_nothing_else(random):
    text, held = odd_ticket(random)
    name = random.choice(sorted(held))
    value = another(random, name, held[name])
    new = edit(text, PATH, fields={name: value})
    before, after = all_keys(text), all_keys(new)
    assert before.pop(name, "") != (now := after.pop(name, ""))
    assert (now or "") == ((value if isinstance(value, str) else list(value)) or "")
    assert list(after.items()) == list(before.items())
    gone, come = changed_lines(text, new)
    kept_comments = [line for line in gone if line.strip().startswith("#")]
    assert not value or not [line for line in kept_comments if line not in come]
    assert ("\r" in new) == ("\r" in text)
    items = 1 if isinstance(value, str) else 1 + max(len(value), len(held[name])) + len(kept_comments)
    assert max(len(gone), len(come)) <= items


@given(RANDOMS)
def test_an_edit_and_its_reverse_give_the_values_back(random):
    text, held = odd_ticket(random)
    name = random.choice(sorted(held))
    there = edit(text, PATH, fields={name: another(random, name, held[name])})
    back = edit(there, PATH, fields={name: held[name]})
    assert read(back).ticket.fields == read(text).ticket.fields


def test_two_thousand_edits_change_one_line_each_and_append_one_event():
    for seed in range(2_000):
        random = Random(seed)
        text, held = odd_ticket(random)
        name = random.choice(sorted(odd.FIELDS))
        value = another(random, name, held[name])
        told_by = event("field", name=name, from_=held[name], to=value)
        if name == "status":
            told_by = event("status", from_=held[name], to=value)
        new = edit(text, PATH, fields={name: value}, events=[told_by])
        newline = "\r\n" if text.startswith("---\r") else "\n"
        block = newline + timeline.dump(told_by).replace("\n", newline)
        assert new.endswith(block), seed
        gone, come = changed_lines(text, new.removesuffix(block))
        assert (len(gone), len(come)) in ((1, 1), (0, 1), (1, 0)), (seed, gone, come)
        after = read(new)
        assert not told(after), seed
        assert after.ticket[name] == value, seed
        assert after.ticket.events[1:] == (told_by,), seed
        assert {field: state for field, state in after.ticket.fields.items() if field in REPLAYED} == replay(
            after.ticket.events
        ), seed


@given(TICKETS, st.lists(CHANGES, max_size=4))
def test_the_timeline_replays_to_what_the_edits_made(one, changes):
    text = codec.dump(one, "en").decode()
    number = len(one.events)
    held = dict(one.fields)
    for name, value in changes:
        before = as_text(held.get(name, EMPTY[name]))
        told_by = event("field", number=number, name=name, from_=before, to=as_text(value))
        if name == "status":
            told_by = event("status", number=number, from_=before, to=value)
        held[name] = value
        text = edit(text, PATH, fields={name: value}, events=[told_by])
        number += 1
    after = read(text).ticket
    if after is not None:
        assert {name: value for name, value in after.fields.items() if name in REPLAYED} == replay(
            after.events
        )


@given(TICKETS, st.sampled_from(["en", "zh"]), ANY_TEXT)
def test_an_append_adds_one_block(one, language, text):
    old = codec.dump(one, language).decode()
    new = append(old, [event(number=50, text=text)])
    assert new == old + "\n" + timeline.dump(event(number=50, text=text))


ONE = codec.dump(ticket(tags=("a", "b")), "en").decode()


@pytest.mark.parametrize("ending", ["", "\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_append_after_any_ending(ending, newline):
    text = (ONE.rstrip("\n") + ending).replace("\n", newline)
    new = append(text, [event(text="x"), event(number=2, text="y")])
    assert new.startswith(text)
    assert [one.text for one in read(new).ticket.events[1:]] == ["x", "y"]
    assert ("\n" in new.replace("\r\n", "")) == (newline == "\n")


def test_appending_nothing():
    assert append("no ticket", []) == "no ticket"


CASES = {
    "a value": ("priority: P1\n", {"priority": "P2"}, "priority: P2\n"),
    "quotes stay": ('product: "crm"  # x\n', {"product": "erp"}, 'product: "erp"  # x\n'),
    "quotes come where they are needed": ("product: crm\n", {"product": "a: b"}, "product: 'a: b'\n"),
    "a comment stays": ("product: crm # old\n", {"product": "erp"}, "product: erp # old\n"),
    "an empty value is filled": ("product:   # ask\n", {"product": "crm"}, "product: crm   # ask\n"),
    "an empty list is filled": ("tags:  # none yet\n", {"tags": ("a",)}, "tags:  # none yet\n  - a\n"),
    "a removed field": ("# about\nproduct: crm # x\n# after\n", {"product": ""}, "# about\n# after\n"),
    "a removed list": ("tags:\n  - a\n  - b\n\n# after\n", {"tags": ()}, "\n# after\n"),
    "a block scalar": ("cause: |\n  a\n  # b\n# after\n", {"cause": "c"}, "cause: c\n# after\n"),
    "a folded value": ("cause: a\n  b # c\n", {"cause": "d"}, "cause: d # c\n"),
    "a flow list": ("tags: [a, 'b'] # x\n", {"tags": ("a", "c d"[:1], "x:y")}, "tags: [a, c, 'x:y'] # x\n"),
    "an item more": (
        "tags:\n- a # 1\n# 2\n- 'b'\n",
        {"tags": ("a", "b", "c")},
        "tags:\n- a # 1\n# 2\n- 'b'\n- c\n",
    ),
    "an item less": ("tags:\n  # 1\n  - a\n  # 2\n  - b\n", {"tags": ("b",)}, "tags:\n  # 1\n  # 2\n  - b\n"),
    "items in another order": (
        "tags:\n  - a # 1\n  - 'b'\n",
        {"tags": ("b", "a")},
        "tags:\n  - 'b'\n  - a # 1\n",
    ),
    "all items new": ("tags:\n    - a\n", {"tags": ("b",)}, "tags:\n    - b\n"),
    "a text becomes a list": ("tags: a # x\n", {"tags": ("a",)}, "tags:\n  - a\n"),
    "a quoted key": ("'priority' : P1\n", {"priority": "P2"}, "'priority' : P2\n"),
    "the same value in other words": ('product: "\\x63rm"\n', {"product": "crm"}, 'product: "\\x63rm"\n'),
    "several at once": (
        "priority: P1\nproduct: crm\n",
        {"priority": "P2", "product": "", "team": "core"},
        "priority: P2\nteam: core\n",
    ),
    "nothing to remove": ("priority: P1\n", {"product": ""}, "priority: P1\n"),
}


@pytest.mark.parametrize(("old", "fields", "new"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_how_a_change_looks(old, fields, new, newline):
    frame = "---\nid: T-20260914-7F3K2\n{}own: 1\n---\n"
    made = edit(frame.format(old).replace("\n", newline), PATH, fields=fields)
    assert made == frame.format(new).replace("\n", newline)


def test_a_new_field_finds_its_place():
    made = edit(
        "---\nid: x\n# c\n\nstatus: new # s\n\nown: 1\n---\n", PATH, fields={"title": "t", "cause": "c"}
    )
    assert made == "---\nid: x\ntitle: t\n# c\n\nstatus: new # s\ncause: c\n\nown: 1\n---\n"
    assert edit("---\nown: 1\n---\n", PATH, fields={"status": "new"}) == "---\nstatus: new\nown: 1\n---\n"


def test_an_indented_front_matter_stays_indented():
    assert (
        edit("---\n  id: x\n---\n", PATH, fields={"tags": ("a",)}) == "---\n  id: x\n  tags:\n    - a\n---\n"
    )


REFUSED = {
    "no front matter": "id: x\n",
    "broken YAML": "---\nid: 'x\n---\n",
    "duplicate keys": "---\npriority: P1\npriority: P2\n---\n",
    "an anchor": "---\npriority: &a P1\n---\n",
    "a list": "---\n- a\n---\n",
    "braces": "---\n{id: x}\n---\n",
    "an explicit key": "---\n? priority\n---\n",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_changed_is_refused(text):
    with pytest.raises(EditWentWrong):
        edit(text, PATH, fields={"priority": "P3", "tags": ("a",)})


@given(st.sampled_from([name for name in BY_NAME if name != "schema"]), ANY_TEXT, RANDOMS)
def test_an_edit_is_right_or_refused(name, text, random):
    old, _ = odd_ticket(random)
    value = (text,) if BY_NAME[name].is_list else text
    try:
        new = edit(old, PATH, fields={name: value})
    except EditWentWrong:
        return
    assert (all_keys(new).get(name, "") or "") == ((list(value) if isinstance(value, tuple) else value) or "")


def test_a_redacted_event_keeps_its_heading():
    told_by = event("message", text="my password is\n\nhunter2", direction="in", channel="email")
    text = codec.dump(ticket(told_by, event(number=2, text="x")), "en").decode()
    for source in (text, text.replace("\n", "\r\n")):
        new = redact(source, PATH, told_by, replace(told_by, text=""))
        note = event("redact", number=3, of=f"#{told_by.id}", reason="a password")
        events = read(append(new, [note])).ticket.events
        assert events == (created(), replace(told_by, text=""), event(number=2, text="x"), note)
        assert changed_lines(source, new)[1] == []


def test_only_an_event_of_the_file_can_be_redacted():
    with pytest.raises(EditWentWrong):
        redact(ONE, PATH, event(number=9), event(number=9))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["symptom", "environment"])
@pytest.mark.parametrize("source", ["one line", "two\n\nparagraphs", ""])
def test_a_section_is_replaced_and_nothing_else(newline, name, source):
    sections = {"symptom": "old", "steps": "kept", "error": "```\n## Symptom\n```"}
    one = ticket(sections=sections)
    before = codec.dump(one, "en").decode().replace("\n", newline)
    after = section(before, PATH, name, source)
    found = read(after).ticket
    assert found.sections == {key: text for key, text in {**sections, name: source}.items() if text}
    assert found.fields == one.fields
    assert found.events == one.events
    assert (after.count("\r\n") == after.count("\n")) == (newline == "\r\n")


def test_a_section_without_a_heading_goes_before_the_timeline_in_its_language():
    text = codec.dump(ticket(sections={}), "zh").decode().replace("## 环境\n\n", "")
    after = section(text, PATH, "environment", "CentOS 7.9")
    assert "## 环境\n\nCentOS 7.9\n\n## 时间线\n" in after
