"""Writes docs/process.md and docs/process.zh.md: four tickets from the first message to closing.

Every command is run for real, on a scratch desk at fixed times, and what it said is written down. So the
pages cannot promise what the program does not do; a test holds that they are fresh.
Run it with: python -m docs.process
"""

import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from docs.process_stories import PAGES, SETUP, Page, Story
from supportctl.__main__ import main

ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Alice Chen",
    "GIT_AUTHOR_EMAIL": "alice@example.com",
    "GIT_COMMITTER_NAME": "Alice Chen",
    "GIT_COMMITTER_EMAIL": "alice@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "NO_COLOR": "1",
}
_ID = re.compile(r"\b(?:T|KB)-\d{8}-([0-9A-Z]{5})\b")


class Stumbled(Exception):
    """A command ended otherwise than its story says."""


def page(language: str) -> str:
    """One page, in one language."""
    told = PAGES[language]
    with tempfile.TemporaryDirectory(prefix="supportctl-process-") as desk:
        run(Path(desk), "init --quiet", "2026-09-14T08:00:00+08:00", language, 0)
        for number, command in enumerate(SETUP[language]):
            run(Path(desk), command, "2026-09-14T08:05:00+08:00", language, 0, key=f"setup {number}")
        return "\n".join(_page(Path(desk), told, language)) + "\n"


def _page(desk: Path, told: Page, language: str) -> Iterator[str]:
    yield f"# {told.title}"
    yield ""
    yield told.opening
    for number, story in enumerate(told.stories):
        yield ""
        yield f"## {story.title}"
        yield from _story(desk, story, language, number)


def _story(desk: Path, story: Story, language: str, number: int) -> Iterator[str]:
    names: dict[str, str] = {}
    for place, step in enumerate(story.steps):
        command = step.command.format(**names)
        key = f"{language} story {number} step {place}"
        said = run(desk, command, step.time, language, step.code, key=key)
        if step.name:
            names[step.name] = _ID.findall(said)[0]
        yield ""
        yield step.prose
        yield ""
        yield "```console"
        yield f"$ supportctl {command}"
        yield from (line.rstrip() for line in said.rstrip("\n").split("\n") if said.strip())
        yield "```"


def run(desk: Path, command: str, now: str, language: str, code: int, *, key: str = "") -> str:
    """What a command says on both streams; raises Stumbled where it does not end as expected."""
    words: Sequence[str] = ["-C", str(desk), "--lang", language, "--now", now, *shlex.split(command)]
    if key and not command.startswith(("show", "history", "check")):
        words = [*words, "--op", key]
    said = io.StringIO()
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    try:
        with redirect_stdout(said), redirect_stderr(said):
            ended = main(words)
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    if ended != code:
        raise Stumbled(f"supportctl {command}: exit code {ended}, not {code}:\n{said.getvalue()}")
    return said.getvalue()


def write() -> None:
    folder = Path(__file__).parent
    for language, name in (("en", "process.md"), ("zh", "process.zh.md")):
        (folder / name).write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    write()
