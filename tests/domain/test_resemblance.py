"""Likeness: rare words count, common ones do not, and the reasons are words a reader knows."""

from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.resemblance import Candidate, compare


def scores(title, *texts, text=""):
    return [one.score for one in compare(title, text, [Candidate(text=one) for one in texts])]


def test_a_rare_word_counts_more_than_one_that_all_have():
    common, rare = "login page", "login page ORA-12170"
    one, two, three = scores("login ORA-12170", common, rare, common)
    assert two > one == three


def test_words_of_the_grammar_tell_nothing():
    assert scores("the page is in the log", "it is in the box") == [0.0]


def test_forms_of_a_word_are_one_word():
    assert scores("exporting reports", "export of a report")[0] > 0.5


def test_the_title_counts_more_than_the_text():
    one, two = scores("打印乱码", "打印乱码", "网络中断", text="网络中断")
    assert one > two > 0


def test_chinese_reasons_are_words_not_pairs():
    (one,) = compare("登录失败，页面空白", "", [Candidate(text="用户登录失败时")])
    assert one.words == ("登录失败",)


def test_the_same_error_outweighs_words():
    words = Candidate(text="connection pool is empty")
    error = Candidate(text="other words", same_error=True)
    first, second = compare("connection pool is empty", "", [words, error])
    assert second.score >= first.score or second.score >= 1.0


@given(st.text(max_size=40), st.text(max_size=80), st.lists(st.text(max_size=80), max_size=5))
def test_any_texts_compare(title, text, others):
    found = compare(title, text, [Candidate(text=one) for one in others])
    assert len(found) == len(others)
    assert all(one.score >= 0 for one in found)
