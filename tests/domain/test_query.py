import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.query.parse import MOST_TERMS, parse
from supportctl.domain.query.scan import LONGEST
from supportctl.domain.query.tree import Filter, Not, Operand, Or, Query, Sort
from supportctl.domain.query.views import View, by_name, merged
from supportctl.domain.query.words import Words
from supportctl.errors.command import BadQuery

STATUSES = ("new", "accepted", "waiting_customer", "verifying", "closed")


def written(text: str) -> str:
    return str(parse(text, STATUSES))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", ""),
        ("  登录   timeout ", "登录 timeout"),
        ("is:open status:new,closed", "is:open status:new,closed"),
        ("STATUS:New Priority:p1", "status:new priority:P1"),
        ("-tag:spam -(a b)", "-tag:spam -(a b)"),
        ("--a -(-b)", "a b"),
        ("priority:<=P2 priority:P1..P3", "priority:<=P2 priority:P1..P3"),
        ("received:>-7d received:2026-09 eta:..tomorrow", "received:>-7d received:2026-09 eta:..tomorrow"),
        ('eta:<"last friday"', 'eta:<"last friday"'),
        ("no:assignee has:tags,eta", "no:assignee has:tag,eta"),
        ("assignee:@me customer:ACME*", "assignee:@me customer:acme*"),
        ('title:登录,"log in" body:log*', '(title:登录 or title:"log in") body:log*'),
        ("a or b c OR (d or e)", "a or b c or d or e"),
        ("a (b or c)", "a (b or c)"),
        ("a and b AND c", "a b c"),
        ("sort:due,-priority a", "a sort:due,-priority"),
        ("(a or b) sort:eta", "(a or b) sort:eta"),
        ('"connection refused" "a*" b* "c d"*', '"connection refused" "a*" b* "c d"*'),
        ("http://x.y/z?a=1 Error: 12:30 登录：失败", "http://x.y/z?a=1 Error: 12:30 登录:失败"),
        ("product:“My CRM” version:'5.2'", "product:\"My CRM\" version:'5.2'"),
        ('product:"x*" product:"a b"*', 'product:"x*" product:"a b"*'),
    ],
)
def test_a_query_in_its_canonical_form(text, canonical):
    top = written(text)
    assert top.removeprefix("(").removesuffix(")") == canonical.removeprefix("(").removesuffix(")")
    assert written(top) == top


@pytest.mark.parametrize(
    ("chinese", "ascii_twin"),
    [
        ("status：new，closed", "status:new,closed"),
        ("（登录 or 登陆）", "(登录 or 登陆)"),
        ("“登录 失败”", '"登录 失败"'),
        ("－tag:spam", "-tag:spam"),
        ("priority：＜＝P2", "priority:<=P2"),
        ("ｌｏｇ＊", "ｌｏｇ*"),
        ("assignee：＠me", "assignee:@me"),
        ("登录　timeout", "登录 timeout"),
    ],
)
def test_punctuation_of_a_chinese_keyboard(chinese, ascii_twin):
    assert parse(chinese, STATUSES) == parse(ascii_twin, STATUSES)


def test_what_a_query_is_made_of():
    query = parse('is:open -tag:a,b "x y" log* (登录 or title:z) sort:-eta', STATUSES)
    assert query == Query(
        (
            Filter("is", (Operand("=", "open"),)),
            Not(Filter("tag", (Operand("=", "a"), Operand("=", "b")))),
            Words("x y", quoted=True),
            Words("log", prefix=True),
            Or((Words("登录"), Words("z", column="title"))),
        ),
        (Sort("eta", descending=True),),
    )
    assert [words.text for words in query.wanted_words] == ["x y", "log", "登录", "z"]


@pytest.mark.parametrize(
    ("text", "caret", "reason", "way"),
    [
        ("prioritty:P1", 0, "there is no field prioritty", "did you mean priority?"),
        ("登录 qqq:x", 5, "there is no field qqq", "put quotes around it to search for it as text"),
        ("status:clsed", 7, "status: clsed is not one of new, accepted, ", "did you mean closed?"),
        ("登录 priority:P9", 14, "priority: P9 is not one of P1, P2, P3, P4", ""),
        ("is:opne", 3, "is: opne is not one of ", "did you mean open?"),
        ("no:asignee", 3, "no: asignee is not one of ", "did you mean assignee?"),
        ("sort:-priorty", 6, "nothing is sorted by priorty", "did you mean priority?"),
        ("eta:someday", 4, "someday is not a time", "try 2026"),
        ("customer:>acme", 9, "customer has no order", ""),
        ("customer:", 9, "a value is missing here", ""),
        ("tag:a,", 6, "a value is missing here", ""),
        ("eta:..", 4, "a range has at least one end", ""),
        ("a (b c", 2, "this bracket is never closed", ""),
        ("a b) c", 3, "nothing opened this bracket", ""),
        ("a ()", 2, "there is no condition between", ""),
        ('a "b', 2, "this quotation mark is never closed", ""),
        ("a or", 2, "or has nothing on one side", ""),
        ("or a", 0, "or has nothing on one side", ""),
        ("a or or b", 5, "or has nothing on one side", ""),
        ("a -", 2, "there is nothing to search for", ""),
        ("a -or b", 2, "there is nothing to search for", ""),
        ("a ？？", 2, "there is no letter and no digit", ""),
        ("-sort:eta", 0, "this cannot be negated", ""),
        ("(sort:eta)", 0, "sort stands outside of brackets", ""),
        ("(" * 30 + "a" + ")" * 30, 16, "brackets are nested more than 16 deep", ""),
        ("a \udc80", 2, "this is not a character", ""),
    ],
)
def test_a_refusal_points_at_the_character(text, caret, reason, way):
    with pytest.raises(BadQuery) as refused:
        parse(text, STATUSES)
    error = refused.value
    assert str(error).startswith(f"the query is not understood: {reason}")
    assert str(error.way_out).startswith(way or "supportctl search --help")
    assert str(error.details[1]) == " " * caret + "^"
    assert error.exit_code == 2


def test_the_caret_stands_under_wide_characters():
    with pytest.raises(BadQuery) as refused:
        parse("登录 nosuch:x", STATUSES)
    assert [str(line) for line in refused.value.details] == ["登录 nosuch:x", "     ^"]


@pytest.mark.parametrize(
    "text",
    ["x" * (LONGEST + 1), "(" * LONGEST, "-" * LONGEST, "a " * (MOST_TERMS + 1), "tag:" + "a," * 60 + "a"],
)
def test_too_much_is_refused(text):
    with pytest.raises(BadQuery):
        parse(text, STATUSES)


def test_as_much_as_allowed_is_taken():
    assert len(parse("a " * MOST_TERMS).parts) == MOST_TERMS
    assert written("-" * (LONGEST - 1) + "a") == "-a"


# --- saved views -------------------------------------------------------------------------------

VIEWS = {
    "mine": "assignee:@me is:live sort:due",
    "我的": "assignee:@me",
    "any": "is:open or no:assignee",
    "both": "@mine @any",
    "loop": "@loop",
    "bad": "is:opne",
    "order": "sort:eta",
}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("@mine", "assignee:@me is:live sort:due"),
        ("＠MINE priority:P1", "assignee:@me is:live priority:P1 sort:due"),
        ("@我的 登录", "assignee:@me 登录"),
        ("@mine sort:-eta", "assignee:@me is:live sort:-eta"),
        ("-@mine", "-(assignee:@me is:live) sort:due"),
        ("@any tag:a", "(is:open or no:assignee) tag:a"),
        ("@mine or @any", "assignee:@me is:live or is:open or no:assignee sort:due"),
        ("@both", "assignee:@me is:live (is:open or no:assignee) sort:due"),
        ("@order x", "x sort:eta"),
        ("assignee:@mine", "assignee:@mine"),
    ],
)
def test_a_view_is_what_it_stands_for(text, meaning):
    assert parse(text, STATUSES, VIEWS) == parse(meaning, STATUSES)


@pytest.mark.parametrize(
    ("text", "reason", "way"),
    [
        ("a @mien", "there is no view @mien", "did you mean @mine?"),
        ("@example.com", "there is no view @example.com", "put quotes around it"),
        ("@loop", "in the view @loop: there is no view @loop", ""),
        ("@bad", "in the view @bad: is: opne is not one of", "did you mean open?"),
        ("@", "a value is missing here", ""),
        ("-@order", "this cannot be negated", ""),
        (" ".join(["@mine"] * 20), "it has more than 32 terms", ""),
    ],
)
def test_a_view_that_is_not_understood(text, reason, way):
    with pytest.raises(BadQuery) as refused:
        parse(text, STATUSES, VIEWS)
    assert str(refused.value).startswith(f"the query is not understood: {reason}")
    assert str(refused.value.way_out).startswith(way)


def test_every_view_that_comes_along_is_understood():
    names = by_name(merged({}))
    assert {"mine", "我的", "late", "超时"} <= set(names)
    for name in names:
        assert parse(f"@{name}", STATUSES, names).parts, name


def test_a_desk_replaces_a_view_and_its_second_name():
    own = {"late": View("late", "is:open", own=True), "vip": View("vip", "customer:acme", own=True)}
    names = by_name(merged(own))
    assert (names["late"], names["vip"]) == ("is:open", "customer:acme")
    assert [view.name for view in merged(own)].count("late") == 1


def test_what_a_query_asks_for():
    query = parse("-(sla:at_risk or x) due:<today sort:-eta", STATUSES)
    assert str(query) == "-(sla:at-risk or x) due:<today sort:-eta"
    assert query.names == {"sla", "due", "eta"}
    assert parse('assignee:bob,@me "a"').asks_for_me
    assert not parse('"@me"').asks_for_me


SIGNS = 'ab登录-()",:*<>=.@ ：，（）“”－＊　…㎏ﬁ\n'
SNIPPETS = """
 or # and # sort:#-sort:eta#is:open#status:#priority:#P1#eta:#-7d#..#title:#body:#tag:#no:#has:
#sla:#breached#due:#@mine#@#id:#customer:#product:#version:#@me#2026-09#http://#x:#>=#"a b"
"""
PARTS = st.sampled_from([*SIGNS, *SNIPPETS.replace("\n", "").split("#")])


@given(st.lists(PARTS, max_size=14).map("".join) | st.text(max_size=40))
def test_whatever_is_understood_prints_back_to_itself(text):
    try:
        query = parse(text, STATUSES)
    except BadQuery:
        return
    assert parse(str(query), STATUSES) == query, str(query)


@given(st.text(st.sampled_from('(-"a ):or'), max_size=300))
def test_no_query_goes_too_deep(text):
    with contextlib.suppress(BadQuery):
        parse(text)
