"""Merges as people meet them, one file a case: base, ours, theirs, and what comes of them."""

from pathlib import Path

import pytest

from supportctl.store.merging import merge_text

CASES = sorted((Path(__file__).parents[1] / "golden/merge").glob("*.md"))
MARK = "~~~~~~~~ "


def parts(path):
    held = path.read_bytes().decode().split(MARK)
    return {name: text for name, _, text in (part.partition("\n") for part in held[1:])}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_merges_as_the_case_says(path):
    case = parts(path)
    told = dict(line.split(":", 1) for line in case["told"].splitlines())
    merged = merge_text(told["path"].strip(), case["base"] or None, case["ours"], case["theirs"])
    assert merged.text == case["expected"]
    assert ", ".join(name or "-" for name in merged.conflicts) == told["conflicts"].strip()
    assert ", ".join(merged.decided) == told["decided"].strip()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_does_not_matter_which_side_is_ours(path):
    case = parts(path)
    name = dict(line.split(":", 1) for line in case["told"].splitlines())["path"].strip()
    one = merge_text(name, case["base"] or None, case["ours"], case["theirs"])
    other = merge_text(name, case["base"] or None, case["theirs"], case["ours"])
    assert (one.conflicts, one.decided) == (other.conflicts, other.decided)
    if not one.conflicts:
        assert one.text == other.text


def test_there_are_forty():
    assert len(CASES) >= 40
