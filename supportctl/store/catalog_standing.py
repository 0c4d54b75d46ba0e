"""What the catalogue keeps of the clocks beside the files' own content, and of what they stand on.

A row of `standing` belongs to the file it was made of and goes with it. All rows were made on the `ground`
that is written there: before another one is, the rows that it concerns are deleted. `reach` has one row while
every ticket that is not over has its own, and says from when until when all of these hold; it goes with any
change. So who finds the files, the ground and the present as they are written here need not ask further.
"""

# ruff: noqa: S608  what is put into a statement is our own; values travel as parameters
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from supportctl.domain.frozen import frozen
from supportctl.domain.holder import Holder
from supportctl.domain.kept import Counter, Kept, Told
from supportctl.domain.timespan import instant, micros
from supportctl.store.catalog_entry import finding_of, milliseconds, plain_of
from supportctl.store.catalog_search import Sql
from supportctl.store.catalog_tables import CLOCKS, Base
from supportctl.store.grounds import Ground

_FOREVER = 2**63 - 1
TOLD, ASKED = "until", "steady"
"""Until when a row holds: for what is told of a ticket, and for what a query asks of its clocks."""

_HOLDS = "SELECT 1 FROM standing s WHERE s.file = t.file"
# A stamp vouches for the content of the files people work on, unless they are unsure.
_STAMP = "(SELECT stamp FROM file WHERE file = t.file AND watched AND file NOT IN (SELECT file FROM unsure))"
# A file that changed meanwhile has another stamp, or is unsure.
_FILE = "SELECT file FROM file WHERE path = ? AND stamp = ? AND file NOT IN (SELECT file FROM unsure)"


@frozen(kw_only=True)
class Lacking:
    """A ticket whose clocks have to be read; `stamp` is empty where none vouches for the file."""

    path: str
    customer: str
    stamp: str


@frozen(kw_only=True)
class Assessed:
    lacking: Lacking
    kept: Kept


def compile_into(base: Base, values: Mapping[str, str]) -> None:
    base.execute("DELETE FROM compiled")
    base.executemany("INSERT INTO compiled VALUES (?, ?)", values.items())


# --- what holds --------------------------------------------------------------------------------------


def customers(base: Base, source: Sql) -> tuple[str, ...]:
    """Whose tickets are in the source; where all of them have a row, these are known."""
    if base.execute("SELECT 1 FROM reach").fetchall():
        source = Sql("FROM ground t")
    rows = base.execute(f"SELECT DISTINCT t.customer {source.text}", source.parameters).fetchall()
    return tuple(str(slug) for (slug,) in rows)


def lacking(base: Base, source: Sql, now: datetime, horizon: str) -> list[Lacking]:
    """Of the tickets `t` in the source those of which nothing is kept that holds now."""
    holds = f"{_HOLDS} AND s.made <= ? AND s.{horizon} > ?"
    statement = f"SELECT t.path, t.customer, {_STAMP} {source.text} AND NOT EXISTS ({holds})"
    rows = base.execute(statement, (*source.parameters, micros(now), micros(now))).fetchall()
    return [Lacking(path=path, customer=slug, stamp=mark or "") for path, slug, mark in rows]


def reaches(base: Base, now: datetime) -> bool:
    found = base.execute("SELECT 1 FROM reach WHERE made <= ? AND steady > ?", (micros(now), micros(now)))
    return bool(found.fetchall())


def told(base: Base, source: Sql, zone: tzinfo) -> list[tuple[Holder, datetime, tuple[Told, ...]]]:
    """Who has something to tell, since when, and what."""
    columns = "path, id, priority, assignee, team, made, content"
    chosen = f"SELECT t.file, t.path, t.id, t.priority, t.assignee, t.team {source.text}"
    statement = f"SELECT {columns} FROM ({chosen}) JOIN told USING (file) JOIN standing USING (file)"
    rows = base.execute(statement, source.parameters).fetchall()
    contents = json.loads(f"[{','.join(row[-1] for row in rows)}]")
    return [
        (
            Holder(id=identity, priority=priority, assignee=assignee, team=team),
            instant(made, zone),
            tuple(_load(path, content)),
        )
        for (path, identity, priority, assignee, team, made, _), content in zip(rows, contents, strict=True)
    ]


# --- what is kept ------------------------------------------------------------------------------------


def stands_on(base: Base, ground: Ground) -> bool:
    known = {tuple(row) for row in base.execute("SELECT path, stamp, digest, content FROM ground").fetchall()}
    return known == {(piece.path, piece.stamp, piece.digest, piece.content) for piece in ground}


def stand_on(base: Base, ground: Ground) -> None:
    """From here on this is the ground; what was made on another one goes."""
    rows = base.execute("SELECT customer, path, digest FROM ground").fetchall()
    known = {(slug, path): mark for slug, path, mark in rows}
    wanted = {(piece.customer, piece.path): piece.digest for piece in ground}
    changed = {key[0] for key in known.keys() | wanted.keys() if known.get(key) != wanted.get(key)}
    for table in CLOCKS:
        for slug in changed - {""}:
            made = "SELECT file FROM ticket WHERE customer = ?"
            base.execute(f"DELETE FROM main.{table} WHERE file IN ({made})", (slug,))
        if "" in changed:
            base.execute(f"DELETE FROM main.{table}")
    if changed:
        base.execute("DELETE FROM reach")
    base.execute("DELETE FROM ground")
    base.executemany(
        "INSERT INTO ground VALUES (?, ?, ?, ?, ?)",
        [(piece.path, piece.customer, piece.stamp, piece.digest, piece.content) for piece in ground],
    )


def keep(base: Base, ground: Ground, assessed: Iterable[Assessed], everything: Sql) -> None:
    """Of the files as they were read; `everything` is all that must have a row to reach."""
    if not stands_on(base, ground):
        return
    for one in assessed:
        for (file,) in base.execute(_FILE, (one.lacking.path, one.lacking.stamp)).fetchall():
            _put(base, "main", file, one.kept)
    base.execute("DELETE FROM reach")
    kept = "SELECT 1 FROM main.standing s WHERE s.file = t.file"  # and not what an overlay shows
    rowless = f"SELECT 1 {everything.text} AND (NOT EXISTS ({kept}) OR t.customer NOT IN "
    grounded = "(SELECT customer FROM ground)) LIMIT 1"
    if not base.execute(rowless + grounded, everything.parameters).fetchall():
        base.execute(
            "INSERT INTO reach SELECT ifnull(max(made), 0), ifnull(min(steady), ?) FROM main.standing",
            (_FOREVER,),
        )


def overlay(base: Base, assessed: Iterable[Assessed], *, believed: bool = True) -> None:
    """For this connection alone, these beside what is kept, or, where that is not believed, alone."""
    shown = {name for (name,) in base.execute("SELECT name FROM temp.sqlite_master").fetchall()}
    for table, columns in CLOCKS.items():
        if table not in shown:
            base.execute(f"CREATE TEMP TABLE {table} ({columns})")
            if believed:
                base.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")
    for one in assessed:
        for (file,) in base.execute("SELECT file FROM file WHERE path = ?", (one.lacking.path,)).fetchall():
            _put(base, "temp", file, one.kept)


def _put(base: Base, schema: str, file: int, one: Kept) -> None:
    for table in CLOCKS:
        base.execute(f"DELETE FROM {schema}.{table} WHERE file = ?", (file,))
    due = milliseconds(one.due) if one.due else None
    row = (file, micros(one.made), micros(one.until), micros(one.steady), due)
    base.execute(f"INSERT INTO {schema}.standing VALUES (?, ?, ?, ?, ?)", row)
    base.executemany(
        f"INSERT INTO {schema}.clock VALUES (?, ?, ?, ?, ?)",
        [
            (file, number, each.paused, _count(each.risk), _count(each.late))
            for number, each in enumerate(one.courses)
        ],
    )
    if one.told:
        base.execute(f"INSERT INTO {schema}.told VALUES (?, ?)", (file, _dump(one.told)))


def _count(moment: datetime | None) -> int | None:
    return micros(moment) if moment else None


# --- what is told ------------------------------------------------------------------------------------


def _dump(told: Iterable[Told]) -> str:
    plain = [[*plain_of(one.finding), one.counter] for one in told]
    return json.dumps(plain, ensure_ascii=False)


def _load(path: str, plain: Iterable[list[Any]]) -> Iterator[Told]:
    for *finding, counter in plain:
        yield Told(finding_of(path, finding), Counter(*counter) if counter else None)
