"""Articles under `check`: each rule alone, and the text beside it that breaks none."""

import pytest

from tests.support.articles import ID, PATH, text_of
from tests.support.git import git, put

GONE = "KB-20260101-00000"


@pytest.fixture
def checked(desk, run):
    def check(text: str, path: str = PATH) -> list[str]:
        put(desk / path, text)
        git(desk, "add", "-A")
        git(desk, "commit", "-q", "--allow-empty", "-m", "x")
        done = run("check")
        return [line.split()[1] for line in done.out.splitlines() if line.startswith("kb/")]

    return check


def test_a_whole_article_is_whole(checked):
    assert checked(text_of()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (text_of(sections={"symptom": "a"}), ["K702", "K702"]),
        (text_of(sections={}, status="wip"), []),
        (text_of(fix_owner="crm-dev"), ["K704"]),
        (text_of(translation_of=ID), ["K705"]),
        (text_of(translation_of=GONE), ["K706"]),
        (text_of().replace("清除会话。", f"见 {GONE}。"), ["K707"]),
        (text_of().replace("清除会话。", f"见 {ID}，以及 T-20269999-00000。"), []),
        (text_of().replace("status: draft", "status: published"), ["S103"]),
    ],
)
def test_what_is_wrong_is_found(checked, text, expected):
    assert checked(text) == expected


def test_personal_data_is_found_once(checked):
    assert checked(text_of().replace("清除会话。", "请联系 wang.wei@lanhai.com.cn。")) == ["K703"]


def test_a_wrong_name_is_found(checked):
    assert checked("x", "kb/notes.md") == ["K701"]
