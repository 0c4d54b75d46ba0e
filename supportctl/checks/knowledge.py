"""Whether an article is whole, and whether what it names is there."""

import re
from collections.abc import Iterator

from supportctl.domain.article import faults
from supportctl.domain.finding import Finding
from supportctl.domain.ids import is_id
from supportctl.domain.snapshot import Document, Snapshot

_NAMED = re.compile(r"\b(?:T|KB)-\d{8}-[0-9A-Z]{5}\b", re.ASCII)


def articles_are_whole(document: Document, _snapshot: Snapshot) -> Iterator[Finding]:
    if document.article:
        yield from faults(document.article)


def articles_name_what_is_there(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    article = document.article
    if article is None:
        return
    source = article.text("translation_of")
    if source and source != article.id and source not in snapshot.ids:
        yield Finding("K706", document.path, document.line_of_field("translation_of"), target=source)
    for found in _NAMED.finditer(document.text):
        target = found[0]
        if target in (article.id, source) or target in snapshot.ids or not _is_any_id(target):
            continue
        yield Finding("K707", document.path, document.text.count("\n", 0, found.start()) + 1, target=target)


def articles_stand_beside_others(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    yield from snapshot.beside.get(document.path, ())


def _is_any_id(text: str) -> bool:
    return is_id(text, text.partition("-")[0])
