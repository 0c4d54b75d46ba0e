from hypothesis import given
from hypothesis import strategies as st

from supportctl.domain.tokens import fold, folded

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
JOINING = st.text(st.sampled_from("登ガｶﾞ한ᄒ\u1161\u11abＡe\u0301\u0300b1 ，\n㍿ﬁ神"), max_size=30)


@given(ANYTHING | JOINING)
def test_a_folded_text_knows_where_its_characters_stood(text):
    seen = folded(text)
    assert seen.text == fold(text)
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    assert list(seen.starts) == sorted(seen.starts)
    for place in range(len(seen.text)):
        start, end = seen.span(place, place + 1)
        assert 0 <= start < end <= len(text)
