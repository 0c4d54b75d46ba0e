import time

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from supportctl.store import yaml
from tests.support.tickets import ANY_TEXT, LINES


def read(text):
    root, findings = yaml.read(text, "a.yaml")
    return yaml.plain(root) if root is not None else None, [
        f"{f.line}:{f.column}: {f.code}" for f in findings
    ]


def value_of(written):
    held, findings = read(f"key: {written}\n")
    assert findings == []
    return held["key"]


TWISTED = """NO off yes on true y n null ~ 017 0o17 0x1F 12:30 1_000 1.10 1e3 .inf .nan +8613800138000 =
?a a#b << a@b 2026-09-14 2026-13-45 2026-09-14T08:58:00+08:00"""


@pytest.mark.parametrize("written", [*TWISTED.split(), "9" * 5000])
def test_every_scalar_is_text(written):
    assert value_of(written) == written


def test_the_shapes_of_values():
    text = (
        "a: 'it''s'\nb: \"\\u4e2d\\n\"\nc: |\n  x\n  y\nd: >-\n  x\n  y\ne:\n- 1\n- [2, {f: 3}]\ng:\n  h: i\n"
    )
    held, findings = read(text)
    assert not findings
    assert held == {
        "a": "it's",
        "b": "中\n",
        "c": "x\ny\n",
        "d": "x y",
        "e": ["1", ["2", {"f": "3"}]],
        "g": {"h": "i"},
    }


def test_where_things_stand():
    root, _ = yaml.read("# 注释\na: '登录'\nb:\n  - x\n", "a.yaml")
    (_, a), (_, b) = root.pairs
    assert (a.start, a.end, a.line, a.column, a.style) == (8, 12, 1, 3, "'")
    assert (b.line, b.column, b.flow) == (3, 2, False)
    assert root.get("c") is None


def test_places_count_characters_in_crlf_files_too():
    root, _ = yaml.read("a: 登录\r\nb: x\r\n", "a.yaml")
    assert root.get("b").start == 10
    assert root.get("a").end == 5


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n"])
def test_nothing(text):
    assert read(text) == (None, [])


REFUSED = {
    "python object": ("a: !!python/object/apply:os.system [echo]\n", ["1:4: F006"]),
    "python name": ("a: !!python/name:os.system\n", ["1:4: F006"]),
    "own tag": ("a: !secret x\n", ["1:4: F006"]),
    "tag of the standard": ("a: !!str 1\n", ["1:4: F006"]),
    "anchor": ("a: &x 1\n", ["1:4: F006"]),
    "alias": ("a: &x 1\nb: *x\n", ["1:4: F006", "2:4: F006"]),
    "a list that holds itself": ("a: &a [*a]\n", ["1:4: F006", "1:8: F006"]),
    "merge key": ("a: 1\n<<: {b: 2}\n", ["2:1: F006"]),
    "a list as a key": ("? [a, b]\n: 1\n", ["1:3: F006"]),
    "a mapping as a key": ("{a: b}: 1\n", ["1:1: F006"]),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", ["3:1: F005"]),
    "duplicate key in quotes": ("a: 1\n'a': 3\n", ["2:1: F005"]),
    "duplicate key far inside": ("a:\n  - {b: 1, b: 2}\n", ["2:12: F005"]),
    "directive": ("%YAML 1.1\n---\na: 1\n", ["1:1: F006"]),
    "tag directive": ("%TAG ! tag:x,2000:\n---\na: 1\n", ["1:1: F006"]),
    "two documents": ("a: 1\n---\nb: 2\n", ["2:1: F006"]),
    "tab": ("a:\n\t- b\n", ["2:1: F004"]),
    "open quote": ("a: 'b\n", ["2:1: F004"]),
    "open bracket": ("a: [b\nc: d\n", ["2:2: F004"]),
    "colon in a value": ("a: b: c\n", ["1:5: F004"]),
    "reserved character": ("a: @b\n", ["1:4: F004"]),
    "escape of nothing": ('a: "\\q"\n', ["1:5: F004"]),
    "half a surrogate pair": ('a: "\\ud800"\n', ["1:7: F004"]),
    "NUL": ("a: b\0\n", ["1:5: F013"]),
    "escape": ("a: b\nc: \x1b\n", ["2:4: F013"]),
    "lone carriage return": ("a: b\rc: d\n", ["1:5: F013"]),
    "next line": ("a: b\x85\n", ["1:5: F013"]),
    "line separator": ("a: b\u2028c: d\n", ["1:5: F013"]),
    "noncharacter": ("a: \uffff\n", ["1:4: F013"]),
    "lone surrogate": ("a: \ud800\n", ["1:4: F013"]),
    "deep flow": ("[" * 100_000, ["1:22: F009"]),
    "deep block": ("- " * 40_000, ["1:43: F009"]),
    "deep mapping": ("".join(f"{' ' * depth}a:\n" for depth in range(40)), ["21:21: F009"]),
    "too many nodes": ("a: [" + "1," * 6_000 + "]\n", ["1:9999: F016"]),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_and_where(text, expected):
    assert read(text)[1] == expected


def test_every_fault_is_told_at_once():
    text = "a: &x 1\na: !t 2\n<<: *x\nb: c\n"
    held, findings = read(text)
    assert findings == ["1:4: F006", "2:4: F006", "2:1: F005", "3:5: F006", "3:1: F006"]
    assert held == {"a": "1", "b": "c"}


def test_faults_before_a_syntax_error_are_told_too():
    assert read("a: &x 1\nb: 'open\n") == (None, ["1:4: F006", "3:1: F004"])


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"k{n}: &{n} [" + "*a," * 9 + "]\n" for n in range(8)),
        "[" * 1_000_000,
        "- " * 500_000,
        "{a: " * 100_000,
        "a: b\n" * 50_000,
        "\n" * 1_000_000,
        "a: " + "x" * 1_000_000,
        "? " * 100_000,
    ],
    ids=["bomb", "brackets", "dashes", "braces", "duplicates", "newlines", "long", "keys"],
)
def test_a_monster_is_quick(text):
    before = time.perf_counter()
    yaml.read(text, "a.yaml")
    assert time.perf_counter() - before < 2


@given(st.one_of(ANY_TEXT, st.text(st.sampled_from("a:- \n[]{}'\"#&*!|>%@?,\\\t1~"), max_size=60)))
def test_reading_never_raises(text):
    yaml.read(text, "a.yaml")


@given(LINES, st.sampled_from(["", "'", '"', "|"]), st.booleans())
def test_a_written_value_is_one_line_and_reads_back(value, like, flow):
    written = yaml.scalar(value, like=like, flow=flow)
    assert "\n" not in written
    source = f"a: [{written}, {written}] # x\n" if flow else f"a: {written} # x\nb: c\n"
    held, findings = read(source)
    assert findings == []
    assert held["a"] == ([value, value] if flow else value)


@given(LINES)
def test_other_programs_take_a_written_value_for_the_same_text(value):
    assert pyyaml.safe_load(f"a: {yaml.scalar(value)}\n") == {"a": value}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("login", "login"),
        ("登录页报 500 错误", "登录页报 500 错误"),
        ("no", "'no'"),
        ("1.10", "'1.10'"),
        ("", "''"),
        ("a: b", "'a: b'"),
        ("a:b", "a:b"),
        ("it's", "'it''s'"),
        ("a #b", "'a #b'"),
        ("<b>", '"\\u003cb>"'),
        ("a\u200db", '"a\\u200db"'),
        ("👍", "'👍'"),
    ],
)
def test_quotes_only_where_they_are_needed(value, written):
    assert yaml.scalar(value) == written


def test_the_quote_that_stood_there_stays():
    assert yaml.scalar("a", like='"') == '"a"'
    assert yaml.scalar("a", like="'") == "'a'"
    assert yaml.scalar("\x1b", like="'") == '"\\u001b"'
    assert yaml.scalar("https://x", flow=True) == "'https://x'"
