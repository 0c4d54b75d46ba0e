"""Rows of the catalogue for `list` and `search`: for a table, a pipe and a program."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from supportctl.domain import row as catalog
from supportctl.domain.schema import FIELDS
from supportctl.domain.workflow import Workflow
from supportctl.render.colour import Role, paint
from supportctl.render.snippet import snippet
from supportctl.render.table import Column, Row

_URGENT = {"P1": Role.BAD, "P2": Role.WARNING}

HITS = (
    Column(key="id", header="ID"),
    Column(key="status", header="STATUS"),
    Column(key="priority", header="PRIORITY"),
    Column(key="title", header="TITLE", shrinks=True),
    Column(key="line", header="LINE", shrinks=True),
)


def row(found: catalog.Row) -> Row:
    """`supportctl.tickets/1` of a list: every field, empty ones included, and when it was last touched."""
    fields = {field.name: _plain(found, field.name) for field in FIELDS}
    return {
        **fields,
        "updated": found.recorded.isoformat(timespec="milliseconds") if found.recorded else "",
        "path": found.path,
    }


def _plain(found: catalog.Row, name: str) -> str | int | list[str]:
    value = found[name]
    if name == "schema":
        return int(found.text(name) or 0)
    return value if isinstance(value, str) else list(value)


def columns(workflow: Workflow, language: str, zone: tzinfo) -> tuple[Column, ...]:
    def status(one: Row) -> str:
        return workflow.title(str(one["status"]), language)

    def updated(one: Row) -> str:
        text = str(one["updated"])
        return datetime.fromisoformat(text).astimezone(zone).strftime("%m-%d %H:%M") if text else ""

    def priority(one: Row) -> Role:
        return _URGENT.get(str(one["priority"]), Role.PLAIN)

    return (
        Column(key="id", header="ID"),
        Column(key="status", header="STATUS", text=status),
        Column(key="priority", header="PRIORITY", role=priority),
        Column(key="assignee", header="ASSIGNEE"),
        Column(key="customer", header="CUSTOMER"),
        Column(key="updated", header="UPDATED", text=updated),
        Column(key="title", header="TITLE", shrinks=True),
    )


def hit_row(hit: catalog.Hit) -> Row:
    """`supportctl.hits/1`: a row, the line that matched, and where in it the words stand."""
    return {
        **row(hit.row),
        "line": hit.line.strip(),
        "title_spans": [list(span) for span in hit.title_spans],
        "spans": [list(span) for span in _stripped(hit)],
    }


def _stripped(hit: catalog.Hit) -> Iterator[tuple[int, int]]:
    """The marked places, counted in the line without its indentation."""
    indent = len(hit.line) - len(hit.line.lstrip())
    for start, end in hit.spans:
        yield max(start - indent, 0), max(end - indent, 0)


def hit_lines(hit: catalog.Hit, *, colour: bool, screen: int) -> Iterator[str]:
    found = hit.row
    priority = found.text("priority")
    head = f"{found.id}  {priority}  {found.text('status')}  "
    role = _URGENT.get(priority, Role.QUIET) if colour else Role.PLAIN
    yield paint(head, role) + snippet(found.text("title"), hit.title_spans, colour=colour)
    if hit.line.strip():
        yield "    " + snippet(hit.line, hit.spans, cells=max(screen - 4, 20), colour=colour)
