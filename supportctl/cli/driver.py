"""`supportctl git merge-driver`, which Git starts for every file that both sides changed.

It stands beside the other commands, not among them: they are found by a parser that takes longer to load
than a merge takes to do.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from supportctl.actions.driving import drive
from supportctl.cli.language import language_of
from supportctl.domain.text import visible
from supportctl.errors import Said, SupportctlError
from supportctl.errors.desk import Unreadable
from supportctl.render.words import Words
from supportctl.store.merging import Merged

CLEAN, CONFLICT, MISUSED = 0, 1, 2
FILES = 4


def merge_driver(arguments: Sequence[str]) -> int:
    """BASE OURS THEIRS PATH. Leaves the result in OURS; 0 if it is clean, 1 if it has markers."""
    if len(arguments) != FILES:
        _say([Said("this is for Git to call: git merge-driver BASE OURS THEIRS PATH")])
        return MISUSED
    base, ours, theirs, path = arguments
    try:
        merged = drive(Path(base), Path(ours), Path(theirs), path)
    except SupportctlError as error:
        _say([error.said])
        return CONFLICT
    except OSError as error:
        _say([Unreadable(path=str(error.filename), reason=error.strerror).said])
        return CONFLICT
    _say(told(path, merged))
    return CONFLICT if merged.conflicts else CLEAN


def told(path: str, merged: Merged) -> list[Said]:
    """What people should know of a merge of one file."""
    both = [
        Said("{path}: both sides changed {name}; settle it by hand", path=path, name=name)
        if name
        else Said("{path}: both sides changed the same lines; settle them by hand", path=path)
        for name in merged.conflicts
    ]
    return both + [
        Said("{path}: both sides set {name}; the later one counts", path=path, name=name)
        for name in merged.decided
    ]


def _say(sentences: Sequence[Said]) -> None:
    if sentences:
        words = Words(language_of("auto", os.environ))
        sys.stderr.writelines(f"supportctl: {visible(words(one))}\n" for one in sentences)
