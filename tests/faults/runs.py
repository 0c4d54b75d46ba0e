"""The command line in processes that can be killed, forked from one that has everything loaded.

A command is a real process: own group, own environment, standard output and error in files. What is to
go wrong in it is told by a `Fault`; without one it is an ordinary run.
"""

import contextlib
import errno
import functools
import io
import multiprocessing
import multiprocessing.connection
import multiprocessing.process
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import forkserver
from pathlib import Path
from typing import NamedTuple

import pytest

from supportctl.__main__ import main
from supportctl.cli.table import COMMANDS
from tests.faults import planted, preload
from tests.support.crash import die_at

NOW = "2026-09-14T12:00:00+08:00"
KILLED = (9, -9)
KINDS = {"SIGKILL": 0, "ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EROFS": errno.EROFS}
# Loaded once, in the process that all others are forked from: all that a command needs, and what starts it.
LOADED = [
    __name__,
    "supportctl.cli.run",
    "difflib",
    *sorted({one.module.split(":")[0] for one in COMMANDS.values()}),
]
_ONE_AT_A_TIME = threading.Lock()
_START = multiprocessing.get_context("forkserver")
# To start a process, Python looks after all others first, which takes their ends away from those who wait.
multiprocessing.process._cleanup = lambda: None  # type: ignore[attr-defined]


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        return self.code in KILLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`step` dies at a Python audit event, by number or name; `planted` breaks the product; `env` is for
    the faults that live outside the process: the counting library, a git on PATH that kills.
    """

    step: int | str = ""
    planted: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)


NO_FAULT = Fault()


class Running:
    def __init__(self, desk: Path, words: Sequence[str], fault: Fault) -> None:
        self._talk = desk.parent / f"talk-{os.getpid()}-{id(self)}"
        # Looks like the terminal's own: a file that the counting library also sees, for it is the answer.
        self.out, self.err = (self._talk.with_suffix(name) for name in (".out", ".err"))
        env = {**os.environ, "SUPPORTCTL_NOW": NOW, **fault.env}
        with _ONE_AT_A_TIME:
            _ready()
        self._process = _START.Process(
            target=_child, args=(desk, tuple(words), fault, env, self.out, self.err)
        )
        self._process.start()
        assert self._process.pid
        self._pid = self._process.pid
        self._ending = threading.Lock()

    def kill(self, *, group: bool) -> None:
        """Nothing, once it has ended: its number may be another's by now."""
        with self._ending, contextlib.suppress(ProcessLookupError):
            if self._pid:
                (os.killpg if group else os.kill)(self._pid, signal.SIGKILL)

    def wait(self) -> Ran:
        while not multiprocessing.connection.wait([self._process.sentinel]):
            pass
        with self._ending:
            self._pid = 0
            self._process.join()
        code = self._process.exitcode
        assert code is not None
        self._process.close()
        texts = [path.read_text("utf-8", "replace") if path.exists() else "" for path in (self.out, self.err)]
        for path in (self.out, self.err):
            path.unlink(missing_ok=True)
        return Ran(code, *texts)


def run(desk: Path, *words: str, fault: Fault = NO_FAULT) -> Ran:
    return Running(desk, words, fault).wait()


@functools.cache
def _ready() -> None:
    """The process to fork from is started with the counting library, which sleeps until it is needed."""
    library = preload.library()
    with pytest.MonkeyPatch.context() as patch:
        if library:
            patch.setenv("LD_PRELOAD", str(library))
        _START.set_forkserver_preload(LOADED)
        forkserver.ensure_running()


def _child(
    desk: Path, words: tuple[str, ...], fault: Fault, env: Mapping[str, str], out: Path, err: Path
) -> None:
    os.setpgid(0, 0)
    os.chdir(desk)
    for number, path in ((1, out), (2, err)):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = io.StringIO()
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    os.environ.clear()
    os.environ.update(env)
    for name in fault.planted:
        planted.FAULTS[name].plant()
    if fault.step:
        die_at(str(fault.step), str(desk))
    code = main(words)
    sys.stdout.flush()
    sys.stderr.flush()
    # Not through multiprocessing's own end, which would wait for what a killed child cannot finish.
    os._exit(code)
