"""The table of promises: the package's own, and the blocks of `sla:` in supportctl.yaml on top.

sla:
  - since: 2026-10-01            # tickets received from then on; left out: all
    P1: {first_response: 15m}
    tiers:
      gold: {P2: {calendar: 24x7, resolution: 8h}}
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from supportctl.domain.schema import is_time
from supportctl.domain.sla.table import Block, block
from supportctl.errors import Said
from supportctl.store import packaged, yaml
from supportctl.store.config_calendar import Fault

_FIRST = datetime(1, 1, 2, tzinfo=UTC)


@cache
def built_in() -> Block:
    text = (packaged.DEFAULTS / "sla.yaml").read_text(encoding="utf-8")
    root, findings = yaml.read(text, "sla.yaml")
    plain = yaml.plain(root) if root else ""
    assert isinstance(plain, dict), f"the built-in table cannot be read: {findings}"
    found, faults = block(plain)
    assert not faults, f"the built-in table cannot be used: {faults}"
    return found


def table(
    root: yaml.Entries, fault: Fault, *, zone: ZoneInfo, calendars: Mapping[str, object]
) -> tuple[Block, ...]:
    """All blocks, the package's first, then in the order of `since`. `calendars` are those there are."""
    found = [_block(node, fault, zone, calendars) for node in _blocks(root.get("sla"), fault)]
    return (built_in(), *sorted(found, key=lambda one: one.since or _FIRST))


def _blocks(node: yaml.Node | None, fault: Fault) -> Iterator[yaml.Entries]:
    if isinstance(node, yaml.Entries):
        yield node
    elif isinstance(node, yaml.Items):
        for value in node.values:
            if isinstance(value, yaml.Entries):
                yield value
            else:
                fault("C802", value, key="sla", wanted=Said("a block with priorities, tiers or since"))
    elif node is not None and not (isinstance(node, yaml.Scalar) and not node.text):
        fault(
            "C802", node, key="sla", wanted=Said("a block with priorities, tiers or since, or a list of such")
        )


def _block(node: yaml.Entries, fault: Fault, zone: ZoneInfo, calendars: Mapping[str, object]) -> Block:
    plain = yaml.plain(node)
    assert isinstance(plain, dict)
    found, faults = block(plain, since=_since(node.get("since"), fault, zone))
    for wrong in faults:
        fault(
            "C802", yaml.nearest(node, wrong.place), key=".".join(("sla", *wrong.place)), wanted=wrong.wanted
        )
    known = ("business", "24x7", *filter(None, calendars))
    for (tier, priority), entry in found.entries.items():
        name = entry.get("calendar", "business")
        if name not in known:
            place = ("tiers", tier, priority, "calendar") if tier else (priority, "calendar")
            allowed = ", ".join(known)
            fault(
                "C803", yaml.nearest(node, place), key=".".join(("sla", *place)), value=name, allowed=allowed
            )
    return found


def _since(node: yaml.Node | None, fault: Fault, zone: ZoneInfo) -> datetime | None:
    if node is None:
        return None
    text = node.text if isinstance(node, yaml.Scalar) else ""
    try:
        if is_time(text):
            return datetime.fromisoformat(text)
        return datetime.combine(date.fromisoformat(text), time(), zone)
    except ValueError:
        fault(
            "C802", node, key="sla.since", wanted=Said("a day such as 2026-10-01, or a time with an offset")
        )
        return None
