"""Articles beside each other under `check`: twins, old translations, vague environments."""

import pytest

from tests.support.articles import WHOLE, text_of
from tests.support.git import git, put

ONE, TWO, THREE = "KB-20260914-00001", "KB-20260915-00002", "KB-20260916-00003"
NAMES = {"one": ONE, "two": TWO, "three": THREE}
ENGLISH = {"symptom": "The page is blank.", "environment": "crm 5.2.1", "resolution": "Clear the session."}


@pytest.fixture
def commit(desk):
    def put_all(**texts):
        for name, text in texts.items():
            put(desk / f"kb/{NAMES[name]}.md", text)
        git(desk, "add", "-A")
        git(desk, "commit", "-q", "-m", "x")

    return put_all


@pytest.fixture
def found(run):
    def check(*words):
        lines = run("check", *words).out.splitlines()
        return [(line[3:].partition(".")[0], line.split()[1]) for line in lines if line.startswith("kb/")]

    return check


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("登录后页面空白。", [(TWO, "K710")]),
        ("用户登录后页面空白", [(TWO, "K710")]),
        ("登录后菜单不显示", []),
    ],
)
def test_the_younger_of_two_twins_is_told_of(commit, found, title, expected):
    commit(one=text_of(ONE), two=text_of(TWO, title=title))
    assert found() == expected


def test_an_archived_twin_and_another_language_are_none(commit, found):
    english = text_of(TWO, title="登录后页面空白", language="en", sections=ENGLISH)
    commit(one=text_of(ONE), two=english, three=text_of(THREE, status="archived"))
    assert found() == []


def test_the_elder_is_told_of_where_only_it_is_looked_at(commit, found):
    commit(one=text_of(ONE), two=text_of(TWO))
    assert found(f"kb/{ONE}.md") == [(ONE, "K710")]


def test_a_twin_on_purpose_can_say_so(commit, found):
    told = "<!-- supportctl: ignore K710 another product, the same words -->\n"
    commit(one=text_of(ONE), two=f"{text_of(TWO)}\n{told}")
    assert found() == []


@pytest.fixture
def translated(commit):
    translation = text_of(TWO, title="Blank page", language="en", translation_of=ONE, sections=ENGLISH)
    commit(one=text_of(ONE), two=translation)
    return translation


def test_a_translation_older_than_its_original_is_named(commit, found, translated):
    assert found() == []
    commit(one=text_of(ONE, sections={**WHOLE, "resolution": "清除会话并重启。"}))
    assert found() == [(TWO, "K711")]
    commit(two=translated.replace("Clear the session.", "Clear the session and restart."))
    assert found() == []


def test_what_a_translation_need_not_follow(commit, found, translated):
    commit(one=text_of(ONE, flag="第三步不对", tags=("会话",)))
    assert found() == []


def test_a_translation_being_edited_is_not_told_of(desk, commit, found, translated):
    commit(one=text_of(ONE, sections={**WHOLE, "resolution": "清除会话并重启。"}))
    put(desk / f"kb/{TWO}.md", translated.replace("Clear", "Clear all of"))
    assert found() == []


@pytest.mark.parametrize(
    ("environment", "versions", "expected"),
    [
        ("CRM 5.2.1，Oracle 19c", (), []),
        ("CRM 最新版", (), ["K708"]),
        ("CRM, latest version, Oracle 19c", (), ["K708"]),
        ("CRM 当前版本", ("5.2.1",), ["K708"]),
        ("CRM 接 Oracle", (), ["K709"]),
        ("CRM 接 Oracle", ("5.2.1",), []),
    ],
)
def test_an_environment_is_precise(commit, found, environment, versions, expected):
    commit(one=text_of(ONE, sections={**WHOLE, "environment": environment}, versions=versions))
    assert [code for _, code in found()] == expected


@pytest.mark.parametrize(
    ("symptom", "expected"),
    [
        ("澜渡冷链物流升级后无法登录。", ["K712"]),
        ("After the upgrade at LANDU COLD CHAIN nobody can log in.", ["K712"]),
        ("欧阳晓梅反馈页面空白。", ["K712"]),
        ("到了高峰时段页面空白。", []),
        ("landu 产品线的页面空白。", []),
    ],
)
def test_no_customer_is_named(commit, desk, found, symptom, expected):
    people = "  one: {name: 欧阳晓梅}\n  two: {name: 高峰}\n"
    put(desk / "customers/landu.yaml", f"name: 澜渡冷链物流\nname_en: Landu Cold Chain\ncontacts:\n{people}")
    commit(one=text_of(ONE, sections={**WHOLE, "symptom": symptom}))
    assert [code for _, code in found()] == expected
