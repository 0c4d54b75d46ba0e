"""Times."""

TEXTS = {
    "{value} is not a time supportctl understands": "看不懂时间 {value}",
    "try 2026-09-14T15:00+08:00, 15:00, +2h, 3d, 5bd, eod, tomorrow 9am, 明天下午3点 or 下周一": (
        "可以写成 2026-09-14T15:00+08:00、15:00、+2h、3d、5bd、eod、tomorrow 9am、明天下午3点 或 下周一"
    ),
}
