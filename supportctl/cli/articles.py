"""How commands of the knowledge base name an article and tell what they did to one."""

from supportctl.actions import find, screening
from supportctl.actions.articles import Done
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.domain.article import ARCHIVED, lacking
from supportctl.errors import Said
from supportctl.render import article as shown


def identity(work: Work, wanted: str) -> str:
    """The ID of the one article that `wanted` means."""
    return find.article_path(work.desk, wanted).rpartition("/")[2].removesuffix(".md")


def tell(work: Work, done: Done, fmt: Format) -> None:
    """A change: its diff on a dry run, else the ID as the answer and what is left to do as talk."""
    article, recorded = done.article, done.recorded
    if recorded.diff:
        work.session.answer(recorded.diff)
        return
    if fmt is Format.AUTO:
        work.session.answer(article.id)
    else:
        rows = [shown.change_row(article, recorded.commit)]
        work.session.show("article-changes", shown.CHANGES, rows, fmt)
    if recorded.repeated:
        work.session.say("{id}: this operation is on record already; nothing was written", id=article.id)
    elif not recorded.changed:
        work.session.say("{id}: nothing to change", id=article.id)
    elif not recorded.commit:
        work.session.say("written to {path}, not committed", path=article.path)
    if recorded.changed:
        work.warn_of(screening.personal_in((article.text("title"), *article.sections.values())))
    if recorded.pending:
        work.session.warn("committed, but not all is cleaned up: {reason}", reason=recorded.pending)
    empty = [Said(f"article.{name}") for name in lacking(article)]
    if recorded.changed and empty and article.status != ARCHIVED:
        work.session.say("still empty: {items}", items=work.session.list_of(empty))
