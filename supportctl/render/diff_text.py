"""A change in the words of the domain, for the terminal: risks first, a line a ticket, then its detail."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from supportctl.domain.diff import Difference, Moved
from supportctl.domain.event import Event
from supportctl.domain.finding import Finding
from supportctl.domain.text import visible
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.render.colour import Role, paint
from supportctl.render.story import tell
from supportctl.render.table import Row
from supportctl.render.ticket import event_row
from supportctl.render.words import Words

CLOCK: Mapping[str, Said] = {
    "paused": Said("resolution clock paused"),
    "resumed": Said("resolution clock resumed"),
    "stopped": Said("resolution clock stopped"),
    "restarted": Said("resolution clock restarted"),
}
KINDS: Mapping[str, Said] = {
    "new": Said("new"),
    "deleted": Said("deleted"),
    "moved": Said("moved"),
    "broken": Said("cannot be read"),
}
TOLD = ("message", "note", "solution", "verification", "confirmation")


def text(
    differences: Sequence[Difference], risks: Sequence[Finding], words: Words, *, colour: bool
) -> Iterator[str]:
    paints = _painter(colour=colour)
    for risk in risks:
        yield paints(f"! {risk.code} {visible(risk.place)}: {visible(words(risk.said))}", Role.BAD)
    if risks:
        yield ""
    for one in differences:
        yield paints(headline(one, words), Role.HEADING)
        yield from (f"  {line}" for line in _details(one, words, paints))


def _painter(*, colour: bool) -> Callable[[str, Role], str]:
    return paint if colour else lambda text, _role: text


def headline(one: Difference, words: Words) -> str:
    """`T-…: accepted → verifying, P3 → P2, +1 message to the customer, resolution clock paused`."""
    name = visible(one.id or one.path)
    parts = [words(KINDS[one.kind])] if one.kind in KINDS else []
    if one.kind == "new" and one.title:
        parts.append(visible(one.title))
    parts += [
        f"{visible(field.before) or '-'} → {visible(field.after) or '-'}"
        for field in one.fields
        if field.name in ("status", "priority")
    ]
    others = [field.name for field in one.fields if field.name not in ("status", "priority")]
    parts += [*others, *_counts(one, words)]
    parts += [words(CLOCK[effect]) for effect in one.clock]
    parts += [words(Said("edited by hand"))] if not parts else []
    return f"{name}: {words(', ').join(parts)}"


def _counts(one: Difference, words: Words) -> Iterator[str]:
    for said in (
        Said("+{count} to the customer", count=one.count("message", "out")),
        Said("+{count} from the customer", count=one.count("message", "in")),
        Said("+{count} internal", count=one.count("note")),
        Said("{count} past events edited", count=len(one.edited)),
        Said("{count} past events removed", count=len(one.gone)),
    ):
        if said.params["count"]:
            yield words(said)


def _details(one: Difference, words: Words, paints: Callable[[str, Role], str]) -> Iterator[str]:
    for field in one.fields:
        yield moved(field)
    for name in one.sections:
        yield words("section {name} changed", name=visible(name))
    if one.raw:
        yield words("other lines of the front matter changed")
    for old, new in one.edited:
        yield paints(f"- {visible(old.id)} {visible(old.text)}", Role.BAD)
        yield paints(f"+ {visible(new.id)} {visible(new.text)}", Role.BAD)
    for event in one.gone:
        yield paints(f"- {visible(event.id)} {visible(words(tell(event)))}: {visible(event.text)}", Role.BAD)
    for event in one.events:
        yield from added(event, words)


def added(event: Event, words: Words) -> Iterator[str]:
    """One event: the sentence, who recorded it, and what was said, with who reads it first."""
    yield f"+ {visible(words(tell(event)))} ({visible(event.actor)})"
    if event.kind in TOLD and event.text:
        yield from (f"  │ {visible(line)}" for line in [badge(event, words), *event.text.split("\n")])


def moved(field: Moved) -> str:
    return f"{field.name}: {visible(field.before) or '-'} → {visible(field.after) or '-'}"


def badge(event: Event, words: Words) -> str:
    """Who reads this: the one thing a reviewer must never get wrong."""
    return words(Said("[public]") if event.is_public else Said("[internal]"))


def row(one: Difference, words: Words) -> Row:
    """`supportctl.diff/1`."""
    return {
        "kind": one.kind,
        "id": one.id,
        "path": one.path,
        "title": one.title,
        "summary": headline(one, words),
        "fields": [{"name": f.name, "before": f.before, "after": f.after} for f in one.fields],
        "sections": list(one.sections),
        "events": [event_row(event) for event in one.events],
        "edited": [{"before": event_row(old), "after": event_row(new)} for old, new in one.edited],
        "removed": [event_row(event) for event in one.gone],
        "clock": list(one.clock),
        "risks": [{"code": r.code, "line": r.line, "message": visible(words(r.said))} for r in one.risks],
    }


def in_words(one: Difference, ticket: Ticket, words: Words) -> Iterator[str]:
    """A whole ticket, one fact a line, so that Git's own diff of two of them reads like this page."""
    for name in ticket.fields:
        yield f"{name}: {visible(ticket.text(name))}"
    for name, text in ticket.sections.items():
        yield from (f"{visible(name)}: {visible(line)}" for line in text.split("\n"))
    for event in one.events:
        yield f"{event.recorded:%Y-%m-%d %H:%M} {visible(event.actor)}: {visible(words(tell(event)))}"
        if event.text:
            yield from (f"  {badge(event, words)} {visible(line)}" for line in event.text.split("\n"))
