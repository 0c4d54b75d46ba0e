import pytest

from supportctl.domain.matching import best_line, spans, terms
from supportctl.domain.query.parse import parse


def marked(query: str, line: str, column: str = "body") -> str:
    out, place = "", 0
    for start, end in spans(line, terms(parse(query).wanted_words), column):
        out += f"{line[place:start]}[{line[start:end]}]"
        place = end
    return out + line[place:]


@pytest.mark.parametrize(
    ("query", "line", "shown"),
    [
        ("登录", "系统登录失败，请登录", "系统[登录]失败，请[登录]"),
        ("登", "登录", "[登]录"),
        ("数据库", "数据 据库", "数据 据库"),
        ("login", "无法ＬＯＧＩＮ系统", "无法[ＬＯＧＩＮ]系统"),
        ("cache", "Caching the caches, cacheable", "[Caching] the [caches], cacheable"),
        ('"cache"', "Caching the cache", "Caching the [cache]"),
        ("cach*", "Caching cacheable xcache", "[Caching] [cacheable] xcache"),
        ('"connection refused"', "connection-refused: connection", "[connection-refused]: connection"),
        ("connection refused", "refused: no connections", "[refused]: no [connections]"),
        ('"a long phrase"', "a long", "[a] [long]"),
        ("cafe", "Le Cafe\u0301!", "Le [Cafe\u0301]!"),
        ("500错误", "报500错误", "报[500错误]"),
        ("-登录 失败", "登录失败", "登录[失败]"),
        ("title:登录", "登录", "登录"),
        ("登录 录失", "登录失败", "[登录失]败"),
    ],
)
def test_marks_stand_on_the_original_text(query, line, shown):
    assert marked(query, line) == shown


def test_the_best_line_says_most():
    lines = ["only a server", "the server backup failed", "backup of a server, backup"]
    wanted = terms(parse('server "backup failed"').wanted_words)
    assert best_line(lines, wanted) == ("the server backup failed", ((4, 10), (11, 24)))
    assert best_line(["nothing"], wanted) == ("", ())
