"""A template filled in for a message; a person sees it before it is recorded."""

from supportctl.actions import replies
from supportctl.cli.editor import edited
from supportctl.cli.values import SpokenLanguage
from supportctl.cli.work import Work
from supportctl.errors import Said
from supportctl.errors.command import BadValue


def filled(
    work: Work,
    path: str,
    name: str,
    *,
    given: dict[str, str],
    language: SpokenLanguage | None,
    edit: bool,
    sure: bool,
) -> str:
    """A template as the text of a message. A person sees it first, in the editor or with a question."""
    one = work.ticket(path)
    if name.startswith(replies.INTERNAL):
        raise BadValue(name="--template", value=name, reason=Said("a checklist is not for the customer"))
    spoken = language or replies.language_of(work.desk, one, work.session.words.language)
    done = replies.write(work.desk, name, ticket=one, given=given, language=spoken, now=work.session.now)
    if edit:
        return edited(work.session, done.body)
    if work.session.interactive and not sure:
        work.session.preview(done.body)
        work.session.confirm("record it? [y/n]", flag="--yes")
    return done.body
