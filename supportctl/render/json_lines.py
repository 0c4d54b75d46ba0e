"""Rows as JSON: one document, or one object a line. The short road writes it, too, so it loads little."""

import json
from collections.abc import Iterable, Iterator, Mapping


def json_lines(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    return map(_json, rows)


def json_document(kind: str, rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """One envelope that names its schema; one item a line, so that two answers can be compared with diff."""
    items = list(json_lines(rows))
    yield f'{{"schema": {_json(f"supportctl.{kind}/1")}, "items": ['
    yield from (f"{item}," for item in items[:-1])
    yield from items[-1:]
    yield "]}"


def _json(value: object) -> str:
    """JSON whose unseen characters are written as escapes: the same value, and safe on a terminal."""
    text = json.dumps(value, ensure_ascii=False)
    if text.isascii() and text.isprintable():
        return text
    # Here, because most values are plain, and a start would pay for the pattern.
    from supportctl.domain.text import HOSTILE  # noqa: PLC0415

    return HOSTILE.sub(lambda match: json.dumps(match[0])[1:-1], text)
