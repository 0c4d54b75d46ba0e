"""Many tickets at once."""

TEXTS = {
    "{count} of {total} tickets refuse, so none is changed:": "{total} 张工单中有 {count} 张不能变更，因此一张都没有改：",
    "leave them out with --skip-refused": "用 --skip-refused 跳过它们",
    "{verb} is given as {usage}": "{verb} 的写法是 {usage}",
    "supportctl bulk --help": "supportctl bulk --help",
    "change {count} tickets in one commit? (y/n)": "在一个提交里变更 {count} 张工单吗？（y/n）",
    "{changed} tickets would be changed, {same} would stay as they are": "将变更 {changed} 张工单，{same} 张保持不变",
    "{changed} tickets changed, {same} stay as they are": "已变更 {changed} 张工单，{same} 张保持不变",
    "written, not committed": "已写入，未提交",
    "OUTCOME": "结果",
    "CHANGE": "变更",
    "Which tickets, in quotes; - reads IDs from standard input.": "哪些工单，写在引号里；- 表示从标准输入读取编号。",
    "priority, assign, team, tag, note, edit, eta, snooze, link, move, resume, cancel or close.": (
        "priority、assign、team、tag、note、edit、eta、snooze、link、move、resume、cancel 或 close。"
    ),
    "What the verb needs, as its own command takes it.": "动词所需的值，写法与单独的命令相同。",
    "With tag, the same as -TAG.": "用于 tag，等同于 -TAG。",
    "Do it without asking.": "不询问，直接执行。",
    "Leave out the tickets that refuse, and change the others.": "跳过不能变更的工单，变更其余的。",
    "Change every ticket that a query finds, all of them in one commit.": "变更查询到的所有工单，全部在一个提交里。",
    "It shows what each ticket would change and asks. If one ticket refuses, none is changed.": (
        "先列出每张工单将有的变更，再询问。只要有一张不能变更，就一张都不改。"
    ),
}
