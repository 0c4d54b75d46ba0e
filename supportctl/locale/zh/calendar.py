"""工作日历。"""

TEXTS = {
    "there is no calendar {name}; there are {known}": "没有名为 {name} 的日历；现有 {known}",
}
