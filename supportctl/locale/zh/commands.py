"""命令帮助的中文。"""

TEXTS = {
    # 参数与公共选项
    "An ID or 3+ characters of it, a path, @last or @here.": "工单编号或其中三个以上字符、文件路径、@last 或 @here。",
    "IDs or parts of them; - reads them from standard input.": "一个或多个编号（可只写一部分）；- 表示从标准输入读取。",
    "How it travelled; by default the ticket's own channel.": "沟通渠道；默认与工单渠道相同。",
    "What it asks the customer for, for example environment.": "请客户提供什么，例如 environment。",
    "Take an uncommitted hand edit along as a change of its own.": "把尚未提交的手工修改一并作为独立变更记录。",
    "The person at the customer's.": "客户方联系人。",
    "The message it answers.": "所答复的消息。",
    "The messenger message it repeats formally.": "在正式渠道重申的即时通讯消息。",
    # note / reply / receive
    "Write an internal note; the customer never sees it.": "写内部备注，客户看不到。",
    "Record a message to the customer.": "记录发给客户的消息。",
    # 流转
    "Take a ticket to another status, as far as the lifecycle allows it.": "在流程允许的范围内变更工单状态。",
    "Any status of the lifecycle.": "流程中的任一状态。",
    "Take a new ticket into work: it is accepted.": "受理新工单。",
    "Begin to diagnose an accepted ticket.": "开始诊断已受理的工单。",
    "Begin to work on the solution: the ticket is in progress.": "开始处理：工单进入处理中。",
    "Let a ticket wait for the customer, a third party or a release.": "让工单等待客户、第三方或版本发布。",
    "Whom it waits for.": "等待哪一方。",
    "End the waiting: the ticket goes back to where it was before.": "结束等待，工单回到等待前的状态。",
    "Say that the problem is solved; the customer has yet to confirm.": "问题已解决，等待客户确认。",
    "Close a resolved ticket.": "关闭已解决的工单。",
    "Take a closed ticket into work again.": "重新打开已关闭的工单。",
    "Cancel a live ticket, with the reason.": "撤销处理中的工单，须说明原因。",
    # 字段
    "Raise or lower the priority, with the reason.": "调整优先级，须说明原因。",
    "P1 is the highest.": "P1 最高。",
    "Give a ticket to a person, a development team or an outside expert.": "把工单分派给工程师、开发团队或外部专家。",
    "A person of the team, @me, or none.": "团队成员、@me 或 none。",
    "The development team, or none.": "开发团队，或 none。",
    "The number in the other tracker.": "对方系统中的单号。",
    "Change fields of a ticket; an empty value takes the field away.": "修改工单字段；空值表示去掉该字段。",
    "The one line that names the problem.": "一句话概括问题。",
    "One of the five categories.": "五类问题之一。",
    "What of the customer's business it hits.": "影响客户业务的哪一部分。",
    "The customer's own view of it.": "客户期望的紧急程度。",
    "How hard it is to solve.": "解决难度。",
    "Whose ticket it is.": "工单所属客户。",
    "The customer's person.": "客户方联系人。",
    "The product concerned.": "涉及的产品。",
    "The part of the product.": "产品模块。",
    "The product's version.": "产品版本。",
    "The root cause, once it is known.": "查明后的根本原因。",
    # 历史
    "As diff shows it: what was said, and whether in public.": "像 diff 那样显示：说了什么、对外还是内部。",
    "Show who changed what from when to when, and the commit that carried it.": "查看谁在何时把什么改成了什么，以及对应的提交。",
    "Take back the last command on a ticket; nothing is erased, a retraction is recorded.": (
        "撤销对工单的上一次操作；不删除任何记录，只追加一条撤回。"
    ),
    "This event instead of the last.": "撤回指定事件，而不是最近一次操作。",
    # 登记
    "Open a ticket.": "登记工单。",
    "What is not known yet may be left out; supportctl says what is missing before the ticket can be accepted.": (
        "暂时不清楚的内容可以不填；supportctl 会提示受理前还缺什么。"
    ),
    "The problem in one line.": "一句话说明问题。",
    "Whose problem it is.": "哪个客户的问题。",
    "The channel it came in by.": "客户提交问题的渠道。",
    "When it came in, if not now.": "收到的时间，默认为现在。",
    "When it happened to the customer.": "问题在客户处发生的时间。",
    "How to bring the problem about.": "复现步骤。",
    "What the error message says.": "错误提示原文。",
    "Hardware and software it runs on.": "软硬件环境。",
    "What of the business it hits.": "影响业务的哪一部分。",
    "Who takes it, or @me.": "由谁负责，或 @me。",
    "A tag.": "标签。",
    # 查看
    "Show tickets with everything on them.": "查看工单的全部内容。",
    "In a pipe the fields come first, a name and a value on each line, then the texts.": (
        "输出到管道时先列字段（每行一个名称和值），再列正文。"
    ),
    "Print the file as it is.": "原样输出文件。",
    "List tickets that match a query.": "按条件列出工单。",
    "Search the text of tickets, best match first.": "搜索工单正文，最相关的在前。",
    # 设置
    "Make a folder a desk; what is there already stays as it is.": "把目录建成服务台；已有内容保持不变。",
    "The folder; by default this one.": "目录；默认为当前目录。",
    "The desk's time zone.": "服务台所在时区。",
    "Show what would be done.": "只显示将要做什么。",
    "Leave the commit to you.": "不提交，由您自行提交。",
    "Show what the desk's configuration amounts to, and where each value comes from.": "查看服务台当前生效的配置及其来源。",
    "One key.": "某一项配置。",
    "Examine the desk, its repository and this machine, and say how to mend what is off.": (
        "检查服务台、仓库和本机环境，并说明如何修复问题。"
    ),
    "Import tickets from JSON lines, all in one commit.": "从 JSON Lines 导入工单，一次提交。",
    "docs/import.md describes a line. A line with a key is imported once, however often the file is run.": (
        "每行的写法见 docs/import.md。带 key 的行无论导入多少次都只生成一张工单。"
    ),
    "JSON lines; - is standard input.": "JSON Lines 文件；- 表示标准输入。",
    "Leave out lines that cannot be read.": "跳过无法读取的行。",
    # 表头
    "TIME": "时间",
    "WHO": "操作人",
    "WHAT": "内容",
    "EVENT": "事件",
    "COMMIT": "提交",
    "AUTHOR": "提交作者",
    "ID": "编号",
    "STATUS": "状态",
    "PRIORITY": "优先级",
    "TITLE": "标题",
    "ACTION": "动作",
    "PATH": "路径",
    "KEY": "键",
    "VALUE": "值",
    "ORIGIN": "来源",
    "EXAMINATION": "检查项",
    "STATE": "结果",
    "SEEN": "情况",
    "FIX": "处理办法",
    "ASSIGNEE": "负责人",
    "CUSTOMER": "客户",
    "UPDATED": "最近更新",
    "LINE": "匹配内容",
    # 列表与搜索
    "Show at most N.": "最多显示 N 条。",
    "Leave out the first N.": "跳过前 N 条。",
    "Print the IDs alone.": "只输出编号。",
    "no ticket matches {query}": "没有符合 {query} 的工单",
    "{shown} of {total} tickets; more with -L N": "共 {total} 张，显示 {shown} 张；用 -L N 查看更多",
    "Without a query: everything that is not closed, the newest first.": "不带条件时列出所有未关闭的工单，最新的在前。",
    "Every word has to be there; put a phrase in quotes, and end a word in * to search for its beginning.": (
        "所有词都须出现；短语请加引号，词尾加 * 表示按词首匹配。"
    ),
    # 变更命令的公共选项
    "Print the change as a diff and write nothing.": "只显示差异，不写入。",
    "Write the files and leave the commit to you.": "只写文件，由您自行提交。",
    "When it happened, if not now.": "实际发生的时间，默认为现在。",
    "Who did it, if not you.": "由谁完成，默认为您本人。",
    "A retry with the same KEY changes nothing more.": "以同一 KEY 重试不会重复变更。",
    # 文本的名称
    "note": "备注",
    "reply": "回复",
    "message": "消息",
    "description": "问题描述",
    "{count} of {total} ({share} %)": "{count}/{total}（{share}%）",
    "Let git diff and git log -p tell tickets in words, too.": "让 git diff 和 git log -p 也用业务语言显示工单。",
}
