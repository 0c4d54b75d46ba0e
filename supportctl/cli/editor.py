"""The person's own editor, as Git finds it."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from supportctl.cli.session import Session
from supportctl.errors.command import EditorFailed

_REMARK = "# "


def edited(session: Session, draft: str, *, suffix: str = ".md") -> str:
    """What the person leaves in the editor, without the lines beginning with "# " at its end.

    The file stays until the command has succeeded: a refusal must not cost a page of writing.
    """
    remarks = session.sentence(
        "# Lines that begin with '# ' at the end are left out.\n# An empty text stops the command."
    )
    handle, name = tempfile.mkstemp(prefix="supportctl-", suffix=suffix)
    session.wishes.draft = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{draft}\n\n{remarks}\n")
    command = _editor(session.directory)
    code = subprocess.run([*shlex.split(command), name], cwd=session.directory, check=False).returncode
    if code:
        raise EditorFailed(editor=command, code=code)
    text = left(session)
    if not text:
        keep(session, "")
    return text


def left(session: Session) -> str:
    """What the editor's file says by now."""
    path = session.wishes.draft
    return _without_remarks(path.read_text(encoding="utf-8", errors="backslashreplace")) if path else ""


def keep(session: Session, text: str) -> None:
    """What another try shall begin with, where that is not the editor's file as it stands; or nothing."""
    path = session.wishes.draft
    if path and text:
        path.write_text(f"{text}\n", encoding="utf-8")
    elif path:
        path.unlink()
        session.wishes.draft = None


def _editor(directory: Path) -> str:
    """SUPPORTCTL_EDITOR, then Git's choice: GIT_EDITOR, core.editor, VISUAL, EDITOR."""
    own = os.environ.get("SUPPORTCTL_EDITOR")
    if own:
        return own
    asked = subprocess.run(
        ["git", "var", "GIT_EDITOR"], cwd=directory, capture_output=True, text=True, check=False
    )
    found = asked.stdout.strip() if asked.returncode == 0 else ""
    return found or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"


def _without_remarks(text: str) -> str:
    lines = text.splitlines()
    while lines and (not lines[-1].strip() or lines[-1].startswith(_REMARK)):
        lines.pop()
    return "\n".join(lines)
