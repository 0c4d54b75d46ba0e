"""The counting library: built where a C compiler is, and what it tells."""

import functools
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path(__file__).with_name("shim.c")


class Call(NamedTuple):
    """One state-changing call: `open write truncate fsync chmod mkdir rmdir unlink rename link`."""

    name: str
    path: str
    other: str


@functools.cache
def library() -> Path | None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or not compiler:
        return None
    built = Path(tempfile.mkdtemp(prefix="supportctl-faults-")) / "shim.so"
    command = [compiler, "-O1", "-Wall", "-shared", "-fPIC", "-o", str(built), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True)
    return built if done.returncode == 0 else None


def needed() -> None:
    if library() is None:
        pytest.skip("NOT RUN: the counting library needs Linux and a C compiler (cc)")


@dataclass(frozen=True, slots=True)
class Counter:
    """A place to count in, and the folder that is watched; `env` makes a process fail at the n-th call."""

    room: Path
    watched: Path

    def env(self, at: int = 0, error: int = 0) -> dict[str, str]:
        self.file.write_bytes(bytes(8))
        self.log.unlink(missing_ok=True)
        return {
            "LD_PRELOAD": str(library()),
            "FAULT_FILE": str(self.file),
            "FAULT_ROOT": str(self.watched),
            "FAULT_LOG": str(self.log),
            "FAULT_AT": str(at),
            "FAULT_ERRNO": str(error),
        }

    @property
    def file(self) -> Path:
        return self.room / "counter"

    @property
    def log(self) -> Path:
        return self.room / "calls"

    @property
    def count(self) -> int:
        return int.from_bytes(self.file.read_bytes(), sys.byteorder)

    def calls(self) -> list[Call]:
        return [Call(*line.split("\t")) for line in self.log.read_text(errors="replace").splitlines()]
