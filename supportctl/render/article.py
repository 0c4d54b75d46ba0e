"""One article for a person (`page`), for a pipe (`lines`), for a program (`row`); and many in a table."""

from collections.abc import Iterator, Mapping, Sequence

from supportctl.domain.article import DRAFT, FIELDS, SECTIONS, VALIDATED, WIP, Article
from supportctl.domain.fences import plain
from supportctl.domain.text import pad, visible
from supportctl.render.colour import Role, paint
from supportctl.render.table import Column, Row
from supportctl.render.words import Words

_ROLES = {VALIDATED: Role.GOOD, DRAFT: Role.WARNING, WIP: Role.QUIET}
_HEADING_FIELDS = ("schema", "id", "title")


def _role(row: Row) -> Role:
    return Role.BAD if row["flag"] else _ROLES.get(str(row["status"]), Role.QUIET)


COLUMNS = (
    Column(key="id", header="ID"),
    Column(key="status", header="STATUS", role=_role),
    Column(key="audience", header="AUDIENCE"),
    Column(key="language", header="LANGUAGE"),
    Column(key="product", header="PRODUCT"),
    Column(key="uses", header="USES", right=True),
    Column(key="title", header="TITLE", shrinks=True),
)

CHANGES = (
    Column(key="id", header="ID"),
    Column(key="status", header="STATUS"),
    Column(key="commit", header="COMMIT"),
    Column(key="title", header="TITLE", shrinks=True),
)


def row(article: Article, used_by: Sequence[str]) -> Row:
    """`supportctl.articles/1`: every field, the sections as text, and the tickets that link it."""
    return {
        **{field.name: _plain(article, field.name) for field in FIELDS},
        "known_error": article.is_known_error,
        "path": article.path,
        "sections": {name: plain(text) for name, text in article.sections.items()},
        "uses": len(used_by),
        "used_by": list(used_by),
    }


def _plain(article: Article, name: str) -> str | int | list[str]:
    value = article[name]
    if name == "schema":
        return int(article.text(name))
    return value if isinstance(value, str) else list(value)


def change_row(article: Article, commit: str) -> Row:
    """`supportctl.article-changes/1`: the article as it is now, and the commit."""
    return {
        "id": article.id,
        "status": article.status,
        "audience": article.text("audience"),
        "commit": commit,
        "title": article.title,
        "path": article.path,
    }


def lines(article: Article, used_by: Sequence[str]) -> Iterator[str]:
    """`field<TAB>value` for every field, then the sections: for scripts and `less`."""
    for field in FIELDS:
        if article[field.name]:
            yield f"{field.name}\t{visible(article.text(field.name))}"
    if used_by:
        yield f"used_by\t{', '.join(used_by)}"
    for name, text in article.sections.items():
        yield f"--\t{visible(name)}"
        yield visible(plain(text), keep_newlines=True)


def page(article: Article, used_by: Mapping[str, str], *, words: Words, colour: bool) -> Iterator[str]:
    """The article as somebody reads it. `used_by` maps tickets to their titles."""

    def painted(text: str, role: Role) -> str:
        return paint(text, role) if colour else text

    yield painted(f"{article.id}  {visible(article.title)}", Role.HEADING)
    yield ""
    for field in FIELDS:
        if article[field.name] and field.name not in _HEADING_FIELDS:
            name = painted(pad(field.name, 15), Role.QUIET)
            value = visible(article.text(field.name))
            yield f"  {name}{painted(value, Role.BAD) if field.name == 'flag' else value}"
    for name, text in article.sections.items():
        yield ""
        if name:
            pair = SECTIONS.get(name)
            yield painted(visible(pair[words.language == "zh"] if pair else name), Role.HEADING)
        yield from (f"    {line}".rstrip() for line in visible(plain(text), keep_newlines=True).split("\n"))
    if used_by:
        yield ""
        yield painted(words("Used by"), Role.HEADING)
        yield from (f"    {ticket}  {visible(title)}" for ticket, title in used_by.items())
