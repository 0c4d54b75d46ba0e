"""The articles beside each other, as `check` looks at them: all of them, though only some are judged."""

from collections.abc import Iterator, Sequence

from supportctl.checks import shelf
from supportctl.checks.shelf import Translated
from supportctl.domain.customer import Customer
from supportctl.domain.finding import Finding
from supportctl.domain.snapshot import Document, Snapshot, kind_of
from supportctl.store import customers, documents, touched, views
from supportctl.store.desk import Desk
from supportctl.store.views import View


def beside(
    desk: Desk, view: View, wanted: Sequence[str], snapshot: Snapshot
) -> dict[str, tuple[Finding, ...]]:
    """What is to be said of the wanted articles for the sake of others; without any, nothing is read."""
    these = frozenset(path for path in wanted if kind_of(path) == "article")
    if not these:
        return {}
    names = sorted(path for path in snapshot.names if kind_of(path) == "article")
    read = [one for path in names if (one := documents.read(view, path, desk)) is not None and one.article]
    judged = {one.path: one for one in read if one.path in these}
    articles = [one.article for one in read if one.article]
    return shelf.found(
        articles, judged, tuple(_translated(desk, read, judged)), tuple(_customers(view, snapshot))
    )


def _customers(view: View, snapshot: Snapshot) -> Iterator[Customer]:
    for path in sorted(path for path in snapshot.names if kind_of(path) == "customer"):
        data = view.read(path)
        if data is not None and (customer := customers.read(data, path).customer):
            yield customer


def _translated(desk: Desk, read: Sequence[Document], judged: dict[str, Document]) -> Iterator[Translated]:
    """Translations that stand as they were committed, with their original then and now."""
    by_id = {one.article.id: one for one in read if one.article}
    pairs = [
        (one, source)
        for one in judged.values()
        if one.article and (source := by_id.get(one.article.text("translation_of"))) and source is not one
    ]
    head = desk.repository.head().commit
    if not pairs or not head:
        return
    last = touched.last(desk.repository, head, "kb")
    for one, source in pairs:
        if one.path not in last:
            continue
        with views.committed(desk.repository, last[one.path]) as then:
            old, same = documents.read(then, source.path, desk), documents.read(then, one.path, desk)
        if old and old.article and source.article and same and same.text == one.text:
            yield Translated(one, source.article, old.article)
