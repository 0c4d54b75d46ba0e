"""`supportctl kb suggest`: the article that answers comes first, and says why."""

import json

import pytest

from supportctl.domain.ids import path_of
from supportctl.store import codec
from tests.domain.test_signature import JAVA, other
from tests.support.articles import text_of
from tests.support.git import git, put
from tests.support.tickets import ID, PATH, ticket

ARTICLES = {
    "00001": ("登录后页面空白", "登录成功但页面空白。", "清除浏览器缓存，检查 Redis 会话。", "crm"),
    "00002": ("Report export times out", "Export of large reports stops.", "Raise export.timeout.", "crm"),
    "00003": ("数据库连接池耗尽", JAVA, "把 maximumPoolSize 调到 50，查连接泄漏。", "crm"),
    "00004": ("打印时中文乱码", "打印的发票中文显示为方块。", "在服务器上安装宋体字体。", "erp"),
    "00005": ("Password reset mail does not arrive", "No mail.", "Check the SMTP relay and SPF.", "portal"),
    "00006": ("Excel 导入失败，提示格式不正确", "导入模板报格式不正确。", "重新下载模板。", "erp"),
    "00007": ("许可证过期后无法登录", "提示许可证已过期。", "导入新的许可证文件。", "erp"),
    "00008": ("Nightly backup fails: disk is full", "Backup job fails.", "Remove old archives.", "portal"),
}
REPORTS = {
    "用户登录进去以后整个页面是白的，空白一片": "00001",
    "the export of a big report never finishes and times out": "00002",
    "发票打印出来中文全是方块": "00004",
    "users do not get the mail to reset their password": "00005",
    "Excel 导入的时候一直提示格式不正确怎么办": "00006",
    "许可证到期了，登录不上": "00007",
    "backup did not run last night, disk full": "00008",
}


@pytest.fixture
def library(desk):
    for tail, (title, symptom, resolution, product) in ARTICLES.items():
        identity = f"KB-20260914-{tail}"
        fenced = f"```\n{symptom}```" if "\n" in symptom else symptom
        sections = {"symptom": fenced, "resolution": resolution}
        put(desk / path_of(identity), text_of(identity, title=title, sections=sections, product=product))
    git(desk, "add", "-A")
    git(desk, "commit", "-q", "-m", "articles")
    return desk


def suggested(run, *words) -> list[dict]:
    done = run("kb", "suggest", *words, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)["items"]


@pytest.mark.parametrize("report", REPORTS)
def test_the_article_that_answers_comes_first(run, library, report):
    best = suggested(run, report)[0]
    assert best["id"][-5:] == REPORTS[report]
    assert best["words"]


def test_the_same_error_with_other_numbers_is_recognised(run, library):
    asked = run("new", "查询报错", "--product", "crm", "--error", other(JAVA), "-q").out.strip()
    best = suggested(run, asked)[0]
    assert (best["id"][-5:], best["same_error"], best["same_product"]) == ("00003", True, True)
    assert all(not one["same_error"] for one in suggested(run, asked)[1:])


@pytest.mark.parametrize(("status", "helps"), [("closed", True), ("accepted", False), ("cancelled", False)])
def test_a_solved_ticket_helps_an_open_one_does_not(run, library, status, helps):
    put(library / PATH, codec.dump(ticket(title="地图组件加载不出来", status=status), "zh"))
    found = suggested(run, "地图组件加载失败")
    assert [one["id"] for one in found if one["kind"] == "ticket"] == ([ID] if helps else [])
    if helps:
        assert (found[0]["id"], found[0]["words"][0]) == (ID, "地图组件加载")


def test_a_ticket_is_not_like_itself(run, library):
    put(library / PATH, codec.dump(ticket(title="登录后页面空白", status="closed"), "zh"))
    assert ID not in [one["id"] for one in suggested(run, ID)]
    assert ID in [one["id"] for one in suggested(run, "登录后页面空白")]


def test_the_reasons_are_told_in_both_languages(run, library):
    shown = run("kb", "suggest", "登录后页面空白", terminal=True)
    assert "says 登录后页面空白" in shown.out
    assert (
        "都提到 登录后页面空白" in run("kb", "suggest", "登录后页面空白", "--lang", "zh", terminal=True).out
    )


def test_what_helped_is_counted(run, library):
    asked = run("new", "登录后页面空白", "-q").out.strip()
    run("kb", "link", "00001", asked)
    assert suggested(run, "登录后页面空白")[0]["helped"] == 1


def test_the_look_up_is_recorded(run, library):
    asked = run("new", "登录后页面空白", "-q").out.strip()
    before = git(library, "rev-parse", "HEAD")
    assert run("kb", "suggest", asked, "--record", "--hit", "00001", "--dry-run").code == 0
    assert run("kb", "suggest", asked).code == 0
    assert git(library, "rev-parse", "HEAD") == before
    for _ in range(2):
        assert run("kb", "suggest", asked, "--record", "--hit", "00001", "--op", "k").code == 0
    (row,) = json.loads(run("show", asked, "--json").out)["items"]
    (event,) = [one for one in row["events"] if one["kind"] == "lookup"]
    assert event["attributes"] == {"query": "登录后页面空白", "outcome": "hit", "hits": "1"}
    assert row["links"] == ["article KB-20260914-00001"]


def test_a_look_up_of_words_has_nowhere_to_stand(run, library):
    refused = run("kb", "suggest", "页面 空白", "--record")
    assert refused.code == 2
    assert "is none" in refused.err


@pytest.mark.parametrize("text", ["。。。", "\x1b[31m", "the of and", "((((" * 200, "登" * 5000])
def test_odd_texts_end_in_an_answer_or_a_refusal(run, library, text):
    assert run("kb", "suggest", "--", text).code in (0, 2, 3)
