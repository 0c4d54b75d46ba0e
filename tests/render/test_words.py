"""Sentences in the reader's language."""

from supportctl.errors import Said
from supportctl.render.words import Words


def test_a_sentence_without_translation_speaks_english():
    assert Words("zh")("no such sentence {x}", x=1) == "no such sentence 1"


def test_a_sentence_inside_a_sentence_is_translated_too():
    said = Said("{id}: {what}", id="T-1", what=Said("internal note"))
    assert Words("zh")(said) == "T-1：内部备注"
    assert Words("en")(said) == "T-1: internal note"


def test_names_have_a_display_name_in_both_languages():
    assert (Words("en")("channel.im"), Words("zh")("channel.im")) == ("messenger", "即时通讯")


def test_braces_in_a_value_are_not_placeholders():
    assert Words("en")("{text} is {moment}", text="{moment}", moment="x") == "{moment} is x"
