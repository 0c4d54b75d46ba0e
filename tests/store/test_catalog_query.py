"""What the catalogue answers, against the plain truth of the same texts."""

import re
import unicodedata
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportctl.domain import timeline
from supportctl.domain.event import Event
from supportctl.domain.forms import stem
from supportctl.domain.ids import path_of
from supportctl.domain.kept import Course, Kept
from supportctl.domain.query.parse import parse
from supportctl.domain.ticket import Ticket
from supportctl.store import codec
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_standing import Assessed, Lacking
from tests.support.git import put, scratch
from tests.support.tickets import BASE

TYPES = {
    "new": "new",
    "accepted": "open",
    "waiting_customer": "waiting",
    "resolved": "resolved",
    "closed": "closed",
}
ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 9, 14, 12, tzinfo=ZONE)


def write(top, number, *, title="x", body="", at=NOW, **fields):
    """A ticket file whose ID ends in its number; gives the ID."""
    identity = f"T-20260914-{number:05d}"
    held = BASE | {"id": identity, "title": title, "received": at.isoformat()} | fields
    event = Event(f"{number:08d}", at, "alice", "created")
    message = Event("ffffffff", at + timedelta(minutes=1), "alice", "note", (), body)
    events = (event, message) if body else (event,)
    put(top / path_of(identity), codec.dump(Ticket(path="", fields=held, events=events), "zh"))
    return identity


def found(catalog, text, *, me="alice", now=NOW, **window) -> list[int]:
    """The numbers of the tickets that `list` finds, in its order."""
    page = catalog.select(parse(text, TYPES), now=now, zone=ZONE, me=me, **window)
    return [int(row.id[-5:]) for row in page.items]


def ranked(catalog, text) -> list[int]:
    page = catalog.search(parse(text, TYPES), now=NOW, zone=ZONE, limit=20)
    return [int(hit.row.id[-5:]) for hit in page.items]


# --- text --------------------------------------------------------------------------------------

CHINESE = ("登录失败", "登", "录", "数据库", "连接", "超时", "的", "库连", "据", "ガイド", "ｶﾞｲﾄﾞ")
OTHER = ("login", "ＬＯＧＩＮ", "logging", "cache", "cached", "P1", "500", "café", "，", "。", "-", "/")
SEEDED = st.lists(st.sampled_from([*CHINESE, *OTHER, "", " ", "\n"]), max_size=9).map("".join)


@pytest.fixture(scope="module")
def texts():
    """Some 80 texts that have much in common."""
    made = []

    @settings(max_examples=80, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(SEEDED)
    def make(text):
        made.append(text.strip().replace("\n", " ") or "空")

    make()
    return made


@pytest.fixture(scope="module")
def library(tmp_path_factory, texts):
    repository = scratch(tmp_path_factory.mktemp("library"))
    for number, text in enumerate(texts):
        title, body = (text, "") if number % 3 else ("title", text)
        write(repository.top, number, title=title, body=body)
    with Catalog.open(repository, TYPES) as catalog:
        assert catalog.refresh() == ()
        yield catalog


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("é", "e")


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("登录失败数据库连接超时ガイド的"), min_size=1, max_size=5))
def test_chinese_is_found_as_plain_substrings(library, texts, wanted):
    truth = [number for number, text in enumerate(texts) if plain(wanted) in plain(text)]
    assert sorted(found(library, wanted)) == truth
    assert sorted(found(library, f'"{wanted}"')) == truth


@pytest.mark.parametrize("wanted", ["login", "logs", "caching", "caches", "p1", "500", "cafe", "log", "lo"])
def test_other_words_are_found_whole_in_all_their_forms(library, texts, wanted):
    words = [re.findall("[a-z0-9]+", plain(text)) for text in texts]
    truth = [n for n, held in enumerate(words) if stem(wanted) in map(stem, held)]
    assert sorted(found(library, wanted)) == truth
    exact = [n for n, held in enumerate(words) if wanted in held]
    assert sorted(found(library, f'"{wanted}"')) == exact
    prefixed = [n for n, held in enumerate(words) if any(word.startswith(wanted) for word in held)]
    assert sorted(found(library, f"{wanted}*")) == prefixed


@settings(max_examples=150, deadline=None)
@given(SEEDED)
def test_a_phrase_is_found_word_by_word_whatever_stands_between(library, texts, phrase):
    phrase = phrase.replace('"', "").replace("\n", " ").strip()
    pieces = re.findall("[a-z0-9]+|[ぁ-ヿ一-鿿]+", plain(phrase))
    if not pieces:
        return
    pattern = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        latin = piece.isascii()
        gap = "[^a-z0-9ぁ-ヿ一-鿿]" + ("+" if before and before.isascii() == latin else "*")
        pattern += (gap if before else "") + (f"(?<![a-z0-9]){piece}(?![a-z0-9])" if latin else piece)
    truth = [number for number, text in enumerate(texts) if re.search(pattern, plain(text))]
    assert sorted(found(library, f'"{phrase}"')) == truth


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["登", "登录", "失败", "login", "cache", "数据库", '"录 失"', "log*"]),
        min_size=2,
        max_size=4,
    )
)
def test_logic_is_that_of_sets(library, texts, terms):
    everything = set(range(len(texts)))
    one, other, *_ = sets = [set(found(library, term)) for term in terms]
    assert set(found(library, " ".join(terms))) == set.intersection(*sets)
    assert set(found(library, " or ".join(terms))) == set.union(*sets)
    assert set(found(library, f"-{terms[0]}")) == everything - one
    assert set(found(library, f"-({terms[0]} {terms[1]})")) == everything - (one & other)
    assert set(found(library, f"({terms[0]} or -{terms[1]}) P1")) == (one | (everything - other)) & set(
        found(library, "P1")
    )


# The desk's own words, and real ones: pieces of the manual's reports with what people paste beside them.
REAL = (
    "用户反馈登录页面报500错误,清除缓存后重试无效。",
    "Connection refused：数据库连接池已耗尽（timeout=30s），重启后恢复正常",
    "导出报表时ＣＲＭ系统卡死，日志：java.lang.OutOfMemoryError: Java heap space",
    "客户侧防火墙拦截了8443端口；已请客户放行,待确认。",
    "升级到5.2.1后，短信验证码收不到/延迟10分钟",
    "打印机驱动不兼容Windows11，重裝驅動後仍無法列印",
    "the nightly job fails with ORA-00060 死锁，每晚02:00左右",
    "ログイン画面でｴﾗｰが出る。パスワードをリセットしても同じ",
)


def pieces_of(text: str) -> list[str]:
    return re.findall("[a-z0-9]+|[ぁ-んァ-ヺー-ヿ一-鿿々-〇]+", plain(text))


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A few hundred texts, each of pieces of two real ones."""
    repository = scratch(tmp_path_factory.mktemp("shop"))
    made = [one[start:] + other[: start * 3] for one in REAL for other in REAL for start in (0, 2, 5, 9)]
    for number, text in enumerate(made):
        write(repository.top, number, title="x", body=text)
    with Catalog.open(repository, TYPES) as catalog:
        assert catalog.refresh() == ()
        yield made, catalog


def no_wrong_answer(shop, data):
    """A stretch of a text, cut anywhere in its Chinese and at the ends of its words, finds that text, and
    whatever else holds it, and nothing more."""
    made, catalog = shop
    source = plain(data.draw(st.sampled_from(made)))
    start = data.draw(st.integers(0, len(source) - 1))
    wanted = source[start : start + data.draw(st.integers(1, 24))]
    pieces = pieces_of(wanted)
    if not pieces or "－" in wanted:
        return
    phrase = " ".join(pieces) if all(one.isascii() for one in pieces) else wanted.replace('"', " ")
    pattern = "".join(gap_before(before, piece) for before, piece in zip(["", *pieces], pieces, strict=False))
    truth = [number for number, text in enumerate(made) if re.search(pattern, plain(text))]
    assert sorted(found(catalog, f'"{phrase}"')) == truth, phrase


def gap_before(before: str, piece: str) -> str:
    whole = f"(?<![a-z0-9]){piece}(?![a-z0-9])" if piece.isascii() else piece
    if not before:
        return whole
    kind = "+" if before.isascii() == piece.isascii() else "*"
    return f"[^a-z0-9ぁ-んァ-ヺー-ヿ一-鿿々-〇]{kind}{whole}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_wrong_answer_on_real_texts(shop, data):
    no_wrong_answer(shop, data)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_wrong_answer_in_a_long_campaign(shop, data):
    no_wrong_answer(shop, data)


def test_a_title_and_a_body_are_searched_apart(library, texts):
    both = found(library, "登录")
    titles, bodies = found(library, "title:登录"), found(library, "body:登录")
    assert sorted(titles + bodies) == sorted(both)
    assert all(number % 3 for number in titles)
    assert not any(number % 3 for number in bodies)
    assert sorted(found(library, "title:登录,失败")) == sorted(
        set(titles) | set(found(library, "title:失败"))
    )


# --- order and windows -------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path):
    return scratch(tmp_path / "desk")


@pytest.fixture
def catalog(desk):
    with Catalog.open(desk, TYPES) as catalog:
        yield catalog


def test_best_first(desk, catalog):
    filler = "some other words that say nothing of it " * 3
    write(desk.top, 1, title="a", body=f"refused {filler} connection")
    write(desk.top, 2, title="b", body=f"{filler} connection refused")
    write(desk.top, 3, title="connection was refused", body=filler)
    write(desk.top, 4, title="connection refused", body=filler)
    assert ranked(catalog, "connection refused") == [4, 3, 2, 1]
    assert ranked(catalog, "connection refused sort:received") == [4, 3, 2, 1]
    assert ranked(catalog, "connection refused sort:-relevance") == [1, 2, 3, 4]


def test_chinese_words_side_by_side_come_first(desk, catalog):
    write(desk.top, 1, body="登录失败")
    write(desk.top, 2, body="失败了，再登录")
    assert ranked(catalog, "登录 失败") == [1, 2]


def test_newer_before_older_among_equals(desk, catalog):
    for number, days in ((1, 0), (2, 5), (3, 2)):
        write(desk.top, number, body="数据库超时", at=NOW + timedelta(days=days))
    assert ranked(catalog, "超时") == [2, 3, 1]
    assert found(catalog, "") == [2, 3, 1]


def test_a_hit_shows_the_line_and_what_to_mark(desk, catalog):
    write(desk.top, 1, title="系统登录", body="first line\n用户登录失败了\nlast")
    (hit,) = catalog.search(parse("登录 失败"), now=NOW, zone=ZONE).items
    assert hit.line == "用户登录失败了"
    assert hit.spans == ((2, 6),)
    assert hit.title_spans == ((2, 4),)


def test_no_phrase_reaches_from_one_text_into_the_next(desk, catalog):
    top = desk.top
    identity = write(top, 1, title="数据", body="库存")
    text = (top / path_of(identity)).read_text().replace("## 现象\n", "## 现象\n\n连接超\n", 1)
    put(top / path_of(identity), text.replace("## 复现步骤\n", "## 复现步骤\n\nrefused\n", 1))
    assert found(catalog, "数据 连接超 refused 库存") == [1]
    assert found(catalog, '"连接超 refused"') == found(catalog, '"refused 库存"') == []


def test_a_redacted_text_is_not_found(desk, catalog):
    identity = write(desk.top, 1, body="the secret word")
    file = desk.top / path_of(identity)
    assert found(catalog, "secret") == [1]
    attributes = (("of", "#ffffffff"), ("reason", "gdpr"))
    redact = Event("eeeeeeee", NOW + timedelta(hours=1), "alice", "redact", attributes)
    put(file, file.read_text() + "\n" + timeline.dump(redact))
    catalog.refresh()
    assert found(catalog, "secret") == []


def test_pages(desk, catalog):
    for number in range(7):
        write(desk.top, number, title="登录", at=NOW + timedelta(hours=number))
    assert found(catalog, "登录", limit=3) == [6, 5, 4]
    assert found(catalog, "登录", limit=3, offset=3) == [3, 2, 1]
    assert found(catalog, "登录", limit=3, offset=30) == []
    page = catalog.select(parse("登录"), now=NOW, zone=ZONE, limit=2, offset=30)
    assert (page.items, page.total) == ((), 7)


# --- fields ------------------------------------------------------------------------------------

ETA, FIRST = "2026-09-15T18:00:00+08:00", "T-20260914-00001"
SHELF = (
    {},
    {"status": "accepted", "priority": "P2", "assignee": "alice", "tags": ("login", "spam")},
    {"status": "closed", "priority": "P3", "assignee": "bob", "customer": "acme", "tags": ("Login",)},
    {
        "status": "waiting_customer",
        "priority": "P4",
        "customer": "acme-west",
        "eta": "2026-09-15T18:00:00+08:00",
    },
    {
        "status": "resolved",
        "product": "My  CRM",
        "version": "5.2.1",
        "links": ("duplicates T-20260914-00001",),
    },
)
"""Received one day apart: ticket 0 now, ticket 1 yesterday at noon, and so on."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    repository = scratch(tmp_path_factory.mktemp("shelf"))
    for number, fields in enumerate(SHELF):
        write(repository.top, number, title=f"ticket {number}", at=NOW - timedelta(days=number), **fields)
    with Catalog.open(repository, TYPES) as catalog:
        assert catalog.refresh() == ()
        day = timedelta(days=1)
        late = Course(due=NOW - day, late=NOW - day)
        courses = {
            0: (Course(paused=True),),
            1: (
                Course(late=NOW - day, due=NOW + 2 * day),
                Course(late=NOW + day, due=NOW + day, risk=NOW + day / 2),
            ),
            2: (late,),
        }
        catalog.overlay([assessed(number, *given) for number, given in courses.items()])
        yield catalog


def assessed(number: int, *courses: Course) -> Assessed:
    lacking = Lacking(path=path_of(one(number)), customer="", stamp="")
    return Assessed(lacking=lacking, kept=Kept(made=NOW, until=NOW, steady=NOW, courses=courses))


def one(number: int) -> str:
    return f"T-20260914-{number:05d}"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("is:open", [1]),
        ("is:live", [0, 1, 3]),
        ("is:closed,resolved", [2, 4]),
        ("-is:closed", [0, 1, 3, 4]),
        ("status:new,closed", [0, 2]),
        ("priority:P1", [0, 4]),
        ("priority:<=P2", [0, 1, 4]),
        ("priority:>P2", [2, 3]),
        ("priority:P2..P3", [1, 2]),
        ("priority:P3..", [2, 3]),
        ("assignee:@me", [1]),
        ("assignee:alice,bob", [1, 2]),
        ("-assignee:alice", [0, 2, 3, 4]),
        ("no:assignee", [0, 3, 4]),
        ("has:tag,eta", [1, 2, 3]),
        ("customer:acme", [2]),
        ("customer:acme*", [2, 3]),
        ("tag:LOGIN", [1, 2]),
        ("tag:log*", [1, 2]),
        ("tag:login -tag:spam", [2]),
        ('product:"my crm"', [4]),
        ("product:my*", [4]),
        ("product:crm", []),
        ("version:５.2.1", [4]),
        ("link:duplicates", [4]),
        ("link:t-20260914-00001", [4]),
        ("id:00003", [3]),
        ("id:T-20260914-00003", [3]),
        ("id:t-2026*", [0, 1, 2, 3, 4]),
        ("channel:email category:defect", []),
        ("received:today", [0]),
        ("received:2026-09-13", [1]),
        ("received:2026-09", [0, 1, 2, 3, 4]),
        ("received:-2d", [0, 1, 2]),
        ("received:>-2d", [0, 1]),
        ("received:>=2026-09-13", [0, 1]),
        ("received:>2026-09-13", [0]),
        ("received:<2026-09-12", [3, 4]),
        ("received:<=2026-09-12", [2, 3, 4]),
        ("received:2026-09-11..2026-09-12", [2, 3]),
        ("received:..2026-09-11", [3, 4]),
        ("received:昨天", [1]),
        ('received:>="2026-09-13 13:00"', [0]),
        ("eta:<2026-10", [3]),
        ("-eta:<2026-10", [0, 1, 2, 4]),
        ("created:today updated:today", [0]),
        ("ticket is:live -priority:P1", [1, 3]),
        ("is:open or priority:P4", [1, 3]),
        ("(is:open or ticket) -title:2,3", [0, 1, 4]),
        ("no:assignee sort:priority", [0, 4, 3]),
        ("sort:-priority,received", [3, 2, 1, 4, 0]),
        ("sort:status", [0, 1, 3, 4, 2]),
        ("sort:due", [2, 1, 0, 3, 4]),
        ("sort:-due", [1, 2, 0, 3, 4]),
        ("sla:breached", [1, 2]),
        ("sla:breached,paused", [0, 1, 2]),
        ("sla:running", [1]),
        ("sla:at-risk", []),
        ("sla:none", [3, 4]),
        ("-sla:none", [0, 1, 2]),
        ("due:<=today", [2]),
        ("due:>+1d", []),
        ("-due:<+10d", [0, 3, 4]),
        ("sort:-eta,-received", [3, 0, 1, 2, 4]),
        ("sort:assignee", [1, 2, 0, 3, 4]),
        ("sort:updated", [4, 3, 2, 1, 0]),
    ],
)
def test_filters_and_sorting(shelf, text, numbers):
    assert found(shelf, text) == numbers


@pytest.mark.parametrize(
    ("hours", "running", "at_risk", "breached"),
    [(0, [1], [], [1, 2]), (12, [1], [1], [1, 2]), (24, [1], [1], [1, 2]), (25, [], [], [1, 2])],
)
def test_the_words_of_sla_follow_the_time(shelf, hours, running, at_risk, breached):
    now = NOW + timedelta(hours=hours)
    assert found(shelf, "sla:running", now=now) == running
    assert found(shelf, "sla:at-risk", now=now) == at_risk
    assert found(shelf, "sla:breached", now=now) == breached


def test_nobody_is_not_me(shelf):
    assert found(shelf, "assignee:@me", me="") == []


@pytest.mark.parametrize(
    "text", ['product:"\' OR 1=1 --"', "tag:x'y", 'version:"\\\\"', "customer:%", "x'--"]
)
def test_values_never_become_sql(shelf, text):
    assert found(shelf, text) == []


def test_a_row_is_the_ticket(shelf):
    row = shelf.select(parse("id:00001"), now=NOW, zone=ZONE).items[0]
    assert row.id == "T-20260914-00001"
    assert row["tags"] == ("login", "spam")
    assert row["links"] == ()
    assert row.text("eta") == ""
    assert row.path == path_of(row.id)
    assert row.created == row.recorded == NOW - timedelta(days=1)
    assert (row.last_public, row.last_direction, row.events) == (None, "", 1)


def test_the_last_message_that_counts(desk, catalog):
    identity = write(desk.top, 1)
    came = {"direction": "in", "channel": "im", "at": NOW.isoformat()}
    went = {"direction": "out", "channel": "im"}
    taken_back = {"of": "#00000003", "reason": "typo"}
    events = [
        Event("00000002", NOW + timedelta(hours=1), "alice", "message", tuple(came.items()), "hi"),
        Event("00000003", NOW + timedelta(hours=2), "alice", "message", tuple(went.items()), "oh"),
        Event("00000004", NOW + timedelta(hours=3), "alice", "retract", tuple(taken_back.items())),
    ]
    file = desk.top / path_of(identity)
    put(file, file.read_text() + "\n" + timeline.dump_all(events))
    assert catalog.refresh() == ()
    (row,) = catalog.select(parse(""), now=NOW, zone=ZONE).items
    assert (row.last_public, row.last_direction, row.events) == (NOW, "in", 4)
    assert row.recorded == NOW + timedelta(hours=3)


def test_as_many_terms_as_a_query_may_have(shelf):
    assert found(shelf, " ".join(f"w{n}" for n in range(32))) == []
    assert found(shelf, " or ".join(["used"] * 31 + ["ticket"])) == [0, 1, 2, 3, 4]
    assert found(shelf, "(" * 15 + "ticket" + ")" * 15) == [0, 1, 2, 3, 4]
    assert found(shelf, "-(a " * 15 + "a" + ")" * 15) is not None
