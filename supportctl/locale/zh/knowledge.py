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
}
