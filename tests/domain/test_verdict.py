"""Which findings count, whether they fail the run, and the names by which they are known again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.finding import Finding
from supportctl.domain.verdict import LEVELS, Verdict, chosen, fingerprints

ERROR, MILD, NOTE = Finding("P602", "a", 1, what="x"), Finding("P606", "a", 2), Finding("P607", "a", 3)


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        (["P"], [], [ERROR, MILD, NOTE]),
        (["P606"], [], [MILD]),
        (["phone-number"], [], [MILD]),
        (["P"], ["P60"], []),
        (["P"], ["P602"], [MILD, NOTE]),
        (["P", "P606"], ["P60"], [MILD]),
        (["H"], [], []),
        (["P606"], ["P606"], []),
    ],
)
def test_the_more_precise_word_wins(select, ignore, kept):
    assert list(chosen([ERROR, MILD, NOTE], select=select, ignore=ignore)) == kept


@pytest.mark.parametrize(
    ("found", "failing"),
    [([ERROR], "error warning info"), ([MILD], "warning info"), ([NOTE], "info"), ([], "")],
)
def test_a_level_fails_what_is_as_grave_or_graver(found, failing):
    verdict = Verdict(findings=tuple(found), checked=1)
    assert [level for level in LEVELS if verdict.fails(level)] == failing.split()


@given(st.lists(st.sampled_from([ERROR, MILD, NOTE]), max_size=8), st.integers(0, 99))
def test_names_are_unique_and_do_not_know_lines(found, shift):
    names = fingerprints(found)
    assert len(set(names)) == len(found)
    moved = [Finding(one.code, one.path, one.line + shift, 7, **one.params) for one in found]
    assert fingerprints(moved) == names
