"""Lists of a ticket, its text, and its time: what `tag`, `link`, `edit -e`, `redact` and `time` do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from supportctl.actions.adopt import BODY, blob_of, edits_of
from supportctl.actions.change import Decision, Doing, Done, Draft, change, field_draft, given, set_field
from supportctl.actions.tickets import setting
from supportctl.domain import markup, redaction
from supportctl.domain.replay import replay
from supportctl.domain.schema import Value
from supportctl.domain.ticket import Ticket
from supportctl.errors.desk import BrokenFiles
from supportctl.errors.tickets import ChangedMeanwhile, EventNotFound, NothingToRedact, NotToBeMasked
from supportctl.store import codec, edit, tree
from supportctl.store.desk import Desk


def change_list(
    desk: Desk,
    path: str,
    doing: Doing,
    *,
    name: str,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    reason: str = "",
) -> Done:
    """Items in and out of a list, in one event, whatever else is on it at that moment."""
    return change(desk, path, doing, listing(name, add=add, remove=remove, reason=reason))


def listing(
    name: str, *, add: Sequence[str] = (), remove: Sequence[str] = (), reason: str = ""
) -> Callable[[Ticket], Decision]:
    """The same as one step of several."""

    def decide(ticket: Ticket) -> Decision:
        held = ticket.items(name)
        kept = tuple(item for item in held if item not in remove)
        value = (*kept, *(item for item in dict.fromkeys(add) if item not in kept))
        fields, drafts = set_field(ticket, name, value, reason)
        came = [f"+{item}" for item in value if item not in held]
        went = [f"-{item}" for item in held if item not in value]
        return Decision(markup.one_line(f"{name} {' '.join((*came, *went))}")[:200], fields, drafts)

    return decide


def editable(text: str, path: str) -> str:
    """What of a ticket's file a person may edit: the front matter and the sections."""
    parts, faults = codec.layout(text, path)
    if parts is None or not parts.timeline:
        raise BrokenFiles(tuple(finding.told for finding in faults))
    return "\n".join(parts.lines[: parts.timeline]).rstrip()


def rewrite(desk: Desk, path: str, doing: Doing, *, shown: str, edited: str) -> Done:
    """The file as somebody left it in the editor: each field and section that changed becomes an event.

    `shown` is the whole file as it was when the editor opened.
    """
    new = _joined(shown, edited, path)
    reading = desk.decode(new.encode(), path)
    if reading.ticket is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    before, after = desk.decode(shown.encode(), path).ticket, reading.ticket
    with tree.reading(desk.repository) as base:
        algorithm = base.algorithm

    def swap(text: str) -> str:
        if text != shown:
            raise ChangedMeanwhile(path=path)
        return new

    def decide(ticket: Ticket) -> Decision:
        if ticket != before:
            raise ChangedMeanwhile(path=path)
        edits = tuple(edits_of(ticket, after, algorithm))
        drafts = tuple(field_draft(*one) for one in edits)
        subject = ", ".join(f"{one.name} edited" for one in edits) or "edited"
        return Decision(subject[:200], drafts=drafts, rewrite=swap)

    return change(desk, path, doing, decide)


def _joined(shown: str, edited: str, path: str) -> str:
    """The edited head above the timeline, in the file's own line ends."""
    head = editable(shown, path)
    newline = "\r\n" if shown.partition("\n")[0].endswith("\r") else "\n"
    length = len(newline.join(head.split("\n")))
    return newline.join(edited.rstrip().split("\n")) + shown[length:]


def write_sections(
    desk: Desk,
    path: str,
    doing: Doing,
    *,
    texts: Mapping[str, str],
    values: Mapping[str, Value],
    reason: str = "",
) -> Done:
    """Sections as people give them, and fields; each section that changes is an event with two blob names."""
    sources = {name: markup.section_text(text) if text.strip() else "" for name, text in texts.items()}
    fields = setting(values, reason)
    with tree.reading(desk.repository) as base:
        algorithm = base.algorithm

    def decide(ticket: Ticket) -> Decision:
        beside = fields(ticket)
        new = {name: text for name, text in sources.items() if ticket.sections.get(name, "") != text}

        def swap(text: str) -> str:
            for name, source in new.items():
                text = edit.section(text, path, name, source)
            return text

        drafts = tuple(
            field_draft(
                f"{BODY}{name}",
                blob_of(ticket.sections.get(name, ""), algorithm),
                blob_of(source, algorithm),
                reason,
            )
            for name, source in new.items()
        )
        subject = ", ".join(part for part in (beside.subject, *(f"{name} edited" for name in new)) if part)
        return Decision(subject[:200], beside.fields, (*beside.drafts, *drafts), swap)

    return change(desk, path, doing, decide)


def redact(
    desk: Desk, path: str, doing: Doing, *, event: str, reason: str, attributes: Sequence[str] = ()
) -> Done:
    """Empty the text of one event, or mask these attributes of it; a redact event says why.

    What the front matter holds of a masked attribute is masked with it.
    """

    def decide(ticket: Ticket) -> Decision:
        found = ticket.event(event)
        if found is None:
            raise EventNotFound(id=ticket.id, wanted=event)
        may = redaction.wordy(found)
        if not attributes and not found.text:
            raise NothingToRedact(id=ticket.id, event=found.id)
        if not set(attributes) <= set(may):
            raise NotToBeMasked(id=ticket.id, event=found.id, names=", ".join(may) or "-")
        new = redaction.masked(found, attributes) if attributes else replace(found, text="")
        events = tuple(new if one.id == new.id else one for one in ticket.events)
        before, after = replay(ticket.events), replay(events)
        fields = {name: value for name, value in after.items() if before.get(name) != value}
        draft = Draft("redact", (("of", f"#{found.id}"), ("reason", reason)))
        return Decision(
            f"redact {found.kind}", fields, (draft,), lambda text: edit.redact(text, path, found, new)
        )

    return change(desk, path, doing, decide)


def spend(desk: Desk, path: str, doing: Doing, *, minutes: int, reason: str) -> Done:
    draft = Draft("time", (("minutes", str(minutes)), *given(reason=reason)))
    return change(desk, path, doing, lambda _: Decision(f"{minutes} minutes", drafts=(draft,)))
