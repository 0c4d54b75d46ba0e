"""An article of the knowledge base as a value: what its front matter says, its sections, its life.

The life is that of KCS: work in progress, draft (complete, not validated), validated, archived. An
article has no timeline: the commits are its record. Who uses it is read from the tickets that link it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from supportctl.domain.fences import plain
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import ARTICLE, day_of
from supportctl.domain.matching import Spans
from supportctl.domain.page import Page
from supportctl.domain.schema import CATEGORIES, Field, Form, Value
from supportctl.errors import Said

WIP, DRAFT, VALIDATED, ARCHIVED = STATUSES = ("wip", "draft", "validated", "archived")
INTERNAL, CUSTOMER = AUDIENCES = ("internal", "customer")
LANGUAGES = ("en", "zh")
DRAFT_DAYS = 14
_LINK = "article "
REVIEW_AFTER = timedelta(days=365)

FIELDS = (
    Field(name="schema", kind="number", fixed=True, required=True),
    Field(name="id", kind="article", fixed=True, required=True),
    Field(name="title", kind="text", required=True),
    Field(name="status", kind="choice", choices=STATUSES, required=True),
    Field(name="audience", kind="choice", choices=AUDIENCES, required=True),
    Field(name="language", kind="choice", choices=LANGUAGES, required=True),
    Field(name="translation_of", kind="article"),
    Field(name="category", kind="choice", choices=CATEGORIES),
    Field(name="product", kind="text"),
    Field(name="module", kind="text"),
    Field(name="versions", kind="list"),
    Field(name="tags", kind="list"),
    Field(name="owner", kind="slug"),
    Field(name="reviewed", kind="time"),
    Field(name="fix_owner", kind="slug"),
    Field(name="fix_version", kind="text"),
    Field(name="flag", kind="text"),
)

SECTIONS: Mapping[str, tuple[str, str]] = {
    "symptom": ("Symptom", "现象"),
    "environment": ("Environment", "环境"),
    "cause": ("Cause", "原因"),
    "resolution": ("Resolution", "解决办法"),
}
"""The sections of an article's body, each with its English and its Chinese heading."""

FORM = Form.of(ARTICLE, FIELDS, SECTIONS)
EMPTY: Mapping[str, Value] = {one.name: () if one.is_list else "" for one in FIELDS}

# As texts: few commands look into an article, and all would compile them.
_VAGUE = (
    r"(?i)\b(?:the )?(?:latest|newest|most recent|current)(?: (?:stable )?(?:version|release|build)s?)?\b"
    r"|最新(?:的)?(?:稳定)?版(?:本)?|(?:当前|目前|现行)(?:的)?版本"
)
_MAIL = r"(?ia)[\w.+-]+@(?!example\.)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}"
_MOBILE = r"(?a)(?<![\d.-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.-])"


@frozen(kw_only=True)
class Article(Page):
    EMPTY = EMPTY

    def section(self, name: str) -> str:
        """One section as its writer meant it."""
        return plain(self.sections.get(name, ""))

    @property
    def reviewed(self) -> datetime | None:
        return datetime.fromisoformat(self.text("reviewed")) if self["reviewed"] else None

    def age(self, today: date) -> int:
        """In days since it was begun, which its ID tells."""
        return (today - day_of(self.id)).days

    def is_unreviewed(self, now: datetime) -> bool:
        """In use, and nobody has read it for a year."""
        read = self.reviewed
        return self.status == VALIDATED and (read is None or now - read > REVIEW_AFTER)

    @property
    def is_known_error(self) -> bool:
        """A workaround whose fix is pending, with somebody and a release to answer for it."""
        return bool(self["fix_owner"] and self["fix_version"])


@frozen(kw_only=True)
class Hit:
    """An article found, the line of it that says most of what was asked, and what to mark."""

    article: Article
    score: float
    title_spans: Spans = ()
    line: str = ""
    spans: Spans = ()


def linked(links: Iterable[str]) -> tuple[str, ...]:
    """The articles among a ticket's links."""
    return tuple(link.removeprefix(_LINK) for link in links if link.startswith(_LINK))


def lacking(article: Article) -> tuple[str, ...]:
    """The sections without which nobody can use it. A cause may stay unknown."""
    return tuple(name for name in SECTIONS if name != "cause" and not article.section(name).strip())


def initial_status(sections: Mapping[str, str]) -> str:
    """Complete enough for others to judge, or still being written."""
    return DRAFT if sections.get("symptom", "").strip() and sections.get("resolution", "").strip() else WIP


def faults(article: Article) -> Iterator[Finding]:
    """What is wrong with the content as it stands, without a look at any other file."""
    if article.status != WIP:
        for name in lacking(article):
            yield Finding("K702", article.path, 1, name=Said(f"article.{name}"), id=article.id)
    yield from _personal(article)
    yield from _imprecise(article)
    if bool(article["fix_owner"]) != bool(article["fix_version"]):
        given = "fix_owner" if article["fix_owner"] else "fix_version"
        other = "fix_version" if article["fix_owner"] else "fix_owner"
        yield Finding("K704", article.path, 1, given=given, other=other, id=article.id)
    if article["translation_of"] == article.id:
        yield Finding("K705", article.path, 1, id=article.id)


def _imprecise(article: Article) -> Iterator[Finding]:
    """An environment has to be as true in a year as it is today."""
    environment = article.section("environment")
    vague = re.search(_VAGUE, environment)
    if vague:
        yield Finding("K708", article.path, 1, found=vague[0], id=article.id)
    elif environment.strip() and not article.items("versions") and not re.search(r"\d", environment):
        yield Finding("K709", article.path, 1, id=article.id)


def _personal(article: Article) -> Iterator[Finding]:
    """An address or a mobile number has no business in an article that any customer may read."""
    for text in (article.title, *map(plain, article.sections.values())):
        for match in (*re.finditer(_MAIL, text), *re.finditer(_MOBILE, text)):
            yield Finding("K703", article.path, 1, found=match[0], id=article.id)


def impersonal(text: str) -> str:
    """The text with mail addresses and mobile numbers blacked out."""
    return re.sub(_MOBILE, "***", re.sub(_MAIL, "***", text))


def language_of(text: str) -> str:
    """The language an article is written in: any Chinese makes it Chinese, whatever product it names."""
    return "zh" if re.search("[\u3400-\u9fff]", text) else "en"
