"""`supportctl template` and `reply -t`, as people use them."""

import json

import pytest

from supportctl.actions.replies import GIVEN
from tests.store.test_templates import CHECKLISTS, REPLIES
from tests.support.git import git, put

EVERYTHING = [part for name in GIVEN if name != "text" for part in ("--set", f"{name}=给出的 {name}")]


@pytest.fixture
def ticket(desk, run):
    return run("new", "登录页报 500 错误", "--product", "crm", "-q").out.strip()


@pytest.fixture
def known(desk, run):
    """A ticket whose contact reads English."""
    assert run("customer", "new", "acme", "Acme", "--contact-name", "Ann Lee", "--language", "en").code == 0
    contact = json.loads(run("customer", "show", "acme", "--json").out)["items"][0]["contacts"][0]
    slug = contact["slug"] if "slug" in contact else contact["id"]
    return run("new", "登录页报错", "-c", "acme", "--contact", slug, "-q").out.strip()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_template_renders(run, ticket, language):
    for name in (*REPLIES, *CHECKLISTS):
        bare = run("template", "render", name, "--language", language, "-m", "正文", *EVERYTHING)
        assert (bare.code == 0) == (name in CHECKLISTS), name
        done = run("template", "render", name, ticket, "--language", language, "-m", "正文", *EVERYTHING)
        assert done.code == 0, done.err
        assert ticket in done.out
        assert "{" not in done.out, name
        assert "\n\n\n" not in done.out, name
        if name in REPLIES:
            assert f"[{ticket}]" in done.err, name
            assert done.out.splitlines()[0] == ("Hello," if language == "en" else "您好：")
            assert done.out.splitlines()[1] == "", name
        if name not in CHECKLISTS and name not in ("acknowledgement", "closed", "follow-up"):
            assert "正文" in done.out, name


def test_what_is_missing_is_named_with_the_option_that_gives_it(run, ticket):
    refused = run("template", "render", "delay", ticket)
    assert refused.code == 2
    assert "the template delay needs reason, eta" in refused.err
    assert "--set reason=TEXT --set eta=TEXT" in refused.err
    assert "模板 progress 还需要 text" in run("template", "render", "progress", ticket, "--lang", "zh").err
    assert "-m TEXT" in run("template", "render", "progress", ticket).err


def test_a_reply_from_a_template_is_recorded_with_its_name(desk, run, ticket):
    done = run("reply", ticket, "-t", "progress", "-m", "已定位", "--set", "next_update=今天 18:00")
    assert done.code == 0, done.err
    (row,) = json.loads(run("show", ticket, "--json").out)["items"]
    event = row["events"][-1]
    assert (event["kind"], event["attributes"]["template"]) == ("message", "progress")
    assert "已定位\n\n下一次进展通报：今天 18:00。" in event["text"]
    assert "Subject" not in event["text"]
    assert run("history", ticket).code == 0


def test_an_incomplete_reply_writes_nothing(desk, run, ticket):
    before = git(desk, "rev-parse", "HEAD")
    assert run("reply", ticket, "-t", "delay").code == 2
    assert run("reply", ticket, "-t", "nothing-like-it").code == 3
    assert run("reply", ticket, "-t", "checklist-logs").code == 2
    assert run("reply", ticket, "-t", "progress", "-m", "x", "--dry-run").code == 0
    assert git(desk, "rev-parse", "HEAD") == before


def test_the_language_is_the_contacts(run, known, ticket):
    assert run("template", "render", "closed", known).out.startswith("Hello,\n")
    assert run("template", "render", "closed", known, "--language", "zh").out.startswith("您好：\n")
    assert run("template", "render", "closed", ticket).out.startswith("您好：")


def test_a_person_sees_it_before_it_is_recorded(desk, run, ticket):
    before = git(desk, "rev-parse", "HEAD")
    asked = run("reply", ticket, "-t", "progress", "-m", "已定位", terminal=True, stdin="n\n")
    assert asked.code == 6
    assert "已定位" in asked.err
    assert git(desk, "rev-parse", "HEAD") == before
    assert run("reply", ticket, "-t", "progress", "-m", "已定位", "--yes", terminal=True).code == 0


def test_a_checklist_goes_into_a_note(run, ticket):
    listed = run("template", "render", "checklist-database", ticket, "--language", "zh")
    assert run("note", ticket, "-F", "-", stdin=listed.out).code == 0
    assert "- [ ] 锁与长事务" in run("show", ticket).out


def test_the_desks_own_template_wins_and_is_kept_on_a_leash(desk, run, ticket):
    put(desk / "templates/progress.zh.md.j2", "我们自己的：{{ text }}")
    assert run("template", "render", "progress", ticket, "-m", "x").out == "我们自己的：x\n"
    assert "templates/progress.zh.md.j2" in run("template", "list").out
    put(desk / "templates/_signature.zh.md.j2", "{{ 'a' * 10**10 }}")
    stopped = run("template", "render", "closed", ticket, "--language", "zh")
    assert stopped.code == 4
    assert "512 MB" in stopped.err


def test_lint_tells_what_is_wrong_with_the_desks_own(desk, run):
    assert run("template", "lint").code == 0
    put(desk / "templates/a.en.md.j2", "x\n{% if %}")
    put(desk / "templates/b.en.md.j2", '{{ colour }}{% include "nowhere.en.md.j2" %}')
    put(desk / "templates/C.en.md.j2", "x")
    found = run("template", "lint")
    assert found.code == 1
    lines = found.out.splitlines()
    assert [line.split(": ")[0] + " " + line.split(": ")[1].split()[0] for line in lines] == [
        "templates/C.en.md.j2:1 T754",
        "templates/a.en.md.j2:2 T751",
        "templates/b.en.md.j2:1 T755",
        "templates/b.en.md.j2:1 T752",
        "templates/b.en.md.j2:1 T753",
    ]


@pytest.mark.parametrize("value", ["x", "=x", "a b=x", "1=x"])
def test_a_set_that_is_none_is_refused(run, ticket, value):
    assert run("template", "render", "progress", ticket, "--set", value).code == 2


def test_templates_behind_one_that_takes_all_the_time_are_named(desk, run):
    put(desk / "templates/a-mistake.en.md.j2", "{{ ticket.title\n")
    for number in range(12):
        put(desk / f"templates/slow-{number:02}.en.md.j2", f"{{{{ {'1+' * 300_000}1 }}}}")
    items = json.loads(run("check", "--json").out)["items"]
    found = {(item["path"], item["code"]) for item in items if item["code"] != "T753"}
    assert ("templates/a-mistake.en.md.j2", "T751") in found
    assert [code for _, code in found].count("T756") >= 1
    assert ("templates/slow-11.en.md.j2", "T757") in found
    assert "没有检查" in run("template", "lint", "--lang", "zh").out
