"""Each measure on a small set of tickets, counted by hand; office hours 9-12 and 13-18, September 2026."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain import stats, stats_articles
from supportctl.locale.en.names import TEXTS
from tests.checks.test_clock import ANSWERED, case, delay, heard, out, status

H, M = timedelta(hours=1), timedelta(minutes=1)
NOW = "28 09:00"
CLOSED = status("14 15:00", "closed")


def line(measure, *cases, by=""):
    found = stats.summary(cases, by=by, measures=(measure,))
    return found[0] if found else None


def lengths(measure, *cases):
    found = line(measure, *cases)
    return found and (found.n, found.p50.business, found.p50.wall)


def share(measure, *cases):
    found = line(measure, *cases)
    return found and (found.hits, found.n)


def test_first_response_and_next_reply():
    assert lengths("first_response", case(NOW, ANSWERED)) == (1, 30 * M, 30 * M)
    assert lengths("first_response", case(NOW)) is None
    # From 11:30 to 14:00 with lunch are 1.5 h.
    assert lengths("next_reply", case(NOW, ANSWERED, heard("14 11:30"), out("14 14:00"))) == (
        1,
        90 * M,
        150 * M,
    )


def test_resolution_first_and_full_without_what_was_waited():
    # 9-12 is 3 h, of which 10-11 was waited for the customer; rejected, resolved again at 15:00: 5 h less 1.
    one = case(
        NOW,
        status("14 10:00", "waiting_customer"),
        heard("14 11:00"),
        status("14 12:00", "resolved"),
        status("14 13:00", "in_progress"),
        status("14 15:00", "resolved"),
        status("14 16:00", "closed"),
    )
    assert lengths("first_resolution", one) == (1, 2 * H, 3 * H)
    assert lengths("full_resolution", one) == (1, 4 * H, 6 * H)
    assert lengths("waiting_customer", one) == (1, 1 * H, 1 * H)
    # 12-13 is lunch, 15-16 counts.
    assert lengths("awaiting_confirmation", one) == (1, 1 * H, 2 * H)


def test_restored_by_a_workaround_before_the_resolution():
    one = case(
        NOW,
        ("14 10:00", "solution", {"type": "workaround"}),
        out("14 11:00"),
        status("15 12:00", "resolved"),
    )
    assert lengths("restore", one) == (1, 2 * H, 2 * H)
    assert lengths("restore", case(NOW, status("14 10:00", "resolved"), level="P3")) is None


def test_waits_for_others_are_not_waits_for_the_customer():
    one = case(NOW, status("14 10:00", "waiting_third_party"), status("14 12:00", "in_progress"))
    assert lengths("waiting_others", one) == (1, 2 * H, 2 * H)
    assert lengths("waiting_customer", one) is None


def test_promises_kept_count_what_is_late_and_open_and_not_what_is_not_due():
    met, late, running = case(NOW, ANSWERED), case(NOW), case("14 10:00")
    assert share("kept_first_response", met, late, running) == (1, 2)
    gone = case(NOW, status("14 10:00", "cancelled"))
    assert share("kept_first_response", gone) is None


def test_late_and_told_in_time():
    told = case("17 09:00", ANSWERED, delay("14 17:00", "18 18:00"))
    assert share("late_told", told) == (2, 2)  # the workaround and the resolution
    assert share("late_told", case("17 09:00", ANSWERED, delay("16 17:00", "18 18:00"))) == (0, 2)


def test_reopened_first_contact_and_satisfaction():
    solved = case(NOW, ANSWERED, status("14 10:00", "resolved"), CLOSED)
    again = case(NOW, ANSWERED, status("14 10:00", "resolved"), CLOSED, status("15 09:00", "in_progress"))
    talk = case(NOW, ANSWERED, out("14 09:40"), status("14 10:00", "resolved"))
    assert share("reopened", solved, again, talk) == (1, 2)
    assert share("first_contact", solved, again, talk) == (1, 3)
    rated = case(NOW, ("15 09:00", "followup", {"score": "5"}), ("16 09:00", "followup", {"score": "3"}))
    assert share("satisfied", rated) == (1, 2)


def test_ages_by_working_days():
    # Received on Monday: one working day later is Tuesday 9:00.
    for now, name in [
        ("15 09:00", "age_0_1"),
        ("15 09:01", "age_2_5"),
        ("20 09:00", "age_2_5"),  # the make-up Sunday is the fifth
        ("21 09:00", "age_6_10"),
        ("30 09:00", "age_11_20"),
        ("12-01 09:00", "age_over_20"),
    ]:
        assert [line.measure for line in stats.summary([case(now)]) if line.measure.startswith("age")] == [
            name
        ]
    assert line("age_0_1", case(NOW, CLOSED)) is None


def test_groups():
    cases = [case(NOW, ANSWERED), case(NOW, ANSWERED, level="P1"), case(NOW, level="P1")]
    found = stats.summary(cases, by="priority", measures=("received", "first_response"))
    assert [(one.measure, one.group, one.n) for one in found] == [
        ("received", "P1", 2),
        ("received", "P2", 1),
        ("first_response", "P1", 1),
        ("first_response", "P2", 1),
    ]
    assert line("received", cases[0], by="month").group == "2026-09"
    assert line("received", cases[0], by="customer").group == "-"


def test_percentiles_are_nearest_rank_and_want_ten_values():
    ten = [case(NOW, out(f"14 09:{minute:02}")) for minute in range(1, 11)]
    found = line("first_response", *ten)
    assert (found.p50.business, found.p90.business, found.p95.business) == (5 * M, 9 * M, 10 * M)
    few = line("first_response", *ten[:9])
    assert (few.p50.business, few.p90, few.p95) == (5 * M, None, None)


@given(st.lists(st.timedeltas(), min_size=1), st.integers(1, 100))
def test_a_percentile_is_one_of_the_values_with_that_share_below(values, percent):
    found = stats.nearest_rank(values, percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


def test_every_measure_has_a_name():
    assert {name.removeprefix("measure.") for name in TEXTS if name.startswith("measure.")} == {
        *stats.MEASURES,
        *stats_articles.MEASURES,
    }


@pytest.mark.parametrize(("hits", "n", "told"), [(1, 3, 33), (2, 3, 67), (0, 5, 0), (5, 5, 100)])
def test_shares_are_rounded(hits, n, told):
    assert replace(stats.Line(group="", measure="reopened", n=n), hits=hits).share == told


def test_a_set_of_nothing_says_only_that():
    assert [(one.measure, one.n) for one in stats.summary([])] == []
