"""What this clone's Git has to know: the merge driver, what heads a hunk of a diff, and for which files.

All of it is local to the clone, and none of it is a hook: the settings in the clone's own configuration, the
attributes in `info/attributes`. So nothing has to be committed, and `uninstall` takes away exactly what
`install` brought.
"""

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from supportctl.actions.driving import DRAFT
from supportctl.domain.frozen import frozen
from supportctl.errors.repository import AttributeTaken
from supportctl.store import files, plumbing, programs, questions
from supportctl.store.desk import Desk

NAME = "merge.supportctl.name"
DRIVER = "merge.supportctl.driver"
HUNKS = "diff.supportctl.xfuncname"
WORDS = "diff.supportctl.textconv"
ATTRIBUTES = (
    "# supportctl git install",
    "/tickets/**/*.md merge=supportctl diff=supportctl",
    "/kb/**/*.md merge=supportctl diff=supportctl",
    "/customers/*.yaml merge=supportctl",
)
SAMPLE = "tickets/2026/01/T-20260101-00000.md"
GOOD, MISSING, OTHER = "ok", "missing", "other"
# Whatever becomes of the program, the file must not stay an unmarked ours: Git's own text merge steps in.
_RESCUE = (
    f"{{ rm -f %A{DRAFT}; grep -q '^<<<<<<< ' %A ||"
    " git merge-file -q -L ours -L base -L theirs %A %O %B 2>/dev/null; exit 1; }"
)


@frozen
class Part:
    """One thing of the set-up: `state` is ok, missing or other (somebody else's)."""

    name: str
    state: str
    found: str = ""


def _program() -> str:
    return "supportctl" if programs.where("supportctl") else f"{shlex.quote(sys.executable)} -m supportctl"


def in_words() -> dict[str, str]:
    """What makes `git diff` tell tickets in words: on request, for it starts a process per file."""
    return {WORDS: f"{_program()} diff --textconv"}


def wanted() -> dict[str, str]:
    program = _program()
    return {
        NAME: "tickets, articles and customers by supportctl",
        DRIVER: f"{program} git merge-driver %O %A %B %P || {_RESCUE}",
        HUNKS: "^(#{2,3} .*|[a-z_]+:.*)$",
    }


def status(desk: Desk) -> tuple[Part, ...]:
    settings = plumbing.settings(desk.repository)
    parts = [_setting(settings, key, value) for key, value in wanted().items() if key != NAME]
    parts += [_setting(settings, key, value) for key, value in in_words().items() if key in settings]
    attribute = questions.attribute(desk.repository, "merge", SAMPLE)
    state = {"supportctl": GOOD, "unspecified": MISSING}.get(attribute, OTHER)
    return (*parts, Part("attributes", state, attribute if state == OTHER else ""))


def is_installed(desk: Desk) -> bool:
    return all(part.state == GOOD for part in status(desk))


def _setting(settings: Mapping[str, str], key: str, value: str) -> Part:
    found = settings.get(key, "")
    if key == DRIVER and found.endswith(_RESCUE):
        return Part(key, GOOD)
    return Part(key, GOOD if found == value else OTHER if found else MISSING, found)


def install(desk: Desk, *, words: bool = False) -> tuple[Part, ...]:
    """What was missing and is now there, with `words` the textconv too.

    Raises AttributeTaken where another driver has these files.
    """
    before = status(desk)
    taken = next((part for part in before if part.name == "attributes" and part.state == OTHER), None)
    if taken:
        raise AttributeTaken(driver=taken.found, path=SAMPLE)
    settings = plumbing.settings(desk.repository)
    for key, value in (wanted() | (in_words() if words else {})).items():
        if settings.get(key) != value:
            plumbing.run(desk.repository, "config", "--local", key, value)
    _write(desk, [*_others(desk), *ATTRIBUTES])
    known = {part.name: part.state for part in before}
    return tuple(part for part in status(desk) if known.get(part.name) != GOOD)


def uninstall(desk: Desk) -> tuple[Part, ...]:
    """What was there and is gone now."""
    settings = plumbing.settings(desk.repository)
    ours = [
        key for key, value in (wanted() | in_words()).items() if _setting(settings, key, value).state == GOOD
    ]
    for key in ours:
        plumbing.run(desk.repository, "config", "--local", "--unset", key)
    gone = [Part(key, MISSING) for key in ours if key != NAME]
    if any(line in ATTRIBUTES for line in _lines(desk)):
        _write(desk, _others(desk))
        gone.append(Part("attributes", MISSING))
    return tuple(gone)


def _file(desk: Desk) -> Path:
    return desk.repository.common_dir / "info" / "attributes"


def _lines(desk: Desk) -> list[str]:
    try:
        return files.read(_file(desk)).decode("utf-8", "surrogateescape").splitlines()
    except FileNotFoundError:
        return []


def _others(desk: Desk) -> list[str]:
    return [line for line in _lines(desk) if line not in ATTRIBUTES]


def _write(desk: Desk, lines: list[str]) -> None:
    path = _file(desk)
    if not lines:
        path.unlink(missing_ok=True)
        return
    with files.writing(path):
        path.parent.mkdir(exist_ok=True)
    files.write(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"))
