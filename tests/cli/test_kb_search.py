"""`supportctl kb search` as people use it."""

import json

import pytest

from tests.support.articles import ID, PATH, text_of
from tests.support.git import git, put


@pytest.fixture
def article(desk):
    sections = {
        "symptom": "登录成功，页面空白。",
        "environment": "crm 5.2.1",
        "resolution": "清除 Redis 会话。",
    }
    put(desk / PATH, text_of(sections=sections, product="crm"))
    git(desk, "add", "-A")
    git(desk, "commit", "-q", "-m", "an article")
    return ID


def test_in_a_pipe_it_is_tabs(run, article):
    assert run("kb", "search", "页面空白").out == f"{article}\tdraft\t登录后页面空白\t登录成功，页面空白。\n"


def test_on_a_terminal_the_words_are_marked(run, article):
    shown = run("kb", "search", "redis", terminal=True, stdin="")
    assert article in shown.out
    assert "清除 \x1b[1mRedis\x1b[0m 会话。" in shown.out


def test_for_a_program_it_is_json(run, article):
    document = json.loads(run("kb", "search", "空白", "--json").out)
    assert document["schema"] == "supportctl.article-hits/1"
    (hit,) = document["items"]
    assert (hit["id"], hit["title_spans"], hit["line"]) == (article, [[5, 7]], "登录成功，页面空白。")
    start, end = hit["spans"][0]
    assert hit["line"][start:end] == "空白"


def test_a_wrong_letter_is_told_in_both_languages(run, article):
    assert "did you mean redis?" in run("kb", "search", "redas").err
    assert "是不是想用 redis？" in run("kb", "search", "redas", "--lang", "zh").err


def test_nothing_found_is_said(run, article):
    missing = run("kb", "search", "量子")
    assert (missing.code, missing.out) == (0, "")
    assert "no article matches 量子" in missing.err


@pytest.mark.parametrize(
    "query", ["x" * 300, " ".join("abcdefghijklmnopqrstuvwxyz" * 2), "。", "( ) * ~ ^ [a TO z]"]
)
def test_odd_queries_end_in_an_answer_or_a_refusal(run, article, query):
    assert run("kb", "search", "--", query).code in (0, 2)


def test_a_broken_article_hides_no_other(run, desk, article):
    put(desk / "kb/KB-20260914-A1B2E.md", b"\xff")
    answer = run("kb", "search", "空白")
    assert answer.code == 5
    assert answer.out.startswith(article)
    assert "F001" in answer.err
