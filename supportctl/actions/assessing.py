"""Tickets with their clocks, as the desk, its customers' contracts and its calendars have them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from supportctl.checks import moments
from supportctl.domain.calendar import BUSINESS, Calendar
from supportctl.domain.customer import Contract, Customer
from supportctl.domain.finding import Finding
from supportctl.domain.kept import Kept
from supportctl.domain.schema import PRIORITIES
from supportctl.domain.sla.clock import phases
from supportctl.domain.sla.table import Terms, entries, terms
from supportctl.domain.sla.walk import assess
from supportctl.domain.ticket import Ticket
from supportctl.domain.watched import Watched
from supportctl.store import calendars, contract_terms, customers
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
        return self._assessed(ticket)[0]

    def kept(self, ticket: Ticket) -> Kept:
        return moments.kept(*self._assessed(ticket))

    def _assessed(self, ticket: Ticket) -> tuple[Watched, Terms, Mapping[str, Calendar]]:
        contract = self.contract(ticket)
        promised = self.terms(ticket, contract)
        hours = self.business(contract)
        wanted = {target.calendar for target in promised.targets.values()}
        known = {name: self.calendar(name) for name in wanted if name != BUSINESS} | {BUSINESS: hours}
        workflow = self.desk.config.workflow
        case = Watched(
            ticket=ticket,
            clocks=assess(ticket, promised, known, phases=phases(workflow), now=self.now),
            hours=hours,
            workflow=workflow,
            now=self.now,
            at_risk=promised.at_risk,
            roles=self.roles,
        )
        return case, promised, known

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

    def business(self, contract: Contract | None) -> Calendar:
        """The desk's calendar, or the one the contract names; an unknown name is found, not obeyed."""
        wanted = contract.calendar if contract else ""
        return self.calendar(wanted if wanted in calendars.names(self.desk.config) else BUSINESS)

    def contract(self, ticket: Ticket) -> Contract | None:
        """The contract in force on the day of receipt. What is wrong with a customer's file is found."""
        slug = ticket.text("customer")
        if not slug:
            return None
        if slug not in self._customers:
            reading = customers.load(self.desk.root, slug) or customers.Reading(None)
            self._customers[slug] = reading.customer
            self.findings += [finding for finding in reading.findings if finding.is_error]
            known = calendars.names(self.desk.config)
            self.findings += contract_terms.faults(reading.text, customers.path_of(slug), known)
        customer = self._customers[slug]
        day = ticket.received.astimezone(self.desk.config.zone).date()
        return customer.contract_on(day) if customer else None

    def terms(self, ticket: Ticket, contract: Contract | None) -> Terms:
        tier = contract.tier if contract else ""
        own = entries(contract.sla, PRIORITIES, faults=[]) if contract else {}
        known = calendars.names(self.desk.config)
        for priority, entry in own.items():
            if entry.get("calendar", BUSINESS) not in known:
                own[priority] = {key: value for key, value in entry.items() if key != "calendar"}
        return terms(self.desk.config.sla, ticket.received, tier=tier, contract=own)
