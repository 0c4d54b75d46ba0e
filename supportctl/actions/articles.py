"""What people do to one article: write it, change it, link it to a ticket. Its life: article_life.py."""

import os
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from itertools import count

from supportctl.actions.change import Decision, Doing, change_all, diff, set_field
from supportctl.actions.change import Done as TicketDone
from supportctl.actions.change import change as change_ticket
from supportctl.actions.record import Recorded, is_recorded, mark, record
from supportctl.actions.screening import screened
from supportctl.domain import markup
from supportctl.domain.article import FIELDS, FORM, Article, initial_status
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import ARTICLE, entropy_of, new_id, path_of
from supportctl.domain.schema import SCHEMA, Value
from supportctl.domain.ticket import Ticket
from supportctl.errors.desk import BrokenFiles, EditWentWrong, NewerSchema
from supportctl.errors.library import ArticleFixed, ArticleNotFound
from supportctl.errors.tickets import ChangedMeanwhile
from supportctl.store import articles, edit, files
from supportctl.store.desk import Desk
from supportctl.store.tree import Base, reading

_ANY_DAY = date(2000, 1, 1)


@frozen
class Content:
    """What a person gives of an article: fields, and sections as people write them."""

    fields: Mapping[str, Value]
    sections: Mapping[str, str] = field(default_factory=dict)


@frozen
class Done:
    """What came of it; `before` is None for a new article."""

    article: Article
    before: Article | None
    recorded: Recorded


@frozen
class Revision:
    """A change of one article. `text` is the whole file as somebody left it in an editor."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


# --- a new one -----------------------------------------------------------------------------------


def compose(desk: Desk, content: Content, doing: Doing, *, language: str, attempt: int = 0) -> Article:
    """Every `attempt` has another ID."""
    today = doing.now.astimezone(desk.config.zone).date()
    identity = _identity(today, doing.operation or os.urandom(16).hex(), attempt)
    sections = {name: markup.section_text(text) for name, text in content.sections.items() if text.strip()}
    defaults: dict[str, Value] = {
        "schema": str(SCHEMA),
        "id": identity,
        "status": initial_status(sections),
        "audience": "internal",
        "language": language,
    }
    fields = {**defaults, **{name: value for name, value in content.fields.items() if value}}
    fields = {spec.name: fields[spec.name] for spec in FIELDS if spec.name in fields}
    return Article(path=path_of(identity), fields=fields, sections=sections)


def open_article(desk: Desk, content: Content, doing: Doing, *, language: str) -> Done:
    """A new article in one commit. The same operation key finds the article it made before.

    Raises ChangedMeanwhile where somebody else takes the ID at the same moment.
    """
    article, is_new = _composed(desk, content, doing, language)
    if not is_new:
        return Done(article, article, Recorded(article.path, "", repeated=True))
    text = articles.dump(article).decode()

    def begin(old: str | None) -> str:
        if old not in (None, text):
            raise ChangedMeanwhile(path=article.path)
        return text

    subject = _subject(f"{article.id}: new article {article.title}")
    return Done(article, None, record(desk, article.path, doing, subject=subject, change=begin))


def open_from(
    desk: Desk, content: Content, doing: Doing, *, language: str, ticket: str
) -> tuple[Done, TicketDone]:
    """A new article and the link to it on the ticket it was taken from, in one commit."""
    article, is_new = _composed(desk, content, doing, language)
    link = _linking(article.id)
    if not is_new:
        repeated = Recorded(article.path, "", repeated=True)
        return Done(article, article, repeated), change_ticket(desk, ticket, doing, link)
    text = articles.dump(article).decode()
    text = screened(article.path, "", text, allowed=doing.allowed, actor=doing.actor)
    along = {article.path: text.encode()}
    subject = _subject(f"{article.id}: new article {article.title}")
    marks = mark(doing.operation)
    (linked,) = change_all(desk, doing, {ticket: link}, subject=subject, along=along, marks=marks)
    shown = "\n".join((diff(article.path, "", text), linked.diff)) if doing.dry_run else ""
    made = Recorded(article.path, text, linked.commit, shown, linked.pending, changed=True)
    return Done(article, None, made), linked


def _composed(desk: Desk, content: Content, doing: Doing, language: str) -> tuple[Article, bool]:
    """A new article under a free ID; or the one that this operation made before, which is not new."""
    with reading(desk.repository) as base:
        earlier = _made_by(desk, base, content, doing.operation) if doing.operation else None
        if earlier is not None:
            return earlier, False
        tries = (compose(desk, content, doing, language=language, attempt=attempt) for attempt in count())
        return next(one for one in tries if _is_free(desk, base, one)), True


def _is_free(desk: Desk, base: Base, article: Article) -> bool:
    """Neither the branch nor the work tree has another one there."""
    if base.leaf(article.path) is not None:
        return False
    try:
        return files.read(desk.root / article.path) == articles.dump(article)
    except FileNotFoundError:
        return True


def _subject(text: str) -> str:
    return markup.one_line(text)[:200]


def _made_by(desk: Desk, base: Base, content: Content, operation: str) -> Article | None:
    """The article an operation made: its ID ends in what the key amounts to, and its commit carries the key.

    After a squash no commit does; then the same title will do.
    """
    paths = base.names("kb")
    for attempt in count():
        tail = f"{_identity(_ANY_DAY, operation, attempt)[-6:]}.md"
        alike = [path for path in paths if path.endswith(tail)]
        for path in alike:
            article = articles.read(base.read(path) or b"", path).article
            same = article is not None and article["title"] == content.fields.get("title")
            if same or is_recorded(desk, path, operation):
                return article
        if not alike:
            break
    return None


def _identity(day: date, operation: str, attempt: int) -> str:
    parts = ("article", str(attempt)) if attempt else ("article",)
    return new_id(ARTICLE, day, entropy_of(operation, *parts))


# --- a change ------------------------------------------------------------------------------------


def change(
    desk: Desk, path: str, doing: Doing, *, subject: str, decide: Callable[[Article], Revision]
) -> Done:
    """Change one article and commit it. Refusals of `decide` and of the writer pass through."""
    outcome: list[Article] = []

    def revise(old: str | None) -> str:
        if old is None:
            raise ArticleNotFound(wanted=path)
        before = _read(old, path)
        new = _revised(old, path, decide(before))
        outcome[:] = [before, _read(new, path)]
        return new

    identity = path.rpartition("/")[2].removesuffix(".md")
    done = record(desk, path, doing, subject=_subject(f"{identity}: {subject}"), change=revise)
    if done.repeated:
        outcome[:] = [_read(done.text, path)] * 2
    return Done(outcome[1], outcome[0], done)


def _read(text: str, path: str) -> Article:
    reading = articles.read(text.encode(errors="surrogateescape"), path)
    if reading.article is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    if int(reading.article.text("schema")) > SCHEMA:
        raise NewerSchema(path=path, schema=reading.article.text("schema"))
    return reading.article


def _revised(text: str, path: str, revision: Revision) -> str:
    """The file after the change, read again: what would not read back as meant is never saved."""
    if revision.text:
        return _fixed_kept(text, revision.text, path)
    for name, body in revision.sections.items():
        text = articles.with_section(text, path, name, markup.section_text(body))
    text = edit.edit(text, path, fields=revision.fields, form=FORM)
    after = _read(text, path)
    for name, body in revision.sections.items():
        if after.sections.get(name, "") != markup.section_text(body):
            raise EditWentWrong(path=path, name=name)
    return text


def _fixed_kept(old: str, new: str, path: str) -> str:
    before, after = _read(old, path), _read(new, path)
    for spec in FIELDS:
        if spec.fixed and before[spec.name] != after[spec.name]:
            raise ArticleFixed(id=before.id, name=spec.name)
    return new


def set_fields(desk: Desk, path: str, doing: Doing, *, content: Content) -> Done:
    """Set fields and sections; an empty value takes the field away."""

    def decide(article: Article) -> Revision:
        sections = {
            name: text
            for name, text in content.sections.items()
            if article.sections.get(name, "") != markup.section_text(text)
        }
        return Revision(content.fields, sections)

    subject = f"edit {', '.join((*content.fields, *content.sections))}"
    return change(desk, path, doing, subject=subject, decide=decide)


def rewrite(desk: Desk, path: str, doing: Doing, *, text: str) -> Done:
    """The whole file as a person left it in the editor; it must read, and its ID stays."""
    return change(desk, path, doing, subject="edit", decide=lambda _: Revision(text=text))


# --- tickets -------------------------------------------------------------------------------------


def link(desk: Desk, path: str, doing: Doing, *, article: str) -> TicketDone:
    """Record on a ticket that this article is about its problem."""
    return change_ticket(desk, path, doing, _linking(article))


def _linking(article: str) -> Callable[[Ticket], Decision]:
    def decide(ticket: Ticket) -> Decision:
        changed, drafts = set_field(ticket, "links", _with(ticket.items("links"), f"article {article}"))
        return Decision(f"link article {article}", changed, drafts)

    return decide


def _with(links: tuple[str, ...], new: str) -> tuple[str, ...]:
    return links if new in links else (*links, new)
