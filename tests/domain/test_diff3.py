from hypothesis import given, settings
from hypothesis import strategies as st

from supportctl.domain import diff3
from supportctl.domain.diff3 import Conflict, merge

LINES = st.lists(st.sampled_from("abcd"), max_size=8).map(tuple)


@settings(max_examples=300)
@given(LINES, LINES, LINES)
def test_the_sides_may_change_places(base, ours, theirs):
    swapped = tuple(
        Conflict(piece.theirs, piece.ours) if isinstance(piece, Conflict) else piece
        for piece in merge(base, theirs, ours)
    )
    assert merge(base, ours, theirs) == swapped


@settings(max_examples=300)
@given(LINES, LINES)
def test_what_one_side_changed_is_taken(base, side):
    assert diff3.marked(merge(base, side, base)) == side
    assert diff3.marked(merge(base, base, side)) == side
    assert diff3.marked(merge(base, side, side)) == side


@settings(max_examples=300)
@given(LINES, LINES, LINES)
def test_a_side_can_be_read_back_from_between_the_markers(base, ours, theirs):
    pieces = merge(base, ours, theirs)
    found = diff3.sides(diff3.marked(pieces))
    assert (found is not None) == diff3.conflicts(pieces)
    if found:
        assert [line for line in ours if line not in base and line not in found[0]] == []
        assert [line for line in theirs if line not in base and line not in found[1]] == []


def test_changes_that_touch_are_a_conflict():
    assert merge(("a", "b"), ("A", "b"), ("a", "B")) == (Conflict(("A", "b"), ("a", "B")),)
    assert merge(("a", "x", "b"), ("A", "x", "b"), ("a", "x", "B")) == (("A",), ("x",), ("B",))


def test_the_sides_of_a_file_with_the_base_shown():
    text = ["1", "<<<<<<< HEAD", "a", "||||||| 1234", "b", "=======", "c", ">>>>>>> side", "2"]
    assert diff3.sides(text) == (("1", "a", "2"), ("1", "c", "2"), ("1", "b", "2"))


def test_markers_out_of_turn_are_no_conflict():
    for text in ("=======", "<<<<<<< a\n=======", "<<<<<<< a\n>>>>>>> b", ">>>>>>> b", "a\n=======\nb"):
        assert diff3.sides(text.split("\n")) is None


def test_a_text_of_many_equal_lines_takes_no_time():
    base = ("same",) * 20_000
    merged = merge(base, ("a", *base), (*base, "b"))
    assert diff3.marked(merged) == ("a", *base, "b")
