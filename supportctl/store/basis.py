"""What clocks are made of besides their ticket, as one name: configuration, calendars, zones, customer."""

import zoneinfo
from hashlib import sha256
from pathlib import Path

from supportctl.errors import SupportctlError
from supportctl.store import calendars, config, customers, files
from supportctl.store.desk import Desk

ODD = ""
"""The name of what cannot be read: nothing is kept of it, and nothing is believed."""


def of_desk(desk: Desk) -> str:
    folder = desk.root / calendars.FOLDER
    paths = [desk.root / config.NAME, *sorted(folder.glob("*.yaml"))]
    try:
        contents = [(str(path), files.read(path)) for path in paths]
    except (SupportctlError, OSError):
        return ODD
    zones = sorted({desk.config.timezone, *(plan.timezone for plan in desk.config.calendars.values())})
    parts = (contents, [_rules_of(zone) for zone in zones if zone])
    return sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()


def is_of(desk: Desk, basis: str) -> bool:
    """Whether this desk, which was read before, still is what the name says."""
    try:
        settings, _ = config.read(files.read(desk.root / config.NAME).decode())
    except (SupportctlError, OSError, ValueError):
        return False
    return settings == desk.config and of_desk(desk) == basis


def _rules_of(zone: str) -> tuple[str, tuple[int, int] | None]:
    """The zone, and the state of the file that has its rules."""
    for folder in map(Path, zoneinfo.TZPATH):
        try:
            status = (folder / zone).stat()
        except OSError:
            continue
        return zone, (status.st_mtime_ns, status.st_size)
    return zone, None


def of_customer(desk: Desk, slug: str) -> str:
    if not slug:
        return "nobody"
    try:
        return sha256(files.read(desk.root / customers.path_of(slug))).hexdigest()
    except FileNotFoundError:
        return "missing"
    except (SupportctlError, OSError):
        return ODD
