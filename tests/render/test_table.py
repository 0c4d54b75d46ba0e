import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.text import HOSTILE, width
from supportctl.render.colour import Role
from supportctl.render.json_lines import json_document, json_lines
from supportctl.render.lines import csv_lines, inline, markdown, tsv
from supportctl.render.table import Column, table
from supportctl.render.words import Words

COLUMNS = (
    Column(key="id", header="ID"),
    Column(
        key="priority",
        header="Priority",
        role=lambda row: Role.BAD if row["priority"] == "P1" else Role.PLAIN,
    ),
    Column(key="title", header="Title", shrinks=True),
    Column(key="count", header="Messages", right=True),
)
ROWS = (
    {"id": "7F3K2", "priority": "P1", "title": "登录页报 500 错误,刷新后仍然如此", "count": 12},
    {"id": "9QXA1", "priority": "P3", "title": "Printer offline", "count": 3},
)
TITLES = st.text(st.characters(), max_size=30)
ENGLISH = Words()


def drawn(rows=ROWS, *, colour=False, screen=80, columns=COLUMNS):
    return list(table(columns, rows, words=ENGLISH, colour=colour, screen=screen))


def one(title):
    return [{"id": "A", "priority": "P2", "title": title, "count": 1}]


def test_columns_line_up_by_display_width():
    assert drawn() == [
        "ID     Priority  Title                             Messages",
        "7F3K2  P1        登录页报 500 错误,刷新后仍然如此        12",
        "9QXA1  P3        Printer offline                          3",
    ]


def test_only_the_title_shrinks_and_the_cut_is_marked():
    lines = drawn(screen=44)
    assert lines[1] == "7F3K2  P1        登录页报 500 错…         12"
    assert {width(line) for line in lines} == {44}


def test_a_narrow_screen_drops_no_column():
    assert drawn(screen=10)[2].split() == ["9QXA1", "P3", "Printer", "off…", "3"]


def test_colour_is_never_the_only_signal():
    painted = drawn(colour=True)
    assert "\x1b[31mP1\x1b[0m" in painted[1]
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in painted] == drawn()


def test_no_rows_print_no_header():
    assert drawn(()) == []


def test_a_column_may_say_its_value_in_other_words_to_people_only():
    columns = (Column(key="count", header="Messages", text=lambda row: f"{row['count']} messages"),)
    assert drawn(columns=columns)[1] == "12 messages"
    assert list(tsv(columns, ROWS)) == ["12", "3"]


@given(TITLES)
def test_no_hostile_character_reaches_a_table_or_a_program(title):
    rows = one(title)
    forms = [drawn(rows), tsv(COLUMNS, rows), json_lines(rows), json_document("t", rows)]
    forms += [markdown(COLUMNS, rows, words=ENGLISH)]
    for line in (line for form in forms for line in form):
        assert not HOSTILE.search(line.replace("\t", "")), line


@given(TITLES, TITLES)
def test_tsv_is_one_row_a_line_and_one_tab_between_columns(first, second):
    lines = list(tsv(COLUMNS, [*one(first), *one(second)]))
    assert [line.count("\t") for line in lines] == [3, 3]
    assert len("\n".join(lines).splitlines()) == 2


@given(TITLES)
def test_json_gives_back_the_very_value(title):
    document = json.loads("\n".join(json_document("tickets", one(title))))
    assert document == {"schema": "supportctl.tickets/1", "items": one(title)}
    assert [json.loads(line) for line in json_lines(one(title))] == one(title)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_document_prints_one_item_a_line(count):
    lines = list(json_document("tickets", ROWS[:count]))
    assert len(lines) == count + 2
    assert json.loads("".join(lines))["items"] == list(ROWS[:count])


def test_json_keeps_chinese_readable():
    assert '"title": "登录页报 500 错误' in next(json_lines(ROWS))


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "＝1+1", "＋1", "－1", "＠a"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_runs_no_formula(formula):
    assert csv_cell(formula).startswith("'")


def csv_cell(value):
    lines = "\n".join(csv_lines(COLUMNS, one(value)))
    header, row = csv.reader(io.StringIO(lines, newline=""))
    assert header == ["id", "priority", "title", "count"]
    return row[2]


@given(TITLES)
def test_csv_can_be_read_back_and_never_begins_a_formula(title):
    cell = csv_cell(title)
    assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert not HOSTILE.search(cell.replace("\t", "").replace("\n", ""))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        ("a\nb", "a\nb"),
        ('say "no"', 'say "no"'),
        (None, ""),
        (True, "true"),
        (["a", "b"], "a,b"),
        ({"k": 1}, "k=1"),
    ],
    ids=repr,
)
def test_csv_keeps_numbers_lines_and_lists(value, cell):
    assert csv_cell(value) == cell


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("<script>", r"\<script\>"),
        ("[x](http://e)", r"\[x\](http://e)"),
        ("in_progress", r"in\_progress"),
        ("ask @bob about #12", "ask @<!-- -->bob about #<!-- -->12"),
        ("a\nb", "a<br>b"),
        ("&amp;", r"\&amp;"),
    ],
)
def test_markdown_shows_text_literally(text, written):
    assert inline(text) == written


def test_markdown_table():
    assert list(markdown(COLUMNS, ROWS[1:], words=ENGLISH)) == [
        "| ID | Priority | Title | Messages |",
        "| --- | --- | --- | --: |",
        "| 9QXA1 | P3 | Printer offline | 3 |",
    ]
