"""Every rule says why it is there, in both languages, with both sides; docs/rules/ is what they say."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from supportctl.cli.table import COMMANDS
from supportctl.domain.finding import RULES
from supportctl.render.rules import texts

ROOT = Path(__file__).parent.parent
spec = spec_from_file_location("rule_pages", ROOT / "docs/rule_pages.py")
rule_pages = module_from_spec(spec)
spec.loader.exec_module(rule_pages)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_its_reason_and_both_sides(code):
    text = texts()[code]
    assert set(text.reasons) == {"en", "zh"}, "supportctl/defaults/rules: a reason in each language"
    assert re.search("[\u4e00-\u9fff]", text.reasons["zh"])
    assert text.bad
    assert text.good


def test_no_text_is_left_of_a_rule_that_is_gone():
    assert set(texts()) == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_the_commands_it_names_are_there(code):
    text = texts()[code]
    named = re.findall(r"^\s*supportctl ([a-z-]+)", f"{text.bad}\n{text.good}", re.MULTILINE)
    assert [name for name in named if name not in COMMANDS] == []


def test_the_pages_are_fresh():
    stale = [
        name
        for name, text in rule_pages.pages().items()
        if not (ROOT / "docs/rules" / name).exists()
        or (ROOT / "docs/rules" / name).read_text("utf-8") != text
    ]
    assert stale == [], "run: python docs/rule_pages.py"


def test_no_page_is_left_of_a_rule_that_is_gone():
    assert {path.name for path in (ROOT / "docs/rules").iterdir()} == set(rule_pages.pages())
