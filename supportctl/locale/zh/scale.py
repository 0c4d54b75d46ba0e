"""Big desks."""

TEXTS = {
    "{count} files in an index in two parts": "{count} 个文件，索引已拆分",
    "{count} files in an index of one piece: every commit writes it whole": (
        "{count} 个文件，索引未拆分：每次提交都要整个重写"
    ),
    "{missing} of {count} commits are not in the commit graph: history is slow": (
        "{count} 个提交中有 {missing} 个不在提交图里：查看历史会很慢"
    ),
    "the commit graph does not know the paths of {count} commits": "提交图里没有这 {count} 个提交的路径信息",
    "{count} commits, {missing} of them not in the commit graph yet": "{count} 个提交，其中 {missing} 个尚未进入提交图",
    "the commit graph holds {count} commits and what they touched": "提交图已包含 {count} 个提交及其改动的路径",
    "writing the commit graph of {count} commits, which happens once": "正在写入 {count} 个提交的提交图，只需一次",
    "for a desk of this size: {name}": "针对这个规模的工单台：{name}",
    "Mend what can be: places, IDs used twice, lost events, the commit graph.": (
        "修复能修复的：位置、重复的编号、丢失的事件、提交图。"
    ),
    "The timeline alone, at once: no commit is looked for.": "只看时间线，立即显示：不查找提交。",
}
