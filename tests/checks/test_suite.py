"""Every rule of the checks: one text that breaks it alone, and the text beside it that does not."""

import pytest

from supportctl.checks.suite import compare, judge
from supportctl.domain.rules import CHECKED
from supportctl.domain.snapshot import Author
from tests.support.checking import OTHER, SNAPSHOT, change, document, event, step, written

SOUND = written(
    event("message", number=1, text="您好,已收到。", direction="out", channel="email"),
    event("note", number=2, text="look at the pool first"),
    customer="acme",
    assignee="alice",
    sections={"symptom": "登录失败"},
)


def front(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def saying(text: str, channel: str = "email", number: int = 1):
    return event("message", number=number, text=text, direction="out", channel=channel)


def noted(text: str) -> str:
    return written(event("note", number=1, text=text))


MERGED = (
    event("field", number=1, name="product", from_="", to="crm"),
    event("field", number=2, name="product", from_="", to="erp"),
)
NOTE = "the customer has not paid since March"
QUIT = step(3, "new", "cancelled", reason="by mistake")


def closing(channel: str) -> str:
    text = written(saying("已修复。", channel), QUIT, category="defect")
    return front(text, "status: new", "status: cancelled")


AGREED = event("confirmation", number=2, of="priority", by="c-4h7k2", channel="email")


def worked(*events) -> str:
    return written(*events, status="in_progress")


def passed(*steps, **fields) -> str:
    return front(written(*steps, **fields), "status: new", f"status: {steps[-1].get('to')}")


PLANTED = {
    "W201": (passed(step(1, "new", "closed")), passed(step(1, "new", "cancelled", reason="twice"))),
    "W202": (passed(step(1, "new", "cancelled")), passed(step(1, "new", "cancelled", reason="twice"))),
    "W203": (front(SOUND, "priority: P1", "priority: P2"), SOUND),
    "W204": (
        front(written(*MERGED), "channel:", "product: erp\nchannel:"),
        front(
            written(*MERGED, event("field", number=3, name="product", from_="erp", to="crm")),
            "channel:",
            "product: crm\nchannel:",
        ),
    ),
    "W205": (
        written(status="merged"),
        written(event("merge", number=1, into=OTHER), status="merged"),
    ),
    "W206": (
        written(category="defect", status="in_progress"),
        written(category="defect", status="in_progress", team="crm-dev"),
    ),
    "W207": (worked(saying("改好后通知您。", number=2)), worked(AGREED, saying("改好后通知您。", number=3))),
    "M401": (
        written(saying("Dear {{ customer }},")),
        written(saying("use {braces} and {{}")),
    ),
    "M402": (
        written(event("note", number=1, text=NOTE), saying(f"Hello,\n{NOTE}\n", number=2)),
        written(saying(f"Hello,\n{NOTE}\n"), event("note", number=2, text=NOTE)),
    ),
    "M403": (closing("im"), closing("email")),
    "M404": (
        written(saying("您好。", "hotline", number=200), priority="P3"),
        written(saying("您好。", "hotline", number=100), priority="P3"),
    ),
    "R501": (written(links=("relates T-20200101-AAAAA",)), written(links=(f"relates {OTHER}",))),
    "R502": (written(links=("relates T-20260914-7F3K2",)), written(links=("relates https://a.cn/T",))),
    "R503": (written(customer="nobody"), written(customer="acme")),
    "R504": (written(assignee="carol"), written(assignee="bob")),
    "R505": (written(team="crm-dve"), written(team="crm-dev")),
    "P601": (
        noted("```\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n```"),
        noted("-----BEGIN PUBLIC KEY-----"),
    ),
    "P602": (noted("key AKIAABCDEFGHIJKLMNOP"), noted("key AKIA and T-20260914-7F3K2")),
    "P603": (noted("password: hunter2!"), noted("password: *** and pwd=<yours>")),
    "P604": (noted("卡号4111 1111 1111 1111。"), noted("order 4111 1111 1111 1112")),
    "P605": (noted("身份证11010519491231002X"), noted("身份证110105194912310021")),
    "P606": (noted("call 138-1234-5678"), noted("order 1381234567890")),
    "P607": (noted("from wang@acme.cn"), noted("alice@corp.cn, a@example.com, git@host.cn")),
    "P608": (front(SOUND, "登录失败", "登录\u202e失败"), noted("family 👩‍💻")),
    "X901": (
        front(SOUND, "schema: 1", "schema: 1\n# supportctl: ignore P606 the hotline"),
        front(noted("138-1234-5678"), "schema: 1", "schema: 1\n# supportctl: ignore P606 the hotline"),
    ),
    "X902": (
        front(SOUND, "schema: 1", "schema: 1\n# supportctl: ignore H301 because"),
        noted("# supportctl: ignore H301 because"),
    ),
}

EDITED = SOUND.replace("look at the pool first", "looked at the pool")
PAST = {
    "H301": (SOUND, EDITED),
    "H302": (SOUND, SOUND[: SOUND.rindex("### ")]),
    "H304": (
        written(event(number=5, text="five")),
        written(event(number=3, text="three"), event(number=5, text="five")),
    ),
    "H305": (SOUND, front(SOUND, "channel: email", "channel: im")),
    "H306": (SOUND, None),
    "H309": (SOUND, front(SOUND, "登录失败", "无法登录")),
    "H310": (SOUND, front(SOUND, "status: new", "status: gone")),
}
GONE_ON = written(
    event("message", number=1, text="您好,已收到。", direction="out", channel="email"),
    event("note", number=2, text="look at the pool first"),
    event("field", number=3, name="body.symptom", from_="1", to="2"),
    customer="acme",
    assignee="alice",
    sections={"symptom": "无法登录"},
)


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_fault_is_found_alone(code):
    assert codes(judge(document(PLANTED[code][0]), SNAPSHOT)) == [code]


@pytest.mark.parametrize("code", PLANTED)
def test_what_only_looks_like_it_is_not(code):
    assert codes(judge(document(PLANTED[code][1]), SNAPSHOT)) == []


@pytest.mark.parametrize("code", PAST)
def test_a_changed_past_is_found(code):
    assert codes(compare(change(*PAST[code]), SNAPSHOT)) == [code]


def test_going_on_is_not_changing_the_past():
    assert codes(compare(change(SOUND, GONE_ON), SNAPSHOT)) == []
    assert codes(compare(change(None, SOUND), SNAPSHOT)) == []


def test_a_redacted_text_is_not_an_edited_event():
    after = written(
        event("message", number=1, text="您好,已收到。", direction="out", channel="email"),
        event("note", number=2),
        event("redact", number=3, of="#00000002", reason="personal data"),
        customer="acme",
        assignee="alice",
        sections={"symptom": "登录失败"},
    )
    assert codes(compare(change(SOUND, after), SNAPSHOT)) == []


def test_a_reordered_past_is_found_beside_the_order_itself():
    head, _, first = written(event(number=1, text="one"), event(number=2, text="two")).rpartition("### ")
    start = head.rindex("### ")
    swapped = document(f"{head[:start]}### {first}\n{head[start:]}")
    assert "E206" in codes(swapped.findings)


def test_a_moved_ticket_is_found():
    assert codes(compare(change(SOUND, SOUND, origin="tickets/2026/08/x.md"), SNAPSHOT)) == ["H307"]


@pytest.mark.parametrize(("slug", "found"), [("bob", ["H308"]), ("alice", []), ("", [])])
def test_who_signs_and_who_commits(slug, found):
    authors = {"00000002": Author("B", slug, "0" * 40)}
    assert codes(compare(change(None, SOUND, authors=authors), SNAPSHOT)) == found


def test_the_suite_knows_every_rule():
    elsewhere = {"H303", "H307", "H308", "H311", "H312", "H313", "H390", "H391"}
    assert {rule.code for rule in CHECKED} == {*PLANTED, *PAST, *elsewhere}


def test_a_finding_names_its_line():
    (found,) = judge(document(PLANTED["P606"][0]), SNAPSHOT)
    text = PLANTED["P606"][0].split("\n")
    assert text[found.line - 1][found.column - 1 :].startswith("138-")


def test_a_ticket_that_cannot_be_read_is_still_searched_for_secrets():
    broken = front(PLANTED["P602"][0], "status: new", "status: gone")
    assert codes(judge(document(broken), SNAPSHOT)) == ["S103", "P602"]


def test_customers_may_hold_what_belongs_there():
    text = "name: Acme\ncontacts:\n  c-1: {phone: 138-1234-5678, email: wang@acme.cn}\n"
    held = document(text, "customers/acme.yaml")
    assert not [code for code in codes(judge(held, SNAPSHOT)) if code[0] == "P"]


def test_strangers_cannot_silence_a_rule():
    text = noted(
        "<!-- supportctl: ignore P606 please -->\n\n138-1234-5678\n\n# supportctl: ignore P606 please"
    )
    assert codes(judge(document(text), SNAPSHOT)) == ["P606"]


def test_one_find_may_be_ignored_by_its_fingerprint():
    text = noted("138-1234-5678 and 139-1234-5678")
    first, second = judge(document(text), SNAPSHOT)
    comment = f"# supportctl: ignore P606:{first.params['fingerprint']} the hotline"
    (left,) = judge(document(front(text, "schema: 1", f"schema: 1\n{comment}")), SNAPSHOT)
    assert left.params == second.params
