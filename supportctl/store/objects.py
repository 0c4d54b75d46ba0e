"""Git's objects as bytes: their names, trees, and the pack in which many travel to Git in one call."""

import hashlib
import os
import zlib
from collections.abc import Collection, Mapping
from typing import NamedTuple

FILE = "100644"
PROGRAM = "100755"
FOLDER = "40000"
KINDS = {"commit": 1, "tree": 2, "blob": 3}


class Leaf(NamedTuple):
    """One entry of a tree."""

    mode: str
    oid: str

    @property
    def is_file(self) -> bool:
        return self.mode in (FILE, PROGRAM)


class Loose(NamedTuple):
    """An object on its way into the repository."""

    kind: str
    data: bytes


def name_of(kind: str, data: bytes, algorithm: str) -> str:
    """The name Git gives to these bytes; `algorithm` is sha1 or sha256, as the repository has it."""
    naming = hashlib.new(algorithm, b"%s %d\0" % (kind.encode(), len(data)), usedforsecurity=False)
    naming.update(data)
    return naming.hexdigest()


def algorithm_of(oid: str) -> str:
    return "sha1" if len(oid) == 40 else "sha256"


def read_tree(data: bytes, algorithm: str) -> dict[str, Leaf]:
    width = 20 if algorithm == "sha1" else 32
    entries: dict[str, Leaf] = {}
    start = 0
    while start < len(data):
        space = data.index(b" ", start)
        end = data.index(b"\0", space)
        stop = end + 1 + width
        entries[os.fsdecode(data[space + 1 : end])] = Leaf(
            data[start:space].decode(), data[end + 1 : stop].hex()
        )
        start = stop
    return entries


def write_tree(entries: Mapping[str, Leaf]) -> bytes:
    """A tree in Git's order, where a folder sorts as if its name ended in a slash."""
    rows = (
        (os.fsencode(name) + (b"/" if leaf.mode == FOLDER else b""), os.fsencode(name), leaf)
        for name, leaf in entries.items()
    )
    return b"".join(
        b"%s %s\0%s" % (leaf.mode.encode(), name, bytes.fromhex(leaf.oid)) for _, name, leaf in sorted(rows)
    )


def write_pack(objects: Collection[Loose], algorithm: str) -> bytes:
    """A pack of whole objects, compressed lightly: Git packs them again in its own time."""
    parts = [b"PACK" + (2).to_bytes(4, "big") + len(objects).to_bytes(4, "big")]
    for kind, data in objects:
        parts += (_header(KINDS[kind], len(data)), zlib.compress(data, 1))
    body = b"".join(parts)
    return body + hashlib.new(algorithm, body, usedforsecurity=False).digest()


def _header(kind: int, size: int) -> bytes:
    """Four bits of the size beside the kind, then seven a byte; the high bit says that more follow."""
    byte, size = kind << 4 | size & 15, size >> 4
    header = bytearray()
    while size:
        header.append(byte | 0x80)
        byte, size = size & 0x7F, size >> 7
    return bytes([*header, byte])
