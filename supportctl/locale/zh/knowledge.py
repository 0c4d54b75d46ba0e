"""知识库的度量与提醒。"""

TEXTS = {
    "Measure how often the knowledge base answers, and what it lacks.": "统计知识库多常给出答案，还缺什么。",
    "Of the tickets that match: how many were solved with an article, whether it was known before, and which "
    "look-ups found nothing. Of the articles: which are used, flagged, never reviewed, or drafts for long.": (
        "就符合条件的工单：多少是借助文章解决的、问题此前是否已知、哪些查找没有结果。"
        "就文章：哪些被引用、被标记有误、久未审核，或一直停在草稿。"
    ),
    "Show tickets and articles that resemble a problem.": "显示与某个问题相似的工单和文章。",
    "The best first, with the reasons: what kb suggest says, and the tickets that somebody is working on.": (
        "最像的在前，并说明理由：除 kb suggest 给出的以外，还有正在处理的工单。"
    ),
    "this resembles:": "与此相似的有：",
    "  {id}  {title} ({reasons})": "  {id}  {title}（{reasons}）",
    "no article tells of it yet: supportctl kb new --from {id}": (
        "还没有文章讲到它：supportctl kb new --from {id}"
    ),
    # findings
    "has been a draft for {days} days": "草稿已放了 {days} 天",
    "nobody has read it over since {since}": "自 {since} 以来没有人复核过",
    "the environment says {found}, which is another one tomorrow": "环境里写的是“{found}”，过些时候指的就不是这个版本了",
    "name the version: supportctl kb edit {id} -e": "请写明版本：supportctl kb edit {id} -e",
    "names no version, neither in the environment nor in versions": "环境和 versions 里都没有写明版本",
    "supportctl kb edit {id} --release VERSION": "supportctl kb edit {id} --release 版本",
    "the title is much like that of {other}: {title}": "标题与 {other} 非常相似：{title}",
    "keep one and retire the other, or say in the title what differs": "保留一篇、停用另一篇，或在标题里写明区别",
    "is older than its original: {source} has changed since": "比原文旧：{source} 之后有改动",
    "bring it up to date: supportctl kb edit {id} -e; or, if it still holds: supportctl kb review {id}": (
        "请更新译文：supportctl kb edit {id} -e；若仍然准确：supportctl kb review {id}"
    ),
    "names the customer {customer}, or somebody who works there": "写出了客户 {customer} 或其人员的名字",
    "tell the problem without whose it was: supportctl kb edit {id} -e": (
        "只写问题，不写是谁的问题：supportctl kb edit {id} -e"
    ),
}
