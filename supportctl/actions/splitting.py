"""One message or note becomes a ticket of its own: it moves there, and the old ticket says where it went.

On the old ticket the event is retracted, not copied: what the customer said counts once, for the clocks of
the new ticket, which was received when it was said.
"""

from supportctl.actions import opening
from supportctl.actions.change import Decision, Doing, Done, Draft, change_all, given
from supportctl.actions.evidence import together
from supportctl.actions.opening import Intake
from supportctl.actions.tickets import setting
from supportctl.domain.event import REFERENCES, Event
from supportctl.domain.ids import path_of
from supportctl.domain.markup import clean
from supportctl.domain.replay import standing
from supportctl.domain.schema import Value
from supportctl.domain.ticket import Ticket
from supportctl.errors.tickets import EventNotFound, SplitEvidence, SplitNothing
from supportctl.store.desk import Desk
from supportctl.store.write import Base

COPIED = ("customer", "contact", "product", "module", "version")
KEPT = ("direction", "channel", "contact", "auto", "message_id")


def split(
    desk: Desk,
    path: str,
    doing: Doing,
    *,
    event: str,
    title: str,
    priority: str,
    language: str,
    symptom: str = "",
    reason: str = "",
) -> tuple[Done, Done]:
    """The old ticket and the new one, in one commit. Raises EventNotFound, SplitNothing, SplitEvidence."""
    name = event.removeprefix("#")
    made: list[Ticket] = []

    def open_beside(base: Base) -> tuple[Ticket, bytes]:
        old = desk.decode(base.read(path) or b"", path).ticket or _read(desk, path)
        moved = old.event(name)
        if moved is None:
            raise EventNotFound(id=old.id, wanted=f"#{name}")
        intake = Intake(_fields(old, moved, title, priority), _sections(old, symptom or moved.text))
        drafts = (_copy(moved), Draft("split", given(**{"from": old.id, "of": name, "reason": reason})))
        made[:] = [opening.fresh(desk, base, intake, doing, drafts=drafts)]
        return made[0], opening.written(made[0], doing, language=language)

    def leave(ticket: Ticket) -> Decision:
        (new,) = made
        _check(ticket, name)
        links = (*ticket.items("links"), f"relates {new.id}")
        away = Draft("retract", (("of", f"#{name}"), ("reason", f"split into {new.id}")))
        signpost = Draft("split", given(into=new.id, of=f"#{name}", reason=reason))
        step = Decision(f"split #{name} off into {new.id}", drafts=(signpost, away))
        return together(desk, doing, (lambda _: step, setting({"links": links})))(ticket)

    left, *opened = change_all(desk, doing, {path: leave}, beside=open_beside)
    if opened:
        return left, opened[0]
    signposts = [one for one in left.ticket.events if one.kind == "split" and one.get("of") == f"#{name}"]
    earlier = _read(desk, path_of(signposts[-1].get("into")))
    return left, Done(earlier, earlier, repeated=True)


def _read(desk: Desk, path: str) -> Ticket:
    ticket = desk.read(path).ticket
    assert ticket is not None, path
    return ticket


def _check(ticket: Ticket, name: str) -> None:
    """A message of the customer's or a note, which nothing on the ticket rests on."""
    events = standing(ticket.events)
    event = next((one for one in events if one.id == name), None)
    if event is None:
        raise EventNotFound(id=ticket.id, wanted=f"#{name}")
    if event.kind != "note" and (event.kind != "message" or event.get("direction") != "in"):
        raise SplitNothing(id=ticket.id, event=f"#{name}", kind=event.kind)
    for other in events:
        if f"#{name}" in (other.get(attribute) for attribute in REFERENCES):
            raise SplitEvidence(id=ticket.id, event=f"#{name}", other=f"#{other.id}", kind=other.kind)


def _fields(old: Ticket, moved: Event, title: str, priority: str) -> dict[str, Value]:
    copied = {field: old[field] for field in COPIED if old[field]}
    if moved.get("contact"):
        copied["contact"] = moved.get("contact")
    return {
        **copied,
        "title": title,
        "priority": priority,
        "channel": moved.get("channel") or old["channel"],
        "received": moved.happened.isoformat(timespec="seconds"),
        "links": (f"relates {old.id}",),
    }


def _sections(old: Ticket, symptom: str) -> dict[str, str]:
    """It runs where the other one runs."""
    environment = old.sections.get("environment", "")
    return {"symptom": clean(symptom), **({"environment": environment} if environment else {})}


def _copy(moved: Event) -> Draft:
    held = {name: moved.get(name) for name in KEPT if moved.get(name)}
    at = moved.happened.isoformat(timespec="seconds")
    return Draft(moved.kind, (("at", at), *held.items()), moved.text)
