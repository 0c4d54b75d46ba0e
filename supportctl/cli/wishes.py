"""What a command line asks for beside its command, and the language that follows from it.

Free of Typer, so that the Tab key need not wait for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from supportctl.render.words import LANGUAGES


@dataclass(slots=True)
class Change:
    """What the options of changing commands ask for."""

    dry_run: bool = False
    no_commit: bool = False
    adopt: bool = False
    at: str = ""
    who: str = ""
    operation: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(slots=True)
class Wishes:
    """What the global options ask for. It changes: the parser fills it in as it reads, before and after the
    command's name, and a refusal is told in what was known by then.
    """

    directory: Path | None = None
    lang: str = "auto"
    color: str = "auto"
    no_input: bool = False
    quiet: bool = False
    verbose: bool = False
    now: str = ""
    change: Change = field(default_factory=Change)
    desk_language: str = ""
    draft: Path | None = None


def language_of(wish: str, environment: Mapping[str, str], *, desk: str = "") -> str:
    """--lang, then SUPPORTCTL_LANG, then the desk's own language, then the locale."""
    for asked in (wish, environment.get("SUPPORTCTL_LANG", ""), desk):
        if asked[:2].lower() in LANGUAGES:
            return asked[:2].lower()
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def language_ahead(arguments: Sequence[str]) -> str:
    """--lang as far as it shows without a parser: help and misuse are told before options are read."""
    found = "auto"
    for position, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang":
            found = next(iter(arguments[position + 1 :]), "")
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found
