"""One run of supportctl as a command sees it: where, when, in which language, and whom it can ask."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import typer

from supportctl.cli.language import language_of
from supportctl.cli.output import Output
from supportctl.cli.wishes import Wishes
from supportctl.domain.frozen import frozen
from supportctl.errors import Cancelled, Said
from supportctl.errors.command import BadTime, NobodyToAsk
from supportctl.render.words import Words
from supportctl.store import clock

_YES = ("y", "yes", "是", "好")


@frozen(kw_only=True)
class Session(Output):
    """`now` is when the command began, in UTC: the one reading of the clock."""

    directory: Path
    now: datetime

    @classmethod
    def of(cls, ctx: typer.Context) -> Self:
        wishes = ctx.find_root().obj
        assert isinstance(wishes, Wishes)
        output = Output.to_tell(wishes)
        return cls(
            wishes=wishes,
            words=output.words,
            directory=Path.cwd() / (wishes.directory or ""),
            now=_instant(wishes.now or os.environ.get("SUPPORTCTL_NOW", "")),
        )

    @property
    def interactive(self) -> bool:
        """Whether someone is there to answer."""
        unattended = self.wishes.no_input or os.environ.get("CI", "").lower() in ("true", "1")
        return not unattended and sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def attended(self) -> bool:
        """Whether someone reads what is said."""
        return not self.wishes.quiet and sys.stderr.isatty()

    def in_language(self, desk: str) -> Self:
        """The same session in the desk's own language, unless the person asked for another; refusals too."""
        self.wishes.desk_language = desk
        language = language_of(self.wishes.lang, os.environ, desk=desk)
        return self if language == self.words.language else replace(self, words=Words(language))

    def ask(self, question: str | Said, /, *, flag: str, **params: object) -> str:
        """One line from the person; `flag` is how to give it when nobody is there."""
        text = self.sentence(question, **params)
        if not self.interactive:
            raise NobodyToAsk(question=text, flag=flag)
        sys.stderr.write(f"{text} ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise Cancelled
        return line.strip()

    def confirm(self, question: str, /, *, flag: str, **params: object) -> None:
        """Goes on only if the person says yes."""
        if self.ask(question, flag=flag, **params).lower() not in _YES:
            raise Cancelled


def _instant(text: str) -> datetime:
    if not text:
        return clock.now()
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise BadTime(value=text)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadTime(value=text) from None
