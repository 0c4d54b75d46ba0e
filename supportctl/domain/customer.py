"""A customer: who they are, whom one talks to, and what the contracts promise.

Personal data of a desk stands in these files alone, so that it can be erased in one place: tickets name
a contact by an opaque slug.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from supportctl.domain.frozen import frozen

SCOPE = ("defects", "recovery", "guidance", "configuration", "environment", "health_checks")
"""What support may cover (M-1.3)."""

ALWAYS = ("defects", "recovery", "guidance", "environment")
"""What it covers where a contract lists nothing: the rest is for those who agreed on it."""

RHYTHMS = ("monthly", "quarterly", "half_yearly", "yearly")
"""How often a contract's health check falls due."""


@frozen(kw_only=True)
class Contact:
    """`erased` is the day on which the person's data was taken out; the slug stays for the tickets."""

    slug: str
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    erased: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.email or self.phone


@frozen(kw_only=True)
class Contract:
    """`begins` and `ends` are both days on which it holds; None leaves that side open.

    `sla` holds overrides of the desk's targets as they stand in the file.
    """

    id: str
    tier: str = ""
    begins: date | None = None
    ends: date | None = None
    scope: tuple[str, ...] = ()
    health_checks: str = ""
    calendar: str = ""
    sla: Mapping[str, object] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)

    def covers(self, item: str) -> bool:
        return item in (self.scope or ALWAYS)


@frozen(kw_only=True)
class Customer:
    slug: str
    name: str = ""
    name_en: str = ""
    language: str = ""
    contacts: tuple[Contact, ...] = ()
    contracts: tuple[Contract, ...] = ()

    @property
    def shown(self) -> str:
        return self.name or self.name_en or self.slug

    def contact(self, slug: str) -> Contact | None:
        return next((contact for contact in self.contacts if contact.slug == slug), None)

    def contract(self, identity: str) -> Contract | None:
        return next((contract for contract in self.contracts if contract.id == identity), None)

    def contract_on(self, day: date) -> Contract | None:
        """The contract in force on a day; of several, the one that began last."""
        holding = [contract for contract in self.contracts if contract.holds(day)]
        return max(holding, key=lambda contract: contract.begins or date.min, default=None)
