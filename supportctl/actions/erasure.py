"""A person's data taken out of the one file that keeps it, and an honest list of where it still stands."""

from collections.abc import Mapping

from supportctl.actions.change import Doing
from supportctl.actions.customers import contact_of, load, missing
from supportctl.actions.record import Recorded, record
from supportctl.domain import traces
from supportctl.domain.customer import Contact, Customer
from supportctl.domain.frozen import frozen
from supportctl.domain.traces import Trace
from supportctl.store import customers as stored
from supportctl.store import files, questions, yaml_edit
from supportctl.store.desk import Desk


@frozen
class Erased:
    """`remains` are lines of the work tree; `commits` counts those that changed the file."""

    recorded: Recorded
    remains: tuple[Trace, ...]
    commits: int


def erase(desk: Desk, slug: str, doing: Doing, *, contact: str = "") -> Erased:
    """Without a contact everybody's data goes, and the customer's own name with it."""
    customer = load(desk, slug)
    whom = (contact_of(customer, contact),) if contact else customer.contacts
    wanted = _wanted(customer, whom, whole=not contact)
    patterns = {traces.pattern_of(text, what): what for text, what in wanted.items()}
    path = stored.path_of(slug)
    today = doing.now.astimezone(desk.config.zone).date().isoformat()

    def emptied(text: str | None) -> str:
        if text is None:
            raise missing(desk, slug)
        for one in whom:
            if not one.erased:
                text = yaml_edit.drop(text, path, ("contacts", one.slug))
                text = yaml_edit.put(text, path, ("contacts", one.slug, "erased"), today)
        for key in () if contact else ("name", "name_en"):
            text = yaml_edit.drop(text, path, (key,))
        return _without_comments(text, path, patterns)

    what = f"contact {contact}" if contact else "personal data"
    recorded = record(desk, path, doing, subject=f"{slug}: erase {what}", change=emptied)
    return Erased(
        recorded, _remains(desk, recorded, patterns, slug), questions.commits_of(desk.repository, path)
    )


def _wanted(customer: Customer, whom: tuple[Contact, ...], *, whole: bool) -> dict[str, str]:
    own = {customer.name: "name", customer.name_en: "name"} if whole else {}
    found = {text: what for one in whom for text, what in traces.personal(one).items()}
    return {text: what for text, what in (own | found).items() if len(text) >= traces.SHORTEST}


def _without_comments(text: str, path: str, patterns: Mapping[traces.Pattern, str]) -> str:
    """Without the comment lines that tell what is to go."""
    told = {trace.line for trace in traces.find(text, path, patterns)}
    lines = text.splitlines(keepends=True)
    kept = (line for number, line in enumerate(lines, 1) if number not in told or line.strip()[:1] != "#")
    return "".join(kept)


def _remains(
    desk: Desk, recorded: Recorded, patterns: Mapping[traces.Pattern, str], slug: str
) -> tuple[Trace, ...]:
    if not patterns:
        return ()
    found = list(traces.find(recorded.text, recorded.path, patterns))
    for path in files.all_below(desk.root):
        if path != recorded.path:
            data = files.read(desk.root / path)
            found += traces.find(data.decode(errors="replace"), path, patterns, slug=slug)
    return tuple(found)
