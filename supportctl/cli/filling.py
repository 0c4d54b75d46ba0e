"""A template filled in for a message."""

from collections.abc import Mapping
from dataclasses import replace

from supportctl.actions import replies
from supportctl.cli.values import SpokenLanguage
from supportctl.cli.work import Work
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.errors.command import BadValue
from supportctl.render.template import Rendered


def filled(
    work: Work,
    ticket: Ticket,
    name: str,
    *,
    given: Mapping[str, str],
    language: SpokenLanguage | None = None,
    contact: str = "",
    ways: Mapping[str, str] = replies.NO_WAYS,
) -> Rendered:
    """In the language of whom it goes to, which is the ticket's contact or this one."""
    if name.startswith(replies.INTERNAL):
        reason = Said("checklists and skeletons are not for the customer")
        raise BadValue(name="--template", value=name, reason=reason)
    if contact:
        ticket = replace(ticket, fields={**ticket.fields, "contact": contact})
    spoken = language or replies.language_of(work.desk, ticket, work.session.words.language)
    return replies.write(
        work.desk, name, ticket=ticket, given=given, language=spoken, now=work.session.now, ways=ways
    )
