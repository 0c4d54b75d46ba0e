"""The knowledge index: what it finds, how it stays fresh, and whom it believes."""

import os
import pickle
import random
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportctl.domain.ids import path_of
from supportctl.store.knowledge import Knowledge
from tests.support.articles import text_of
from tests.support.git import put, scratch

TEXTS = {
    "KB-20260914-00001": (
        "登录后页面空白",
        "登录成功，但页面空白，控制台报 Session 超时。",
        "清除 Redis 会话缓存。",
    ),
    "KB-20260914-00002": (
        "Report export times out",
        "Exports stop with ORA-12170.",
        "Raise export.timeout to 600.",
    ),
    "KB-20260914-00003": (
        "数据库连接被拒绝",
        "日志里有 connection refused。",
        "检查 PostgreSQL 的 pg_hba.conf。",
    ),
    "KB-20260914-00004": (
        "Kubernetes 上的部署失败",
        "Pod 处于 Pending 状态。",
        "扩充节点的内存，再登录节点看日志。",
    ),
}


def write(top, identity, title, symptom, resolution, **fields):
    sections = {"symptom": symptom, "environment": "crm 5.2.1", "resolution": resolution}
    put(top / path_of(identity), text_of(identity, sections=sections, title=title, **fields))


@pytest.fixture
def desk(tmp_path):
    repository = scratch(tmp_path / "desk", {"supportctl.yaml": "version: 1\n"})
    for identity, texts in TEXTS.items():
        write(repository.top, identity, *texts)
    return repository


def found(desk, text, limit=10) -> list[str]:
    """The last digits of what is found, the best first."""
    knowledge = Knowledge.open(desk)
    knowledge.refresh()
    assert knowledge.note is None
    return [match.path[-4] for match in knowledge.search(text, limit=limit).matches]


def folder(desk):
    return desk.git_dir / "supportctl" / "knowledge"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("登录后页面空白", ["1"]),
        ("页面空白，控制台报", ["1"]),
        ("登录", ["1", "4"]),
        ("空白", ["1"]),
        ("ORA-12170", ["2"]),
        ("exporting reports", ["2"]),
        ("EXPORT Timeout", ["2"]),
        ("connection refused", ["3"]),
        ("postgresql", ["3"]),
        ("postgrexql", ["3"]),
        ("kubernetes", ["4"]),
        ("kuberbetes", ["4"]),
        ("pg_hba.conf", ["3"]),
        ("crm 5.2.1", ["1", "2", "3", "4"]),
        ("A1B2C", []),
        ("白", ["1"]),
    ],
)
def test_what_people_look_for_is_found(desk, query, expected):
    assert sorted(found(desk, query)) == expected


def test_the_title_weighs_more_than_the_symptom_and_that_more_than_the_rest(desk):
    write(desk.top, "KB-20260914-00005", "其他", "其他", "网关超时网关")
    write(desk.top, "KB-20260914-00006", "其他", "网关超时", "其他")
    write(desk.top, "KB-20260914-00007", "网关超时", "其他", "其他")
    assert found(desk, "网关超时") == ["7", "6", "5"]


def test_what_no_article_has_whole_is_found_by_its_parts(desk):
    knowledge = Knowledge.open(desk)
    answer = knowledge.search("客户说数据库连接不上被拒绝了", limit=5)
    assert not answer.whole
    assert answer.matches[0].path.endswith("00003.md")
    assert Knowledge.open(desk).search("量子计算", limit=5).matches == ()


def test_a_word_nobody_wrote_is_told(desk):
    answer = Knowledge.open(desk).search("kuberbetes 部署", limit=5)
    assert answer.meant == "kubernetes 部署"
    assert "kubernetes" in answer.marked
    assert Knowledge.open(desk).search("kubernetes", limit=5).meant == ""


def test_a_short_word_is_taken_as_it_is(desk):
    assert found(desk, "pot") == []


def test_no_phrase_reaches_across_two_sections(desk):
    assert not Knowledge.open(desk).search("超时清除", limit=5).whole
    assert Knowledge.open(desk).search("清除 Redis", limit=5).whole


def test_articles_like_a_text(desk):
    knowledge = Knowledge.open(desk)
    report = "客户昨天反映：登录进去以后是空白页面，浏览器里看到 session 超时"
    assert knowledge.like(report, limit=2)[0].path.endswith("00001.md")
    own = path_of("KB-20260914-00001")
    assert own not in [match.path for match in knowledge.like(report, limit=4, but=own)]
    assert knowledge.like("", limit=3) == ()


def test_it_follows_the_files_by_itself(desk):
    assert found(desk, "空白") == ["1"]
    write(desk.top, "KB-20260914-00005", "白屏", "白屏", "换浏览器")
    assert found(desk, "白屏") == ["5"]
    write(desk.top, "KB-20260914-00005", "黑屏", "黑屏", "换浏览器")
    assert (found(desk, "白屏"), found(desk, "黑屏")) == ([], ["5"])
    (desk.top / path_of("KB-20260914-00001")).unlink()
    assert found(desk, "空白") == []


def test_an_archived_article_is_not_found(desk):
    write(desk.top, "KB-20260914-00001", *TEXTS["KB-20260914-00001"], status="archived")
    assert found(desk, "空白") == []


def test_broken_files_are_told_each_time(desk):
    put(desk.top / "kb/KB-20260914-00009.md", "x")
    for _ in range(2):
        findings = Knowledge.open(desk).refresh()
        assert [f"{finding.path} {finding.code}" for finding in findings] == ["kb/KB-20260914-00009.md F003"]


def test_it_is_private_and_has_no_compound_segment(desk):
    found(desk, "登录")
    assert folder(desk).stat().st_mode & 0o777 == 0o700
    write(desk.top, "KB-20260914-00005", "白屏", "白屏", "换浏览器")
    found(desk, "白屏")
    assert [path.name for path in folder(desk).iterdir() if path.suffix == ".seg"] == []


def test_any_changed_byte_means_building_it_again(desk):
    before = found(desk, "登录")
    names = sorted(path.name for path in folder(desk).iterdir() if path.is_file() and path.stat().st_size)
    for name in names:
        path = folder(desk) / name
        if not path.exists():
            continue  # built again under another name
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(bytes(data))
        assert found(desk, "登录") == before, name


class Trap:
    def __reduce__(self):
        return os.mkdir, ("sprung",)


def test_a_planted_pickle_is_never_opened(desk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found(desk, "登录")
    for path in [*folder(desk).iterdir()]:
        if path.suffix in (".toc", ".trm", ".pst"):
            path.write_bytes(pickle.dumps(Trap()))
    assert sorted(found(desk, "登录")) == ["1", "4"]
    (folder(desk) / "_MAIN_99.toc").write_bytes(pickle.dumps(Trap()))
    assert sorted(found(desk, "登录")) == ["1", "4"]
    assert not (tmp_path / "sprung").exists()


def test_a_folder_open_to_others_is_not_believed(desk):
    found(desk, "登录")
    folder(desk).chmod(0o755)
    assert sorted(found(desk, "登录")) == ["1", "4"]
    assert folder(desk).stat().st_mode & 0o777 == 0o700


def test_where_it_cannot_be_written_the_answers_are_the_same(desk):
    put(folder(desk), "a file in its place")
    knowledge = Knowledge.open(desk)
    assert knowledge.refresh() == ()
    assert "knowledge is not used" in str(knowledge.note)
    assert [match.path[-4] for match in knowledge.search("空白", limit=5).matches] == ["1"]


def test_several_at_once_agree(desk):
    code = (
        "import sys; from pathlib import Path; from supportctl.store.knowledge import Knowledge;"
        "from supportctl.store.repository import Repository;"
        "k = Knowledge.open(Repository.find(Path(sys.argv[1]))); k.refresh();"
        "print([m.path[-4] for m in k.search('空白', limit=5).matches], k.note)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(desk.top)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert {one.communicate(timeout=60)[0].strip() for one in running} == {"['1'] None"}


HAN = st.text(st.sampled_from("登录失败超时连接数据库页面空白"), min_size=2, max_size=12)


@given(text=HAN, data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_part_of_a_chinese_text_finds_it(desk, text, data):
    random.seed()  # Whoosh names its files by chance, and Hypothesis takes chance away
    write(desk.top, "KB-20260914-00008", "其他", f"甲{text}乙", "其他")
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    assert "8" in found(desk, text[start:end], limit=20)


def test_an_index_that_grew_answers_like_a_new_one(desk):
    queries = ["登录", "超时", "export", "crm 5.2.1", "连接被拒绝", "kuberbetes"]
    found(desk, "登录")
    for number in range(6):
        write(desk.top, f"KB-20260914-0010{number}", f"登录超时 {number}", "连接被拒绝", "export")
        found(desk, "登录")
    write(desk.top, "KB-20260914-00101", "改了", "改了", "改了")
    grown = [found(desk, query, limit=20) for query in queries]
    for path in folder(desk).iterdir():
        if path.is_file():
            path.unlink()
    assert [sorted(found(desk, query, limit=20)) for query in queries] == [sorted(one) for one in grown]
