"""An event told as a sentence: `show` and `history` speak through it."""

from collections.abc import Callable, Mapping

from supportctl.domain.event import KINDS, Event
from supportctl.domain.schema import BY_NAME
from supportctl.errors import Said

Tell = Callable[[Event], Said]


def _created(event: Event) -> Said:
    return Said("opened as {priority}: {title}", priority=event.get("priority"), title=event.get("title"))


def _message(event: Event) -> Said:
    channel = Said(f"channel.{event.get('channel')}")
    if event.get("direction") == "in":
        return Said("message from the customer ({channel})", channel=channel)
    if event.get("asks"):
        return Said(
            "message to the customer ({channel}), asking for {asks}", channel=channel, asks=event.get("asks")
        )
    return Said("message to the customer ({channel})", channel=channel)


def _status(event: Event) -> Said:
    old, new, reason = event.get("from"), event.get("to"), event.get("reason")
    if old == new:
        return Said(
            "status {status} goes on until {next_check}", status=new, next_check=event.get("next_check")
        )
    if reason:
        return Said("status {old} → {new}: {reason}", old=old, new=new, reason=reason)
    return Said("status {old} → {new}", old=old, new=new)


def _field(event: Event) -> Said:
    values = {
        "name": label(event.get("name")),
        "old": event.get("from") or "-",
        "new": event.get("to") or "-",
    }
    if event.get("reason"):
        return Said("{name} {old} → {new}: {reason}", **values, reason=event.get("reason"))
    return Said("{name} {old} → {new}", **values)


def label(name: str) -> Said | str:
    """A field's display name; a name that is no field's (`body.symptom`) stands for itself."""
    return Said(f"field.{name}") if name in BY_NAME else name


def _retract(event: Event) -> Said:
    return Said("took back {of}: {reason}", of=event.get("of"), reason=event.get("reason"))


def _redact(event: Event) -> Said:
    return Said("emptied the text of {of}: {reason}", of=event.get("of"), reason=event.get("reason"))


def _note(_event: Event) -> Said:
    return Said("internal note")


_TELLERS: Mapping[str, Tell] = {
    "created": _created,
    "message": _message,
    "note": _note,
    "status": _status,
    "field": _field,
    "retract": _retract,
    "redact": _redact,
}


def tell(event: Event) -> Said:
    """What happened, in one line; a kind without a sentence of its own shows its attributes."""
    teller = _TELLERS.get(event.kind)
    if teller:
        return teller(event)
    attributes = ", ".join(f"{key} {value}" for key, value in event.attributes if key != "at")
    return Said(
        "{kind}: {attributes}",
        kind=Said(f"event.{event.kind}") if event.kind in KINDS else event.kind,
        attributes=attributes,
    )
