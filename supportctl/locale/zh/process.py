"""流程凭据、流转条件、流程配置的中文。"""

TEXTS = {
    # 流转所缺
    "a first response to the customer": "对客户的首次响应",
    "the finding whether the contract covers it": "是否在合同服务范围内的判定",
    "a look-up in the knowledge base": "知识库查询记录",
    "the customer's word on the priority, on a formal channel": "客户通过正式渠道对优先级的确认",
    "the time promised (ETA)": "承诺完成时间（ETA）",
    "a verified solution: without one, only environment matters that are not ours are resolved": (
        "经验证的方案：没有方案而直接解决的，仅限不在我方责任范围内的环境类问题"
    ),
    "a question to the customer that is not answered yet": "一个尚未得到答复的、向客户提出的问题",
    "whom it waits for": "等待的第三方",
    "the version it waits for": "等待的版本",
    "the time of the next check": "下次检查的时间",
    "a message that tells the customer what it waits for": "告知客户在等待什么的消息",
    "a solution, recorded since the work began": "本轮处理开始后记录的解决方案",
    "a passed verification of the present solution": "对当前方案的验证通过记录",
    "a message that tells the customer and asks to confirm": "告知客户并请其确认的消息",
    "a failed verification, or the customer's no": "验证未通过或客户不认可的记录",
    "the confirmation on a formal channel: by messenger alone it does not count": (
        "正式渠道上的确认：仅凭即时通讯不算数"
    ),
    "the customer's confirmation, on a formal channel": "客户通过正式渠道的确认",
    "a linked known error, for a workaround was accepted": "客户接受的是规避方案，须关联已知错误",
    "the owner and the target version of the known error {name}": "已知错误 {name} 的负责人和目标版本",
    "a new ticket that follows it up: the time to reopen ended on {end}": (
        "新建一张后续工单：重新打开的期限已于 {end} 截止"
    ),
    "the ticket it is merged into": "合并到的目标工单",
    # 拒绝
    "articles were found, so the outcome is a hit, not {outcome}": "已找到文章，查询结果应为命中，而不是 {outcome}",
    "give --hit, or --miss, or --not-applicable": "请给出 --hit、--miss 或 --not-applicable 之一",
    "say what came of the look-up": "请说明查询的结果",
    "{id} → {target}: {guards} cannot be passed over; with a reason the lifecycle allows: {allowed}": (
        "{id} → {target}：不能跳过 {guards}；说明原因后流程允许跳过的有：{allowed}"
    ),
    "told by messenger alone this does not count; repeat it on a formal channel: "
    "supportctl reply {id} -m TEXT --channel email --repeats {event}": (
        "仅通过即时通讯告知不算数，请在正式渠道上重复："
        "supportctl reply {id} -m TEXT --channel email --repeats {event}"
    ),
    # 提醒
    "it may not be covered: {doubt}": "可能不在服务范围内：{doubt}",
    "the contract {contract} does not cover {item}": "合同 {contract} 不含 {item}",
    "the contract {contract} of {customer} ended on {day}": "{customer} 的合同 {contract} 已于 {day} 到期",
    "the contract {contract} of {customer} begins only on {day}": "{customer} 的合同 {contract} 自 {day} 起才生效",
    "{customer} has no contract": "{customer} 没有合同",
    "the customer {slug} is not on file": "客户 {slug} 未建档",
    "the hotline is open in working hours only; was it another channel, or another time?": (
        "热线只在工作时间开放；是否为其他渠道或其他时间？"
    ),
    "the customer has not confirmed the priority {priority} yet: "
    "supportctl confirm {id} priority --by WHO --channel email": (
        "客户尚未确认优先级 {priority}：supportctl confirm {id} priority --by WHO --channel email"
    ),
    "no health check is due": "没有到期的健康检查",
    "{target}: supportctl merge {id} TARGET": "{target}：supportctl merge {id} TARGET",
    # 流程配置
    "the status {status} has the type {type}, not one of {allowed}": "状态 {status} 的类型 {type} 不在 {allowed} 之列",
    "there is no guard {guard}; there are {allowed}": "没有名为 {guard} 的条件，可用的有：{allowed}",
    "there is no status {status}": "没有状态 {status}",
    "no ticket can ever come to the status {status}": "任何工单都无法到达状态 {status}",
    "no ticket can ever be closed from the status {status}": "处于状态 {status} 的工单永远无法关闭",
    "since: {value} must be a time with an offset, later than the last": "since：{value} 须为带时区的时间，且晚于上一段",
    "is {status} without {what} ({clause})": "状态为 {status}，但缺少：{what}（{clause}）",
    # 字词
    "reason": "原因",
    "follow-up": "回访",
    "solution": "解决方案",
    # 命令
    "Record a message from the customer; it ends the wait for one.": "记录客户发来的消息；正在等待客户时，等待随之结束。",
    "Record a look-up in the knowledge base; the articles that helped become links.": (
        "记录一次知识库查询；有帮助的文章会关联到工单。"
    ),
    "Record whether the contract covers a ticket.": "记录工单是否在合同服务范围内。",
    "Record the solution: what was done and where.": "记录解决方案：做了什么、在哪里实施。",
    "Record a verification of the solution; a failure voids what passed before it.": (
        "记录对方案的验证；一旦未通过，此前的通过即作废。"
    ),
    "Record that the customer confirmed something; by messenger alone it does not count.": (
        "记录客户的确认；仅凭即时通讯的确认不算数。"
    ),
    "Tell the customer that it takes longer, why, and the new time.": "告知客户需要延期、原因以及新的时间。",
    "Tell the customer that it is outside our responsibility, with advice.": "向客户说明不在我方责任范围内，并给出建议。",
    "Remind the customer of a question that is open.": "就尚未答复的问题提醒客户。",
    "Keep a known case out of the lists of what is late, visibly and for a time.": (
        "让已知情况在一段时间内不再列入逾期清单，并留有痕迹。"
    ),
    "Record the visit or call after a ticket, and how satisfied the customer is.": "记录回访及客户满意度。",
    "-m is the first response to the customer.": "-m 为对客户的首次响应。",
    "-m is the reason of the scope.": "-m 为范围判定的理由。",
    "--confirmed-by is for the priority.": "--confirmed-by 指优先级的确认人。",
    "-m tells the customer. A wait for the customer needs a question, and the answer ends it. The other "
    "waits are renewed by the same command with another time.": (
        "-m 为告知客户的内容。等待客户须提出问题，客户答复后等待自动结束；其他等待可用同一命令改期续等。"
    ),
    "status {status} goes on until {next_check}": "状态 {status} 续等至 {next_check}",
    "-m tells the customer and asks.": "-m 告知客户并请其确认。",
    "-m is what the customer said.": "-m 为客户的原话。",
    "The lifecycle of tickets on this desk.": "本服务台的工单流程。",
    "Show every status, the steps between them, and what each step asks for.": "显示各状态、状态间的流转及其条件。",
    "Show the health checks that contracts owe for the present period, and open their tickets.": (
        "显示当前周期内合同约定的健康检查，并为其建立工单。"
    ),
    "FROM": "从",
    "TO": "到",
    "VERB": "命令",
    "GUARDS": "条件",
    "OVERRIDABLE": "可跳过",
    "CONTRACT": "合同",
    "Without a value it shows which one impact and urgency suggest, and whether the customer confirmed it.": (
        "不给出级别时，显示按影响程度和紧急程度建议的级别，以及客户是否已确认。"
    ),
    "no suggestion without impact and urgency: supportctl edit {id} --impact IMPACT --urgency URGENCY": (
        "缺少影响程度或紧急程度，无法给出建议：supportctl edit {id} --impact IMPACT --urgency URGENCY"
    ),
    "impact {impact} and urgency {urgency} suggest {suggested}, which it has": (
        "影响程度 {impact}、紧急程度 {urgency}，建议为 {suggested}，与现有级别一致"
    ),
    "impact {impact} and urgency {urgency} suggest {suggested}: supportctl priority {id} {suggested} -m REASON": (
        "影响程度 {impact}、紧急程度 {urgency}，建议为 {suggested}：supportctl priority {id} {suggested} -m REASON"
    ),
    "IMPACT": "影响程度",
    "URGENCY": "紧急程度",
    "DIFFICULTY": "解决难度",
    "SUGGESTED": "建议",
    "CONFIRMED": "客户确认",
    # 选项
    "Print a Mermaid flow chart.": "输出 Mermaid 流程图。",
    "Open a ticket for each that has none yet.": "为尚无工单的健康检查建立工单。",
    "The closed ticket that it follows up.": "所跟进的已关闭工单。",
    "The new time promised.": "新的承诺时间。",
    "Until when it is kept quiet.": "静默到何时。",
    "How satisfied, 5 is best.": "满意度，5 为最高。",
    "Whom you spoke with; by default the contact.": "与谁沟通；默认为工单联系人。",
    "What was asked; by default the ticket's title.": "查询用语；默认为工单标题。",
    "Whether it is covered.": "是否在范围内。",
    "The contract; by default the one in force.": "合同编号；默认为有效合同。",
    "What of the contract covers it.": "合同中的服务项。",
    "What kind of solution.": "方案类型。",
    "Where it was applied.": "实施位置。",
    "The version that has it.": "包含该方案的版本。",
    "What came of it.": "结果。",
    "Which side verified it.": "由哪一方验证。",
    "The person; by default you, or the contact.": "验证人；默认为本人或工单联系人。",
    "What the customer agreed to.": "客户确认的事项。",
    "Who confirmed; by default the contact.": "确认人；默认为工单联系人。",
    "The customer's message that says so.": "客户表示确认的那条消息。",
    "-m is the statement that it is not ours, with advice.": "-m 为责任说明及建议。",
    "The customer accepts a workaround until the fix comes.": "客户在正式修复前接受规避方案。",
    "The lead who allows it without an answer.": "批准在客户未答复时关闭的组长。",
    "The kind of solution that -m tells.": "-m 所述方案的类型。",
    "The version that has it, or is waited for.": "包含该方案或所等待的版本。",
    "Whether the contract covers it.": "是否在合同范围内。",
    "The contract.": "合同编号。",
    "The third party.": "第三方。",
    "The version it waits for.": "等待的版本。",
    "What the knowledge base was asked.": "知识库查询用语。",
    "An article that helped.": "有帮助的文章，可多次给出。",
    "The knowledge base had nothing on it.": "知识库中没有相关内容。",
    "Looking it up makes no sense; say why with -m.": "无须查询知识库，并用 -m 说明原因。",
    "Who at the customer's confirmed it.": "客户方的确认人。",
    "Who verified the solution, with success.": "验证通过的验证人。",
    "For whom the solution failed; -m says how.": "方案对谁未通过；-m 说明情况。",
    "The article of the workaround's pending fix.": "规避方案所对应的已知错误文章。",
    "Why; it stays inside the desk.": "原因，仅内部可见。",
    "A guard to pass over, if the desk allows it.": "要跳过的条件（须服务台允许）。",
    "The time promised to the customer.": "向客户承诺的时间。",
    "When it is looked at again.": "下次检查的时间。",
}
