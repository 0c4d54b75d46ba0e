"""Where the short road leads, it leads to the same place as the whole one: both are walked."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportctl.cli.road import is_harmless, short
from supportctl.cli.run import run as whole
from supportctl.domain.text import HOSTILE
from tests.support.git import calm

STEPS = (
    *(
        ("new", f"登录失败 {number}", "--priority", f"P{number % 4 + 1}", "--customer", "acme")
        for number in range(6)
    ),
    *(
        ("new", f"login times out {number}", "--product", "crm", "-m", "the pool is exhausted")
        for number in range(6)
    ),
    ("tag", "@last", "+vip"),
    ("cancel", "@last", "-m", "twice"),
    ("new", "数据库连接超时", "-m", "connection refused\n登录 also failed"),
)
PLAIN = (
    ["list"],
    ["list", "-L", "3"],
    ["list", "is:new"],
    ["list", "status:new,cancelled", "priority:<=P2", "sort:priority"],
    ["list", "customer:acme", "sort:-received", "--limit", "2"],
    ["list", "has:product", "no:assignee", "tag:vip"],
    ["list", "--ids"],
    ["list", "tag:vip", "--ids", "-L", "1"],
    ["list", "--json"],
    ["list", "is:new", "--json", "-L", "3", "sort:due"],
    ["search", "login"],
    ["search", "登录", "-L", "2"],
    ["search", "登"],
    ["search", "数据库连接超时"],
    ["search", "pool", "product:crm", "status:new"],
    ["search", "Times", "sort:received"],
    ["search", "login times", "product:crm"],
    ["search", "times", "login"],
    ["search", '"pool is exhausted"', "login"],
    ["search", "失败", "登录", "-L", "3"],
    ["search", "登录失败 5"],
    ["search", "log*", "sort:-received", "-L", "2"],
    ["search", "also-failed"],
    ["search", "登录also"],
    ["search", "nowhere", "to be found", "缺*"],
    ["list", "sort:due"],
    ["list", "is:live", "priority:<=P2", "sort:-due", "-L", "3"],
    ["list", "due:<now"],
    ["list", "sla:breached,at-risk", "due:<=+200h", "received:<-2h"],
    ["list", "sla:none"],
    ["search", "login", "sla:running", "sort:due"],
)
WORDS = st.sampled_from(
    [
        *("login", "登录", "登", "times", "LOGIN", "or", "and", "登录 失", "登录*", "(login", "ｌｏｇ"),
        *('"times out"', '"login"', '""', '"', "a,b", "out-of", "times!", "Ünï", "e\u0301", "　", "OR"),
        *("登录times", "pool refused", " login", "login*out", "5", "登录，失败", "<login", "*", "'", "🦊"),
        *("x" * 90, "\u200b"),
        *("is:new", "is:live", "is:closed", "is:odd", "status:new,accepted", "status:no"),
        *("priority:P1", "priority:<=P2", "priority:>P3", "priority:p1", "customer:acme", "customer:ACME"),
        *("customer:a-b", "tag:vip", "product:crm", "product:c*", "product:zzstandinzz", "assignee:@me"),
        *("sort:priority", "sort:-received", "sort:due", "sort:nothing", "id:01", ":", "is:"),
        *("-is:closed", "-L", "-L2", "--limit=3", "--json", "--ids", "--count", "--offset", "1", "0", "07"),
        *("sla:breached", "sla:running,none", "sla:late", "due:<now", "due:>=+1h", "due:+2h", "due:today"),
        *("due:<2h", "due:<=-03h", "due:>+9999h", "updated:<-1h", "eta:<now", "sort:-due", "due:=now"),
        *("has:customer", "no:tag", "-sla:none", "@mine", "title:login", "http://x", "", " "),
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in calm(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        top = tmp_path_factory.mktemp("desk")
        patch.chdir(top)
        assert whole(["init", "--no-input"]) == 0
        for number, step in enumerate(STEPS):
            patch.setenv("SUPPORTCTL_NOW", f"2026-09-14T{8 + number // 4:02}:{number % 4}7:00+08:00")
            assert whole([*step, "--no-input"]) == 0, step
        (top / "customers").mkdir(exist_ok=True)
        (top / "customers/acme.yaml").write_text("name: Acme\n")
        for path in (*top.rglob("*.md"), *top.rglob("*.yaml"), *top.glob("tickets/**/")):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        assert whole(["list"]) == 0
    return top


@pytest.fixture
def at_desk(desk, monkeypatch):
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-14T14:02:00+08:00")
    whole(["list", "sort:due"])


def both(capsys, arguments: list[str]) -> tuple[object, object]:
    capsys.readouterr()
    shortly = short(arguments)
    ran = (shortly, *capsys.readouterr())
    return ran, (whole(arguments), *capsys.readouterr())


@pytest.mark.parametrize("arguments", PLAIN, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_asked_all_day_takes_the_short_road(at_desk, capsys, monkeypatch, arguments, language):
    monkeypatch.setenv("SUPPORTCTL_LANG", language)
    shortly, wholly = both(capsys, arguments)
    assert shortly[0] == 0, "the short road was not taken"
    assert shortly == wholly


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(command=st.sampled_from(["list", "search", "show"]), words=st.lists(WORDS, max_size=4))
def test_both_roads_lead_to_the_same_place(at_desk, capsys, command, words):
    shortly, wholly = both(capsys, [command, *words])
    if shortly[0] is None:
        assert shortly[1:] == ("", ""), "who does not answer says nothing"
    else:
        assert shortly == wholly


def edited(desk: Path) -> None:
    path = next(desk.glob("tickets/*/*/*.md"))
    path.write_text(path.read_text().replace("customer: acme", "customer: other"))


def touched_config(desk: Path) -> None:
    path = desk / "supportctl.yaml"
    path.write_text(path.read_text() + "\n# a word more\n")


def stray(desk: Path) -> None:
    (desk / "tickets" / "odd.md").write_text("x")


def spoiled(desk: Path) -> None:
    with (desk / ".git/supportctl/catalog.sqlite").open("ab") as file:
        file.write(b"x")


@pytest.mark.parametrize("happens", [edited, touched_config, stray, spoiled])
def test_whatever_changed_takes_the_whole_road(at_desk, desk, capsys, happens, tmp_path):
    before = {path: path.read_bytes() for path in (desk / "supportctl.yaml", *desk.glob("tickets/*/*/*.md"))}
    assert short(["list"]) == 0
    happens(desk)
    assert short(["list"]) is None
    (desk / "tickets" / "odd.md").unlink(missing_ok=True)
    for path, content in before.items():
        path.write_bytes(content)


@pytest.mark.parametrize("moment", ["yesterday", "2026-09-14", "0001-01-01T00:00+10:00"])
def test_a_time_that_is_none_is_refused_on_the_whole_road(at_desk, monkeypatch, moment):
    monkeypatch.setenv("SUPPORTCTL_NOW", moment)
    assert short(["list"]) is None


def test_a_terminal_takes_the_whole_road(at_desk, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert short(["list"]) is None


def test_what_is_called_harmless_has_nothing_hostile():
    wrong = [hex(code) for code in range(0x110000) if is_harmless(chr(code)) and HOSTILE.match(chr(code))]
    assert wrong == []
