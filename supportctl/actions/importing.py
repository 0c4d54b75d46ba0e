"""JSON lines from elsewhere become tickets: thousands in one commit, all of them or none.

The shape of a line is in docs/import.md. A line with a `key` gives the same ticket ID every time, so
a second run of the same file changes nothing.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from itertools import count

from supportctl.actions import restoring
from supportctl.actions.change import Doing, Draft, given
from supportctl.actions.opening import Intake, compose, is_made_by
from supportctl.actions.restoring import Bad, text
from supportctl.actions.screening import screened
from supportctl.domain.event import CHANNELS, DIRECTIONS
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import clean, one_line
from supportctl.domain.schema import BY_NAME, FIELDS, SECTIONS, Value, fault_of, is_time
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said
from supportctl.errors.tickets import ImportRefused
from supportctl.store import codec, files
from supportctl.store.desk import Desk
from supportctl.store.tree import reading
from supportctl.store.write import Base, Plan, alone, write

LONGEST_LINE = 5_000_000
SHOWN_FAULTS = 20
OWN = ("key", "messages", "notes")
SETTABLE = tuple(field.name for field in FIELDS if field.name not in ("schema", "id"))

Progress = Callable[[int], None]


@frozen
class Fault:
    """A line that cannot become a ticket; lines count from 1."""

    line: int
    what: Said

    @property
    def told(self) -> Said:
        return Said("line {line}: {what}", line=self.line, what=self.what)


@frozen
class Imported:
    """What came of it; `known` counts the tickets that an earlier run had made."""

    tickets: tuple[Ticket, ...]
    known: int
    faults: tuple[Fault, ...]
    commit: str = ""
    pending: str = ""


@frozen
class _Line:
    """A line that can become a ticket: every attempt has another ID, unless the line names its own."""

    operation: str
    language: str
    ticket: Callable[[int], Ticket]
    named: bool = False


def import_lines(
    desk: Desk, lines: Sequence[str], doing: Doing, *, language: str, keep_going: bool, progress: Progress
) -> Imported:
    """Import every line, or raise ImportRefused with the faults; `keep_going` leaves bad lines out."""
    made: list[_Line] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        progress(number)
        if not line.strip():
            continue
        try:
            made.append(_ticket(desk, line, doing, language, number, seen))
        except Bad as bad:
            faults.append(Fault(number, bad.what))
    if faults and not keep_going:
        shown = [fault.told for fault in faults[:SHOWN_FAULTS]]
        if len(faults) > SHOWN_FAULTS:
            shown.append(Said("and {count} more", count=len(faults) - SHOWN_FAULTS))
        raise ImportRefused(tuple(shown), count=len(faults))
    return _save(desk, made, doing, tuple(faults))


def _save(desk: Desk, lines: Sequence[_Line], doing: Doing, faults: tuple[Fault, ...]) -> Imported:
    fresh: dict[str, Ticket] = {}

    def plan(base: Base) -> Plan | None:
        fresh.clear()
        new = {}
        for line in lines:
            ticket = _free(base, line, fresh)
            if ticket:
                fresh[ticket.path] = ticket
                dumped = codec.dump(ticket, line.language).decode()
                fit = screened(ticket.path, "", dumped, allowed=doing.allowed, actor=doing.actor)
                new[ticket.path] = fit.encode()
        if not new:
            return None
        return Plan(files=new, subject=f"supportctl: import {len(new)} tickets", author=doing.author)

    if doing.dry_run or not doing.commit:
        _without_commit(desk, plan, dry_run=doing.dry_run)
        return Imported(tuple(fresh.values()), len(lines) - len(fresh), faults)
    written = write(desk.repository, plan, now=doing.now)
    known = len(lines) - len(fresh)
    if written is None:
        return Imported((), known, faults)
    return Imported(tuple(fresh.values()), known, faults, written.commit, written.pending)


def _without_commit(desk: Desk, plan: Callable[[Base], Plan | None], *, dry_run: bool) -> None:
    with reading(desk.repository) as base, nullcontext() if dry_run else alone(desk.repository):
        planned = plan(base)
        if dry_run or planned is None:
            return
        for path, data in planned.files.items():
            assert data is not None
            # A file that is there already was written by a run before this one.
            if not (desk.root / path).exists():
                files.write(desk.root / path, data)


def _free(base: Base, line: _Line, taken: Mapping[str, Ticket]) -> Ticket | None:
    """The ticket of a line under an ID that is free; none where an earlier run made it."""
    for attempt in count():
        ticket = line.ticket(attempt)
        held = base.read(ticket.path)
        if line.named:
            return ticket if held is None and ticket.path not in taken else None
        if held is not None and is_made_by(line.operation, ticket.path, held):
            return None
        if held is None and ticket.path not in taken:
            return ticket
    return None


def _ticket(desk: Desk, line: str, doing: Doing, language: str, number: int, seen: dict[str, int]) -> _Line:
    entry = _object(line)
    if restoring.is_whole(entry):
        restored = restoring.whole(entry, desk)
        return _Line("", restoring.language_of(entry), lambda _: restored, named=True)
    key = text(entry, "key")
    if key in seen and key:
        raise Bad(Said("the key {key} stands in line {first} already", key=key, first=seen[key]))
    seen[key] = number
    intake = Intake(dict(_fields(entry, desk)), {name: text(entry, name) for name in SECTIONS})
    if not intake.fields.get("title"):
        raise Bad(Said("title is missing"))
    operation = f"import:{key}" if key else f"{doing.operation or os.urandom(16).hex()}:{number}"
    drafts = (*_messages(entry, desk), *_notes(entry))
    named = replace(doing, operation=operation)
    received = intake.fields.get("received")
    day = datetime.fromisoformat(str(received)).astimezone(desk.config.zone).date() if received else None
    made = _Line(
        operation,
        language,
        lambda attempt: compose(desk, intake, named, drafts=drafts, day=day, attempt=attempt),
    )
    ticket = made.ticket(0)
    readable = desk.decode(codec.dump(ticket, language), ticket.path)
    if readable.ticket is None:
        raise Bad(readable.findings[0].said)
    return made


def _object(line: str) -> Mapping[str, object]:
    if len(line) > LONGEST_LINE:
        raise Bad(Said("the line is longer than {limit} characters", limit=LONGEST_LINE))
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Bad(Said("not JSON: {reason}", reason=str(error))) from None
    if not isinstance(entry, dict):
        raise Bad(Said("not a JSON object"))
    unknown = [name for name in entry if name not in (*SETTABLE, *SECTIONS, *OWN)]
    if unknown and not restoring.is_whole(entry):
        raise Bad(Said("the name {name} is unknown", name=unknown[0]))
    return entry


def _fields(entry: Mapping[str, object], desk: Desk) -> Iterator[tuple[str, Value]]:
    for name in SETTABLE:
        field = BY_NAME[name]
        value: Value
        if field.is_list:
            items = entry.get(name) or []
            if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
                raise Bad(Said("{name} must be a list of texts", name=name))
            value = tuple(dict.fromkeys(one_line(item) for item in items))
        else:
            value = one_line(text(entry, name))
        if not value:
            continue
        if field.kind == "status" and value not in desk.statuses:
            raise Bad(
                Said(
                    "{name}: {value} is not one of {allowed}",
                    name=name,
                    value=value,
                    allowed=", ".join(desk.statuses),
                )
            )
        wrong = fault_of(field, value)
        if wrong:
            raise Bad(Said("{name}: {value} will not do: {reason}", name=name, value=value, reason=wrong))
        yield name, value


def _messages(entry: Mapping[str, object], desk: Desk) -> Iterator[Draft]:
    for one in _entries(entry, "messages"):
        direction, channel = text(one, "direction") or "in", text(one, "channel") or text(entry, "channel")
        channel = channel or desk.config.channel
        if direction not in DIRECTIONS:
            raise Bad(Said("messages: direction must be in or out"))
        if channel not in CHANNELS:
            raise Bad(Said("messages: channel must be one of {allowed}", allowed=", ".join(CHANNELS)))
        attributes = (*_at(one), ("direction", direction), ("channel", channel))
        yield Draft(
            "message", (*attributes, *given(contact=one_line(text(one, "contact")))), _body(one, "messages")
        )


def _notes(entry: Mapping[str, object]) -> Iterator[Draft]:
    for one in _entries(entry, "notes"):
        yield Draft("note", tuple(_at(one)), _body(one, "notes"))


def _entries(entry: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    entries = entry.get(name) or []
    if not isinstance(entries, list):
        raise Bad(Said("{name} must be a list of objects", name=name))
    for one in entries:
        if not isinstance(one, dict):
            raise Bad(Said("{name} must be a list of objects", name=name))
        yield one


def _at(one: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    at = text(one, "at")
    if at and not is_time(at):
        raise Bad(Said("at: {value} is not a time with an offset", value=at))
    if at:
        yield "at", at


def _body(one: Mapping[str, object], name: str) -> str:
    body = clean(text(one, "text"))
    if not body:
        raise Bad(Said("{name}: a text is missing", name=name))
    return body
