"""What a redaction may take out of an event, and nothing more."""

from dataclasses import replace

import pytest

from supportctl.domain.redaction import is_emptied, masked, wordy
from tests.support.tickets import created, event

RENAMED = event("field", number=1, name="title", from_="王小明 cannot log in", to="login fails")
MOVED = event("field", number=1, name="priority", from_="P1", to="P2", reason="王小明 said so")
NOTE = event("note", number=1, text="a password")


def test_only_words_can_be_masked():
    assert wordy(created(product="crm")) == ("title", "product")
    assert wordy(RENAMED) == ("from", "to")
    assert wordy(MOVED) == ("reason",)
    assert wordy(event("verification", number=1, by="customer", who="王小明", result="pass")) == ("who",)
    assert wordy(masked(RENAMED, ("from",))) == ("to",)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        (NOTE, replace(NOTE, text=""), True),
        (NOTE, replace(NOTE, text="a word"), False),
        (replace(NOTE, text=""), NOTE, False),
        (RENAMED, masked(RENAMED, ("from", "to")), True),
        (MOVED, masked(MOVED, ("from",)), False),
        (MOVED, masked(MOVED, ("reason",)), True),
        (MOVED, replace(masked(MOVED, ("reason",)), actor="bob"), False),
        (masked(MOVED, ("reason",)), MOVED, False),
    ],
)
def test_what_is_taken_out_and_what_is_written_anew(old, new, allowed):
    assert is_emptied(old, new) is allowed
