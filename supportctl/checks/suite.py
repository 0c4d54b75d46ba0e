"""Every check there is. A check is a function that yields what it finds, and nothing else."""

from collections.abc import Callable, Iterator

from supportctl.checks import history, knowledge, messages, privacy, references, workflow
from supportctl.domain import suppression
from supportctl.domain.finding import Finding
from supportctl.domain.snapshot import Change, Document, Snapshot

Check = Callable[[Document, Snapshot], Iterator[Finding]]
HistoryCheck = Callable[[Change, Snapshot], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    references.ids_are_used_once,
    workflow.steps_are_legal,
    workflow.state_agrees,
    workflow.merges_are_settled,
    workflow.merged_tickets_lead_on,
    workflow.standing_guards_hold,
    workflow.urgent_work_is_confirmed,
    messages.nothing_is_left_open,
    messages.notes_stay_inside,
    messages.important_matters_are_formal,
    messages.the_hotline_was_open,
    references.links_lead_somewhere,
    references.customers_are_known,
    references.people_are_known,
    references.teams_are_known,
    knowledge.articles_are_whole,
    knowledge.articles_name_what_is_there,
    knowledge.articles_stand_beside_others,
    privacy.nothing_private_is_told,
    privacy.nothing_is_hidden,
)

HISTORY: tuple[HistoryCheck, ...] = (
    history.tickets_stay,
    history.what_is_named_stays,
    history.events_stay,
    history.events_are_appended,
    history.fixed_fields_stay,
    history.sections_have_events,
    history.actors_are_authors,
)


def judge(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """All findings on one file by itself, those it asks to ignore left out, in the order of its lines."""
    found = [*document.findings, *(finding for check in CHECKS for finding in check(document, snapshot))]
    found.sort(key=lambda finding: (finding.line, finding.column, finding.code))
    asked = suppression.read(document.text, yaml=document.path.endswith((".yaml", ".yml")))
    yield from suppression.apply(found, asked, document.path)


def compare(change: Change, snapshot: Snapshot) -> Iterator[Finding]:
    """All findings on what a change did to one file; no file can ask to ignore these."""
    for check in HISTORY:
        yield from check(change, snapshot)
