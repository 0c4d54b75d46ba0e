"""The life of an article: reviewed, published, flagged, retired; each step asks what it must have."""

from dataclasses import replace

from supportctl.actions.articles import Done, Revision, change
from supportctl.actions.change import Doing
from supportctl.domain.article import ARCHIVED, CUSTOMER, VALIDATED, Article, faults
from supportctl.errors import Said
from supportctl.errors.library import ArticleRefused
from supportctl.store.desk import Desk


def review(desk: Desk, path: str, doing: Doing) -> Done:
    """Somebody read it and found it right: it is validated from now on, and its flag is gone."""
    moment = (doing.at or doing.now).astimezone(desk.config.zone).isoformat(timespec="seconds")

    def decide(article: Article) -> Revision:
        _refuse(article, Said("validated"), _content_faults(article, VALIDATED))
        return Revision({"status": VALIDATED, "reviewed": moment, "flag": ""})

    return change(desk, path, doing, subject="reviewed", decide=decide)


def publish(desk: Desk, path: str, doing: Doing) -> Done:
    """Customers may read it: only a validated article with nothing wrong in it."""

    def decide(article: Article) -> Revision:
        missing = list(_content_faults(article, VALIDATED))
        if article.status != VALIDATED:
            way = Said("it is {status}: supportctl kb review {id}", status=article.status, id=article.id)
            missing.append(way)
        if article["flag"]:
            missing.append(Said("it is flagged: {reason}", reason=article.text("flag")))
        _refuse(article, Said("published"), tuple(missing))
        return Revision({"audience": CUSTOMER})

    return change(desk, path, doing, subject="published to customers", decide=decide)


def retire(desk: Desk, path: str, doing: Doing, *, reason: str) -> Done:
    """It is no longer found; the file and its links stay. A review takes it back into use."""
    subject = f"retired: {reason}" if reason else "retired"
    return change(desk, path, doing, subject=subject, decide=lambda _: Revision({"status": ARCHIVED}))


def flag(desk: Desk, path: str, doing: Doing, *, reason: str) -> Done:
    """Say that something in it is wrong; it stays in use until its owner reviews it."""
    subject = f"flagged: {reason}"
    return change(desk, path, doing, subject=subject, decide=lambda _: Revision({"flag": reason}))


def _content_faults(article: Article, status: str) -> tuple[Said, ...]:
    """What would be wrong with it in that status."""
    then = replace(article, fields={**article.fields, "status": status})
    return tuple(finding.said for finding in faults(then))


def _refuse(article: Article, done: Said, missing: tuple[Said, ...]) -> None:
    if missing:
        raise ArticleRefused(missing, id=article.id, done=done)
