"""The catalogue on the short road: opened only if it is as the files are, and asked in compiled words.

Whatever is doubtful is None here, and the whole road answers: nothing is refreshed, mended or told from here.
It imports SQLite and nothing else that costs a start.
"""

import os
import sqlite3
import sys

from supportctl import __version__
from supportctl.store import fresh

FORM = 6
NAME = "catalog.sqlite"
CONFIG = "supportctl.yaml"
BETWEEN = "\x1f"
STAND_IN = "zzstandinzz"
MICROS, MILLIS = "\x1enow us", "\x1enow ms"
"""Parameters that stand for the present."""
HOUR = 3_600_000_000
LAST = "supportctl-last"
EVERYTHING_OPEN = "-is:closed"
"""What `list` asks where nothing is asked, on either road."""

Parameter = str | int
Compiled = tuple[str, list[Parameter]]


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


def opened(top: str, *, now: int = 0, exactly: bool = True) -> "Quick | None":
    """The catalogue, if it is ours and whole; and `exactly`, without findings and as all files are.

    `now` is the present in microseconds.
    """
    place = f"{top}/.git/supportctl/{NAME}"
    try:
        if not _is_sealed(place):
            return None
        quick = Quick(sqlite3.connect(place, timeout=0.2, isolation_level=None), top, now)
    except (OSError, sqlite3.Error):
        return None
    try:
        if quick.is_compiled and not (exactly and (quick.has_findings() or quick.is_behind())):
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

    def __init__(self, base: sqlite3.Connection, top: str, now: int) -> None:
        self._base = base
        self._top = top
        self._now = now
        self._knows_clocks: bool | None = None
        base.execute("PRAGMA cache_size = -65536")
        base.execute("BEGIN")  # the lock comes with the first question

    def close(self) -> None:
        self._base.close()

    @property
    def is_compiled(self) -> bool:
        """Whether it was compiled by this program, for this place and this configuration."""
        config = _text(f"{self._top}/{CONFIG}")
        return self.compiled("maker") == maker(self._top) and self.compiled("config") == config

    def has_findings(self) -> bool:
        return bool(self.rows("SELECT 1 FROM finding UNION ALL SELECT 1 FROM stray LIMIT 1"))

    def has_moved(self) -> bool:
        """Whether a file may have come, gone or been replaced since."""
        return bool(fresh.folders(self._top, self.rows(fresh.FOLDERS)))

    def is_behind(self) -> bool:
        """Whether any file may have changed since."""
        return (
            self.rows("SELECT head FROM origin") != [(head(f"{self._top}/.git"),)]
            or self.has_moved()
            or bool(fresh.files(self._top, self.rows(fresh.WATCHED)))
            or bool(fresh.unsure(self._top, self.rows(fresh.UNSURE)))
        )

    def knows_clocks(self) -> bool:
        """Whether all that is kept of clocks holds now, and what they stand on is as it was."""
        if self._knows_clocks is None:
            reached = self.rows("SELECT 1 FROM reach WHERE made <= ? AND steady > ?", [self._now, self._now])
            self._knows_clocks = bool(reached) and fresh.is_grounded(self._top, self.rows(fresh.GROUND))
        return self._knows_clocks

    def compiled(self, name: str) -> str:
        for (value,) in self.rows("SELECT value FROM compiled WHERE name = ?", [name]):
            return str(value)
        return ""

    def sql(self, name: str, value: str = "", *, hours: int = 0) -> Compiled | None:
        """A piece of SQL with its parameters, in which `value` takes its place, and the present, moved."""
        stored = self.compiled(f"sql {name}")
        if not stored:
            stored = self.compiled(f"clocked {name}")
            if not stored or not self.knows_clocks():
                return None
        text, *parameters = stored.split(BETWEEN)
        now = self._now + hours * HOUR
        present: dict[str, Parameter] = {MICROS: now, MILLIS: now // 1000}
        return text, [present.get(one) or one.replace(STAND_IN, value) for one in parameters]

    def rows(self, statement: str, parameters: "list[Parameter]" = []) -> list[tuple]:  # type: ignore[type-arg]  # noqa: B006  never changed
        try:
            return self._base.execute(statement, parameters).fetchall()
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
