"""The transcripts of docs/process.md still run, each step as told. Remake them: python -m docs.process"""

from pathlib import Path

import pytest

from docs import process

DOCS = Path(process.__file__).parent


def commands(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(("$ ", "## "))]


@pytest.mark.parametrize(("language", "name"), [("en", "process.md"), ("zh", "process.zh.md")])
def test_the_transcripts_still_run(language, name):
    assert commands(process.page(language)) == commands((DOCS / name).read_text("utf-8"))
