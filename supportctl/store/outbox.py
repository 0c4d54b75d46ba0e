"""Letters that wait in this clone, each in a file of its own; one that is on record is gone from here.

It lies in the Git directory and never enters a commit; not among the derived state, which may be deleted.
"""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from pathlib import Path

from supportctl.domain.ids import is_event_id, is_id
from supportctl.domain.letter import STATES, VERBS, Letter
from supportctl.errors.desk import Unreadable
from supportctl.errors.mail import NoLetter
from supportctl.store import files, lock
from supportctl.store.repository import Repository

WAIT = 10.0
SUFFIX = ".json"


def _folder(repository: Repository) -> Path:
    return repository.common_dir / "supportctl-outbox"


def alone(repository: Repository) -> AbstractContextManager[object]:
    """One at a time sends or tidies up here; raises DeskLocked."""
    return lock.hold(_folder(repository), WAIT)


def keep(repository: Repository, letter: Letter) -> None:
    folder = _folder(repository)
    with files.writing(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    text = json.dumps(asdict(letter), ensure_ascii=False, indent=1)
    files.write(folder / f"{letter.id}{SUFFIX}", text.encode(errors="backslashreplace"))


def drop(repository: Repository, identity: str) -> None:
    path = _folder(repository) / f"{identity}{SUFFIX}"
    with files.writing(path):
        path.unlink(missing_ok=True)
        files.sync_folders([path.parent])


def find(repository: Repository, identity: str) -> Letter | None:
    """Raises Unreadable: a letter that cannot be read might have been sent."""
    path = _folder(repository) / f"{identity}{SUFFIX}"
    if not is_event_id(identity):
        return None
    try:
        return _letter(files.read(path), path)
    except FileNotFoundError:
        return None


def get(repository: Repository, wanted: str) -> Letter:
    """By its ID or the beginning of it; raises NoLetter."""
    name = wanted.removeprefix("#").lower()
    found = [letter for letter in all_of(repository) if len(name) > 2 and letter.id.startswith(name)]
    if len(found) != 1:
        raise NoLetter(wanted=wanted)
    return found[0]


def all_of(repository: Repository) -> Iterator[Letter]:
    for path in sorted(_folder(repository).glob(f"*{SUFFIX}")):
        letter = find(repository, path.stem)
        if letter is not None:
            yield letter


def _letter(data: bytes, path: Path) -> Letter:
    try:
        held = json.loads(data)
        names = {field.name for field in fields(Letter)}
        letter = Letter(**{name: value for name, value in held.items() if name in names})
    except (ValueError, TypeError, AttributeError) as error:
        raise Unreadable(path=str(path), reason=str(error)) from None
    sound = all(isinstance(value, str) for value in asdict(letter).values())
    if not sound or letter.state not in STATES or letter.verb not in VERBS or not is_id(letter.ticket):
        raise Unreadable(path=str(path), reason="not a letter")
    return letter
