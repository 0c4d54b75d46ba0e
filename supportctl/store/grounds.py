"""What clocks are made of besides their tickets: configuration, calendars, zones, customers.

Each piece has the stamp by which a reading that must not open files believes it (`fresh.py`), and the digest
of its content, by which two grounds are compared.
"""

import os
import time
import zoneinfo
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from supportctl.domain.frozen import frozen
from supportctl.errors import SupportctlError
from supportctl.store import calendars, config, customers, files, fresh
from supportctl.store.desk import Desk

ODD = ""
"""The digest of what cannot be read: nothing is kept of it, and nothing is believed."""
_MISSING = "missing"


@frozen(kw_only=True)
class Piece:
    """`customer` is whose tickets it concerns, all of them where it is empty; `content` is kept as long as
    the stamp cannot vouch for it.
    """

    path: str
    customer: str = ""
    stamp: str
    digest: str
    content: bytes | None = None


Ground = tuple[Piece, ...]


def of_desk(desk: Desk, slugs: Iterable[str]) -> Ground:
    """All of it, for the tickets of these customers."""
    began = time.time_ns()
    folder = fresh.ground_stamp(str(desk.root), fresh.CALENDARS)
    names = [f"{calendars.FOLDER}/{name}" for name in folder.split("\0") if name]
    pieces = [_file(desk, path, began) for path in (config.NAME, *names)]
    pieces += [_file(desk, customers.path_of(slug), began, customer=slug) for slug in sorted(slugs) if slug]
    pieces += [Piece(path=fresh.CALENDARS, stamp=folder, digest=folder or _MISSING)]
    zones = {desk.config.timezone, *(plan.timezone for plan in desk.config.calendars.values())}
    return (*pieces, *_zones(sorted(zones - {""})))


def is_of(desk: Desk, ground: Ground) -> bool:
    """Whether this desk, which was read before, still stands on it."""
    try:
        settings, _ = config.read(files.read(desk.root / config.NAME).decode())
    except (SupportctlError, OSError, ValueError):
        return False
    again = of_desk(desk, (piece.customer for piece in ground))
    return settings == desk.config and [_named(piece) for piece in again] == [
        _named(piece) for piece in ground
    ]


def _named(piece: Piece) -> tuple[str, str]:
    return piece.path, piece.digest


def _file(desk: Desk, path: str, began: int, *, customer: str = "") -> Piece:
    """The stamp first: a content that comes later has another one."""
    stamp = fresh.ground_stamp(str(desk.root), path)
    try:
        content = files.read(desk.root / path)
    except FileNotFoundError:
        return Piece(path=path, customer=customer, stamp=fresh.GONE, digest=_MISSING)
    except (SupportctlError, OSError):
        return Piece(path=path, customer=customer, stamp=stamp, digest=ODD)
    doubt = None if fresh.is_settled(stamp, began) else content
    digest = sha256(content).hexdigest()
    return Piece(path=path, customer=customer, stamp=stamp, digest=digest, content=doubt)


def _zones(zones: Iterable[str]) -> Iterator[Piece]:
    """The files that have the zones' rules, with the places that are looked at before."""
    where = fresh.ground_stamp("", fresh.ZONES)
    yield Piece(path=fresh.ZONES, stamp=where, digest=os.pathsep.join(zoneinfo.TZPATH))
    for zone in zones:
        for folder in map(Path, zoneinfo.TZPATH):
            path = str(folder / zone)
            stamp = fresh.ground_stamp("", path)
            yield Piece(path=path, stamp=stamp, digest=stamp or _MISSING)
            if stamp:
                break
        else:
            # Rules of a package, which no stamp tells of: a desk has no such file, so no stamp will fit.
            yield Piece(path=zone, stamp=_MISSING, digest=_MISSING)
