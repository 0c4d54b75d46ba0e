"""The editor with a skeleton: what is asked for stands in it, and what was left as it came is no answer."""

from collections.abc import Mapping

from supportctl.actions import replies
from supportctl.cli import editor
from supportctl.cli.work import Work
from supportctl.domain.schema import TICKETS, Form
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.errors.command import EditorFailed, EmptyText
from supportctl.store import skeletons


def asked(
    work: Work,
    form: Form,
    sections: Mapping[str, str],
    *,
    language: str,
    category: str = "",
    ticket: Ticket | None = None,
) -> dict[str, str]:
    """The sections as the person leaves them; raises EmptyText where all of them are empty."""
    kind = "ticket" if form is TICKETS else "article"
    skeleton = replies.skeleton(
        work.desk, kind, category=category, ticket=ticket, language=language, now=work.session.now
    )
    try:
        text = editor.edited(work.session, skeletons.filled(skeleton, sections, form, language))
    except EditorFailed:
        text = editor.left(work.session)
        editor.keep(work.session, _plain(skeletons.read(text, form, skeleton), form, language))
        raise
    found = skeletons.read(text, form, skeleton)
    editor.keep(work.session, _plain(found, form, language))
    if not found:
        raise EmptyText(name=Said("description") if form is TICKETS else Said("article"))
    return found


def _plain(sections: Mapping[str, str], form: Form, language: str) -> str:
    """What is kept for another try has no prompts, which would pass for answers then."""
    return skeletons.filled("", sections, form, language)
