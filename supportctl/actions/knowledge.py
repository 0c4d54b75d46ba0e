"""The knowledge base as a whole: the articles somebody asks for, and which tickets use them."""

from collections.abc import Mapping
from datetime import datetime

from supportctl.domain.article import Article, linked
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.query.parse import parse
from supportctl.domain.tokens import fold
from supportctl.store import articles
from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk


@frozen(kw_only=True)
class Wanted:
    """Which articles; an empty field asks for nothing."""

    status: str = ""
    audience: str = ""
    language: str = ""
    product: str = ""
    tag: str = ""
    flagged: bool = False
    known_errors: bool = False
    all: bool = False

    def takes(self, article: Article) -> bool:
        if not (self.all or self.status) and article.status == "archived":
            return False
        named = (("status", self.status), ("audience", self.audience), ("language", self.language))
        return (
            all(not value or article[name] == value for name, value in named)
            and (not self.product or fold(article.text("product")) == fold(self.product))
            and (not self.tag or self.tag in article.items("tags"))
            and (not self.flagged or bool(article["flag"]))
            and (not self.known_errors or article.is_known_error)
        )


@frozen
class Shelf:
    """Articles, the newest first, who uses them, and what is wrong with files beside them."""

    articles: tuple[Article, ...]
    used_by: Mapping[str, Mapping[str, str]]
    findings: tuple[Finding, ...]


def shelf(desk: Desk, wanted: Wanted, *, now: datetime) -> Shelf:
    library = articles.library(desk.root)
    found = sorted((one for one in library.articles.values() if wanted.takes(one)), key=lambda one: one.id)
    return Shelf(tuple(reversed(found)), usage(desk, now=now), library.findings)


def usage(desk: Desk, *, now: datetime) -> Mapping[str, Mapping[str, str]]:
    """For each article the tickets that link it, with their titles."""
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        catalog.refresh()
        page = catalog.select(parse("link:article"), now=now, zone=desk.config.zone)
    used: dict[str, dict[str, str]] = {}
    for row in page.items:
        for article in linked(row["links"]):
            used.setdefault(article, {})[row.id] = row.text("title")
    return used
