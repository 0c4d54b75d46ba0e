"""What resembles a problem, as a command shows it when asked and as `new` tells it unasked."""

from supportctl.actions import find
from supportctl.actions.suggest import LIKELY, Problem, Suggested, suggest
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.domain.tokens import runs
from supportctl.errors import Said
from supportctl.errors.tickets import TicketNotFound
from supportctl.render import suggestion as shown
from supportctl.store.catalog import Catalog

MOST = 3


def ticket_of(work: Work, about: str) -> str:
    """The ticket's file where it is one; words with a space in them never are."""
    if " " in about.strip():
        return ""
    try:
        return find.ticket_path(work.desk, about)
    except TicketNotFound:
        return ""


def show(work: Work, found: Suggested, fmt: Format) -> None:
    if found.note:
        work.session.warn(found.note)
    if fmt is Format.AUTO and work.session.terminal:
        for one in found.items:
            why = tuple(shown.reasons(one.likeness, one.helped))
            told = shown.lines(
                one.identity, one.title, one.status, why, words=work.session.words, colour=work.session.colour
            )
            work.session.rendered(told)
    else:
        rows = [
            shown.row(one.kind, one.identity, one.title, one.status, one.helped, one.likeness)
            for one in found.items
        ]
        work.session.show("suggestions", shown.COLUMNS, rows, fmt)
    if not found.items:
        work.session.say("nothing resembles it")


def tell(work: Work, problem: Problem) -> None:
    """What is much alike, to a person who did not ask for it; nobody waits for an index to be built."""
    catalog = Catalog.open(work.desk.repository, work.desk.config.workflow.types)
    if not catalog.exists or not runs(problem.whole):
        return
    found = suggest(work.desk, problem, limit=MOST, now=work.session.now, unsolved=True, least=LIKELY)
    if found.items:
        work.session.say("this resembles:")
    for one in found.items:
        why = [Said(one.status), *shown.reasons(one.likeness, one.helped)]
        work.session.say(
            "  {id}  {title} ({reasons})",
            id=one.identity,
            title=one.title,
            reasons=work.session.list_of(why),
        )
