"""What an article looks like beside the others: a twin, a translation left behind, a customer named."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from supportctl.domain.article import ARCHIVED, Article
from supportctl.domain.customer import Customer
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.snapshot import Document
from supportctl.domain.tokens import runs

ALIKE = 0.8
"""Of the pairs of letters that two titles have: so many in both makes them twins."""


def twins(articles: Sequence[Article], wanted: frozenset[str]) -> Iterator[tuple[Article, Article]]:
    """Articles in use whose titles are much alike, the one to tell of first: the younger, if it is wanted.

    Titles with so much in common share one of the rarest pairs of letters of each: only such are compared.
    """
    live = sorted((one for one in articles if one.status != ARCHIVED), key=lambda one: one.id)
    pairs = [_pairs(one.title) for one in live]
    common = Counter(pair for held in pairs for pair in held)
    seen: dict[tuple[str, str], list[int]] = {}
    for number, article in enumerate(live):
        rarest = sorted(pairs[number], key=lambda pair: (common[pair], pair))
        prefix = rarest[: len(rarest) - ceil(ALIKE / (2 - ALIKE) * len(rarest)) + 1]
        met = {one for pair in prefix for one in seen.get((article.text("language"), pair), ())}
        for other in sorted(met):
            if _likeness(pairs[number], pairs[other]) >= ALIKE:
                young, old = article, live[other]
                if young.path in wanted:
                    yield young, old
                elif old.path in wanted:
                    yield old, young
        for pair in prefix:
            seen.setdefault((article.text("language"), pair), []).append(number)


def _pairs(title: str) -> frozenset[str]:
    text = "".join(run.text for run in runs(title))
    return frozenset(text[place : place + 2] for place in range(max(1, len(text) - 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@frozen
class Translated:
    """A translation with its original as it is, and as it was when the translation last changed."""

    document: Document
    source: Article
    then: Article


def _names(customer: Customer) -> Iterator[str]:
    """Names that are no ordinary words as well: 高峰 is somebody, and a peak; Acme may be a product."""
    for name in (customer.name, customer.name_en, *(contact.name for contact in customer.contacts)):
        if (" " in name) if name.isascii() else len(name) > 2:
            yield name


def customers_named(
    customers: Sequence[Customer], documents: Mapping[str, Document]
) -> Iterator[tuple[Document, str, int]]:
    """The customers that a text names, or whose people it names, each with the first line that does."""
    for customer in customers:
        held = [rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in _names(customer)]
        pattern = re.compile("|".join(held), re.IGNORECASE)
        for document in documents.values() if held else ():
            if place := pattern.search(document.text):
                yield document, customer.slug, document.text.count("\n", 0, place.start()) + 1


def found(
    articles: Sequence[Article],
    documents: Mapping[str, Document],
    translated: Sequence[Translated],
    customers: Sequence[Customer],
) -> dict[str, tuple[Finding, ...]]:
    """By file, of those in `documents`."""
    told: dict[str, list[Finding]] = {}
    for document, customer, line in customers_named(customers, documents):
        named = Finding("K712", document.path, line, customer=customer, id=document.path[3:-3])
        told.setdefault(document.path, []).append(named)
    for one, other in twins(articles, frozenset(documents)):
        line = documents[one.path].line_of_field("title")
        twin = Finding("K710", one.path, line, other=other.id, title=other.title)
        told.setdefault(one.path, []).append(twin)
    for pair in translated:
        if _said(pair.source) != _said(pair.then):
            path, line = pair.document.path, pair.document.line_of_field("translation_of")
            behind = Finding("K711", path, line, source=pair.source.id, id=path[3:-3])
            told.setdefault(path, []).append(behind)
    return {path: tuple(findings) for path, findings in told.items()}


def _said(article: Article) -> tuple[object, ...]:
    """What a translation has to follow."""
    return article.title, {name: text.strip() for name, text in article.sections.items()}
