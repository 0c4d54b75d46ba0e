"""The short road of `list --json`: every field of each ticket, from the catalogue alone."""

from collections.abc import Iterable, Iterator, Sequence

from supportctl.cli.road import updated
from supportctl.render.json_lines import json_document
from supportctl.store.catalog_quick import BETWEEN, Quick


def columns(quick: Quick) -> str:
    """What to ask for each ticket."""
    return ", ".join(f"t.{name}" for name in (*_names(quick), "recorded", "path"))


def document(quick: Quick, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    names, lists = _names(quick), quick.compiled("lists").split(BETWEEN)
    yield from json_document("tickets", (_item(names, lists, row) for row in rows))


def _names(quick: Quick) -> list[str]:
    return quick.compiled("fields").split(BETWEEN)


def _item(names: Sequence[str], lists: Sequence[str], row: Sequence[str]) -> dict[str, object]:
    *texts, recorded, path = row
    item: dict[str, object] = dict(zip(names, texts, strict=True))
    for name in lists:
        item[name] = [part.strip() for part in str(item[name]).split(",") if part.strip()]
    return item | {"schema": int(str(item["schema"]) or 0), "updated": updated(recorded), "path": path}
