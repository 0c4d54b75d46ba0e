from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.ids import (
    ALPHABET,
    ARTICLE,
    TICKET,
    contact_slug,
    entropy_of,
    event_id,
    is_event_id,
    is_id,
    is_slug,
    letters,
    matching,
    new_id,
    path_of,
)

DAYS = st.dates(date(1, 1, 1))
ENTROPY = st.binary(min_size=5, max_size=32)
KNOWN = ("T-20260914-7F3K2", "T-20260914-7F3K3", "T-20260915-99999", "T-20260914-10A0B", "KB-20260914-A1B2C")


def test_the_alphabet_has_no_letters_that_are_misread():
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@given(DAYS, ENTROPY, st.sampled_from([TICKET, ARTICLE]))
def test_what_is_made_is_an_id(day, entropy, prefix):
    identity = new_id(prefix, day, entropy)
    assert is_id(identity, prefix)
    assert identity in path_of(identity)


@given(ENTROPY)
def test_event_and_contact_names_are_what_they_should_be(entropy):
    assert is_event_id(event_id(entropy))
    assert is_slug(contact_slug(entropy))


@given(st.binary(min_size=4, max_size=8))
def test_letters_use_every_bit_once(entropy):
    number = int.from_bytes(letters(entropy, 6).encode(), "big")
    assert len(letters(entropy, 6)) == 6
    assert letters(entropy, 6)[:3] == letters(entropy, 3)
    assert number


def test_all_letters_can_be_drawn():
    assert {letters(bytes([n]), 1) for n in range(256)} == set(ALPHABET)


def test_too_little_entropy_is_a_bug():
    with pytest.raises(ValueError, match="5 characters want 4 bytes, not 3"):
        letters(b"abc", 5)


def test_one_operation_always_gives_the_same_names_and_each_part_its_own():
    assert entropy_of("key", "a", "0") == entropy_of("key", "a", "0")
    assert (
        len({entropy_of("key", "a"), entropy_of("keya"), entropy_of("key", "", "a"), entropy_of("k", "ey")})
        == 4
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "T",
        "T--",
        "T-20260914",
        "T-20260914-7F3K",
        "T-20260914-7F3K22",
        "T-20260914-7f3k2",
        "T-20260914-7F3KI",
        "T-20260914-7F3K2 ",
        "T-20260914-7F3K2\n",
        "T-20261301-7F3K2",
        "T-20260230-7F3K2",
        "T-00000101-7F3K2",
        "T-２０２６０９１４-7F3K2",
        "t-20260914-7F3K2",
        "KB-20260914-7F3K2",
        "../T-20260914-7F3K2",
        "T-20260914-7F3K2.md",
        "T-20260914-../..",
    ],
)
def test_not_the_id_of_a_ticket(text):
    assert not is_id(text)


@given(st.text(max_size=20))
def test_no_text_is_an_id_by_accident(text):
    assert not is_id(text)
    assert is_event_id(text) == (len(text) == 8 and set(text) <= set(ALPHABET.lower()))


@pytest.mark.parametrize("text", ["alice", "c-4h7k2", "0", "a" * 40, "acme.cn", "a_b"])
def test_a_slug(text):
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "-a", ".a", "A", "a b", "王", "a/b", "a" * 41, "a\n", "é", "²", "@me"])
def test_not_a_slug(text):
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("wanted", "found"),
    {
        "the whole": ("T-20260914-7F3K2", ["T-20260914-7F3K2"]),
        "any case": ("t-20260914-7f3k2", ["T-20260914-7F3K2"]),
        "suffix": ("f3k2", ["T-20260914-7F3K2"]),
        "path": ("tickets/2026/09/T-20260914-7F3K2.md", ["T-20260914-7F3K2"]),
        "path of Windows": ("tickets\\2026\\09\\T-20260914-7F3K2.md", ["T-20260914-7F3K2"]),
        "prefix of several": ("T-20260914-7F3K", ["T-20260914-7F3K2", "T-20260914-7F3K3"]),
        "suffix before prefix": ("kb-", ["KB-20260914-A1B2C"]),
        "misheard on the telephone": ("IoaOb", ["T-20260914-10A0B"]),
        "too short": ("k2", []),
        "nothing": ("", []),
        "unknown": ("zzzzz", []),
        "not in the middle": ("20260914", []),
    }.values(),
)
def test_what_a_name_may_mean(wanted, found):
    assert list(matching(wanted, KNOWN)) == found


def test_a_whole_id_wins_over_longer_ones():
    assert matching("ABC", ("ABC", "ABCD", "XABC")) == ("ABC",)


def test_paths_are_sharded_by_month():
    assert path_of("T-20260914-7F3K2") == "tickets/2026/09/T-20260914-7F3K2.md"
    assert path_of("KB-20260914-A1B2C") == "kb/KB-20260914-A1B2C.md"
