"""Merging tickets."""

TEXTS = {
    "Merge a ticket into another one of the same customer; it stays as a signpost.": (
        "把工单并入同一客户的另一工单；原工单保留，指向目标工单。"
    ),
    "The ticket that goes on.": "继续处理的那张工单。",
    "{id} cannot be merged into itself": "{id} 不能并入自身",
    "supportctl merge {id} TARGET": "supportctl merge {id} TARGET",
    "{id} is of {customer}, {target} of {other}; tickets of two customers are never merged": (
        "{id} 属于 {customer}，{target} 属于 {other}；不同客户的工单不能合并"
    ),
    "supportctl link {id} relates {target}": "supportctl link {id} relates {target}",
    "{target} is {status}; nobody would look there for {id}": "{target} 的状态为 {status}，并入后 {id} 将无人跟进",
    "{id} is merged: this went to {target}": "{id} 已合并，消息已记入 {target}",
    # 拆分
    "Split a message or note off into a ticket of its own; it moves there, and the old one says where.": (
        "把一条消息或备注拆成单独的工单；内容移过去，原工单注明去向。"
    ),
    "-m is the new ticket's description; without it that is the text of the message.": (
        "-m 是新工单的描述；不给时用该消息的正文。"
    ),
    "The message or note that is about another problem.": "说的是另一问题的那条消息或备注。",
    "The other problem in one line.": "用一句话写明另一问题。",
    "{id}: {event} went to {other}": "{id}：{event} 已移至 {other}",
    "{id}: {event} is a {kind}; only a message of the customer's or a note can be split off": (
        "{id}：{event} 是 {kind}；只能拆出客户的消息或备注"
    ),
    "{id}: the {kind} {other} rests on {event}, so it has to stay": "{id}：{kind} {other} 以 {event} 为依据，不能移走",
    "open a ticket beside it: supportctl new TITLE, then: supportctl link {id} relates NEW": (
        "另开工单：supportctl new TITLE，再执行：supportctl link {id} relates NEW"
    ),
    "{id} has been worked on since it was split off; nothing was undone": "{id} 拆出后已有处理记录；未撤销",
    "supportctl merge {id} {other}, or supportctl cancel {id} -m REASON": (
        "执行 supportctl merge {id} {other}，或 supportctl cancel {id} -m REASON"
    ),
}
