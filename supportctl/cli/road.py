"""The short road: plain `list`, `search` and `show` without a parser, a configuration or a query language.

They are asked all day, and loading what they do not need is most of what they cost. Whatever is not plain
goes the whole road: an option but -L, a word that is no compiled condition, a file that has changed, a
terminal, a finding. Where both roads lead, they give the same bytes; a test walks both.
"""

import io
import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from supportctl.cli.language import language_of
from supportctl.store import catalog_quick
from supportctl.store.catalog_quick import EVERYTHING_OPEN, Compiled, Parameter, Quick

LIMITS = {"list": 1000, "search": 20}
_LONGEST = 200
_MOST = 8
_COLUMNS = {
    "list": "id, t.status, t.priority, t.assignee, t.customer, t.recorded, t.title",
    "search": "id, t.status, t.priority, t.title, t.file",
}
_VALUE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")
_OPERATORS = ("or", "and")
_SIGNS = "<>="
_FARTHEST = 3
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_YEARS = range(1971, 2200)


def short(arguments: Sequence[str]) -> int | None:
    """The exit code; None where the whole road has to be taken, and nothing was written yet."""
    command, *words = arguments or [""]
    streams = isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stderr, io.TextIOWrapper)
    now = _now()
    if not streams or sys.stdout.isatty() or not now:
        return None
    try:
        answer = _shown(words) if command == "show" else _asked(command, words, now)
    except OSError:
        return None
    return None if answer is None else _write(*answer)


def _shown(words: Sequence[str]) -> tuple[str, str] | None:
    # Here, because a list has no pages.
    from supportctl.cli.road_show import page  # noqa: PLC0415

    top = catalog_quick.desk_at(os.getcwd()) if len(words) == 1 else ""
    out = page(top, words[0]) if top else None
    return None if out is None else (out, "")


def _asked(command: str, words: Sequence[str], now: int) -> tuple[str, str] | None:
    """What to write to standard output and to standard error."""
    asked = _plain(words, LIMITS[command]) if command in LIMITS else None
    top = catalog_quick.desk_at(os.getcwd()) if asked else ""
    quick = catalog_quick.opened(top, now=now) if top else None
    if asked is None or quick is None:
        return None
    try:
        return _answer(quick, command, *asked)
    finally:
        quick.close()


def _plain(words: Sequence[str], limit: int) -> tuple[list[str], int] | None:
    """The words of the query, and how many answers are wanted."""
    query: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in ("-L", "--limit"):
            number = next(rest, "")
            if not (number.isascii() and number.isdigit() and 0 < int(number[:9]) == int(number)):
                return None
            limit = int(number)
        elif word.startswith("-"):
            return None
        else:
            query.append(word)
    return (query, limit) if sum(map(len, query)) <= _LONGEST and len(query) <= _MOST else None


def _now() -> int:
    """The present in microseconds; none where it cannot be told, or is beyond what a query may name."""
    text = os.environ.get("SUPPORTCTL_NOW", "")
    if not text:
        return time.time_ns() // 1000
    try:
        moment = datetime.fromisoformat(text)
        wall = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return 0
    return (wall - _EPOCH) // _MICROSECOND if moment.tzinfo and wall.year in _YEARS else 0


# --- the question ------------------------------------------------------------------------------


def _answer(quick: Quick, command: str, query: list[str], limit: int) -> tuple[str, str] | None:
    text, conditions, order = "", [], "newest"
    for word in query or ([EVERYTHING_OPEN] if command == "list" else []):
        if ":" not in word:
            if text or not _match(word):
                return None
            text = word
        elif word.startswith("sort:"):
            if order != "newest":
                return None
            order = word
        else:
            conditions.append(_condition(quick, word))
    if command == "search" and text and order == "newest":
        order = "best"
    source = quick.sql("search" if text else "list", _match(text))
    ordered = quick.sql(order, _match(text))
    if not source or not ordered or not all(conditions) or (command == "search") is not bool(text):
        return None
    where = _joined(source, [one for one in conditions if one])
    return _found(quick, command, text, where, ordered, limit)


def _joined(source: Compiled, conditions: list[Compiled]) -> Compiled:
    texts, parameters = [source[0]], [*source[1]]
    for text, more in conditions:
        texts.append(text)
        parameters += more
    return " AND ".join(texts), parameters


def _condition(quick: Quick, word: str) -> Compiled | None:
    """`name:value,value` as SQL: each value compiled as it stands, or put in the place kept for any."""
    name, _, values = word.partition(":")
    found: list[Compiled] = []
    for value in values.split(","):
        one = quick.sql(f"{name}:{value}") or _beside_now(quick, name, value)
        if one is None and value and _VALUE.issuperset(value) and value[0] != "-":
            one = quick.sql(f"{name}:?", value)
        if one is None:
            return None
        found.append(one)
    return f"({' OR '.join(text for text, _ in found)})", [one for _, more in found for one in more]


def _beside_now(quick: Quick, name: str, value: str) -> Compiled | None:
    """`<+4h`: a comparison with the present, so many hours away."""
    amount = value.lstrip(_SIGNS)
    digits = amount[1:-1]
    if amount[:1] not in ("+", "-") or amount[-1] != "h" or not (digits.isascii() and digits.isdigit()):
        return None
    sign = value.removesuffix(amount)
    hours = int(amount[:-1]) if len(digits) <= _FARTHEST else 0
    return quick.sql(f"{name}:{sign}now", hours=hours) if sign and hours else None


def _match(word: str) -> str:
    """One word as the full-text index takes it, in all its forms; a Chinese one as its pairs."""
    if word.isascii() and word.isalnum() and word.lower() not in _OPERATORS:
        # Here, because a list has no words.
        from supportctl.domain.forms import forms  # noqa: PLC0415

        return " OR ".join(f'"{form}"' for form in forms(word.lower()))
    if word and all("\u4e00" <= character <= "\u9fff" for character in word):
        pairs = " ".join(word[place : place + 2] for place in range(len(word) - 1 or 1))
        return f'"{pairs}"' + ("*" if len(word) == 1 else "")
    return ""


# --- the answer --------------------------------------------------------------------------------


def _found(
    quick: Quick, command: str, text: str, where: Compiled, order: Compiled, limit: int
) -> tuple[str, str] | None:
    wanted: list[Parameter] = [*where[1], *order[1], limit]
    rows = quick.rows(f"SELECT t.{_COLUMNS[command]} {where[0]} {order[0]} LIMIT ?", wanted)
    if not rows:
        return None
    total = len(rows)
    if total == limit:
        ((total,),) = quick.rows(f"SELECT count(*) {where[0]}", where[1])
    cells = list(_hits(quick, text, rows) if command == "search" else map(_cells, rows))
    if not is_harmless("".join(cell for row in cells for cell in row)):
        return None
    out = "".join("\t".join(row) + "\n" for row in cells)
    return out, _talk(quick, command, len(rows), total)


def is_harmless(text: str) -> bool:
    """Whether nothing in it has to be written out for a terminal's sake (`text.visible`)."""
    text = text.replace("\u3000", "")  # the wide space of Chinese
    return text.isprintable() and max(text, default="") < "\U000e0000"


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    *fields, recorded, title = row
    updated = datetime.fromisoformat(recorded).isoformat(timespec="milliseconds") if recorded else ""
    return (*fields, updated, title)


def _hits(quick: Quick, text: str, rows: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    # Here, because only a search has to say which line it found.
    from supportctl.domain.matching import saying_most, terms  # noqa: PLC0415
    from supportctl.domain.query.words import Words  # noqa: PLC0415

    wanted = terms([Words(text)])
    for *fields, file in rows:
        ((body,),) = quick.rows("SELECT text FROM body WHERE file = ?", [file])
        line = saying_most(body.replace("\f", "\n").split("\n"), wanted)
        yield (*fields, line.strip())


def _talk(quick: Quick, command: str, shown: int, total: int) -> str:
    if shown == total:
        sentence = "{count} tickets" if command == "search" else ""
    else:
        sentence = "{first}-{last} of {total} tickets; next: --offset {last}"
    language = language_of("auto", os.environ, desk=quick.compiled("language"))
    said = quick.compiled(f"say {language} {sentence}") if sentence else ""
    return said.format(count=total, first=1, last=shown, total=total) + "\n" if said else ""


def _write(out: str, err: str) -> int:
    try:
        for stream, text in ((sys.stdout, out), (sys.stderr, err)):
            assert isinstance(stream, io.TextIOWrapper)
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
            stream.write(text)
            stream.flush()
    except OSError as error:
        # Here, because it is the whole road that knows what to say then.
        from supportctl.cli.run import unwritten  # noqa: PLC0415

        return unwritten(error)
    return 0
