"""What resembles a problem, with the reasons in words."""

from collections.abc import Iterator

from supportctl.domain.resemblance import Likeness
from supportctl.domain.text import visible
from supportctl.errors import Said
from supportctl.render.colour import Role, paint
from supportctl.render.table import Column, Row
from supportctl.render.words import Words

COLUMNS = (
    Column(key="id", header="ID"),
    Column(key="status", header="STATUS"),
    Column(key="score", header="SCORE", right=True),
    Column(key="helped", header="USES", right=True),
    Column(key="title", header="TITLE", shrinks=True),
    Column(key="words", header="WORDS", shrinks=True),
)


def row(kind: str, identity: str, title: str, status: str, helped: int, likeness: Likeness) -> Row:
    """`supportctl.suggestions/1`: an article or a ticket, and why it is suggested."""
    return {
        "kind": kind,
        "id": identity,
        "title": title,
        "status": status,
        "score": likeness.score,
        "helped": helped,
        "words": list(likeness.words),
        "same_product": likeness.same_product,
        "same_error": likeness.same_error,
    }


def reasons(likeness: Likeness, helped: int) -> Iterator[Said]:
    if likeness.same_error:
        yield Said("the same error")
    if likeness.same_product:
        yield Said("the same product")
    if likeness.words:
        yield Said("says {words}", words=" ".join(map(visible, likeness.words)))
    if helped:
        yield Said("helped {count} times", count=helped)


def lines(
    identity: str, title: str, status: str, why: tuple[Said, ...], *, words: Words, colour: bool
) -> Iterator[str]:
    head = f"{identity}  {status}  "
    yield (paint(head, Role.QUIET) if colour else head) + visible(title)
    yield "    " + words(", ").join(words(one) for one in why)
