"""The page of best hits is chosen without scoring all of them, and is that page of the whole ranking."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportctl.domain.ids import path_of
from supportctl.domain.query.parse import parse
from supportctl.store.catalog import Catalog
from tests.store.test_catalog_query import NOW, TYPES, ZONE, write
from tests.support.git import scratch

WORDS = ("login", "logins", "times", "out", "timesout", "登录", "失败", "登", "cache")
CONDITIONS = ("", "", "status:closed", "is:live", "priority:P1", "-status:new", "customer:acme", "tag:vip")
QUERIES = st.builds(
    lambda words, joint, condition: " ".join((joint.join(words), condition)),
    st.lists(
        st.sampled_from((*WORDS, "log*", '"times out"', "title:login", "nothing")), min_size=1, max_size=3
    ),
    st.sampled_from((" ", " ", " or ")),
    st.sampled_from(CONDITIONS),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Some 90 tickets of few words, so that most scores have company; and some files out of their place."""
    repository = scratch(tmp_path_factory.mktemp("shelf"))
    made = []

    @settings(max_examples=90, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
        st.lists(st.sampled_from(WORDS), max_size=6),
        st.sampled_from(("new", "closed", "accepted")),
        st.integers(0, 3),
    )
    def make(title, body, status, day):
        made.append((" ".join(title), " ".join(body), status, day))

    make()
    for number, (title, body, status, day) in enumerate(made):
        more = {"tags": ("vip",)} if number % 5 == 0 else {}
        identity = write(
            repository.top,
            number,
            title=title,
            body=body,
            status=status,
            priority=f"P{number % 2 + 1}",
            at=NOW - timedelta(days=day),
            **more,
        )
        path = repository.top / path_of(identity)
        elsewhere = repository.top / "tickets/2020/01" / path.name
        if number % 11 == 0:  # twice: the copy does not count
            elsewhere.parent.mkdir(parents=True, exist_ok=True)
            elsewhere.write_bytes(path.read_bytes())
        if number % 13 == 0:  # out of its place, and the only one
            elsewhere.parent.mkdir(parents=True, exist_ok=True)
            path.replace(elsewhere)
    with Catalog.open(repository, TYPES) as catalog:
        catalog.refresh()
        yield catalog


def page(catalog, text, **window) -> tuple[list[str], int]:
    found = catalog.search(parse(text, TYPES), now=NOW, zone=ZONE, **window)
    return [hit.row.text("id") for hit in found.items], found.total


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(QUERIES, st.integers(1, 9), st.integers(0, 30))
def test_every_page_is_part_of_the_whole_ranking(shelf, text, limit, offset):
    ranking, total = page(shelf, f"{text} sort:relevance")
    assert len(set(ranking)) == len(ranking) == total
    assert page(shelf, text) == (ranking, total)
    assert page(shelf, text, limit=limit, offset=offset) == (ranking[offset : offset + limit], total)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(QUERIES, st.sampled_from(("received", "-received", "priority,-received", "status", "title")))
def test_pages_in_another_order_follow_each_other(shelf, text, key):
    ranking, total = page(shelf, f"{text} sort:{key}")
    assert sorted(ranking) == sorted(page(shelf, text)[0])
    pages = [page(shelf, f"{text} sort:{key}", limit=4, offset=offset) for offset in range(0, total, 4)]
    assert [one for items, _ in pages for one in items] == ranking
    assert {count for _, count in pages} <= {total}


@pytest.fixture
def desk(tmp_path):
    return scratch(tmp_path / "desk")


@pytest.fixture
def catalog(desk):
    with Catalog.open(desk, TYPES) as catalog:
        yield catalog


def test_equals_stand_newest_first_across_the_end_of_a_page(desk, catalog):
    made = [write(desk.top, number, title="登录", at=NOW + timedelta(hours=number)) for number in range(9)]
    first, second = (page(catalog, "登录", limit=4, offset=offset) for offset in (0, 4))
    assert (first[0] + second[0], first[1], second[1]) == (made[:0:-1], 9, 9)
    assert page(catalog, "登录", limit=4, offset=12) == ([], 9)


def test_a_title_too_few_is_followed_by_the_texts(desk, catalog):
    for number in range(10, 20):
        write(desk.top, number)
    titled = write(desk.top, 1, title="cache", at=NOW - timedelta(days=9))
    often = write(desk.top, 2, body="cache cache cache cache")
    once = write(desk.top, 3, body="cache and many other words of another kind, as long as a sentence may be")
    assert page(catalog, "cache", limit=1) == ([titled], 3)
    assert page(catalog, "cache", limit=2) == ([titled, often], 3)
    assert page(catalog, "cache", limit=1, offset=2) == ([once], 3)


def test_an_edited_ticket_is_ranked_by_what_it_says_now(desk, catalog):
    one, other = (write(desk.top, number, title="x", body="cache") for number in (1, 2))
    assert page(catalog, "cache") == ([other, one], 2)
    write(desk.top, 1, title="cache", body="x")
    catalog.refresh()
    assert page(catalog, "cache") == ([one, other], 2)
    write(desk.top, 1, title="x", body="x")
    catalog.refresh()
    assert page(catalog, "cache") == ([other], 1)


def test_of_two_files_with_one_id_the_one_in_its_place_is_found(desk, catalog):
    identity = write(desk.top, 1, title="cache")
    path = desk.top / path_of(identity)
    copy = desk.top / "tickets/2020/01" / path.name
    copy.parent.mkdir(parents=True)
    copy.write_text(path.read_text().replace("cache", "queue"))
    assert page(catalog, "cache") == ([identity], 1)
    assert page(catalog, "queue") == page(catalog, "queue status:new") == ([], 0)
    path.unlink()
    catalog.refresh()
    assert page(catalog, "queue") == page(catalog, "queue status:new") == ([identity], 1)


def test_words_beside_each_other_that_make_another_word_lead_nobody_on(desk, catalog):
    """time out: a ticket that says timeout has neither, and must not fill the page."""
    write(desk.top, 1, title="timeout", body="timeout")
    hit = write(desk.top, 2, body="out of time")
    assert page(catalog, "time out", limit=1) == ([hit], 1)
