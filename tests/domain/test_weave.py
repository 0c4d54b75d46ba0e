from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.weave import order, pick

KEYS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


def by_name(key):
    return 0, key


@given(KEYS, KEYS, KEYS)
def test_every_key_of_either_side_stands_once_whoever_asks(base, ours, theirs):
    found = order(base, ours, theirs, by_name)
    assert sorted(found) == sorted({*ours, *theirs})
    assert found == order(base, theirs, ours, by_name)


@given(KEYS, KEYS)
def test_an_order_that_one_side_changed_is_taken(base, ours):
    assert [key for key in order(base, ours, base, by_name) if key in ours and key in base] == [
        key for key in ours if key in base
    ]


def test_new_keys_stand_after_the_one_they_followed():
    assert order("abc", "axbc", "abyc", by_name) == tuple("axbyc")
    assert {order("ab", *two, by_name) for two in permutations(("axb", "ayb"))} == {tuple("axyb")}
    assert order("", "ab", "ac", by_name) == tuple("abc")


def test_whoever_changed_it_is_right():
    assert (pick(1, 1, 2), pick(1, 2, 1), pick(1, 2, 2), pick(1, 2, 3)) == (2, 2, 2, None)
