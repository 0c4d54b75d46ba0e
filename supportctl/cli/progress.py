"""How far a long piece of work is, on standard error and only where a person watches."""

import sys
import time
from types import TracebackType
from typing import Self

from supportctl.cli.output import Output
from supportctl.domain.text import visible

_PATIENCE = 0.3
_EVERY = 0.1
_WIDEST = 72


class StatusLine:
    """One line that is written over and goes away without a trace; nothing where nobody watches."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._visible = sys.stderr.isatty() and not output.wishes.quiet
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._write("")

    def _say(self, text: str) -> None:
        if self._visible:
            self._shown = True
            self._write(text)

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


class Progress(StatusLine):
    """Shows itself once the work has lasted a moment."""

    def __init__(self, output: Output, total: int) -> None:
        super().__init__(output)
        self._total = total
        self._next = time.monotonic() + _PATIENCE

    def reach_of(self, count: int, total: int) -> None:
        """For work whose size shows only on the way."""
        self._total = total
        self.reach(count)

    def reach(self, count: int) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY
        share = 100 * count // max(self._total, 1)
        self._say(
            self._output.sentence(
                "{count} of {total} ({share} %)", count=count, total=self._total, share=share
            )
        )


class Relay(StatusLine):
    """What another program reports of its own progress, the last line of it at a time."""

    def hear(self, text: str) -> None:
        lines = [line for line in text.replace("\r", "\n").split("\n") if "%" in line]
        if lines:
            self._say(visible(lines[-1].removeprefix("remote: "))[:_WIDEST])
