"""时钟：承诺、逾期、升级、下一步。"""

TEXTS = {
    # 命令
    "Show the clocks of tickets: what was promised, what is used of it, what is due when.": (
        "查看工单的时钟：承诺了什么、用去了多少、何时到期。"
    ),
    "With --now they read as they stood at any other time.": "加上 --now 可查看任一时刻的情形。",
    "Tickets, or conditions such as priority:<=P2; without any, all that is not closed.": (
        "工单，或查询条件如 priority:<=P2；不给出时为所有未关闭的工单。"
    ),
    "Every stretch of time, and the event behind it.": "逐段列出时间，以及每一段背后的事件。",
    "no clock is running": "没有正在走的时钟",
    "Tell what is late or about to be, and who has to act.": "列出已逾期或即将逾期的事项，以及该由谁处理。",
    "Late work of which the customer was not told is an error; told in time it is a warning. Without a query "
    "also what of the knowledge base waits to be looked after.": (
        "逾期而未告知客户是错误；已告知的是警告。不带条件时还列出知识库里待处理的文章。"
    ),
    "The mildest finding that makes the exit code 1.": "达到此严重程度的问题使退出码为 1。",
    "Print the commands that would mend it.": "打印可以补救的命令。",
    "nothing is late, and nothing is about to be": "没有逾期，也没有即将逾期的事项",
    "Say which ticket to take now, and why.": "告诉您现在该处理哪张工单，以及原因。",
    "Yours and those of nobody: P1 first, then what is late, then what is due first. What waits for others "
    "or is kept quiet is left out.": (
        "范围是您的和无人负责的工单：先 P1，再已逾期，再最早到期。等待他人的和暂时静默的不在其列。"
    ),
    "Those of other people as well.": "也包括其他人的工单。",
    "nothing waits for you": "没有等您处理的工单",
    "Record that somebody was told of a ticket who has to know.": "记录工单已升级告知相关负责人。",
    "A role such as lead, or a person of the team.": "角色（如 lead）或团队成员。",
    # 表头
    "TO ACT": "责任人",
    "BEGIN": "起",
    "END": "止",
    "COUNTS": "计入",
    "SUM": "累计",
    "BECAUSE": "缘由",
    "CLOCK": "时钟",
    "CYCLE": "轮次",
    "DUE": "到期",
    "ELAPSED": "已用",
    "TARGET": "目标",
    "USED": "占比",
    "CALENDAR": "日历",
    "WHY": "原因",
    # 说明
    "{due} (provisional)": "{due}（暂定）",
    "{clock}, cycle {cycle}: {target} in the calendar {calendar} ({priority})": (
        "{clock}，第 {cycle} 轮：按日历 {calendar} 计 {target}（{priority}）"
    ),
    "  {when}  priority {old} → {new}: another target, the same start and pauses": (
        "  {when}  优先级 {old} → {new}：换用新目标，起点与暂停不变"
    ),
    "received from the customer": "收到客户请求",
    "= {elapsed} of {target}: late since {since}; due was {due}": (
        "= 已用 {elapsed}，目标 {target}：自 {since} 起逾期；应于 {due} 前完成"
    ),
    "= {elapsed} of {target}; due {due}, provisional: that year's days are not known yet": (
        "= 已用 {elapsed}，目标 {target}；{due} 到期，暂定：该年的放假安排尚未公布"
    ),
    "= {elapsed} of {target}; due {due}": "= 已用 {elapsed}，目标 {target}；{due} 到期",
    "= {elapsed} of {target}; paused, {left} left": "= 已用 {elapsed}，目标 {target}；暂停中，剩余 {left}",
    "= {elapsed} of {target}: {state}": "= 已用 {elapsed}，目标 {target}：{state}",
    "nobody yet": "尚无人负责",
    "nothing presses; it has waited since {since}": "没有紧迫的期限；自 {since} 起待处理",
    "{clock} is late: {elapsed} of {target}": "{clock}已逾期：已用 {elapsed}，目标 {target}",
    "{clock} is due {due}, {left} left of {target}": "{clock}于 {due} 到期，{target} 还剩 {left}",
    # L：时钟的规则
    "nobody has answered the customer yet: {elapsed} of {target}, due {due}": (
        "尚未有人答复客户：已用 {elapsed}，目标 {target}，应于 {due} 前答复"
    ),
    "{clock} late since {since} ({elapsed} of {target}); the customer was not told why and until when": (
        "{clock}自 {since} 起逾期（已用 {elapsed}，目标 {target}）；未告知客户原因与新的时间"
    ),
    "{clock} late since {since} ({elapsed} of {target}); the customer expects it by {eta}": (
        "{clock}自 {since} 起逾期（已用 {elapsed}，目标 {target}）；已告知客户预计 {eta} 前完成"
    ),
    "the customer has waited for an answer since {start}: {elapsed} of {target}": (
        "客户自 {start} 起等待答复：已用 {elapsed}，目标 {target}"
    ),
    "the customer has heard nothing for {elapsed}; promised is news every {target}": (
        "客户已有 {elapsed} 未收到进展；承诺每 {target} 通报一次"
    ),
    "the customer has heard nothing for {elapsed}, more than twice the {target} promised": (
        "客户已有 {elapsed} 未收到进展，超过所承诺 {target} 的两倍"
    ),
    "the time promised, {eta}, has passed, and the customer was not told another": (
        "承诺的时间 {eta} 已过，且未告知客户新的时间"
    ),
    "{clock}: {share}% of {target} used; due {due}": "{clock}：{target} 已用去 {share}%；{due} 到期",
    "the customer answered on {at}, but the ticket still waits for the customer": (
        "客户已于 {at} 答复，但工单仍处于待客户反馈"
    ),
    "resolved on {since}; for {days} working days the customer has neither confirmed nor been reminded": (
        "{since} 已解决；{days} 个工作日内客户未确认，也未催请确认"
    ),
    "waits for the customer since {since}; for {days} working days nobody has asked again": (
        "自 {since} 起待客户反馈；{days} 个工作日内无人再次询问"
    ),
    "the next check was to be on {at}": "原定于 {at} 再次跟进，时间已过",
    "is kept quiet until {until}: {reason}": "静默至 {until}：{reason}",
    "the official days of {year} are not known, so what falls due in it is provisional": (
        "没有 {year} 年的放假安排，该年内的到期时间均为暂定"
    ),
    "{who} should know: {clock} has used {share}% of {target}": (
        "应告知 {who}：{clock}已用去 {target} 的 {share}%"
    ),
    "what #{event} told by messenger on {at} should have been repeated on a formal channel by {due}": (
        "#{event} 于 {at} 仅通过即时通讯告知，应在 {due} 前于正式渠道重申"
    ),
    # stats
    "Measure how long things take and how often promises are kept.": "统计各环节用时与承诺的达成率。",
    "Medians and percentiles (nearest rank) in working time without what was waited for the customer, and in "
    "wall time; of fewer than ten values only the median. All tickets that match, by the month of receipt.": (
        "中位数与百分位（最近秩法），分别按工作时间（不含等待客户的时间）和自然时间计；"
        "不足十个数据时只给中位数。统计所有符合条件的工单，月份按收到时间归属。"
    ),
    "One line for each value of this.": "按此项分组，每个取值一行。",
    "Only this measure; may be repeated.": "只看这一指标；可重复给出。",
    "{count} tickets match {query}": "{count} 张工单符合 {query}",
    "MEASURE": "指标",
    "BY": "分组",
    "SHARE": "比率",
    "WALL P50": "自然时间 P50",
    "WALL P90": "自然时间 P90",
    "WALL P95": "自然时间 P95",
}
