"""One plain line a commit, and no forged trailer."""

import pytest

from supportctl.store.write import Plan


@pytest.mark.parametrize("subject", ["two\nlines", "", " ", "esc\x1b[2J", "line\u2028separator", "nul\0"])
def test_a_subject_is_one_plain_line(subject):
    with pytest.raises(ValueError, match="commit message"):
        Plan(files={}, subject=subject)


@pytest.mark.parametrize("trailer", [("Op: x\nSigned-off-by", "v"), ("", "v"), ("Op", "a\nb")])
def test_a_trailer_forges_no_other(trailer):
    with pytest.raises(ValueError, match=r"trailer|commit message"):
        Plan(files={}, subject="x", trailers=(trailer,))
