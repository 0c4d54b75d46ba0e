import pytest

from supportctl.domain.traces import Trace, find, pattern_of

TEXT = """\
Jane  Doe called.

### 2026-09-14T09:00:12.310+08:00 alice note {#k3f9x2ab}
> mail JANE@ACME.example or (030) 555-0100
"""


@pytest.mark.parametrize(
    ("text", "what", "lines"),
    [
        ("Jane Doe", "name", [(1, "")]),
        ("jane@acme.example", "email", [(4, "k3f9x2ab")]),
        ("030 5550100", "phone", [(4, "k3f9x2ab")]),
        ("John Roe", "name", []),
    ],
)
def test_lines_that_tell_a_persons_data(text, what, lines):
    found = find(TEXT, "t.md", {pattern_of(text, what): what})
    assert list(found) == [Trace("t.md", line, what, event) for line, event in lines]


def test_a_phone_number_without_digits_is_searched_as_it_stands():
    assert pattern_of("ext.", "phone").search("ext.")
