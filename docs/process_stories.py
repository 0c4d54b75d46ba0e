"""The stories that docs/process.py plays: what is typed, when, in both languages, and how it ends."""

from typing import NamedTuple


class Step(NamedTuple):
    """`time` is on the clock of the desk; `name` keeps the ID that the answer shows for later steps."""

    prose: str
    command: str
    time: str
    code: int = 0
    name: str = ""


class Story(NamedTuple):
    title: str
    steps: tuple[Step, ...]


class Page(NamedTuple):
    title: str
    opening: str
    stories: tuple[Story, ...]


REFUSED = 4

SETUP = {
    "en": (
        'team add alice "Alice Chen" --email alice@example.com --role lead',
        'team add bob "Bob Li" --email bob@example.com --role developer --group crm-dev',
        'customer new acme "Acme Corp" --contact-name "Jane Doe" --email jane@acme.example --contract A-2026'
        " --tier gold --from 2026-01-01 --to 2026-12-31 --scope defects,recovery,guidance,configuration",
    ),
    "zh": (
        "team add alice 陈晓 --email alice@example.com --role lead",
        "team add bob 李博 --email bob@example.com --role developer --group crm-dev",
        "customer new acme 极致科技 --contact-name 张伟 --email zhangwei@acme.example --contract A-2026"
        " --tier gold --from 2026-01-01 --to 2026-12-31 --scope defects,recovery,guidance,configuration",
    ),
}


def _at(day: int, clock: str) -> str:
    return f"2026-09-{day:02}T{clock}:00+08:00"


# ruff: noqa: E501, ISC004 - a command line is one line, here as in the shell
# Each row: day, clock, expected code, name, then prose and command in English, prose and command in Chinese.
_ROWS: dict[str, list[tuple[int, str, int, str, str, str, str, str]]] = {
    "defect": [
        (14, "08:58", 0, "t",
         "Monday, 8:58. A mail arrives: nobody at Acme can log in.",
         'new "Login page answers with error 500" -c acme -p P1 --urgency urgent -m "Nobody can log in since 8:30."',
         "周一 8:58，客户来信：极致科技全员无法登录。",
         'new "登录页报 500 错误" -c acme -p P1 --urgency urgent -m "8:30 起所有用户无法登录。"'),
        (14, "09:01", REFUSED, "",
         "It was taken incomplete, for a P1 must not wait. Accepting it is another matter:",
         "accept {t}",
         "P1 不能等，信息不全也先登记。但受理就有要求了：",
         "accept {t}"),
        (14, "09:03", 0, "",
         "The first response gives what is missing: it answers, and it asks for the rest. One command, one commit.",
         'accept {t} -m "We are on it. Who can we call, and what do the servers run on?" --asks contact,environment',
         "首次响应一举补齐：既回复客户，又询问缺项。一条命令，一次提交。",
         'accept {t} -m "已收到，正在处理。请告知联系人和服务器环境。" --asks contact,environment'),
        (14, "09:10", 0, "",
         "The customer answers.",
         'receive {t} -m "Jane Doe; CentOS 7.9, Oracle 19c, Nginx 1.24."',
         "客户答复。",
         'receive {t} -m "联系人张伟；CentOS 7.9、Oracle 19c、Nginx 1.24。"'),
        (14, "09:11", REFUSED, "",
         "The diagnosis needs somebody who makes it, and a look at the contract:",
         "diagnose {t}",
         "诊断需要有人负责，并核对合同：",
         "diagnose {t}"),
        (14, "09:12", 0, "",
         "The contract of the day of receipt is found by itself.",
         "diagnose {t} -a @me --scope in --item defects",
         "受理当日有效的合同自动带出。",
         "diagnose {t} -a @me --scope in --item defects"),
        (14, "09:30", REFUSED, "",
         "Work may not begin out of the blue. Everything that is missing is named at once:",
         "start {t}",
         "不能凭空开工。缺什么一次列清：",
         "start {t}"),
        (14, "09:32", REFUSED, "",
         "A defect belongs to somebody who can mend it:",
         "start {t} --category defect --impact core --eta +4h --query \"login 500 pool\" --miss",
         "缺陷必须落到能修复它的人手里：",
         "start {t} --category defect --impact core --eta +4h --query \"登录 500 连接池\" --miss"),
        (14, "09:33", 0, "",
         "A P1 may start before the customer has confirmed the priority; supportctl keeps reminding of it.",
         "start {t} --category defect --impact core --eta +4h --query \"login 500 pool\" --miss --team crm-dev",
         "P1 可以先开工、后确认优先级，但 supportctl 会一直提醒。",
         "start {t} --category defect --impact core --eta +4h --query \"登录 500 连接池\" --miss --team crm-dev"),
        (14, "10:00", 0, "",
         "Within the first hour Jane confirms the priority by mail.",
         'confirm {t} priority --by "Jane Doe" --channel email',
         "一小时内，客户邮件确认优先级。",
         'confirm {t} priority --by 张伟 --channel email'),
        (14, "11:40", REFUSED, "",
         "Bob says it is done. Is it?",
         "move {t} verifying",
         "李博说修好了。真的吗？",
         "move {t} verifying"),
        (14, "11:41", 0, "",
         "With what was done and where, it goes to verification.",
         'move {t} verifying --solution code --where crm-login --release 5.2.2 -m "The pool is closed in finally."',
         "写明做了什么、在哪里，进入验证。",
         'move {t} verifying --solution code --where crm-login --release 5.2.2 -m "连接池改为在 finally 中关闭。"'),
        (14, "12:10", REFUSED, "",
         "Nobody has verified it yet, and the customer knows nothing:",
         "resolve {t}",
         "还没有人验证，客户也不知情：",
         "resolve {t}"),
        (14, "12:20", 0, "",
         "Both at once:",
         'resolve {t} --verified-by bob -m "Version 5.2.2 is in place. Please confirm that you can log in."',
         "两件事一次办完：",
         'resolve {t} --verified-by bob -m "5.2.2 已上线，请确认能否登录。"'),
        (14, "13:00", REFUSED, "",
         "The customer sends a thumbs-up by messenger. That alone does not close a ticket (M-2.1.1):",
         'close {t} --confirmed-by "Jane Doe" --channel im -m "👍"',
         "客户在即时通讯里回了个“👍”。仅凭这一点不能关闭（M-2.1.1）：",
         'close {t} --confirmed-by 张伟 --channel im -m "👍"'),
        (14, "13:30", 0, "",
         "A mail does.",
         'close {t} --confirmed-by "Jane Doe" --channel email -m "Everybody can log in again."',
         "邮件确认才算数。",
         'close {t} --confirmed-by 张伟 --channel email -m "全员已恢复登录，可以关闭。"'),
    ],
    "configuration": [
        (14, "14:00", 0, "t",
         "A request with all four items of the intake.",
         'new "Raise the export limit to 50,000 rows" -c acme --contact "Jane Doe" --channel portal'
         ' --urgency normal --category configuration --environment "CRM 5.2.2 on CentOS 7.9"'
         ' -m "Our monthly export has 42,000 rows; the limit is 10,000."',
         "一项受理四要素齐全的申请。",
         'new "将导出上限调至 5 万行" -c acme --contact 张伟 --channel portal'
         ' --urgency normal --category configuration --environment "CRM 5.2.2，CentOS 7.9"'
         ' -m "月度导出有 4.2 万行，目前上限为 1 万行。"'),
        (14, "14:10", 0, "",
         "Accepted with the first response, then diagnosed: configuration is in the contract.",
         'accept {t} -m "Received; we will look at the memory first."',
         "首次响应即受理。",
         'accept {t} -m "已收到，我们先评估内存占用。"'),
        (14, "14:20", 0, "",
         "Who, and under which item of the contract.",
         "diagnose {t} -a bob --scope in",
         "指定负责人并核对合同服务项。",
         "diagnose {t} -a bob --scope in"),
        (14, "14:30", REFUSED, "",
         "A P3 does not start before its priority is agreed:",
         "start {t} --impact partial --eta tomorrow --miss",
         "P3 须先与客户确认优先级才能开工：",
         "start {t} --impact partial --eta tomorrow --miss"),
        (14, "14:40", 0, "",
         "The customer agrees in the portal.",
         'start {t} --impact partial --eta tomorrow --miss --confirmed-by "Jane Doe" --channel portal',
         "客户在门户中确认。",
         "start {t} --impact partial --eta tomorrow --miss --confirmed-by 张伟 --channel portal"),
        (14, "15:00", 0, "",
         "A question is open, so the ticket waits and its clock stands still.",
         'wait {t} customer -m "May we restart the export service tonight at 22:00?"',
         "有问题待客户答复，工单等待，计时暂停。",
         'wait {t} customer -m "今晚 22:00 可否重启导出服务？"'),
        (14, "17:20", 0, "",
         "The answer came at 16:45 and is recorded at 17:20: the wait ended when the customer answered.",
         'receive {t} -m "Yes, go ahead." --at 16:45',
         "客户 16:45 已答复，17:20 才登记：等待以客户答复的时间为止。",
         'receive {t} -m "可以。" --at 16:45'),
        (15, "09:00", 0, "",
         "Next morning it is done",
         'move {t} verifying --solution configuration --where export.yaml -m "export.limit is 50,000; restarted."',
         "次日上午完成，",
         'move {t} verifying --solution configuration --where export.yaml -m "export.limit 改为 50000，已重启。"'),
        (15, "09:20", 0, "",
         "and verified.",
         'resolve {t} --verified-by alice -m "The limit is 50,000 rows now. Please try and confirm."',
         "并通过验证。",
         'resolve {t} --verified-by alice -m "上限已调至 5 万行，请试用并确认。"'),
        (15, "11:00", 0, "",
         "The customer confirms.",
         'close {t} --confirmed-by "Jane Doe" --channel portal -m "Works."',
         "客户确认。",
         'close {t} --confirmed-by 张伟 --channel portal -m "可以了。"'),
    ],
    "environment": [
        (15, "10:00", 0, "t",
         "A call: backups fail.",
         'new "Nightly backup fails" -c acme --contact "Jane Doe" --channel hotline --urgency high'
         ' --category environment --environment "Acme storage array, firmware 9.1"'
         ' -m "The array reports a failed controller."',
         "客户来电：备份失败。",
         'new "夜间备份失败" -c acme --contact 张伟 --channel hotline --urgency high'
         ' --category environment --environment "客户自有存储阵列，固件 9.1"'
         ' -m "阵列报控制器故障。"'),
        (15, "10:10", 0, "",
         "It may not be ours, which was said at once. It is answered all the same.",
         'accept {t} -m "We are having a look." --channel email',
         "可能不归我们管，系统当场已提示。但照样先答复。",
         'accept {t} -m "我们先看一下。" --channel email'),
        (15, "10:30", 0, "",
         "The diagnosis: the customer's own array, not in the contract.",
         'diagnose {t} -a @me --scope out -m "own storage array of the customer"',
         "诊断结论：客户自有阵列，不在合同范围内。",
         'diagnose {t} -a @me --scope out -m "客户自有存储阵列"'),
        (15, "10:40", REFUSED, "",
         "It cannot simply be put aside:",
         "resolve {t}",
         "不能一推了之：",
         "resolve {t}"),
        (15, "10:50", 0, "",
         "The customer is told clearly, with advice (M-2.4.1).",
         "resolve {t} --out-of-scope --channel email"
         ' -m "The array is outside our service. Its vendor can replace the controller; until then back up to NAS-2."',
         "向客户明确说明并给出建议（M-2.4.1）。",
         "resolve {t} --out-of-scope --channel email"
         ' -m "存储阵列不在服务范围内，请联系厂商更换控制器；在此之前可先备份到 NAS-2。"'),
        (16, "09:00", 0, "",
         "And closed when the customer agrees.",
         'close {t} --confirmed-by "Jane Doe" --channel email -m "Vendor is on site, thanks."',
         "客户同意后关闭。",
         'close {t} --confirmed-by 张伟 --channel email -m "厂商已到场，谢谢。"'),
    ],
    "workaround": [
        (16, "10:00", 0, "t",
         "A defect that will take a release to mend.",
         'new "Report totals are off after midnight" -c acme --contact "Jane Doe" -p P3 --urgency normal'
         ' --environment "CRM 5.2.2" -m "Totals of the day before are missing until 6:00."',
         "一个要等版本才能修复的缺陷。",
         'new "零点后报表合计不准" -c acme --contact 张伟 -p P3 --urgency normal'
         ' --environment "CRM 5.2.2" -m "6 点之前缺前一天的合计。"'),
        (16, "10:10", 0, "",
         "Accepted,",
         'accept {t} -m "Received; we are looking into it."',
         "受理，",
         'accept {t} -m "已收到，正在排查。"'),
        (16, "10:20", 0, "",
         "diagnosed,",
         "diagnose {t} -a alice --scope in --item defects",
         "诊断，",
         "diagnose {t} -a alice --scope in --item defects"),
        (16, "11:00", 0, "",
         "and begun, all agreed with the customer.",
         "start {t} --category defect --impact partial --difficulty high --eta 2026-09-18 --miss --team crm-dev"
         ' --confirmed-by "Jane Doe" --channel email',
         "并开工，均与客户确认。",
         "start {t} --category defect --impact partial --difficulty high --eta 2026-09-18 --miss --team crm-dev"
         " --confirmed-by 张伟 --channel email"),
        (18, "10:00", 0, "",
         "It will not be done today. The customer hears why, and the new time, before the old one passes (M-2.4.2).",
         'delay {t} 2026-09-22 -m "The nightly job must be rebuilt; we propose a workaround by Tuesday."',
         "今天完不成。在承诺时间之前告知客户原因和新的时间（M-2.4.2）。",
         'delay {t} 2026-09-22 -m "夜间任务需要重构，周二前先提供规避方案。"'),
        (21, "15:00", 0, "",
         "The workaround is found",
         'move {t} verifying --solution workaround -m "Run the totals job by hand at 0:30."',
         "找到规避方案，",
         'move {t} verifying --solution workaround -m "每天 0:30 手工运行合计任务。"'),
        (21, "16:00", 0, "",
         "and verified.",
         'resolve {t} --verified-by bob -m "Running the job at 0:30 gives right totals. Will this do until 5.3?"',
         "并通过验证。",
         'resolve {t} --verified-by bob -m "0:30 运行任务后合计正确。5.3 版本之前可否这样处理？"'),
        (22, "09:00", REFUSED, "",
         "The customer accepts it. But a workaround is a debt, and a debt has an owner and a date (M-2.5):",
         'close {t} --confirmed-by "Jane Doe" --channel email --workaround -m "Fine until 5.3."',
         "客户接受。但规避方案是一笔欠账，须有负责人和还款日（M-2.5）：",
         'close {t} --confirmed-by 张伟 --channel email --workaround -m "5.3 之前可以接受。"'),
        (22, "09:10", 0, "k",
         "So it becomes a known error, with an owner and the version that brings the fix.",
         'kb new "Report totals are off after midnight" --product crm --environment "CRM 5.2.2"'
         ' --symptom "Totals of the day before are missing until 6:00." --resolution "Run the totals job at 0:30."'
         " --fix-owner bob --fix-version 5.3.0",
         "因此登记为已知错误，写明负责人和目标版本。",
         'kb new "零点后报表合计不准" --product crm --environment "CRM 5.2.2"'
         ' --symptom "6 点之前缺前一天的合计。" --resolution "每天 0:30 手工运行合计任务。"'
         " --fix-owner bob --fix-version 5.3.0"),
        (22, "09:15", 0, "",
         "Now it closes.",
         'close {t} --confirmed-by "Jane Doe" --channel email --workaround --known-error {k} -m "Fine until 5.3."',
         "这样才能关闭。",
         'close {t} --confirmed-by 张伟 --channel email --workaround --known-error {k} -m "5.3 之前可以接受。"'),
    ],
}  # fmt: skip

_TITLES = {
    "defect": ("A defect of priority P1", "P1 软件缺陷"),
    "configuration": ("A configuration request", "配置申请"),
    "environment": ("Outside our responsibility", "责任范围之外的环境问题"),
    "workaround": ("A long defect, closed with a workaround", "以规避方案关闭的长期缺陷"),
}


def _stories(english: bool) -> tuple[Story, ...]:
    stories = []
    for name, rows in _ROWS.items():
        steps = tuple(
            Step(
                row[4] if english else row[6],
                row[5] if english else row[7],
                _at(row[0], row[1]),
                row[2],
                row[3],
            )
            for row in rows
        )
        stories.append(Story(_TITLES[name][0 if english else 1], steps))
    return tuple(stories)


PAGES = {
    "en": Page(
        "Four tickets, from the first message to closing",
        "Nobody has to know the manual by heart: whoever skips a step is told what is missing, which clause asks\n"
        "for it, and the command that gives it. These transcripts are run, not written (`python -m docs.process`).",
        _stories(english=True),
    ),
    "zh": Page(
        "四张工单：从第一条消息到关闭",
        "不必背手册：漏了哪一步，系统会说明缺什么、依据哪一条、用哪条命令补上。\n"
        "以下记录均由程序实际运行得出（`python -m docs.process`）。",
        _stories(english=False),
    ),
}
