"""The transcripts of docs/process.md are what the program says, to the letter.

Remake them: python -m docs.process
Times are fixed and IDs follow from the key of each command, so nothing in them is left to chance.
"""

from pathlib import Path

import pytest

from docs import process

DOCS = Path(process.__file__).parent


@pytest.mark.parametrize(("language", "name"), [("en", "process.md"), ("zh", "process.zh.md")])
def test_the_transcripts_are_what_is_said(language, name):
    assert process.page(language).splitlines() == (DOCS / name).read_text("utf-8").splitlines()
