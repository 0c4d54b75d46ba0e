"""One run from the command line to the exit code: every way a command can end is told here, once.

0 done   1 findings   2 usage   3 not found   4 refused   5 broken   6 cancelled
70 a bug   130 interrupted   141 the reader of our output has gone
"""

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import typer

from supportctl import __version__
from supportctl.cli.app import CommandTable
from supportctl.cli.help import page
from supportctl.cli.language import language_ahead
from supportctl.cli.options import EVERYWHERE
from supportctl.cli.output import Output
from supportctl.cli.usage import MISSING_COMMAND, refusal
from supportctl.cli.wishes import Wishes
from supportctl.domain.text import visible
from supportctl.errors import Broken, Cancelled, SupportctlError
from supportctl.errors.command import WrongSystem

BUG = 70
INTERRUPTED = 130
READER_GONE = 141


def run(arguments: Sequence[str]) -> int:
    _speak_utf8()
    wishes = Wishes(lang=language_ahead(arguments))
    try:
        code = _outcome(arguments, wishes)
        _settle(wishes, code)
    except BrokenPipeError:
        _let_go(sys.stdout, sys.stderr)
        return READER_GONE
    return code


def unwritten(error: OSError) -> int:
    """What comes of an answer of the short road that cannot be written."""
    if isinstance(error, BrokenPipeError):
        _let_go(sys.stdout, sys.stderr)
        return READER_GONE
    wishes = Wishes()
    trouble = _trouble(error)
    Output.to_tell(wishes).refuse(trouble)
    return trouble.exit_code


def _outcome(arguments: Sequence[str], wishes: Wishes) -> int:
    try:
        return _invoke(arguments, wishes)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return INTERRUPTED
    except SupportctlError as refused:
        error = refused
    except (typer.Abort, EOFError):
        error = Cancelled()
    except typer.TyperException as misuse:
        if misuse.message == MISSING_COMMAND:
            return _show_help(getattr(misuse, "ctx", None), wishes)
        error = refusal(misuse)
    except OSError as trouble:
        error = _trouble(trouble)
    except Exception:  # noqa: BLE001 - the last net: whatever it is, it is ours to mend
        return _bug(wishes)
    Output.to_tell(wishes).refuse(error)
    return error.exit_code


def _invoke(arguments: Sequence[str], wishes: Wishes) -> int:
    if sys.platform not in ("linux", "darwin"):
        raise WrongSystem(system=sys.platform)
    code = 0
    try:
        with CommandTable().make_context("supportctl", list(arguments), obj=wishes) as ctx:
            ctx.command.invoke(ctx)
    except typer.Exit as stop:
        code = stop.exit_code
    sys.stdout.flush()
    return code


def _show_help(ctx: Any, wishes: Wishes) -> int:
    """A group without a command: its page, as talk, for the answer was never asked for."""
    output = Output.to_tell(wishes)
    lines = page(ctx, output.words, everywhere=EVERYWHERE, screen=output.width)
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return 2


def _trouble(error: OSError) -> SupportctlError:
    reason = error.strerror or str(error)
    if error.filename is None:
        _let_go(sys.stdout)
        return Broken(reason=reason)
    return Broken(reason=f"{os.fsdecode(error.filename)}: {reason}")


def _bug(wishes: Wishes) -> int:
    # Here, because nobody should ever need it.
    import traceback  # noqa: PLC0415

    sys.stderr.write(visible(traceback.format_exc(), keep_newlines=True))
    Output.to_tell(wishes).fail(
        "this is a bug in supportctl {version}; please report it with the lines above", version=__version__
    )
    return BUG


def _settle(wishes: Wishes, code: int) -> None:
    """What was written in the editor outlives a refusal."""
    if wishes.draft is None:
        return
    if code:
        Output.to_tell(wishes).warn("your text is kept: -F {path}", path=wishes.draft)
    else:
        with contextlib.suppress(OSError):
            wishes.draft.unlink(missing_ok=True)


def _speak_utf8() -> None:
    """Whatever the locale; a stream that was closed before we began swallows what it is given."""
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go(*streams: TextIO) -> None:
    """Points streams that cannot be written to nowhere, or Python complains of them once more at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        with contextlib.suppress(OSError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
