"""Days, weeks and clocks in Chinese; traditional characters have become simplified before they come here."""

from datetime import date, timedelta

from supportctl.domain.when.scan import Scan
from supportctl.domain.when.shared import END, HOUR, MINUTE, Days, coming, dated, digital, month, week

NAMED_DAYS = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
NAMED_DAYS |= {"昨天": -1, "昨日": -1, "前天": -2, "大前天": -3}
SHORT_DAYS = {"今": 0, "明": 1, "昨": -1}  # only before 早 and 晚
WHICH = {"本": 0, "这": 0, "下下": 2, "下": 1, "上上": -2, "上": -1}
WEEK = ("周", "星期", "礼拜")
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}

# The hours each part of the day can mean. A clock face says one of two; at most one of them is in here.
MORNING, NIGHT = range(4, 13), range(17, 25)
PARTS = {"凌晨": range(7), "早上": MORNING, "早晨": MORNING, "上午": MORNING, "早": MORNING}
PARTS |= {"中午": range(11, 15), "下午": range(12, 24), "傍晚": range(16, 20)}
PARTS |= {"晚上": NIGHT, "晚间": NIGHT, "晚": NIGHT}
QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}


def day(scan: Scan, today: date) -> date | None:
    word = scan.take(*NAMED_DAYS) or scan.attempt(_short_day)
    if word:
        return today + timedelta(days=(NAMED_DAYS | SHORT_DAYS)[word])
    return scan.attempt(_weekday, today) or scan.attempt(_month_day, today)


def _short_day(scan: Scan) -> str | None:
    word = scan.take(*SHORT_DAYS)
    return word if word and scan.sees("早", "晚") else None


def _which(scan: Scan) -> int | None:
    ahead = WHICH.get(scan.take(*WHICH))
    scan.take("个")
    return ahead


def _weekday(scan: Scan, today: date) -> date | None:
    ahead = scan.attempt(_which)
    if not scan.take(*WEEK):
        return None
    name = scan.take(*WEEKDAYS)
    if not name:
        return None
    weekday = WEEKDAYS[name]
    return coming(today, weekday) if ahead is None else week(today, ahead).first + timedelta(days=weekday)


def _year(scan: Scan) -> int | None:
    year = scan.year()
    return year if scan.take("年") else None


def _month_day(scan: Scan, today: date) -> date | None:
    """'9月20日', '九月二十号', '2026年9月20日'."""
    year = scan.attempt(_year)
    number = scan.number()
    found = scan.number() if scan.take("月") else None
    if number is None or found is None or not scan.take("日", "号"):
        return None
    return dated(today, year, number, found)


def closing_day(scan: Scan, today: date) -> date | None:
    """'月底', '本月底', '下个月底': the last day."""
    ahead = scan.attempt(_which) or 0
    return month(today, ahead).after - timedelta(days=1) if scan.take("月底", "月末") else None


def days(scan: Scan, today: date) -> Days | None:
    """'本周', '上个月', '2026年9月'."""
    year = scan.attempt(_year)
    if year is not None:
        number = scan.number()
        return month(date(year, number, 1)) if number is not None and scan.take("月") else None
    ahead = scan.attempt(_which)
    if ahead is None:
        return None
    if scan.take(*WEEK):
        return week(today, ahead)
    return month(today, ahead) if scan.take("月") else None


def clock(scan: Scan) -> timedelta | None:
    """'下午3点', '晚上八点一刻', '15:00', '中午', '下班前'."""
    if scan.take("下班前"):
        return END
    part = scan.take(*PARTS)
    said = scan.first(digital, _spoken)
    if said is None:
        return 12 * HOUR if part == "中午" else None
    return _meant(said, PARTS[part]) if part else said


def _meant(said: timedelta, hours: range) -> timedelta | None:
    """下午12点 is noon, 晚上12点 the end of the day, 凌晨12点 its beginning."""
    hour = said // HOUR
    face = (hour, hour + 12, hour - 12) if 1 <= hour <= 12 else (hour,)
    meant = next((each for each in face if each in hours), None)
    return said + (meant - hour) * HOUR if meant is not None else None


def _spoken(scan: Scan) -> timedelta | None:
    """'3点', '三点半', '三点零五分', '15时30分'."""
    hour = scan.number()
    if hour is None or hour > 24 or not scan.take("点钟", "点整", "点", "时"):
        return None
    quarter = scan.take(*QUARTERS)
    minute = QUARTERS[quarter] if quarter else scan.attempt(_minute) or 0
    return hour * HOUR + minute * MINUTE if minute < 60 and hour * 60 + minute <= 24 * 60 else None


def _minute(scan: Scan) -> int | None:
    """'三点五' could be half past three, so five minutes want their 分 or a nought."""
    start = scan.at
    minute = scan.number()
    figures = scan.text[start : scan.at].strip()
    return minute if scan.take("分") or len(figures) > 1 else None
