"""Whenever the reader of plain lines answers, the parser gives the same tree, places and all."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supportctl.store import codec, yaml_events, yaml_lines
from supportctl.store.yaml_tree import Entries, plain
from tests.golden import malformed
from tests.support import odd
from tests.support.tickets import ANY_TEXT

ROOT = Path(__file__).parents[2]
PLAIN = sorted(
    path
    for name in ("supportctl", "customers", "tickets", "kb")
    for path in (ROOT / name).rglob("*.*")
    if path.suffix in (".yaml", ".yml", ".md")
)


def agree(text):
    """Whether the reader answered; if so, it was right."""
    found = yaml_lines.read(text)
    if found is None:
        return False
    parsed, faults = yaml_events.read(text, "a.yaml", 1)
    assert not faults, text
    assert found == parsed, text
    return True


def front(text):
    parts, _ = codec.layout(text, "a.md")
    return parts.front if parts else text


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_our_own_files(path):
    text = path.read_text("utf-8")
    answered = agree(front(text) if path.suffix == ".md" else text)
    assert answered or path.suffix != ".md" or "\n---\n" not in text


@pytest.mark.parametrize(
    "name", ["supportctl/defaults/workflow.yaml", "supportctl/defaults/sla.yaml", "supportctl.yaml"]
)
def test_what_every_command_reads_is_plain(name):
    assert agree((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("name", [name for name in dir(malformed) if name.isupper()])
def test_malformed_tickets(name):
    held = getattr(malformed, name)
    for case in held.values() if isinstance(held, dict) else ():
        text = case[0] if isinstance(case, tuple) else case
        if isinstance(text, str):
            agree(front(text))


@given(st.randoms(use_true_random=False))
def test_front_matter_as_people_leave_it(chance):
    agree("".join(f"{line}\n" for line in odd.front(chance, odd.values(chance))))


# --- hostile -----------------------------------------------------------------------------------

MARKS = (
    "",
    "'",
    '"',
    ":",
    ": ",
    "#",
    " #",
    "- ",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "&a ",
    "*a",
    "!t ",
    "|",
    ">",
)
WORDS = (
    *("a", "b", "key", "P1", "24x7", "1.5", "中文", "é", "é", "a b", "it's", "''", "~", "<<", "---", "..."),
    *(
        "%",
        "@",
        "`",
        "?",
        "? ",
        "=",
        "\\",
        "\\n",
        "\t",
        "\u00a0",
        "\u3000",
        "\ufeff",
        "\u2028",
        "👍",
        "x@y.z",
    ),
)
VALUES = st.lists(st.sampled_from((*MARKS, *WORDS, " ")), max_size=5).map("".join)
TAILS = st.sampled_from(("", "", "", " ", "  # c", "#c", " #", ": "))
KEYS = st.sampled_from(
    ("a", "b", "key", "中", "a-b", "1", "2024-01-01..2024-01-02", "a b", "'a'", '"a"', "", "-")
)
LINES = st.one_of(
    st.tuples(st.integers(0, 4), KEYS, st.sampled_from((":", ": ", ":  ", " : ")), VALUES, TAILS).map(
        lambda parts: " " * parts[0] + "".join(parts[1:])
    ),
    st.tuples(st.integers(0, 4), st.sampled_from(("- ", "-   ", "-", "- a: ", "# ")), VALUES, TAILS).map(
        lambda parts: " " * parts[0] + "".join(parts[1:])
    ),
    st.sampled_from(("", "  ", "# c", "   # c", "---", "...", "\t")),
)
TEXTS = st.lists(LINES, max_size=6).map("\n".join)


@given(TEXTS, st.sampled_from(("", "\n", "\n\n", "\n# c", "\n  ")))
@example("a: 'b'#c\n", "")
@example("a:\n- b\n", "")
@example("- a: b\n  c: d\n- e\n", "")
@example("a: {b: 'c', d: [e, \"f\"]}\n", "# g")
@example("a: b\n c: d\n", "")
def test_hostile_lines(text, end):
    agree(text + end)


@given(st.lists(st.sampled_from([*"{}[]:,#'\"ab 1-", ": ", ", ", "{a: ", "[a, "]), max_size=14).map("".join))
def test_hostile_brackets(text):
    agree(f"k: {text}")
    agree(f"k: [{text}]")
    agree(f"k: {{a: {text}}}\n")


@given(ANY_TEXT, st.sampled_from(("k: ", "- ", "k: '", 'k: "', "k: [", "k:\n  ", "")))
def test_any_text(text, before):
    agree(before + text)
    agree(f"{before}{text}\nz: 1\n")


@given(st.randoms(use_true_random=False), st.sampled_from(PLAIN))
def test_one_character_off(chance, path):
    text = path.read_text("utf-8")
    text = front(text) if path.suffix == ".md" else text
    place = chance.randrange(len(text) or 1)
    agree(text[:place] + chance.choice((*MARKS, *WORDS)) + text[place + chance.randrange(2) :])


def test_plain_texts_are_read():
    """What the law above says nothing about: that there is an answer."""
    for text in (
        "a: b\n",
        "a: 'it''s'\nb: \"x\"\nc:\n",
        "a:\n  - b\n  - c: d\n    e: [f, {g: h}]\n# end",
        "a:   # why\n    b: c # d\n\n    e: f#g\nh: i:j\n",
        "- a\n- {b: c}\n",
    ):
        assert agree(text), text


def test_a_large_text_is_left_to_the_parser():
    assert yaml_lines.read("a: b\n" * 5_000) is None
    assert yaml_lines.read("".join(f"{' ' * deep}a:\n" for deep in range(15))) is None
    held = yaml_lines.read("".join(f"k{number}: v\n" for number in range(900)))
    assert isinstance(held, Entries)
    assert len(plain(held)) == 900


@pytest.mark.long
def test_many_texts():
    chance = random.Random(20260914)
    pieces = (*MARKS, *WORDS, "\n", "\n", "\n  ", "\n- ", "a: ", "b: ", "key:\n  ")
    answered = sum(agree("".join(chance.choices(pieces, k=chance.randrange(1, 12)))) for _ in range(400_000))
    assert answered > 5_000
