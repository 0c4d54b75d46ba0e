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
}
