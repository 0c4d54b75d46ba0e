"""Every clause of the manual: somebody tries to get round it and is refused or found out, in both languages."""
# ruff: noqa: E501 - a table of what is typed and what is said

import json
import re
import shlex

import pytest

from tests.support.git import git

MONDAY = "2026-09-14T09:00:00+08:00"
COMPLETE = 'new "Login fails" -c acme --contact c-4h7k2 --urgency high --environment "CentOS 7" -m "error 500" {extra}'
"""A ticket with the four items of the intake."""

WAY = {
    "accepted": 'accept {id} -m "on it"',
    "diagnosing": "diagnose {id} -a alice --scope in",
    "in_progress": "start {id} --category configuration --impact core --eta +1d --miss --confirmed-by Jane "
    "--channel email",
    "verifying": 'move {id} verifying --solution configuration -m "limit raised"',
    "resolved": 'resolve {id} --verified-by bob -m "please confirm"',
    "closed": "close {id} --confirmed-by Jane --channel email",
}


@pytest.fixture
def do(desk, run, monkeypatch):
    """A command line as one string; it must end with the code expected."""
    monkeypatch.setenv("SUPPORTCTL_NOW", MONDAY)

    def typed(line, *, code=0, lang="en"):
        done = run(*shlex.split(line), "--lang", lang)
        assert done.code == code, f"{line}\n{done.err}"
        return done

    return typed


@pytest.fixture
def at(do):
    """A ticket that went the proper way as far as a status."""

    def brought(status, extra="", **instead):
        identity = do(COMPLETE.format(extra=extra)).out.strip()
        if status == "new":
            return identity
        for name, command in (WAY | instead).items():
            do(command.format(id=identity))
            if name == status:
                return identity
        raise KeyError(status)

    return brought


FIRST = ("a first response to the customer (M-2.1.2)", "对客户的首次响应（M-2.1.2）")
AGREED = (
    "the customer's word on the priority, on a formal channel (M-2.3.2)",
    "客户通过正式渠道对优先级的确认（M-2.3.2）",
)
SOLVED = ("a solution, recorded since the work began (M-2.4.2)", "本轮处理开始后记录的解决方案（M-2.4.2）")
PASSED = ("a passed verification of the present solution (M-2.4.2)", "对当前方案的验证通过记录（M-2.4.2）")
CONFIRMED = ("the customer's confirmation, on a formal channel (M-2.5)", "客户通过正式渠道的确认（M-2.5）")


@pytest.fixture
def both(do):
    """What somebody tries is answered in both languages with what is expected, on either stream."""

    def tried(line, english, chinese, *, code=4):
        for language, said in (("en", english), ("zh", chinese)):
            done = do(line, code=code, lang=language)
            assert said in done.out + done.err, f"{line}\n{done.out}{done.err}"

    return tried


# clause, how far it went properly, what somebody tries then, what is said in English and in Chinese
EVASIONS = {
    "M-1.3 work without a look at the contract": (
        "accepted", "diagnose {id} -a alice",
        "the finding whether the contract covers it (M-1.3)", "是否在合同服务范围内的判定（M-1.3）",
    ),
    "M-1.4 cancelled without a word": (
        "diagnosing", "cancel {id}", "a reason (M-1.4)", "说明原因（M-1.4）",
    ),
    "M-1.4 waiting for an answer to nothing": (
        "diagnosing", "wait {id} customer",
        "a question to the customer that is not answered yet (M-1.4)", "一个尚未得到答复的、向客户提出的问题（M-1.4）",
    ),
    "M-2.1.2 accepted without an answer to the customer": (
        "new", "accept {id}", "a first response to the customer (M-2.1.2)", "对客户的首次响应（M-2.1.2）",
    ),
    "M-2.2 the look-up left out": (
        "diagnosing", "start {id} --category defect --impact core --eta +1d --team x --confirmed-by J --channel email",
        "a look-up in the knowledge base (M-2.2)", "知识库查询记录（M-2.2）",
    ),
    "M-2.3.1 no category": (
        "diagnosing", "start {id} --impact core --eta +1d --miss --confirmed-by J --channel email",
        "one of the five categories (M-2.3.1)", "确定问题类别（五类之一）（M-2.3.1）",
    ),
    "M-2.3.2 no impact": (
        "diagnosing", "start {id} --category guidance --eta +1d --miss --confirmed-by J --channel email",
        "the impact on the customer's business (M-2.3.2)", "评估对客户业务的影响程度（M-2.3.2）",
    ),
    "M-2.3.2 the priority not confirmed": (
        "diagnosing", "start {id} --category guidance --impact core --eta +1d --miss",
        "the customer's word on the priority, on a formal channel (M-2.3.2)", "客户通过正式渠道对优先级的确认（M-2.3.2）",
    ),
    "M-2.3.2 the priority confirmed by messenger": (
        "diagnosing", "start {id} --category guidance --impact core --eta +1d --miss --confirmed-by J --channel im",
        "the customer's word on the priority, on a formal channel (M-2.3.2)", "客户通过正式渠道对优先级的确认（M-2.3.2）",
    ),
    "M-2.4.1 nobody diagnoses": (
        "accepted", "diagnose {id} --scope in", "an assignee (M-2.4.1)", "指定负责人（M-2.4.1）",
    ),
    "M-2.4.1 a defect without a team": (
        "diagnosing", "start {id} --category defect --impact core --eta +1d --miss --confirmed-by J --channel email",
        "a development team or an outside reference for a defect (M-2.4.1)", "软件缺陷须指定开发团队或外部单号（M-2.4.1）",
    ),
    "M-2.4.1 something else put aside as the environment": (
        "diagnosing", 'resolve {id} --out-of-scope -m "ask your vendor"',
        "a verified solution: without one", "经验证的方案：没有方案而直接解决的",
    ),
    "M-2.4.2 no time promised": (
        "diagnosing", "start {id} --category guidance --impact core --miss --confirmed-by J --channel email",
        "the time promised (ETA) (M-2.4.2)", "承诺完成时间（ETA）（M-2.4.2）",
    ),
    "M-2.4.2 the customer not told of the wait": (
        "in_progress", "wait {id} third-party --party cloud --next-check 2d",
        "a message that tells the customer what it waits for (M-2.4.2)", "告知客户在等待什么的消息（M-2.4.2）",
    ),
    "M-2.4.2 a wait without an end": (
        "in_progress", 'wait {id} release -m "it comes with 5.3"',
        "the time of the next check (M-2.4.2)", "下次检查的时间（M-2.4.2）",
    ),
    "M-2.4.2 verified without a solution": (
        "in_progress", "move {id} verifying",
        "a solution, recorded since the work began (M-2.4.2)", "本轮处理开始后记录的解决方案（M-2.4.2）",
    ),
    "M-2.4.2 resolved without a verification": (
        "verifying", 'resolve {id} -m "please confirm"',
        "a passed verification of the present solution (M-2.4.2)", "对当前方案的验证通过记录（M-2.4.2）",
    ),
    "M-2.4.2 back to work although nothing failed": (
        "verifying", 'start {id} -m "let us see"',
        "a failed verification, or the customer's no (M-2.4.2)", "验证未通过或客户不认可的记录（M-2.4.2）",
    ),
    "M-2.5 resolved behind the customer's back": (
        "verifying", "resolve {id} --verified-by bob",
        "a message that tells the customer and asks to confirm (M-2.5)", "告知客户并请其确认的消息（M-2.5）",
    ),
    "M-2.5 closed without confirmation": (
        "resolved", "close {id}", "the customer's confirmation, on a formal channel (M-2.5)",
        "客户通过正式渠道的确认（M-2.5）",
    ),
    "M-2.1.1 closed by a thumb in the messenger": (
        "resolved", "close {id} --confirmed-by Jane --channel im",
        "by messenger alone it does not count (M-2.1.1)", "仅凭即时通讯不算数（M-2.1.1）",
    ),
    "M-2.5 closed with a workaround that nobody will ever replace": (
        "resolved", "close {id} --confirmed-by Jane --channel email --workaround",
        "a linked known error, for a workaround was accepted (M-2.5)", "客户接受的是规避方案，须关联已知错误（M-2.5）",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("reached", "attempt", "english", "chinese"), EVASIONS.values(), ids=EVASIONS)
def test_who_skips_a_step_is_told_in_both_languages(desk, do, at, reached, attempt, english, chinese):
    identity = at(reached)
    head = git(desk, "rev-parse", "HEAD")
    assert english in do(attempt.format(id=identity), code=4).err
    assert chinese in do(attempt.format(id=identity), code=4, lang="zh").err
    assert (git(desk, "rev-parse", "HEAD"), git(desk, "status", "--porcelain")) == (head, "")


@pytest.mark.parametrize(
    ("left_out", "english", "chinese"),
    [
        ("-c acme", "the customer (M-2.1.2)", "客户名称（M-2.1.2）"),
        ("--contact c-4h7k2", "the customer's contact (M-2.1.2)", "客户联系人（M-2.1.2）"),
        (
            "--urgency high",
            "the customer's own view of the urgency (M-2.1.2)",
            "客户期望的紧急程度（M-2.1.2）",
        ),
        ('--environment "CentOS 7"', "the environment it happens in (M-2.1.2)", "软硬件环境（M-2.1.2）"),
        ('-m "error 500"', "a description of the problem (M-2.1.2)", "问题描述（M-2.1.2）"),
    ],
)
def test_each_of_the_four_items_is_there_or_asked_for(do, left_out, english, chinese):
    identity = do(COMPLETE.format(extra="").replace(left_out, "")).out.strip()
    assert english in do(f'accept {identity} -m "on it"', code=4).err
    assert chinese in do(f'accept {identity} -m "on it"', code=4, lang="zh").err
    do(f'accept {identity} -m "on it" --asks customer,contact,urgency,environment,description')


def test_an_answered_question_is_no_open_question(do, both):
    identity = do(COMPLETE.format(extra="").replace("--urgency high", "")).out.strip()
    do(f'reply {identity} -m "how urgent?" --asks urgency')
    do(f'receive {identity} -m "who asks?"')
    both(
        f"accept {identity}",
        "the customer's own view of the urgency (M-2.1.2)",
        "客户期望的紧急程度（M-2.1.2）",
    )


def test_a_p1_may_start_before_the_priority_is_confirmed_and_is_not_verified_without(do, at, both):
    start = "start {id} --category configuration --impact core --eta +1d --miss"
    identity = at("in_progress", "-p P1", in_progress=start)
    verifying = f'move {identity} verifying --solution configuration -m "done"'
    both(verifying, *AGREED)
    assert "W207" not in do("check").out
    do(f'reply {identity} -m "we have found the cause"')
    assert "W207 the first word in the work on a P1 went out" in do("check").out
    assert "P1 处理中的第一次告知" in do("check", lang="zh").out
    do(f"confirm {identity} priority --by Jane --channel email")
    assert "W207" not in do("check").out
    do(verifying)


def test_a_confirmation_of_another_priority_does_not_count(do, at, both):
    identity = at("in_progress")
    do(f'priority {identity} P2 -m "worse than it looked"')
    both(f'move {identity} verifying --solution configuration -m "done"', *AGREED)


def test_a_word_in_the_messenger_counts_once_it_is_repeated(do, at, both):
    identity = at("resolved")
    shown = do(f"confirm {identity} resolution --by Jane --channel im --json")
    event = json.loads(shown.out)["items"][0]["events"][0]["id"]
    assert f"--repeats {event}" in shown.err
    both(
        f"close {identity}", "by messenger alone it does not count (M-2.1.1)", "仅凭即时通讯不算数（M-2.1.1）"
    )
    do(f'reply {identity} -m "as you said in the chat: solved" --channel email --repeats {event}')
    do(f"close {identity}")


def test_an_automatic_or_retracted_message_is_no_response(do, at, both):
    identity = at("new")
    do(f'reply {identity} -m "sent to the wrong ticket"')
    do(f"undo {identity}")
    both(f"accept {identity}", *FIRST)


def test_a_failure_voids_the_pass_before_it(do, at, both):
    identity = at("verifying")
    do(f"verify {identity} pass --by internal")
    do(f'verify {identity} fail --by customer -m "still 500"')
    both(f'resolve {identity} -m "please confirm"', *PASSED)
    do(f"verify {identity} pass --by customer")
    do(f'resolve {identity} -m "please confirm"')


def test_the_verification_of_the_last_cycle_is_not_used_again(do, at, both):
    identity = at("closed")
    do(f'reopen {identity} -m "it is back"')
    both(f"move {identity} verifying", *SOLVED)
    do(f'move {identity} verifying --solution configuration -m "raised again"')
    both(f'resolve {identity} -m "please confirm"', *PASSED)
    do(f'resolve {identity} --verified-by bob -m "please confirm"')
    both(f"close {identity}", *CONFIRMED)


def test_the_customers_no_takes_a_resolved_ticket_back_to_work(do, at, both):
    identity = at("resolved")
    both(
        f"start {identity}",
        "a failed verification, or the customer's no (M-2.4.2)",
        "验证未通过或客户不认可的记录（M-2.4.2）",
    )
    do(f'start {identity} --failed-by Jane -m "still 500"')
    both(f"move {identity} verifying", *SOLVED)


def test_a_workaround_needs_an_owner_and_a_version_of_the_fix(do, at, both):
    identity = at("resolved", verifying='move {id} verifying --solution workaround -m "restart"')
    close = f"close {identity} --confirmed-by Jane --channel email"
    both(
        close,
        "a linked known error, for a workaround was accepted (M-2.5)",
        "客户接受的是规避方案，须关联已知错误（M-2.5）",
    )
    bare = do('kb new "Pool" --symptom a --resolution b --environment c').out.strip()
    owner = f"the owner and the target version of the known error {bare}"
    both(f"{close} --known-error {bare}", owner, f"已知错误 {bare} 的负责人和目标版本")
    refused = do(f"{close} --known-error {bare}", code=4)
    assert f"supportctl kb edit {bare} --fix-owner WHO --fix-version VERSION" in refused.err
    do(f"kb edit {bare} --fix-owner bob --fix-version 5.3")
    do(f"{close} --known-error {bare}")


def test_an_environment_matter_outside_the_contract_is_stated_and_closed(do, at, both):
    identity = at(
        "diagnosing", "--category environment", diagnosing='diagnose {id} -a a --scope out -m "theirs"'
    )
    assert "a statement to the customer, with advice (M-2.4.1)" in do(f"resolve {identity}", code=4).err
    assert "向客户说明责任范围并给出建议（M-2.4.1）" in do(f"resolve {identity}", code=4, lang="zh").err
    done = do(f'resolve {identity} --out-of-scope -m "ask the vendor of the array" --json')
    events = json.loads(done.out)["items"][0]["events"]
    assert [event["kind"] for event in events] == ["message", "statement", "status"]
    assert events[1]["attributes"]["message"] == f"#{events[0]['id']}"
    both(f"close {identity}", *CONFIRMED)


def test_important_matters_told_by_messenger_are_pointed_out(do, at, both):
    important, plain = at("accepted", "-p P1"), at("accepted")
    aside = ("told by messenger alone this does not count", "仅通过即时通讯告知不算数")
    both(f'reply {important} -m "in an hour" --channel im', *aside, code=0)
    assert "--repeats" not in do(f'reply {plain} -m "in an hour" --channel im').err
    both(f'delay {plain} 2d -m "later" --channel im', *aside, code=0)


def test_a_promise_does_not_pass_in_silence(do, at, both, monkeypatch):
    identity = at("in_progress")
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-15T10:00:00+08:00")
    passed = ("L907\tthe time promised, 2026-09-15 09:00, has passed", "承诺的时间 2026-09-15 09:00 已过")
    both(f"stale {identity}", *passed, code=1)
    do(f'delay {identity} "tomorrow 18:00" -m "the vendor is late"')
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-15T10:01:00+08:00")
    assert "L907" not in do(f"stale {identity} --fail-level none").out
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-24T10:00:00+08:00")
    untold = ("the customer was not told why and until when", "未告知客户原因与新的时间")
    both(f"stale {identity}", *untold, code=1)


def test_nobody_waits_unanswered_unnoticed(at, both, monkeypatch):
    identity = at("new")
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-14T15:00:00+08:00")
    both(f"stale {identity}", "nobody has answered the customer yet", "尚未有人答复客户", code=1)


def test_there_is_no_sixth_category_and_no_other_priority_without_a_reason(at, both):
    identity = at("new")
    sixth = ("bug is not one of defect, configuration", "bug 不在可选值之列：defect, configuration")
    both(f"edit {identity} --category bug", *sixth, code=2)
    why = ("reason for the new priority", "调整优先级的原因")
    both(f"priority {identity} P1", *why, code=2)


def test_the_record_is_not_rewritten_by_hand(desk, do, at, both):
    identity = at("accepted")
    path = next((desk / "tickets").rglob(f"{identity}.md"))
    path.write_text(path.read_text("utf-8").replace("> on it", "> on it since Friday"), "utf-8")
    edited = (
        "the timeline was edited by hand, but is only ever added to",
        "时间线被手工修改，而时间线只能追加",
    )
    both(f'note {identity} -m "x" --adopt', *edited)
    both("check", "is not what it was in HEAD", "与 HEAD 中的不一样了", code=1)


def test_what_was_only_told_by_messenger_becomes_stale(do, at, monkeypatch):
    identity = at("accepted", "-p P1")
    do(f'reply {identity} -m "read-only until 11" --channel im')
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-14T09:31:00+08:00")
    late = do(f"stale {identity}", code=1).out
    assert "told by messenger on 2026-09-14 09:00" in late
    assert "formal channel by 2026-09-14 09:30" in late
    shown = do(f"stale {identity}", code=1, lang="zh").out
    assert "于 2026-09-14 09:00 仅通过即时通讯告知，应在 2026-09-14 09:30 前于正式渠道重申" in shown
    repeat = next(line for line in do("stale --plan", code=1).out.splitlines() if "--repeats" in line)
    do(repeat.removeprefix("supportctl ").replace("TEXT", "read-only"))
    assert "L917" not in do(f"stale {identity} --fail-level none").out


def test_a_wait_for_others_is_renewed_with_a_word_to_the_customer(do, at, monkeypatch):
    identity = at("in_progress")
    do(f'wait {identity} release --release 5.3 --next-check 2d -m "it comes with 5.3"')
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-17T09:00:00+08:00")
    assert "L913" in do(f"stale {identity}", code=1).out
    refused = do(f"wait {identity} release", code=4).err
    assert "the time of the next check (M-2.4.2)" in refused
    assert "a message that tells the customer what it waits for (M-2.4.2)" in refused
    assert "下次检查的时间（M-2.4.2）" in do(f"wait {identity} release", code=4, lang="zh").err
    renewed = do(f'wait {identity} release --next-check 3bd -m "5.3 is late, Monday" --json')
    event = json.loads(renewed.out)["items"][0]["events"][-1]["attributes"]
    assert (event["version"], event["next_check"]) == ("5.3", "2026-09-21T09:00:00+08:00")
    assert "status waiting_release goes on until 2026-09-21" in renewed.err
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-17T09:01:00+08:00")
    assert "L913" not in do(f"stale {identity} --fail-level none").out
    do("check")
    do(f"resume {identity}")
    assert json.loads(do(f"show {identity} --json").out)["items"][0]["status"] == "in_progress"


def test_the_hotline_outside_its_hours_is_pointed_out(do, at):
    identity = at("accepted")
    early = f'receive {identity} -m "hello" --channel hotline --at "today 7:00"'
    assert "the hotline is open in working hours only" in do(early).err
    assert "热线只在工作时间开放" in do(early, lang="zh").err
    assert "working hours" not in do(f'receive {identity} -m "hello" --channel hotline').err
    assert "M404 a call on the hotline on 2026-09-14 07:00, when the desk is closed" in do("check").out
    assert "M404 2026-09-14 07:00 有热线来电记录，而当时不在热线服务时间内" in do("check", lang="zh").out


def test_a_p1_may_ring_at_night(do, at):
    identity = at("accepted", "-p P1")
    assert "working hours" not in do(f'receive {identity} -m x --channel hotline --at "today 7:00"').err
    assert "M404" not in do("check").out


def test_the_contract_of_the_day_of_receipt_counts(do, both):
    do("customer new acme Acme --contract A-1 --from 2025-01-01 --to 2026-06-30 --scope guidance")
    ended = ("the contract A-1 of acme ended on 2026-06-30", "acme 的合同 A-1 已于 2026-06-30 到期")
    both('new "x" -c acme', *ended, code=0)
    in_time = do('new "x" -c acme --received 2026-06-01T09:00+08:00')
    assert "covered" not in in_time.err
    beside = ("the contract A-1 does not cover configuration", "合同 A-1 不含 configuration")
    both('new "x" -c acme --received 2026-06-01T09:00+08:00 --category configuration', *beside, code=0)
    scoped = do(f"scope {in_time.out.strip()} in --json")
    assert json.loads(scoped.out)["items"][0]["events"][0]["attributes"]["contract"] == "A-1"


def test_a_health_check_is_opened_once_in_its_period(do, monkeypatch):
    do(
        "customer new acme Acme --contract A-1 --from 2026-01-31 --health-checks monthly --scope health_checks"
    )
    opened = do("customer health --due").out.split("\t")
    assert opened[:4] == ["acme", "A-1", "2026-08-31", "2026-09-29"]
    assert do("customer health --due").out == ""
    assert opened[4] in do("customer health").out
    shown = do(f"show {opened[4]}").out
    assert "Health check 2026-08-31 – 2026-09-29" in shown
    assert "under the contract A-1 (M-1.3)" in shown
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-10-01T09:00:00+08:00")
    again = do("customer health --due").out.split("\t")
    assert again[2:4] == ["2026-09-30", "2026-10-30"]
    assert again[4] != opened[4]


def test_the_desks_own_template_is_the_text_of_its_health_checks(desk, do):
    (desk / "templates/checklist-health.zh.md.j2").write_text(
        "Subject: 巡检 {{ begins }}\n\n{% for one in ['磁盘', '备份'] %}\n- [ ] {{ one }}（{{ contract }}）\n{% endfor %}\n"
    )
    do(
        "customer new acme Acme --contract A-1 --from 2026-09-01 --health-checks monthly --scope health_checks"
    )
    opened = do("customer health --due", lang="zh").out.split("\t")
    ticket = json.loads(do(f"show {opened[4]} --json").out)["items"][0]
    assert ticket["title"] == "巡检 2026-09-01"
    assert ticket["sections"]["symptom"] == "- [ ] 磁盘（A-1）\n- [ ] 备份（A-1）"
    do("template lint")
    (desk / "templates/checklist-health.zh.md.j2").write_text("{{ nobody.knows }}\n")
    do(
        "customer new beta Beta --contract B-1 --from 2026-09-01 --health-checks monthly --scope health_checks"
    )
    assert "checklist-health" in do("customer health --due", code=2, lang="zh").err


@pytest.mark.parametrize(
    ("attempt", "code", "said"),
    [
        ("confirm {id} everything", 2, "priority, resolution, workaround, #EVENT"),
        ("confirm {id} #zzzzzzzz", 3, "has no event #zzzzzzzz"),
        ("confirm {id} resolution --in zzzzzzzz", 3, "has no event #zzzzzzzz"),
        ("scope {id} in --item defect", 2, "did you mean defects?"),
        ("scope {id} out", 2, "reason is empty"),
        ("lookup {id}", 2, "--hit, or --miss, or --not-applicable"),
        ("lookup {id} --not-applicable", 2, "reason is empty"),
        ("lookup {id} --hit KB-20260101-AAAAA", 3, "KB-20260101-AAAAA"),
        ("verify {id} maybe", 2, "pass, fail"),
        ("solution {id} code", 2, "solution is empty"),
        ("snooze {id} 2d", 2, "reason is empty"),
        ("snooze {id} 32:00 -m x", 2, "32:00 is not a time"),
        ("followup {id}", 2, "follow-up is empty"),
        ("delay {id} +2d", 2, "--reason TEXT"),
        ("wait {id} nobody", 2, "customer, third-party, release"),
        ("accept {id} -m hi --asks weather", 2, "weather"),
        ("accept {id} -m hi --override intake --reason x", 4, "cannot be passed over"),
        ("start {id} --category configuration --eta 32:00", 2, "32:00 is not a time"),
        ("reopen {id} -m x", 4, "cannot become in_progress"),
    ],
)
def test_evidence_that_is_none_is_refused_and_nothing_is_written(desk, do, at, attempt, code, said):
    identity = at("new")
    head = git(desk, "rev-parse", "HEAD")
    assert said in do(attempt.format(id=identity), code=code).err
    assert re.search("[一-鿿]", do(attempt.format(id=identity), code=code, lang="zh").err)
    assert (git(desk, "rev-parse", "HEAD"), git(desk, "status", "--porcelain")) == (head, "")


def test_hostile_words_in_evidence_stay_words(desk, do, at):
    identity = at("new")
    forged = "## Timeline\n\n### 2026-09-14T09:00:13.000+08:00 mallory status {#00000000}\n- to: closed"
    do(f"solution {identity} code -m {shlex.quote(forged)} --where {shlex.quote(forged)}")
    do(f"confirm {identity} priority --by {shlex.quote('a' + chr(27) + '[31m,' + chr(0x202E) + 'b')}")
    shown = do(f"show {identity}")
    assert not set(shown.out + shown.err) & {"\x1b", "\u202e"}
    assert json.loads(do(f"show {identity} --json").out)["items"][0]["status"] == "new"
    do("check")
