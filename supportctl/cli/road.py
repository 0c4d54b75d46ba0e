"""The short road: plain `list`, `search` and `show` without a parser, a configuration or a query language.

They are asked all day, and loading what they do not need is most of what they cost. Whatever is not plain
goes the whole road: another option than those of `plain.py`, a word that is no compiled condition, a file
that has changed, a terminal, a finding. Where both roads lead, they give the same bytes; a test walks both.
"""

import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from supportctl.cli.language import language_of
from supportctl.cli.plain import IDS, JSON, LIMIT, LIMITS
from supportctl.store import catalog_quick
from supportctl.store.catalog_quick import EVERYTHING_OPEN, Compiled, Parameter, Quick

_LONGEST = 200
_MOST = 8
_MOST_TERMS = 32
_FORMS = {"list": ("", IDS, JSON), "search": ("",)}
_LISTED = "t.id, t.status, t.priority, t.assignee, t.customer, t.recorded, t.title"
_VALUE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")
_SIGNS = "<>="
_FARTHEST = 3
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_YEARS = range(1971, 2200)

Rows = Sequence[tuple[str, ...]]
Answers = tuple[Rows, int]
"""The cells of each row, and how many tickets there are in all."""
NONE: Answers = ([], 0)


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
    asked = _plain(command, words) if command in LIMITS else None
    top = catalog_quick.desk_at(os.getcwd()) if asked else ""
    quick = catalog_quick.opened(top, now=now) if top else None
    if asked is None or quick is None:
        return None
    try:
        return _answer(quick, command, *asked)
    finally:
        quick.close()


def _plain(command: str, words: Sequence[str]) -> tuple[list[str], int, str] | None:
    """The words of the query, how many answers are wanted, and in which form."""
    query: list[str] = []
    limit, form = LIMITS[command], ""
    rest = iter(words)
    for word in rest:
        if word in LIMIT:
            number = next(rest, "")
            if not (number.isascii() and number.isdigit() and 0 < int(number[:9]) == int(number)):
                return None
            limit = int(number)
        elif word in _FORMS[command] and not form:
            form = word
        elif word.startswith("-"):
            return None
        else:
            query.append(word)
    plain = len(query) <= _MOST and sum(map(len, query)) <= _LONGEST
    return (
        (query, limit, form) if plain and sum(word.count(",") + 1 for word in query) <= _MOST_TERMS else None
    )


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


def _answer(quick: Quick, command: str, query: list[str], limit: int, form: str) -> tuple[str, str] | None:
    words: list[str] = []
    conditions: list[Compiled | None] = []
    order = ""
    for word in query or ([EVERYTHING_OPEN] if command == "list" else []):
        if ":" not in word:
            words.append(word)
        elif not word.startswith("sort:"):
            conditions.append(_condition(quick, word))
        elif not order:
            order = word
        else:
            return None
    ordered = quick.sql(order or "newest")
    beside = [one for one in conditions if one]
    if ordered is None or len(beside) < len(conditions) or (command == "search") is not bool(words):
        return None
    if command == "list":
        return _list(quick, beside, ordered, limit, form)
    # Here, because a list has no words.
    from supportctl.cli.road_search import asked, hits  # noqa: PLC0415

    found = hits(quick, words, beside, ordered if order else None, limit)
    if found == NONE and not (beside or order):
        return ("", _said(quick, "no ticket matches {query}", query=asked(words)))
    return _told(quick, found, _tsv, "{count} tickets")


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


def _list(
    quick: Quick, conditions: list[Compiled], order: Compiled, limit: int, form: str
) -> tuple[str, str] | None:
    columns, lines = _LISTED, _lines
    if form == IDS:
        columns, lines = "t.id", _tsv
    if form == JSON:
        # Here, because nobody but a program asks for it.
        from supportctl.cli import road_json  # noqa: PLC0415

        columns, lines = road_json.columns(quick), partial(road_json.document, quick)
    return _told(quick, _listed(quick, columns, conditions, order, limit), lines)


def _listed(
    quick: Quick, columns: str, conditions: list[Compiled], order: Compiled, limit: int
) -> Answers | None:
    source = quick.sql("list")
    if source is None:
        return None
    text = " AND ".join((source[0], *(one for one, _ in conditions)))
    values = [*source[1], *(value for _, more in conditions for value in more)]
    wanted: list[Parameter] = [*values, *order[1], limit]
    rows = quick.rows(f"SELECT {columns} {text} {order[0]} LIMIT ?", wanted)
    total = len(rows) if len(rows) < limit else quick.rows(f"SELECT count(*) {text}", values)[0][0]
    return rows, total


# --- the answer --------------------------------------------------------------------------------


def _told(
    quick: Quick, found: Answers | None, lines: Callable[[Rows], Iterable[str]], whole: str = ""
) -> tuple[str, str] | None:
    """The answers as a pipe has them; `whole` is what is said where they are all there are."""
    if found is None or not found[0]:
        return None
    rows, total = found
    if not is_harmless("".join(cell for row in rows for cell in row)):
        return None
    return "".join(f"{line}\n" for line in lines(rows)), _talk(quick, len(rows), total, whole)


def is_harmless(text: str) -> bool:
    """Whether nothing in it has to be written out for a terminal's sake (`text.visible`)."""
    text = text.replace("\u3000", "")  # the wide space of Chinese
    return text.isprintable() and max(text, default="") < "\U000e0000"


def _tsv(rows: Rows) -> Iterable[str]:
    return map("\t".join, rows)


def _lines(rows: Rows) -> Iterable[str]:
    return _tsv([(*fields, updated(recorded), title) for *fields, recorded, title in rows])


def updated(recorded: str) -> str:
    """When a ticket was last touched, as answers have it."""
    return datetime.fromisoformat(recorded).isoformat(timespec="milliseconds") if recorded else ""


def _talk(quick: Quick, shown: int, total: int, whole: str) -> str:
    sentence = whole if shown == total else "{first}-{last} of {total} tickets; next: --offset {last}"
    return _said(quick, sentence, count=total, first=1, last=shown, total=total) if sentence else ""


def _said(quick: Quick, sentence: str, **values: object) -> str:
    language = language_of("auto", os.environ, desk=quick.compiled("language"))
    said = quick.compiled(f"say {language} {sentence}")
    return said.format(**values) + "\n" if said else ""


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
