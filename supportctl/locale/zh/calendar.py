"""工作日历。"""

TEXTS = {
    "there is no calendar {name}; there are {known}": "没有名为 {name} 的日历；现有 {known}",
    "it holds no such days": "其中没有这样的日子",
    "Which days and hours are worked: weekdays, holidays, make-up working days.": (
        "哪些日子、哪些时段上班：工作日、节假日、调休上班日。"
    ),
    "Such as 2026 or 2026-10; this month.": "如 2026 或 2026-10；默认本月。",
    "Which calendar.": "哪一份日历。",
    "it must be a year such as 2026 or a month such as 2026-10": "应为年份如 2026，或月份如 2026-10",
    "An iCalendar file or our own YAML; - is standard input.": "iCalendar 文件或本工具的 YAML；- 表示标准输入。",
    "The official days they belong to; cn in China.": "归入哪一套放假安排；在中国为 cn。",
    "Only this year, even if it is known.": "只导入这一年，即使已有安排。",
    "Where they were announced.": "安排的发布出处。",
    "{year}: {off} days off, {work} make-up working days": "{year} 年：放假 {off} 天，调休上班 {work} 天",
    "{path}: nothing to change": "{path}：无需改动",
    "{year} is known already; --year {year} replaces it": "{year} 年已有安排；--year {year} 可替换",
    "{count} events were passed over": "略过 {count} 个事件",
    "DAY": "日期",
    "WEEKDAY": "星期",
    "KIND": "性质",
    "HOURS": "时段",
    "* day off   + make-up working day": "* 放假   + 调休上班",
    "Mon Tue Wed Thu Fri Sat Sun": "一 二 三 四 五 六 日",
    "the official days of {years} are not known; bring them in with: supportctl calendar import FILE": (
        "没有 {years} 年的放假安排；请导入：supportctl calendar import FILE"
    ),
    "Show a month or a year of working days as a grid.": "以月历形式显示一个月或一年的工作日。",
    "In a pipe: one day a line, with its hours and what makes it special.": (
        "在管道中每天一行，附时段与特殊之处。"
    ),
    "Bring official days of a year into the desk, from an iCalendar file or our own YAML.": (
        "把一年的放假安排导入服务台，来自 iCalendar 文件或本工具的 YAML。"
    ),
    "In an iCalendar file 休 and 班 in the titles tell days off from make-up days; a file without such marks "
    "holds days off alone. Years that are known already stay as they are, unless --year names one.": (
        "iCalendar 文件以标题中的“休”“班”区分放假与调休上班；没有这类标记的文件只含放假日。"
        "已有安排的年份保持不变，除非用 --year 指定。"
    ),
}
