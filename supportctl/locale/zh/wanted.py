"""What a value of a configuration must be: the end of «{key} must be …»."""

TEXTS = {
    "one value": "单个值",
    "a list": "列表",
    "a list of names": "由名称组成的列表",
    "a list of blocks": "由配置块组成的列表",
    "names, each with its own lines": "若干名称，名称下各有自己的内容",
    "short names, each with its own lines": "若干短名称，名称下各有自己的内容",
    "a short name of its own": "不与其他日历重复的短名称",
    "one of {allowed}": "以下之一：{allowed}",
    "a mapping with any of {keys}": "键值对，可用的键有 {keys}",
    "a type and titles": "类型和各语言的名称",
    "from, to and verb": "from、to 和 verb 三项",
    "true, false or limits": "true、false 或具体限制",
    "whole numbers": "整数",
    "a number from 1 to {most}": "1 到 {most} 之间的数",
    "hours and minutes of working time such as 30m, 4h or 1h30m, or none": (
        "以小时和分钟表示的工作时间，如 30m、4h、1h30m，或 none"
    ),
    "whom to tell and when, such as {example}": "通知谁、何时通知，如 {example}",
    "names of tiers, each with its priorities": "若干服务等级，等级下按优先级填写",
    "priorities, each with its targets": "若干优先级，优先级下填写各项时限",
    "percentages such as [50, 75, 90]": "百分比，如 [50, 75, 90]",
    "a year such as 2027": "年份，如 2027",
    "a day of {year}": "{year} 年的某一天",
    "a time zone such as Asia/Shanghai or Europe/Berlin": "时区，如 Asia/Shanghai 或 Europe/Berlin",
    "hours such as 09:00-12:00, 13:00-18:00, by weekday, or 24x7": (
        "工作时段，如 09:00-12:00, 13:00-18:00，可按星期填写，或 24x7"
    ),
    "hours such as 09:00-12:00": "工作时段，如 09:00-12:00",
    "the name of a calendar in calendars/, or none": "calendars/ 中某个日历的名称，或 none",
    "days such as 2026-10-01 or 2026-10-01..2026-10-07": "日期，如 2026-10-01 或 2026-10-01..2026-10-07",
    "NAME <ADDRESS>": "姓名 <邮箱地址>",
    "a block with priorities, tiers or since": "含优先级、tiers 或 since 的配置块",
    "a block with priorities, tiers or since, or a list of such": (
        "含优先级、tiers 或 since 的配置块，或由这样的块组成的列表"
    ),
    "a day such as 2026-10-01, or a time with an offset": "日期（如 2026-10-01）或带时区偏移的时间",
}
