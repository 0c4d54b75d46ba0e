"""The clocks of tickets as the desk, its customers' contracts and its calendars have them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from supportctl.actions import find
from supportctl.actions.change import Decision, Draft, given
from supportctl.actions.evidence import Step
from supportctl.actions.people import me
from supportctl.checks import clock as checks
from supportctl.domain.calendar import BUSINESS, Calendar
from supportctl.domain.customer import Contract, Customer
from supportctl.domain.finding import Finding
from supportctl.domain.query.tree import Filter, Operand, Query
from supportctl.domain.schema import PRIORITIES
from supportctl.domain.sla.clock import phases
from supportctl.domain.sla.table import Entry, Fault, Terms, entries, terms
from supportctl.domain.sla.walk import assess
from supportctl.domain.ticket import Ticket
from supportctl.domain.watched import Watched
from supportctl.errors.desk import BrokenFiles
from supportctl.store import calendars, config, customers
from supportctl.store.catalog import Catalog
from supportctl.store.desk import Desk

UNFINISHED = Filter("is", (Operand("=", "live"), Operand("=", "resolved")))


@dataclass(slots=True)
class Clocks:
    """Assesses tickets of one desk at one moment. `findings` fills with what is wrong with contracts."""

    desk: Desk
    now: datetime
    findings: list[Finding] = field(default_factory=list)
    _calendars: dict[str, Calendar] = field(default_factory=dict)
    _customers: dict[str, Customer | None] = field(default_factory=dict)

    def of(self, ticket: Ticket) -> Watched:
        contract = self.contract(ticket)
        promised = self.terms(ticket, contract)
        hours = self.business(ticket, contract)
        wanted = {target.calendar for target in promised.targets.values()}
        known = {name: self.calendar(name) for name in wanted if name != BUSINESS} | {BUSINESS: hours}
        workflow = self.desk.config.workflow
        return Watched(
            ticket=ticket,
            clocks=assess(ticket, promised, known, phases=phases(workflow), now=self.now),
            hours=hours,
            workflow=workflow,
            now=self.now,
            at_risk=promised.at_risk,
            roles=self.roles,
        )

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for member in self.desk.config.team:
            found[member.role] = (*found.get(member.role, ()), member.slug)
        return found

    def calendar(self, name: str) -> Calendar:
        if name not in self._calendars:
            self._calendars[name] = calendars.calendar(self.desk, name)
        return self._calendars[name]

    def business(self, ticket: Ticket, contract: Contract | None) -> Calendar:
        """The desk's calendar, or the one the contract names; an unknown name is found, not obeyed."""
        wanted = (contract.calendar if contract else "") or BUSINESS
        known = calendars.names(self.desk.config)
        if wanted in known:
            return self.calendar(wanted)
        self.fault("C803", ticket, key="calendar", value=wanted, allowed=", ".join(known))
        return self.calendar(BUSINESS)

    def contract(self, ticket: Ticket) -> Contract | None:
        """The contract in force on the day of receipt. What is wrong with a customer's file is found."""
        slug = ticket.text("customer")
        if not slug:
            return None
        if slug not in self._customers:
            reading = customers.load(self.desk.root, slug)
            self._customers[slug] = reading.customer if reading else None
            self.findings += [finding for finding in reading.findings if finding.is_error] if reading else []
        customer = self._customers[slug]
        day = ticket.received.astimezone(self.desk.config.zone).date()
        return customer.contract_on(day) if customer else None

    def terms(self, ticket: Ticket, contract: Contract | None) -> Terms:
        tier = contract.tier if contract else ""
        own: dict[str, Entry] = {}
        if contract and contract.sla:
            faults: list[Fault] = []
            own = entries(contract.sla, PRIORITIES, faults=faults)
            known = calendars.names(self.desk.config)
            for priority, entry in own.items():
                name = str(entry.get("calendar", BUSINESS))
                if name not in known:
                    own[priority] = {key: value for key, value in entry.items() if key != "calendar"}
                    allowed = ", ".join(known)
                    self.fault("C803", ticket, key=f"{contract.id}.sla", value=name, allowed=allowed)
            for wrong in faults:
                place = ".".join((contract.id, "sla", *wrong.place))
                self.fault("C802", ticket, key=place, wanted=wrong.wanted)
        return terms(self.desk.config.sla, ticket.received, tier=tier, contract=own)

    def fault(self, code: str, ticket: Ticket, **params: object) -> None:
        finding = Finding(code, customers.path_of(ticket.text("customer")), 0, 0, **params)
        if finding not in self.findings:
            self.findings.append(finding)


@dataclass(frozen=True, slots=True)
class Board:
    """Tickets with their clocks, and what is wrong with files; the rest works."""

    cases: tuple[Watched, ...]
    findings: tuple[Finding, ...]


def one(desk: Desk, path: str, now: datetime) -> Board:
    reading = desk.read(path)
    if reading.ticket is None:
        raise BrokenFiles(tuple(finding.told for finding in reading.findings))
    clocks = Clocks(desk, now)
    return Board((clocks.of(reading.ticket),), tuple(clocks.findings))


def board(desk: Desk, query: Query, now: datetime, *, unfinished: bool = True) -> Board:
    """The tickets a query finds, those that are over left out unless asked for."""
    clocks = Clocks(desk, now)
    asked = replace(query, parts=(*query.parts, UNFINISHED)) if unfinished else query
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        findings = catalog.refresh()
        who = me(desk) if "@me" in str(query) else ""
        page = catalog.select(asked, now=now, zone=desk.config.zone, me=who)
    tickets = _tickets(desk, (row.path for row in page.items))
    cases = tuple(clocks.of(ticket) for ticket in tickets)
    return Board(cases, (*findings, *clocks.findings))


def _tickets(desk: Desk, paths: Iterable[str]) -> Iterator[Ticket]:
    """Those that can be read; the others are among the catalogue's findings."""
    for path in paths:
        ticket = desk.read(path).ticket
        if ticket is not None:
            yield ticket


def stale(desk: Desk, cases: Iterable[Watched], now: datetime) -> Iterator[tuple[Watched | None, Finding]]:
    """Everything the clock has to say, ticket by ticket; None is the desk itself."""
    for case in cases:
        for finding in checks.judge(case):
            yield case, finding
    hours = calendars.calendar(desk)
    for finding in checks.calendar(hours, config.NAME, now):
        yield None, finding


def named(desk: Desk, words: Iterable[str]) -> tuple[str, ...]:
    """The paths of tickets, where every word is one: an ID or a part of it, a path, @last, @here, -."""
    paths = []
    spread = find.spread(tuple(words))
    with Catalog.open(desk.repository, desk.config.workflow.types) as catalog:
        catalog.refresh()
        for word in spread:
            if word not in ("@last", "@here") and (":" in word or not catalog.resolve(word)):
                return ()
            paths.append(find.ticket_path(desk, word))
    return tuple(paths)


def escalation(role: str, *, level: str, reason: str) -> Step:
    """That somebody was told who has to know."""
    attributes = given(level=level, to=role, reason=reason)
    return lambda _: Decision(f"escalate to {role}", drafts=(Draft("escalate", attributes),))


def level_of(case: Watched, role: str) -> str:
    """The place of a role among the levels of the ticket's resolution, from 1."""
    names: Mapping[str, int] = {
        level.who: place for clock in case.latest for place, level in enumerate(clock.levels, 1)
    }
    return str(names.get(role, 1))


def is_to_do(case: Watched) -> bool:
    """Whether somebody here can do something about it now: it does not wait, or what it waited for came."""
    if case.snoozed:
        return False
    return case.kind != "waiting" or any(True for _ in checks.waits(case))


def urgency(case: Watched) -> tuple[bool, bool, datetime, str]:
    """What comes first in `next`: P1, then what is late, then what is due first."""
    clock = case.pressing
    due = clock.due if clock and clock.due else case.ticket.received
    return (case.ticket.priority != "P1", not (clock and clock.is_late), due, case.ticket.id)
