"""Git's merge driver: three files in, the merged one in place of ours.

Git takes whatever the driver leaves in the file of ours, even from one that was killed. So that file gets
everything of both sides between conflict markers first, and the result last.
"""

from pathlib import Path

from supportctl.domain import diff3
from supportctl.domain.diff3 import Conflict
from supportctl.store import files
from supportctl.store.merging import Merged, decoded, encoded, merge_text

DRAFT = ".supportctl"


def drive(base: Path, ours: Path, theirs: Path, path: str) -> Merged:
    """Merge into `ours`; the three are Git's temporary files, `path` is the file they are versions of."""
    old, left, right = (decoded(files.read(one)) for one in (base, ours, theirs))
    _put(ours, both(left, right))
    # Git has no name for an absent base: it hands over an empty file.
    merged = merge_text(path, old or None, left, right)
    _put(ours, merged.text)
    return merged


def _put(path: Path, text: str) -> None:
    """All of it at once. Git's file is temporary and so is the draft, which the driver's rescue removes."""
    draft = path.with_name(f"{path.name}{DRAFT}")
    with files.writing(path):
        draft.write_bytes(encoded(text))
        draft.replace(path)


def both(ours: str, theirs: str) -> str:
    """A file that holds both sides whole, between conflict markers."""
    lines = (tuple(side.removesuffix("\n").split("\n")) for side in (ours, theirs))
    return "".join(f"{line}\n" for line in diff3.marked((Conflict(*lines),)))
