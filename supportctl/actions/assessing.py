"""Tickets with their clocks, as the desk, its customers' contracts and its calendars have them."""

from dataclasses import dataclass, field
from datetime import datetime

from supportctl.domain.calendar import BUSINESS, Calendar
from supportctl.domain.customer import Contract, Customer
from supportctl.domain.finding import Finding
from supportctl.domain.schema import PRIORITIES
from supportctl.domain.sla.clock import phases
from supportctl.domain.sla.table import Entry, Fault, Terms, entries, terms
from supportctl.domain.sla.walk import assess
from supportctl.domain.ticket import Ticket
from supportctl.domain.watched import Watched
from supportctl.store import calendars, customers
from supportctl.store.desk import Desk


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
