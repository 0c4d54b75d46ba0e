"""What a command line asks for beside its command.

Free of Typer, so that the Tab key need not wait for it.
"""

from dataclasses import dataclass, field
from pathlib import Path


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
