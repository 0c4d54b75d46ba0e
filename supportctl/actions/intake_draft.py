"""What somebody has answered so far about a new ticket, kept until the ticket stands.

It lies in the Git directory of the work tree, for its writer's eyes only: it never enters a commit.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from supportctl.errors.tickets import NothingKept
from supportctl.store import files
from supportctl.store.desk import Desk


def _place(desk: Desk) -> Path:
    return desk.repository.git_dir / "supportctl-new.json"


def keep(desk: Desk, answers: Mapping[str, str]) -> None:
    """Losing it to a full disk must not stop the conversation."""
    try:
        handle = os.open(_place(desk), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(dict(answers), file, ensure_ascii=False)
    except OSError:
        return


def kept(desk: Desk) -> dict[str, str]:
    """Raises NothingKept."""
    try:
        found = json.loads(files.read(_place(desk)))
    except (OSError, ValueError):
        raise NothingKept from None
    if not isinstance(found, dict):
        raise NothingKept
    return {str(name): value for name, value in found.items() if isinstance(value, str)}


def forget(desk: Desk) -> None:
    """The ticket stands by now: what cannot be tidied up must not make a failure of it."""
    with contextlib.suppress(OSError):
        _place(desk).unlink(missing_ok=True)
