"""What the catalogue keeps beside the files' own content: how clocks stood, and what the short road needs."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from supportctl.domain.kept import Counter, Kept, Told
from supportctl.domain.row import Standing
from supportctl.domain.timespan import MICROSECOND
from supportctl.store.catalog_entry import dump_finding, load_finding, milliseconds
from supportctl.store.catalog_tables import Base

_KEPT = "SELECT path, made, until, basis, content FROM standing CROSS JOIN file USING (file)"
_SETTLED = "SELECT path, stamp FROM file WHERE watched AND file NOT IN (SELECT file FROM unsure)"
# A file that changed meanwhile has another stamp, or is unsure.
_FILE = "SELECT file FROM file WHERE path = ? AND stamp = ? AND file NOT IN (SELECT file FROM unsure)"
_WATCH = (
    "CREATE TEMP TABLE IF NOT EXISTS clock (id TEXT, state TEXT, due INTEGER)",
    "CREATE INDEX IF NOT EXISTS temp.clock_id ON clock (id)",
    "DELETE FROM temp.clock",
)


def watch(base: Base, standings: Iterable[Standing]) -> None:
    rows = (
        (one.id, state, milliseconds(one.due) if one.due else None)
        for one in standings
        for state in one.states
    )
    for statement in _WATCH:
        base.execute(statement)
    base.executemany("INSERT INTO temp.clock VALUES (?, ?, ?)", rows)


def compile_into(base: Base, values: Mapping[str, str]) -> None:
    base.execute("DELETE FROM compiled")
    base.executemany("INSERT INTO compiled VALUES (?, ?)", values.items())


# --- clocks ------------------------------------------------------------------------------------------


def settled(base: Base) -> dict[str, str]:
    return dict(base.execute(_SETTLED).fetchall())


def kept(base: Base) -> dict[str, Kept]:
    return {path: _load(path, *values) for path, *values in base.execute(_KEPT).fetchall()}


def keep(base: Base, values: Mapping[str, tuple[str, Kept]]) -> None:
    for path, (mark, one) in values.items():
        row = (one.made.isoformat(), one.until.isoformat(), one.basis, _dump(one))
        for (file,) in base.execute(_FILE, (path, mark)).fetchall():
            base.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?)", (file, *row))


def _dump(one: Kept) -> str:
    standing = one.standing
    due = standing.due.isoformat() if standing.due else None
    told = [[dump_finding(each.finding), _plain(each.counter)] for each in one.told]
    return json.dumps([standing.id, standing.states, due, told], ensure_ascii=False)


def _plain(counter: Counter | None) -> list[int | str] | None:
    if counter is None:
        return None
    return [counter.elapsed // MICROSECOND, counter.target // MICROSECOND, counter.calendar]


def _load(path: str, made: str, until: str, basis: str, content: str) -> Kept:
    identity, states, due, told = json.loads(content)
    return Kept(
        made=datetime.fromisoformat(made),
        until=datetime.fromisoformat(until),
        basis=basis,
        standing=Standing(
            id=identity, states=tuple(states), due=datetime.fromisoformat(due) if due else None
        ),
        told=tuple(Told(load_finding(path, finding), _counter(counter)) for finding, counter in told),
    )


def _counter(plain: tuple[int, int, str] | None) -> Counter | None:
    if plain is None:
        return None
    elapsed, target, calendar = plain
    return Counter(
        elapsed=timedelta(microseconds=elapsed), target=timedelta(microseconds=target), calendar=calendar
    )
