"""The command line in this process: `run("show", "7f3k2")`, on a terminal or in a pipe."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
import typer

from supportctl.__main__ import main
from supportctl.cli.table import COMMANDS, SETUP, Entry

PERSONAL = (
    *("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "CI"),
    *("SUPPORTCTL_LANG", "SUPPORTCTL_NOW", "SUPPORTCTL_EDITOR", "VISUAL", "EDITOR", "GIT_EDITOR"),
)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PERSONAL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`terminal=True` makes terminals of the standard streams; `stdin` is what they give."""

    def in_process(*arguments: str, terminal: bool = False, stdin: str | bytes = "") -> Ran:
        capsys.readouterr()
        content = stdin.encode() if isinstance(stdin, str) else stdin
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
            for stream in (sys.stdin, sys.stdout, sys.stderr):
                patch.setattr(stream, "isatty", lambda: terminal, raising=False)
            code = main(arguments)
        return Ran(code, *capsys.readouterr())

    return in_process


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., None]], None]:
    """`probe(function)` makes the function a command of that name: for tests of what all commands share."""

    def install(function: Callable[..., None]) -> None:
        module = ModuleType("supportctl_probe")
        app = typer.Typer(add_completion=False)
        app.command()(function)
        vars(module)["app"] = app
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(COMMANDS, "probe", Entry(SETUP, "Probe.", module.__name__))

    return install


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """An empty desk, which is where commands run from here on."""
    root = tmp_path / "desk"
    root.mkdir()
    monkeypatch.chdir(root)
    assert run("init", "--quiet").code == 0
    return root


class Program:
    """supportctl in a process of its own, in the folder of the test."""

    command = (sys.executable, "-m", "supportctl")

    def __call__(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.command, *arguments], input=stdin, capture_output=True, text=True)


@pytest.fixture
def supportctl() -> Program:
    return Program()
