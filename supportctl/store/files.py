"""Plain files on disk: read whole or not at all, written whole or not at all."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from supportctl.domain.frozen import frozen
from supportctl.errors.desk import NotAFile, TooLarge, Unreadable, Unwritable

LIMIT = 64_000_000
# Past this many files one flush of everything is cheaper than one a file (0.5 ms each).
FEW = 64


@frozen
class Found:
    """What `walk` meets: a path from its start, and whether it is a file, folder, symlink or other."""

    path: str
    kind: str


def read(path: Path, *, limit: int = LIMIT) -> bytes:
    """All of a plain file; a missing one raises FileNotFoundError, a link is never followed."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except NotADirectoryError as error:
        raise FileNotFoundError(error.errno, error.strerror, str(path)) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        return _whole(handle, path, limit)
    finally:
        os.close(handle)


def _whole(handle: int, path: Path, limit: int) -> bytes:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(path=str(path))
    if status.st_size > limit:
        raise TooLarge(path=str(path), size=status.st_size, limit=limit)
    try:
        data = b""
        while len(data) <= limit and (chunk := os.read(handle, status.st_size + 1)):
            data += chunk
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > limit:
        raise TooLarge(path=str(path), size=len(data), limit=limit)
    return data


def _unreadable(path: Path, error: OSError) -> NotAFile | Unreadable:
    if error.errno in (errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO):
        return NotAFile(path=str(path))
    return Unreadable(path=str(path), reason=error.strerror)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the disk refuses into a refusal of ours, with the path that the disk names, or else this."""
    try:
        yield
    except OSError as error:
        raise Unwritable(path=str(error.filename or path), reason=error.strerror) from error


def write(path: Path, data: bytes) -> None:
    """Replace a file at once and for good: after a power cut it has the old bytes or the new."""
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    with writing(path):
        try:
            write_drafts({draft: data}, modes={draft: mode_of(path)})
            draft.replace(path)
            sync_folders([path.parent])
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)


def write_drafts(drafts: Mapping[Path, bytes], *, modes: Mapping[Path, int | None]) -> None:
    """Whole, flushed files under names that nobody reads yet; each must be new."""
    few = len(drafts) <= FEW
    for path, data in drafts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        with os.fdopen(handle, "wb", buffering=0) as file:
            _fill(file.fileno(), data)
            mode = modes.get(path)
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            if few:
                os.fsync(file.fileno())
    if not few:
        os.sync()


def _fill(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def mode_of(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def sync_folders(folders: Iterable[Path]) -> None:
    """Make renames, creations and removals in these folders last; one that is gone needs nothing."""
    for folder in sorted(set(folders)):
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def steps(folder: Path, top: Path) -> Iterator[Path]:
    """A folder and those above it, up to and with `top`."""
    while folder != top:
        yield folder
        folder = folder.parent
    yield top


def prune(folder: Path, top: Path) -> None:
    """Remove a folder that became empty, and those above it that did, below `top`: Git keeps none."""
    for step in steps(folder, top):
        try:
            if step != top:
                step.rmdir()
        except OSError:
            return


def not_a_folder(top: Path, folder: str) -> Path | None:
    """The first step on the way down to `folder` that is a link or a file: nothing is written past it."""
    step = top
    for name in folder.split("/") if folder else ():
        step = step / name
        try:
            mode = step.lstat().st_mode
        except FileNotFoundError:
            return None
        if not stat.S_ISDIR(mode):
            return step
    return None


def walk(top: Path, under: str = "") -> Iterator[Found]:
    """Everything below a folder in order of names, without following links; dot names are not ours."""
    try:
        with os.scandir(top / under) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise _unreadable(top / under, error) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = f"{under}/{entry.name}" if under else entry.name
        yield Found(path, _kind(entry))
        if entry.is_dir(follow_symlinks=False):
            yield from walk(top, path)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "symlink"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def all_below(top: Path) -> Iterator[str]:
    """The path of every plain file of a work tree, dot names included; Git's own folders are left out."""
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            path = Path(folder) / name
            if name != ".git" and not path.is_symlink() and path.is_file():
                yield path.relative_to(top).as_posix()
