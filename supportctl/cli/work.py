"""What a command on a desk starts from: the session, the desk, who is at work; and how a change is told.

Commands that only read start from here, too, so what writing needs is loaded where a change is made and told.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

import typer

from supportctl.actions import find
from supportctl.cli.output import Format
from supportctl.cli.session import Session
from supportctl.domain.finding import RULES, Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.privacy import Hit
from supportctl.domain.ticket import Ticket
from supportctl.domain.when import phrase
from supportctl.errors.desk import BrokenFiles
from supportctl.store import calendars
from supportctl.store.desk import Desk

if TYPE_CHECKING:
    from supportctl.actions.change import Doing, Done

BROKEN_FILES = 5
SHOWN = 10


@frozen
class Work:
    session: Session
    desk: Desk

    @classmethod
    def at(cls, ctx: typer.Context) -> Self:
        """The desk this command runs in; from here on the session speaks the desk's language."""
        session = Session.of(ctx)
        desk = Desk.find(session.directory)
        session = session.in_language(desk.config.language)
        for finding in desk.findings:
            session.point(finding)
        return cls(session, desk)

    def doing(self) -> "Doing":
        """Who, when and how, as the shared options of changing commands say."""
        # Here, and in `tell`, because reading has no use for it.
        from supportctl.actions import people  # noqa: PLC0415
        from supportctl.actions.change import Doing  # noqa: PLC0415

        change = self.session.wishes.change
        actor, author = people.recorder(self.desk, change.who)
        return Doing(
            actor=actor,
            now=self.session.now,
            author=author,
            at=self.moment(change.at) if change.at else None,
            operation=change.operation,
            dry_run=change.dry_run,
            commit=not change.no_commit,
            adopt=change.adopt,
            allowed=tuple(change.allowed),
        )

    def moment(self, text: str) -> datetime:
        """A time as people say it, in the desk's zone, echoed so that nobody is misunderstood."""
        week = calendars.calendar(self.desk)
        moment = phrase.moment(text, now=self.session.now, zone=self.desk.config.zone, week=week)
        self.session.say("{text} is {moment}", text=text, moment=moment.isoformat(timespec="minutes"))
        return moment

    def path(self, wanted: str) -> str:
        """The file of the ticket that `wanted` means, which is @last from now on."""
        path = find.ticket_path(self.desk, wanted)
        find.remember(self.desk, path)
        return path

    def paths(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Several tickets; `-` reads IDs from standard input."""
        return tuple(self.path(one) for one in find.spread(wanted))

    def ticket(self, path: str) -> Ticket:
        """The ticket in one file; raises BrokenFiles."""
        reading = self.desk.read(path)
        if reading.ticket is None:
            raise BrokenFiles(tuple(finding.told for finding in reading.findings))
        return reading.ticket

    def tell(self, done: "Done", fmt: Format = Format.AUTO) -> None:
        """A change: its diff on a dry run, else the ID as the answer and what happened as talk."""
        from supportctl.actions import notices, screening  # noqa: PLC0415
        from supportctl.render import changes  # noqa: PLC0415

        if done.diff:
            self.session.answer(done.diff)
            return
        if fmt is not Format.AUTO:
            self.session.show(
                "changes", changes.COLUMNS, [changes.row(done.ticket, done.new_events, done.commit)], fmt
            )
        elif not self.session.terminal or self.session.wishes.quiet:
            self.session.answer(done.ticket.id)  # a person reads it at the head of each sentence below
        if done.repeated:
            self.session.say(
                "{id}: this operation is on record already; nothing was written", id=done.ticket.id
            )
        self.warn_of(screening.personal(done.ticket, done.before))
        for sentence in changes.sentences(done.new_events):
            self.session.say("{id}: {what}", id=done.ticket.id, what=sentence)
        if done.new_events and not done.commit:
            self.session.say("written to {path}, not committed", path=done.ticket.path)
        for notice in notices.of(self.desk, done):
            self.session.warn(notice)
        if done.pending:
            self.session.warn("committed, but not all is cleaned up: {reason}", reason=done.pending)

    def warn_of(self, hits: Iterable[Hit]) -> None:
        """Of personal data that was written down, each once, without repeating it."""
        found = tuple({hit.fingerprint: hit for hit in hits}.values())
        for hit in found[:SHOWN]:
            self.session.warn(RULES[hit.code].message, fingerprint=hit.fingerprint)
        if len(found) > SHOWN:
            self.session.say("and {count} more", count=len(found) - SHOWN)

    def report(self, findings: Iterable[Finding]) -> None:
        """Tell what is wrong with files; with any error among it the command ends in exit code 5."""
        errors = 0
        for finding in findings:
            self.session.point(finding)
            errors += finding.is_error
        if errors:
            raise typer.Exit(BROKEN_FILES)
