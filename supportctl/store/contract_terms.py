"""What a contract has of its own, `sla:` and `calendar:`, held against what the desk knows.

Reading a customer keeps to the shape of the file; which calendars there are only the desk can say.
"""

from collections.abc import Collection, Iterator

from supportctl.domain.calendar import BUSINESS
from supportctl.domain.finding import Finding
from supportctl.domain.schema import PRIORITIES
from supportctl.domain.sla.table import Fault, entries
from supportctl.store import yaml


def faults(text: str, path: str, calendars: Collection[str]) -> Iterator[Finding]:
    """What cannot be used of the contracts in a customer's file; the rest of them stands."""
    root, _ = yaml.read(text, path)
    contracts = root.get("contracts") if isinstance(root, yaml.Entries) else None
    for identity, contract in contracts.pairs if isinstance(contracts, yaml.Entries) else ():
        if isinstance(contract, yaml.Entries):
            at = f"contracts.{identity.text}"
            yield from _calendar(contract, path, at, calendars)
            sla = contract.get("sla")
            if isinstance(sla, yaml.Entries):
                yield from _sla(sla, path, f"{at}.sla", calendars)


def _sla(sla: yaml.Entries, path: str, at: str, calendars: Collection[str]) -> Iterator[Finding]:
    plain, found = yaml.plain(sla), list[Fault]()
    entries(plain if isinstance(plain, dict) else {}, PRIORITIES, faults=found)
    for fault in found:
        node = yaml.nearest(sla, fault.place)
        yield _finding("C811", path, node, key=".".join((at, *fault.place)), wanted=fault.wanted)
    for priority, entry in sla.pairs:
        if isinstance(entry, yaml.Entries) and priority.text in PRIORITIES:
            yield from _calendar(entry, path, f"{at}.{priority.text}", calendars)


def _calendar(entry: yaml.Entries, path: str, at: str, calendars: Collection[str]) -> Iterator[Finding]:
    node = entry.get("calendar")
    name = node.text if isinstance(node, yaml.Scalar) else ""
    if node is not None and (name or BUSINESS) not in calendars:
        allowed = ", ".join(calendars)
        yield _finding("C812", path, node, key=f"{at}.calendar", value=name, allowed=allowed)


def _finding(code: str, path: str, node: yaml.Node, **params: object) -> Finding:
    return Finding(code, path, node.line + 1, node.column + 1, **params)
