"""Each measure of the knowledge base on a few tickets and articles, counted by hand."""

from dataclasses import replace
from datetime import datetime

import pytest

from supportctl.domain import stats_articles
from supportctl.domain.stats import Line
from supportctl.domain.watched import Watched
from tests.checks.test_clock import ZONE, case, status
from tests.support.articles import article

NOW = datetime(2026, 9, 28, 9, tzinfo=ZONE)
OLD, SAME_DAY, LATER = "KB-20260801-00001", "KB-20260914-00002", "KB-20260920-00003"
CLOSED = status("15 15:00", "closed")


def looked(outcome: str) -> tuple[str, str, dict[str, str]]:
    return "14 10:00", "lookup", {"query": "x", "outcome": outcome}


def ticket(*happened: object, links: tuple[str, ...] = (), product: str = "crm") -> Watched:
    made = case("28 09:00", *happened)
    fields = {**made.ticket.fields, "product": product, "links": tuple(f"article {one}" for one in links)}
    return replace(made, ticket=replace(made.ticket, fields=fields))


def line(measure: str, *cases: Watched, articles: tuple[object, ...] = ()) -> Line | None:
    found = stats_articles.summary(cases, articles, now=NOW)
    return next((one for one in found if one.measure == measure), None)


def share(measure: str, *cases: Watched, articles: tuple[object, ...] = ()) -> tuple[int | None, int] | None:
    found = line(measure, *cases, articles=articles)
    return found and (found.hits, found.n)


def test_only_finished_tickets_count_for_the_link_rate():
    gone = ticket(status("15 15:00", "cancelled"), links=(OLD,))
    cases = (ticket(CLOSED, links=(OLD,)), ticket(CLOSED), ticket(links=(OLD,)), gone)
    assert share("kb_linked", *cases) == (1, 2)
    assert share("kb_linked", ticket()) is None


@pytest.mark.parametrize(
    ("happened", "links", "known"),
    [
        ((), (OLD,), 1),
        ((), (SAME_DAY,), 0),
        ((), (LATER,), 0),
        ((looked("miss"),), (SAME_DAY,), 0),
        ((looked("hit"),), (SAME_DAY,), 1),
        ((looked("not_applicable"),), (LATER, OLD), 1),
    ],
)
def test_known_is_what_a_look_up_found_or_what_is_older_than_the_ticket(happened, links, known):
    assert share("kb_known", ticket(CLOSED, *happened, links=links)) == (known, 1)


def test_look_ups_without_a_hit_are_those_that_were_made():
    cases = (ticket(looked("miss")), ticket(looked("hit")), ticket(looked("not_applicable")), ticket())
    assert share("kb_missed", *cases) == (1, 2)


def test_use_and_reuse():
    shelf = (article(OLD), article(SAME_DAY), article(LATER), article(status="archived"))
    cases = (ticket(links=(OLD,)), ticket(CLOSED, links=(OLD, SAME_DAY)))
    assert share("kb_used", *cases, articles=shelf) == (2, 3)
    assert share("kb_reused", *cases, articles=shelf) == (1, 2)


def test_what_waits_to_be_looked_after():
    shelf = (
        article("KB-20260914-00001"),  # 14 days
        article("KB-20260913-00002", status="wip"),
        article("KB-20260730-00003", flag="step 3 is wrong"),  # 60 days
        article("KB-20260729-00004"),
        article("KB-20250101-00005", status="validated", reviewed="2025-09-28T08:59:59+08:00"),
        article("KB-20250101-00006", status="validated", reviewed="2025-09-28T09:00:00+08:00"),
        article("KB-20250101-00007", status="validated", fix_owner="bob", fix_version="5.3"),
        article("KB-20250101-00008", status="archived", flag="old"),
    )
    counts = {one.measure: one.n for one in stats_articles.summary((), shelf, now=NOW)}
    assert counts == {
        "kb_articles": 7,
        "kb_known_errors": 1,
        "kb_flagged": 1,
        "kb_unreviewed": 2,
        "kb_draft_0_14": 1,
        "kb_draft_15_60": 2,
        "kb_draft_over_60": 1,
        "kb_used": 7,
    }


def test_groups_are_those_of_tickets_and_of_articles():
    cases = (ticket(CLOSED, links=(OLD,)), ticket(CLOSED, product="erp"), ticket(CLOSED, product=""))
    found = stats_articles.summary(cases, (article(OLD, product="wiki"),), now=NOW, by="product")
    assert [(one.group, one.hits, one.n) for one in found if one.measure == "kb_linked"] == [
        ("-", 0, 1),
        ("crm", 1, 1),
        ("erp", 0, 1),
    ]
    assert [one.group for one in found if one.measure == "kb_used"] == ["wiki"]
    assert [(one.group, one.n) for one in found if one.measure == "kb_articles" and one.n] == [("wiki", 1)]
