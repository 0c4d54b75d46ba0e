"""The query on a command line: its words put together again, and what the Tab key offers in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from supportctl.actions import selecting
from supportctl.cli.plain import LIMIT
from supportctl.cli.work import Work
from supportctl.domain.query.fields import BY_NAME, NAMES, SORTS, Asked
from supportctl.domain.query.tree import ME, Query
from supportctl.domain.query.views import by_name
from supportctl.errors import SupportctlError
from supportctl.store.desk import Desk

_TIMES = ("today", "yesterday", "-7d", ">-7d", "<-30d", "今天", "昨天", "本周")

# -tag:spam, -@mine, -(a or b), -"a b", -登录: no option of ours looks like one of these.
_NEGATED = re.compile(r'-(?:[A-Za-z_]+[:：]|[@＠("“（]|[^\x00-\x7f])')
_MINUS = "－"  # the query language takes it for a minus, and no parser of options does


def guarded(word: str) -> str:
    return _MINUS + word[1:] if _NEGATED.match(word) else word


class Asking(TyperCommand):
    """A command with a query: a negated condition is no option of it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(map(guarded, args)))


def query_of(desk: Desk, words: Sequence[str] | None) -> Query:
    """The query that the words of a command line spell; a word with spaces is a phrase."""
    words = [re.sub(f"^{_MINUS}", "-", word) for word in words or ()]
    return selecting.asked(desk, " ".join(_phrase(word) for word in words))


def _phrase(word: str) -> str:
    """The shell took the quotation marks away; a word with spaces that has no condition had some."""
    if " " in word.strip() and not any(mark in word for mark in ':："“”()（）@＠'):
        return f'"{word}"'
    return word


def tell_part(work: Work, *, shown: int, total: int, offset: int) -> None:
    """Which part of the answers this was, and how to get the next."""
    if shown in (0, total):
        return
    part = {"first": offset + 1, "last": offset + shown, "total": total}
    if offset + shown < total:
        work.session.say("{first}-{last} of {total} tickets; next: --offset {last}", **part)
    else:
        work.session.say("{first}-{last} of {total} tickets", **part)


# --- what the Tab key offers -------------------------------------------------------------------


def offers(ctx: typer.Context, current: str) -> list[tuple[str, str]]:
    """Saved views, names of conditions, and the values of the one that is begun."""
    sign = "-" * current.startswith("-")
    name, colon, value = current.removeprefix("-").partition(":")
    if not colon:
        known = [*_views(ctx), *((f"{one}:", "") for one in NAMES)]
        return [(sign + offer, meaning) for offer, meaning in known if offer.startswith(name)]
    before, comma, last = value.rpartition(",")
    head = f"{sign}{name}:{before}{comma}"
    return [(head + one, "") for one in _values(ctx, name.lower()) if one.startswith(last)]


def _desk(ctx: typer.Context) -> Desk | None:
    try:
        return Desk.find(Path.cwd() / (ctx.find_root().obj.directory or ""))
    except SupportctlError:
        return None


def _views(ctx: typer.Context) -> Iterator[tuple[str, str]]:
    desk = _desk(ctx)
    for name, query in by_name(desk.config.views).items() if desk else ():
        yield f"@{name}", query


def _values(ctx: typer.Context, name: str) -> Iterable[str]:
    asked = BY_NAME.get(name)
    if name == "sort":
        return (*SORTS, *(f"-{key}" for key in SORTS))
    if asked is None:
        return ()
    return asked.choices or (_TIMES if asked.kind == "time" else _of_the_desk(ctx, asked))


def _of_the_desk(ctx: typer.Context, asked: Asked) -> Iterable[str]:
    desk = _desk(ctx)
    if desk is None:
        return ()
    known = {
        "status": desk.statuses,
        "assignee": (ME, *(member.slug for member in desk.config.team)),
        "team": tuple(desk.config.teams),
    }
    return known.get(asked.name, ())


QueryArg = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help="Conditions, words and saved views, for example @mine priority:<=P2 登录.",
        show_default=False,
        autocompletion=offers,
    ),
]
Limit = Annotated[int, typer.Option(*LIMIT, metavar="N", min=1, help="Show at most N.")]
Offset = Annotated[int, typer.Option("--offset", metavar="N", min=0, help="Leave out the first N.")]
