import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.folding import stretches
from supportctl.domain.forms import forms, stem
from supportctl.domain.tokens import fold, is_gap, is_letter, is_unspaced, runs, tokens

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CHINESE = st.text(st.sampled_from("登录失败数据库々〇ガｶﾞ한ＡＢab1 ，。\n㍿ﬁ神"), max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("登录失败", "登录 录失 失败 败"),
        ("登", "登"),
        ("登录，失败", "登录 录 失败 败"),
        ("登录login失败", "登录 录 login 失败 败"),
        ("登录页报500错误", "登录 录页 页报 报 500 错误 误"),
        ("ＬＯＧＩＮ　Ｐ１", "login p1"),
        ("conn_timeout ORA-00942 5.2.1", "conn timeout ora 00942 5 2 1"),
        ("Café Łódź STRASSE straße e\u0301te\u0301", "cafe lodz strasse strasse ete"),
        ("ｶﾞｲﾄﾞ", "ガイ イド ド"),
        ("로그인 오류", "로그 그인 인 오류 류"),
        ("Йод", "йод"),
        ("？！… -> 👍", ""),
        ("", ""),
    ],
)
def test_tokens(text, expected):
    assert " ".join(tokens(text)) == expected


@given(ANYTHING)
def test_folding_is_done_once(text):
    assert fold(fold(text)) == fold(text)


@given(CHINESE)
def test_chinese_folds_as_unicode_says(text):
    assert fold(text) == unicodedata.normalize("NFKC", text).casefold()


@given(ANYTHING | CHINESE)
def test_short_texts_are_cut_as_long_ones_are(text):
    cut = [(run.text, run.unspaced) for run in runs(text)]
    assert cut == [(unspaced or word, bool(unspaced)) for unspaced, word in stretches(fold(text))]
    assert [(run.text, run.unspaced) for run in runs(f"{text} " * 90)] == cut * 90


def test_every_character_is_one_of_three_kinds_and_cut_as_such():
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        sign = chr(code)
        kinds = (is_unspaced(sign), is_letter(sign), is_gap(sign))
        assert sum(kinds) == 1, hex(code)
        assert stretches(sign) == ([(sign, "")] if kinds[0] else [("", sign)] if kinds[1] else []), hex(code)


def test_han_folds_to_itself():
    for code in range(0x4E00, 0xA000):
        sign = chr(code)
        assert fold(sign) == unicodedata.normalize("NFKC", sign).casefold() == sign
        assert unicodedata.normalize("NFD", sign) == sign


@given(ANYTHING | CHINESE)
def test_tokens_survive_the_index(text):
    """FTS5 splits at ASCII punctuation and spaces, and knows no token of ours that has one."""
    for token in tokens(text):
        assert token
        assert all(sign.isalnum() for sign in token if sign.isascii())
        assert token != "¶"


@given(CHINESE)
def test_every_chinese_character_opens_one_token(text):
    unspaced = sum(len(run.text) for run in runs(text) if run.unspaced)
    words = sum(1 for run in runs(text) if not run.unspaced)
    assert len(tokens(text)) == unspaced + words


@pytest.mark.parametrize(
    "family",
    [
        "error errors",
        "cache caches cached caching",
        "query queries queried querying",
        "cookie cookies",
        "log logs logged logging",
        "release releases released releasing",
        "process processes processed processing",
        "status statuses",
        "match matches matched matching",
        "database databases",
        "fail fails failed failing",
        "setting settings",
        "exceed exceeds exceeded exceeding",
    ],
)
def test_a_family_shares_its_stem(family):
    assert len({stem(word) for word in family.split()}) == 1, {w: stem(w) for w in family.split()}


@pytest.mark.parametrize(
    "pair", ["need nee", "string str", "access acces", "status statu", "p1s p1", "file fill"]
)
def test_other_words_stay_apart(pair):
    one, other = pair.split()
    assert stem(one) != stem(other)


ENDINGS = ["", "s", "e", "es", "ed", "eds", "ing", "ings", "y", "ies", "ied", "ee", "ss"]
WORD = st.builds(
    lambda base, double, ending: base + base[-1] * double + ending,
    st.text(st.sampled_from("aeioysdnlgb"), min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from(ENDINGS),
)


@given(WORD, st.lists(WORD, max_size=40))
def test_forms_are_all_words_of_the_same_stem(word, others):
    known = forms(word)
    assert word in known
    assert {stem(form) for form in known} == {stem(word)}
    for other in others:
        assert (stem(other) == stem(word)) == (other in known), other


@given(
    st.text(st.sampled_from("aeosnd"), min_size=1, max_size=2),
    st.sampled_from(ENDINGS),
    st.sampled_from(ENDINGS),
)
def test_forms_find_each_other(base, one, other):
    if stem(base + one) == stem(base + other):
        assert base + other in forms(base + one)


@given(ANYTHING | CHINESE)
def test_the_tokens_of_a_text_are_those_of_its_runs(text):
    assert tokens(text) == [token for run in runs(text) for token in run.tokens]
