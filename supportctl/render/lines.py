"""Rows for programs and documents: TSV, CSV and Markdown, each as lines without ends."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from supportctl.domain.text import visible
from supportctl.render.table import Column, Row, Value, text_of
from supportctl.render.words import Words

_FORMULA = "=+-@＝＋－＠"
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")
_REFERENCE = re.compile(r"([@#])(?=\w)")


def tsv(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """No header, nothing cut, one row a line whatever the values hold."""
    keys = [column.key for column in columns]
    for row in rows:
        cells = [text_of(row[key]) for key in keys]
        together = "".join(cells)
        is_plain = together.isascii() and together.isprintable()
        yield "\t".join(cells if is_plain else map(visible, cells))


def csv_lines(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """Everything quoted, and no text that a spreadsheet would run."""
    yield _csv_line([column.key for column in columns])
    for row in rows:
        yield _csv_line([_harmless(row[column.key]) for column in columns])


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="").writerow(cells)
    return line.getvalue()


def _harmless(value: Value) -> str:
    text = text_of(value)
    runs = text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(tuple(_FORMULA))
    quoted = f"'{text}" if runs and not isinstance(value, int | float) else text
    return visible(quoted, keep_newlines=True)


def markdown(columns: Sequence[Column], rows: Iterable[Row], *, words: Words) -> Iterator[str]:
    yield _markdown_line([inline(words(column.header)) for column in columns])
    yield _markdown_line(["--:" if column.right else "---" for column in columns])
    for row in rows:
        yield _markdown_line([inline(text_of(row[column.key])) for column in columns])


def _markdown_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def inline(text: str) -> str:
    """The text as Markdown that shows it literally: no markup, no HTML, nobody mentioned."""
    lines = (_REFERENCE.sub(r"\1<!-- -->", _MARKUP.sub(r"\\\1", visible(line))) for line in text.split("\n"))
    return "<br>".join(lines)


def in_html(text: str) -> str:
    """The same where Markdown lets HTML through and a backslash escapes nothing: inside of a tag of ours."""
    return _REFERENCE.sub(r"\1<!-- -->", escape(visible(text), quote=False))
