"""The catalogue on the short road: opened only if it is as the files are, and asked in compiled words.

Whatever is doubtful is None here, and the whole road answers: nothing is refreshed, mended or told from here.
It imports SQLite and nothing else that costs a start.
"""

import os
import sqlite3
import sys

from supportctl import __version__
from supportctl.store import fresh

FORM = 3
NAME = "catalog.sqlite"
CONFIG = "supportctl.yaml"
BETWEEN = "\x1f"
STAND_IN = "zzstandinzz"
LAST = "supportctl-last"
EVERYTHING_OPEN = "-is:closed"
"""What `list` asks where nothing is asked, on either road."""

Parameter = str | int
Compiled = tuple[str, list[str]]


def maker(top: str) -> str:
    """Which program compiles what for which place: another one does not believe it."""
    return f"{FORM} {__version__} {sys.hexversion} {top}"


def desk_at(folder: str) -> str:
    """The desk that a folder lies in, if it has a Git directory of its own; else nothing."""
    while not os.path.isfile(f"{folder}/{CONFIG}"):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return ""
    return folder if os.path.isdir(f"{folder}/.git/objects") else ""


def head(git_dir: str) -> str:
    """The commit that is checked out, as far as two small files tell."""
    text = _text(f"{git_dir}/HEAD").strip()
    if not text.startswith("ref: refs/"):
        return text
    ref = text[5:]
    loose = _text(f"{git_dir}/{ref}").strip()
    if loose:
        return loose
    packed = _text(f"{git_dir}/packed-refs")
    end = packed.find(f" {ref}\n")
    return packed[packed.rfind("\n", 0, end) + 1 : end] if end > 0 else ""


def remember(top: str, path: str) -> None:
    """Make this ticket @last, as `find.remember` does."""
    try:
        with open(f"{top}/.git/{LAST}", "w", encoding="utf-8") as file:
            file.write(path)
    except OSError:
        return


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return ""


def opened(top: str, *, exactly: bool = True) -> "Quick | None":
    """The catalogue, if it is ours and whole; and `exactly`, without findings and as all files are."""
    place = f"{top}/.git/supportctl/{NAME}"
    try:
        if not _is_sealed(place):
            return None
        quick = Quick(sqlite3.connect(place, timeout=0.2, isolation_level=None))
    except (OSError, sqlite3.Error):
        return None
    try:
        if quick.is_compiled_for(top) and not (exactly and (quick.has_findings() or quick.is_behind(top))):
            return quick
    except OSError:
        pass
    quick.close()
    return None


def _is_sealed(place: str) -> bool:
    """The seal without its first line, the fingerprint: `maker` and the configuration stand for it."""
    status = os.lstat(place)
    marks = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_mode)
    _, _, sealed = _text(f"{place}.seal").partition("\n")
    return sealed == "\n".join((*map(str, marks), "")) and not os.path.lexists(f"{place}-journal")


class Quick:
    """Answers from one connection, which sees one state of the catalogue; raises OSError."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        base.execute("PRAGMA cache_size = -65536")
        base.execute("BEGIN")  # the lock comes with the first question

    def close(self) -> None:
        self._base.close()

    def is_compiled_for(self, top: str) -> bool:
        """Whether it was compiled by this program, for this place and this configuration."""
        return self.compiled("maker") == maker(top) and self.compiled("config") == _text(f"{top}/{CONFIG}")

    def has_findings(self) -> bool:
        return bool(self.rows("SELECT 1 FROM finding UNION ALL SELECT 1 FROM stray LIMIT 1"))

    def has_moved(self, top: str) -> bool:
        """Whether a file may have come, gone or been replaced since."""
        return bool(fresh.folders(top, self.rows(fresh.FOLDERS)))

    def is_behind(self, top: str) -> bool:
        """Whether any file may have changed since."""
        return (
            self.rows("SELECT head FROM origin") != [(head(f"{top}/.git"),)]
            or self.has_moved(top)
            or bool(fresh.files(top, self.rows(fresh.WATCHED)))
            or bool(fresh.unsure(top, self.rows(fresh.UNSURE)))
        )

    def compiled(self, name: str) -> str:
        for (value,) in self.rows("SELECT value FROM compiled WHERE name = ?", [name]):
            return str(value)
        return ""

    def sql(self, name: str, value: str = "") -> Compiled | None:
        """A piece of SQL with its parameters; `value` takes its place in them."""
        text, *parameters = self.compiled(f"sql {name}").split(BETWEEN)
        return (text, [one.replace(STAND_IN, value) for one in parameters]) if text else None

    def rows(self, statement: str, parameters: "list[str] | list[Parameter]" = []) -> list[tuple]:  # type: ignore[type-arg]  # noqa: B006  never changed
        try:
            return self._base.execute(statement, parameters).fetchall()
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
