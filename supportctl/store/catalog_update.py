"""Bringing the catalogue's tables up to the files: what changed is read again, what is gone goes.

Many files are read by several processes, one writes: a desk that was just cloned has all of them to read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from supportctl.store import codec, fresh, loader
from supportctl.store.catalog_changes import Changes
from supportctl.store.catalog_entry import dump_finding, entry, indexed
from supportctl.store.catalog_tables import (
    Base,
    Kept,
    Made,
    number,
    put,
    put_folder,
    remove,
    remove_folder,
    watch,
)
from supportctl.store.codec import Reading

MANY = 2_000
LAST = 1 << 62
BATCH = 200

Reached = Callable[[int, int], None]


def unheard(count: int, total: int) -> None:
    """Nobody wants to know how far it is."""
    del count, total


def update(
    base: Base,
    top: Path,
    found: Changes,
    statuses: Mapping[str, str],
    *,
    head: str | None,
    reached: Reached = unheard,
) -> None:
    base.execute("BEGIN IMMEDIATE")
    lost = {*found.gone, *found.changed}
    for count, made in enumerate(_made(base, top, found, statuses), 1):
        put(base, made)
        lost.discard(made.path)
        reached(count, len(found.changed))
    for path in lost:
        remove(base, path)
    if found.gone or found.changed:
        base.execute("DELETE FROM reach")
    for place in {path.rpartition("/")[0] for path in (*found.gone, *found.changed)}:
        watch(base, place)
    for path in found.gone_folders:
        remove_folder(base, path)
    for path, folder in found.folders.items():
        put_folder(base, path, folder, began=found.began)
    _settle(base, found.began)
    base.execute("DELETE FROM origin")
    base.execute("INSERT INTO origin VALUES (?)", (head,))
    base.execute("COMMIT")


def _settle(base: Base, began: int) -> None:
    """What was compared by content a moment ago, and is old enough by now, may be told by its time."""
    for file, mark in base.execute("SELECT file, stamp FROM unsure CROSS JOIN file USING (file)").fetchall():
        if fresh.is_settled(mark, began):
            base.execute("DELETE FROM unsure WHERE file = ?", (file,))
    for path, mark in base.execute("SELECT path, stamp FROM folder WHERE entries IS NOT NULL").fetchall():
        if fresh.is_settled(mark, began):
            base.execute("UPDATE folder SET entries = NULL WHERE path = ?", (path,))


# --- reading -----------------------------------------------------------------------------------


def _made(base: Base, top: Path, found: Changes, statuses: Mapping[str, str]) -> Iterator[Made]:
    files = _ordered(base, found.changed)
    if len(files) < MANY:
        yield from _read(top, files, statuses, found.began)
        return
    # Here, because only a whole build needs it, and each start would pay.
    from supportctl.store.crew import spread  # noqa: PLC0415

    batches = [files[place : place + BATCH] for place in range(0, len(files), BATCH)]
    for part in spread(lambda files: list(_read(top, files, statuses, found.began, cut=True)), batches):
        yield from part


def _ordered(base: Base, changed: Mapping[str, str]) -> list[tuple[str, str]]:
    """By number, new files last: the full-text index writes a piece whenever it is told of an earlier one."""
    if len(changed) < MANY:
        numbers = {path: held for path in changed if (held := number(base, path)) is not None}
    else:
        numbers = dict(base.execute("SELECT path, file FROM file").fetchall())
    return sorted(changed.items(), key=lambda pair: (numbers.get(pair[0], LAST), pair[0]))


def _read(
    top: Path,
    files: Iterable[tuple[str, str]],
    statuses: Mapping[str, str],
    began: int,
    *,
    cut: bool = False,
) -> Iterator[Made]:
    """`cut` texts into words for the index here, so that who writes it has less to do."""
    for path, mark in files:
        data = loader.content(top, path)
        if data is not None:
            reading = codec.read(data, path, statuses) if isinstance(data, bytes) else Reading(None, (data,))
            kept = None if fresh.is_settled(mark, began) else Kept(data if isinstance(data, bytes) else None)
            found = entry(reading.ticket) if reading.ticket else None
            yield Made(
                path=path,
                stamp=mark,
                watched=_is_watched(reading, statuses),
                kept=kept,
                findings=tuple(map(dump_finding, reading.findings)),
                entry=found,
                words=(indexed(found.title), indexed(found.body)) if found and cut else None,
            )


def _is_watched(reading: Reading, statuses: Mapping[str, str]) -> bool:
    ticket = reading.ticket
    return bool(reading.findings) or ticket is None or statuses.get(ticket.status) != "closed"
