import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportctl.domain.article import SECTIONS
from supportctl.store import articles
from tests.support.articles import ARTICLES, BODIES, PATH, text_of
from tests.support.git import put


def read(text, path=PATH):
    return articles.read(text if isinstance(text, bytes) else text.encode(), path)


def told(text, path=PATH) -> list[str]:
    return [f"{finding.line}: {finding.code}" for finding in read(text, path).findings]


UNHURRIED = [HealthCheck.too_slow]  # the alphabet of all of Unicode is built while the first example is drawn


@given(ARTICLES)
@settings(suppress_health_check=UNHURRIED)
def test_what_is_written_is_read(one):
    reading = read(articles.dump(one))
    assert reading.article == one
    assert [finding for finding in reading.findings if finding.is_error] == []


@given(ARTICLES, st.sampled_from(list(SECTIONS)), BODIES, st.booleans())
@settings(max_examples=200, suppress_health_check=UNHURRIED)
def test_a_section_is_replaced_and_no_other_touched(one, name, body, crlf):
    text = articles.dump(one).decode()
    if crlf:
        text = text.replace("\n", "\r\n")
    new = articles.with_section(text, one.path, name, body)
    expected = {**one.sections, name: body.strip("\n")}
    expected = {key: value for key, value in expected.items() if value.strip()}
    assert read(new).article.sections == expected
    assert read(new).article.fields == one.fields
    assert articles.with_section(new, one.path, name, body) == new


def test_a_missing_section_takes_its_place():
    text = text_of().replace("## 环境\n\ncrm 5.2.1\n\n", "")
    new = articles.with_section(text, PATH, "environment", "crm 5.2.2")
    assert [line for line in new.split("\n") if line.startswith("## ")] == [
        "## 现象",
        "## 环境",
        "## 原因",
        "## 解决办法",
    ]


def test_the_file_looks_like_this():
    assert text_of(product="crm", versions=("5.2.1",)) == (
        "---\nschema: 1\nid: KB-20260914-A1B2C\ntitle: 登录后页面空白\nstatus: draft\naudience: internal\n"
        "language: zh\nproduct: crm\nversions:\n  - '5.2.1'\n---\n\n"
        "## 现象\n\n登录成功，页面空白。\n\n## 环境\n\ncrm 5.2.1\n\n## 原因\n\n## 解决办法\n\n清除会话。\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("status: draft", "status: published", ["5: S103"]),
        ("title: 登录后页面空白\n", "", ["1: S101"]),
        ("audience: internal", "audience: [internal]", ["6: S102"]),
        ("language: zh", "language: zh\nlanguage: en", ["8: F005"]),
        ("language: zh", "language: zh\nlangauge: en", []),
        ("language: zh", "language: zh\nprodukt: crm", ["8: S104"]),
        ("schema: 1", "schema: 2", ["2: S110"]),
        ("KB-20260914-A1B2C", "KB-20260914-A1B2D", ["1: F010"]),
        ("KB-20260914-A1B2C", "T-20260914-A1B2C", ["3: S122"]),
        ("## 环境", "## Symptom", ["14: S120"]),
        ("清除会话。", "\x1b[31m", ["22: F013"]),
        ("language: zh", "language: zh\nreviewed: yesterday", ["8: S105"]),
        ("## 环境", "## Timeline", []),
    ],
)
def test_every_fault_has_its_code(old, new, expected):
    assert old in text_of()
    assert told(text_of().replace(old, new, 1)) == expected


def test_all_articles_of_a_desk_and_what_is_none(tmp_path):
    put(tmp_path / PATH, text_of())
    put(tmp_path / "kb/KB-20260914-A1B2D.md", text_of("KB-20260914-A1B2D"))
    put(tmp_path / "kb/notes.md", "x")
    put(tmp_path / "kb/README.md", "x")
    put(tmp_path / "kb/KB-20260914-A1B2E.md", b"\xff")
    (tmp_path / "kb/KB-20260914-A1B2F.md").symlink_to("/etc/passwd")
    library = articles.library(tmp_path)
    assert list(library.articles) == ["KB-20260914-A1B2C", "KB-20260914-A1B2D"]
    assert sorted(f"{finding.path} {finding.code}" for finding in library.findings) == [
        "kb/KB-20260914-A1B2E.md F001",
        "kb/KB-20260914-A1B2F.md F008",
        "kb/notes.md K701",
    ]


def test_no_folder_is_no_article(tmp_path):
    assert articles.library(tmp_path).articles == {}
