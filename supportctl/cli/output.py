"""What supportctl says and how: the answer on standard output, talk on standard error."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from supportctl.cli.language import language_of
from supportctl.cli.wishes import Wishes
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.text import visible
from supportctl.errors import Said, SupportctlError
from supportctl.render.colour import Role, paint
from supportctl.render.table import Column, Row, table
from supportctl.render.words import Words


class Format(StrEnum):
    """The form of a list; AUTO is a table on a terminal and TSV elsewhere."""

    AUTO = "auto"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


def wants_colour(wish: str, environment: Mapping[str, str], *, terminal: bool) -> bool:
    if wish != "auto":
        return wish == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return terminal


@frozen(kw_only=True)
class Output:
    """The two streams as this run uses them; colour is judged for each of them."""

    wishes: Wishes
    words: Words

    @classmethod
    def to_tell(cls, wishes: Wishes) -> "Output":
        language = language_of(wishes.lang, os.environ, desk=wishes.desk_language)
        return Output(wishes=wishes, words=Words(language))

    @property
    def terminal(self) -> bool:
        """Whether a person reads the answer."""
        return sys.stdout.isatty()

    @property
    def colour(self) -> bool:
        return wants_colour(self.wishes.color, os.environ, terminal=self.terminal)

    @property
    def width(self) -> int:
        return shutil.get_terminal_size().columns

    def say(self, sentence: str | Said, /, **params: object) -> None:
        """Talk for a person, which -q silences."""
        if not self.wishes.quiet:
            _write(sys.stderr, [self.sentence(sentence, **params)])

    def warn(self, sentence: str | Said, /, **params: object) -> None:
        self._labelled(Said("warning: "), Role.WARNING, self.sentence(sentence, **params))

    def point(self, finding: Finding) -> None:
        """What is wrong with a file, as a line that an editor can jump to; -q does not silence it."""
        _write(sys.stderr, [self.sentence(finding.told)])

    def fail(self, sentence: str | Said, /, **params: object) -> None:
        self._labelled(Said("error: "), Role.BAD, self.sentence(sentence, **params))

    def refuse(self, error: SupportctlError) -> None:
        self.fail(error.said)
        _write(sys.stderr, [f"  {self.sentence(detail)}" for detail in error.details])
        if error.way_out:
            self._labelled(Said("hint: "), Role.QUIET, self.sentence(error.way_out))

    def answer(self, text: str) -> None:
        """Plain text as the answer: what could fool a terminal becomes visible."""
        _write(sys.stdout, [visible(text, keep_newlines=True)])

    def preview(self, text: str) -> None:
        """What a question is about: a text as it is, on the side where the talk is."""
        _write(sys.stderr, [visible(text, keep_newlines=True)])

    def rendered(self, lines: Iterable[str]) -> None:
        """Lines of a renderer, which made their content visible before it coloured them."""
        _write(sys.stdout, lines)

    def show(self, kind: str, columns: Sequence[Column], rows: Sequence[Row], fmt: Format) -> None:
        """A list in the form asked for; `kind` names the JSON schema, supportctl.<kind>/1."""
        if fmt is Format.AUTO and self.terminal:
            self.rendered(table(columns, rows, words=self.words, colour=self.colour, screen=self.width))
            return
        # Here, because a table for a person needs neither json nor csv.
        from supportctl.render import lines  # noqa: PLC0415
        from supportctl.render.json_lines import json_document, json_lines  # noqa: PLC0415

        match fmt:
            case Format.JSON:
                self.rendered(json_document(kind, rows))
            case Format.JSONL:
                self.rendered(json_lines(rows))
            case Format.CSV:
                self.rendered(lines.csv_lines(columns, rows))
            case Format.MARKDOWN:
                self.rendered(lines.markdown(columns, rows, words=self.words))
            case Format.AUTO:
                self.rendered(lines.tsv(columns, rows))

    def sentence(self, sentence: str | Said, /, **params: object) -> str:
        """The sentence in the reader's language; no value in it can start a line or move the cursor."""
        said = sentence if isinstance(sentence, Said) else Said(sentence, **params)
        return visible(self.words(_tame(said)), keep_newlines=True)

    def list_of(self, items: Iterable[str | Said]) -> str:
        return self.words(", ").join(self.sentence(item) for item in items)

    def _labelled(self, label: Said, role: Role, text: str) -> None:
        coloured = wants_colour(self.wishes.color, os.environ, terminal=sys.stderr.isatty())
        _write(sys.stderr, [paint(self.words(label), role if coloured else Role.PLAIN) + text])


def _tame(said: Said) -> Said:
    return Said(said.text, **{name: _tame_value(value) for name, value in said.params.items()})


def _tame_value(value: object) -> object:
    if isinstance(value, Said):
        return _tame(value)
    return visible(str(value)) if isinstance(value, str | Path) else value


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    stream.writelines(f"{line}\n" for line in lines)
