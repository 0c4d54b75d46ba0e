"""Messages to the customer by mail: into a file, or to the server, and on record once the server has them.

A letter lies in the outbox from before the first word to the server until it is on record. It is in doubt
from just before the last dot until the server has answered; a killed process leaves it so.

    draft ── last dot ──> doubt ── the server says yes ──> taken ── commit ──> on record, and gone from here
      ^                     └── the server says no ──┐
      └──────────────────────────────────────────────┘
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from supportctl.actions import customers, evidence, find
from supportctl.actions.change import Doing, Done, change
from supportctl.actions.evidence import Step
from supportctl.actions.telling import Telling
from supportctl.domain import letter as letters
from supportctl.domain.ids import entropy_of, event_id, is_slug
from supportctl.domain.letter import DOUBT, DRAFT, TAKEN, Letter
from supportctl.domain.ticket import Ticket
from supportctl.errors import Said, SupportctlError
from supportctl.errors.desk import BrokenFiles
from supportctl.errors.mail import (
    FileExists,
    LetterInDoubt,
    LetterWaits,
    MailInDoubt,
    NoAddress,
    NoMailServer,
    NotInDoubt,
    SentUnrecorded,
)
from supportctl.render.mail import mail
from supportctl.store import credentials, files, outbox, questions, smtp
from supportctl.store.desk import Desk


def write(desk: Desk, ticket: Ticket, telling: Telling, doing: Doing) -> Letter:
    """What is to be told as a letter; the same operation key always writes the same one."""
    operation = doing.operation or os.urandom(16).hex()
    words = telling.words
    return Letter(
        id=event_id(entropy_of(operation, ticket.id, "0")),
        ticket=ticket.id,
        verb=telling.verb,
        operation=operation,
        message_id=letters.message_id(operation, ticket.id, sender(desk)[1]),
        subject=telling.subject or f"[{ticket.id}] {ticket.title}",
        text=words.text,
        contact=words.contact or ticket.text("contact"),
        asks=", ".join(words.asks),
        answers=words.answers,
        repeats=words.repeats,
        template=words.template,
        eta=telling.eta,
        reason=telling.reason,
    )


def sender(desk: Desk) -> tuple[str, str]:
    """Name and address: the desk's own, else those of who is at work."""
    if desk.config.mail.address:
        return desk.config.mail.name, desk.config.mail.address
    identity = questions.identity(desk.repository)
    return identity.name, identity.email


def recipient(desk: Desk, letter: Letter) -> tuple[str, str]:
    """Name and address of the contact, as they are now; raises NoAddress."""
    customer = _ticket(desk, letter).text("customer")
    if not is_slug(customer) or not letter.contact:
        reason, way = Said("it has no contact"), "supportctl edit {id} --customer SLUG --contact CONTACT"
        raise NoAddress(id=letter.ticket, reason=reason, way=way.format(id=letter.ticket))
    contact = customers.load(desk, customer).contact(letter.contact)
    if contact is None or not letters.is_address(contact.email):
        held = contact.email if contact else ""
        reason = Said("{contact} has no mail address that can be used", contact=letter.contact)
        if held:
            reason = Said("{address} is no mail address", address=held)
        way = f"supportctl customer edit {customer} --contact {letter.contact} --email ADDRESS"
        raise NoAddress(id=letter.ticket, reason=reason, way=way)
    return contact.name, contact.email


def composed(desk: Desk, letter: Letter, now: datetime, *, draft: bool = False) -> bytes:
    """The mail as it would go now."""
    return mail(
        letter,
        sender=sender(desk),
        recipient=recipient(desk, letter),
        date=now.astimezone(desk.config.zone),
        thread=letters.thread(_ticket(desk, letter).events, letter.answers),
        draft=draft,
    )


def _ticket(desk: Desk, letter: Letter) -> Ticket:
    reading = desk.read(find.ticket_path(desk, letter.ticket))
    if reading.ticket is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    return reading.ticket


# --- into a file -------------------------------------------------------------------------------------


def into_file(desk: Desk, letter: Letter, doing: Doing, *, file: Path) -> Done:
    """The mail as a file for a mail program, and the message on record; both or neither."""
    doing = replace(doing, operation=letter.operation)
    foreseen = _record(desk, letter, replace(doing, dry_run=True))
    if doing.dry_run or foreseen.repeated:
        return foreseen
    with _new(file, composed(desk, letter, doing.now, draft=True)):
        return _record(desk, letter, doing)


@contextmanager
def _new(file: Path, data: bytes) -> Iterator[None]:
    """A new file, which is gone again if what it is for is refused."""
    if os.path.lexists(file):
        raise FileExists(path=str(file))
    files.write(file, data)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise


# --- to the server -----------------------------------------------------------------------------------


def send(desk: Desk, letter: Letter, doing: Doing, *, again: bool = False) -> Done:
    """Send a letter and record it. What was sent is never sent twice; what may have been, only `again`.

    Whatever fails leaves the letter in the outbox as it is known to be.
    """
    doing = replace(doing, operation=letter.operation)
    if doing.dry_run:
        return _record(desk, letter, doing)
    with outbox.alone(desk.repository):
        letter = outbox.find(desk.repository, letter.id) or letter
        if letter.state == TAKEN:
            return _recorded(desk, letter, doing)
        foreseen = _record(desk, letter, replace(doing, dry_run=True))
        if foreseen.repeated:
            outbox.drop(desk.repository, letter.id)
            return foreseen
        if letter.state == DOUBT and not again:
            raise LetterInDoubt(id=letter.id, tried=letter.tried)
        for other in letters.alike(letter, tuple(outbox.all_of(desk.repository))):
            raise LetterWaits(id=other.id, ticket=other.ticket)
        return _recorded(desk, _handed_over(desk, letter, doing.now), doing)


def settle(desk: Desk, letter: Letter, doing: Doing) -> Done:
    """A person knows that a letter in doubt arrived: it is on record from now on. Raises NotInDoubt."""
    doing = replace(doing, operation=letter.operation)
    with outbox.alone(desk.repository):
        letter = outbox.find(desk.repository, letter.id) or letter
        if letter.state == DRAFT:
            raise NotInDoubt(id=letter.id)
        if doing.dry_run:
            return _record(desk, letter, doing)
        return _recorded(desk, replace(letter, state=TAKEN), doing)


def drop(desk: Desk, wanted: str) -> Letter:
    with outbox.alone(desk.repository):
        letter = outbox.get(desk.repository, wanted)
        outbox.drop(desk.repository, letter.id)
    return letter


def _handed_over(desk: Desk, letter: Letter, now: datetime) -> Letter:
    """The letter once the server has it; every step of the way is on disk before it is taken."""
    server = desk.config.mail
    if not server.host:
        raise NoMailServer
    data = composed(desk, letter, now)
    tried = now.astimezone(desk.config.zone).isoformat(timespec="seconds")
    # In doubt it stays in doubt until the server has this one whole: the one before may have arrived.
    letter = replace(letter, tried=letter.tried if letter.state == DOUBT else tried)
    outbox.keep(desk.repository, letter)
    doubtful = replace(letter, state=DOUBT, tried=tried, trouble="")
    try:
        smtp.deliver(
            server,
            credentials.of(server),
            sender=server.address,
            recipient=recipient(desk, letter)[1],
            data=data,
            doubt=lambda: outbox.keep(desk.repository, doubtful),
        )
    except MailInDoubt as error:
        outbox.keep(desk.repository, replace(doubtful, trouble=str(error)))
        error.details = (Said(LetterInDoubt.fix, id=letter.id),)
        raise
    except SupportctlError as error:
        outbox.keep(desk.repository, replace(letter, trouble=str(error)))
        error.details = (Said("nothing is lost; to try again: supportctl outbox send {id}", id=letter.id),)
        raise
    taken = replace(doubtful, state=TAKEN)
    # Where this cannot be written the letter stays in doubt, and asks before it goes again.
    with suppress(SupportctlError):
        outbox.keep(desk.repository, taken)
    return taken


def _recorded(desk: Desk, letter: Letter, doing: Doing) -> Done:
    """On record as sent, at the time the server took it."""
    took = datetime.fromisoformat(letter.tried)
    if took < doing.now.replace(microsecond=0):
        doing = replace(doing, at=took)
    try:
        done = _record(desk, letter, doing)
    except SupportctlError as error:
        details = (error.said, *((error.way_out,) if error.way_out else ()))
        raise SentUnrecorded(details, id=letter.id) from error
    outbox.drop(desk.repository, letter.id)
    return done


def _record(desk: Desk, letter: Letter, doing: Doing) -> Done:
    return change(desk, find.ticket_path(desk, letter.ticket), doing, step(letter))


def step(letter: Letter) -> Step:
    """The letter as what it records on the ticket."""
    words = evidence.Message(
        direction="out",
        text=letter.text,
        channel="email",
        contact=letter.contact,
        asks=tuple(part for part in letter.asks.split(", ") if part),
        answers=letter.answers,
        repeats=letter.repeats,
        template=letter.template,
        sent=letter.tried if letter.state == TAKEN else "",
        message_id=letter.message_id,
    )
    return Telling(letter.verb, words, eta=letter.eta, reason=letter.reason).step
