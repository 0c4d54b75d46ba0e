"""Which ticket a word means: an ID or part of it, a path, @last, @here, or - for IDs on standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path

from supportctl.domain.ids import ARTICLE, TICKET, is_id, matching, path_of
from supportctl.errors import Said
from supportctl.errors.library import ArticleAmbiguous, ArticleNotFound
from supportctl.errors.tickets import NoLastTicket, TicketAmbiguous, TicketNotFound
from supportctl.store import files, loader
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_quick import LAST
from supportctl.store.desk import Desk

MOST_CANDIDATES = 10


def ticket_path(desk: Desk, wanted: str) -> str:
    """The path of the one ticket; raises TicketNotFound or TicketAmbiguous with the candidates."""
    try:
        return _ticket_path(desk, wanted)
    except TicketNotFound:
        # Here, because few words mean nothing, and reading needs nothing of what writes.
        from supportctl.store import journal  # noqa: PLC0415
        from supportctl.store.write import alone  # noqa: PLC0415

        # Between taking a file away and putting the new one there, `sync` may have been killed.
        if not journal.file_of(desk.repository).exists():
            raise
    with alone(desk.repository):
        return _ticket_path(desk, wanted)


def _ticket_path(desk: Desk, wanted: str) -> str:
    if wanted == "@last":
        return _last(desk)
    if wanted == "@here":
        return _one(desk, _in_branch_name(desk), wanted)
    name = Path(wanted).name.removesuffix(".md").upper()
    if is_id(name, TICKET) and (desk.root / path_of(name)).is_file():
        return path_of(name)
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        catalog.refresh()
        return _one(desk, catalog.resolve(wanted), wanted)


def _one(desk: Desk, candidates: Sequence[str], wanted: str) -> str:
    if len(candidates) == 1:
        return path_of(candidates[0])
    if not candidates:
        raise TicketNotFound(wanted=wanted)
    shown = tuple(
        Said("{id}  {title}", id=one, title=_title(desk, one)) for one in candidates[:MOST_CANDIDATES]
    )
    raise TicketAmbiguous(shown, wanted=wanted, count=len(candidates))


def _title(desk: Desk, identity: str) -> str:
    ticket = desk.read(path_of(identity)).ticket
    return ticket.title if ticket else ""


def article_path(desk: Desk, wanted: str) -> str:
    """The path of the one article; raises ArticleNotFound or ArticleAmbiguous with the candidates."""
    name = Path(wanted).name.removesuffix(".md").upper()
    if is_id(name, ARTICLE) and (desk.root / path_of(name)).is_file():
        return path_of(name)
    known = {Path(path).stem: path for path in sorted(loader.listing(desk.root, loader.ARTICLES).files)}
    candidates = matching(wanted, list(known))
    if len(candidates) == 1:
        return known[candidates[0]]
    if not candidates:
        raise ArticleNotFound(wanted=wanted)
    # Here, because few words mean several articles.
    from supportctl.store import articles  # noqa: PLC0415

    shown = []
    for one in candidates[:MOST_CANDIDATES]:
        reading = articles.load(desk.root, known[one])
        title = reading.article.title if reading and reading.article else ""
        shown.append(Said("{id}  {title}", id=one, title=title))
    raise ArticleAmbiguous(tuple(shown), wanted=wanted, count=len(candidates))


def _in_branch_name(desk: Desk) -> tuple[str, ...]:
    """The tickets that the name of the checked-out branch speaks of, as in `fix/7f3k2-login`."""
    branch = desk.repository.head().branch.upper()
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        catalog.refresh()
        known = catalog.ids()
    whole = tuple(identity for identity in known if identity in branch)
    if whole:
        return whole
    words = "".join(c if c.isalnum() else " " for c in branch).split()
    return tuple(dict.fromkeys(hit for word in words if len(word) == 5 for hit in matching(word, known)))


def _memory(desk: Desk) -> Path:
    return desk.repository.git_dir / LAST


def remember(desk: Desk, path: str) -> None:
    """Make this ticket @last. Losing that is no harm, so a desk that cannot be written is not a fault."""
    try:
        _memory(desk).write_text(path, encoding="utf-8")
    except OSError:
        return


def _last(desk: Desk) -> str:
    try:
        path = files.read(_memory(desk)).decode()
    except OSError:
        raise NoLastTicket from None
    if not (desk.root / path).is_file():
        raise NoLastTicket
    return path


def spread(wanted: Sequence[str]) -> tuple[str, ...]:
    """The words, with `-` replaced by the IDs on standard input: one a line, what follows a tab ignored."""
    found: list[str] = []
    for word in wanted:
        if word == "-":
            found += [line.split("\t")[0].strip() for line in sys.stdin if line.strip()]
        else:
            found.append(word)
    return tuple(dict.fromkeys(found))
