"""What ages of the articles, kept with the stamps of their files: `stale` reads those that have changed.

The folder is listed and every file asked for its time, whatever the commits say: there are not so many.
"""

import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from supportctl.domain.article import Article
from supportctl.domain.frozen import frozen
from supportctl.store import fresh, loader
from supportctl.store.catalog import Catalog
from supportctl.store.catalog_tables import Base

AGING = ("id", "status", "owner", "reviewed")


@frozen
class Kept:
    """`content` is kept as long as the stamp cannot vouch for it; a file that cannot be read has no texts."""

    stamp: str
    content: bytes | None
    texts: tuple[str, ...]


@frozen
class News:
    changed: Mapping[str, Kept]
    gone: Collection[str]

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


def aging(catalog: Catalog, top: Path) -> tuple[Article, ...]:
    """Those that can be read, as far as they age: of their fields they have AGING."""
    known = _kept(catalog.base)
    news = _news(top, known)
    if news:
        catalog.beside(lambda base: _keep(base, news))
    return tuple(_aging(known, news))


def _kept(base: Base) -> dict[str, Kept]:
    rows = base.execute("SELECT path, stamp, content, id, status, owner, reviewed FROM article").fetchall()
    return {path: Kept(stamp, content, tuple(texts)) for path, stamp, content, *texts in rows}


def _news(top: Path, known: Mapping[str, Kept]) -> News:
    began = time.time_ns()
    files = loader.listing(top, loader.ARTICLES).files
    changed = {
        path: one for path, mark in files.items() if (one := _now(top, path, mark, known.get(path), began))
    }
    return News(changed, known.keys() - files.keys())


def _now(top: Path, path: str, mark: str, known: Kept | None, began: int) -> Kept | None:
    """What to keep from now on; nothing where that is kept already."""
    if known and known.stamp == mark and known.content is None:
        return None
    data = loader.content(top, path)
    content = data if isinstance(data, bytes) else b""
    # No time tells that a file can be read again.
    doubt = None if isinstance(data, bytes) and fresh.is_settled(mark, began) else content
    if known and known.stamp == mark and known.content == content:
        return Kept(mark, None, known.texts) if doubt is None else None
    # Here, because few readings find an article that has changed.
    from supportctl.store import articles  # noqa: PLC0415

    article = articles.read(content, path).article if isinstance(data, bytes) else None
    return Kept(mark, doubt, tuple(article.text(name) if article else "" for name in AGING))


def _keep(base: Base, news: News) -> None:
    for path in (*news.gone, *news.changed):
        base.execute("DELETE FROM article WHERE path = ?", (path,))
    rows = [(path, one.stamp, one.content, *one.texts) for path, one in news.changed.items()]
    base.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _aging(known: Mapping[str, Kept], news: News) -> Iterator[Article]:
    """One article of each ID, by path, with the fields that age."""
    now = {path: one for path, one in known.items() if path not in news.gone} | dict(news.changed)
    seen: set[str] = set()
    for path, one in sorted(now.items(), key=lambda pair: pair[0]):
        identity = one.texts[0]
        if identity and identity not in seen:
            seen.add(identity)
            yield Article(path=path, fields=dict(zip(AGING, one.texts, strict=True)))
