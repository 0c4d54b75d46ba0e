"""`supportctl export` and `supportctl migrate`: tickets out of the desk, and from one version to the next."""

import typer

from supportctl.actions import migrate as migration
from supportctl.actions import selecting
from supportctl.cli.asking import Asking, QueryArg, query_of
from supportctl.cli.changing import changes
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.work import Work
from supportctl.domain.ticket import Ticket
from supportctl.render import exporting as shown
from supportctl.render.table import Column, Row

export = typer.Typer(add_completion=False)
migrate = typer.Typer(add_completion=False)

MIGRATED = (Column(key="path", header="PATH"), Column(key="schema", header="SCHEMA", right=True))


@export.command(
    "export",
    cls=Asking,
    epilog=examples(
        "supportctl export > tickets.jsonl", "supportctl export received:2026-09 product:crm --csv > crm.csv"
    ),
)
def export_tickets(ctx: typer.Context, query: QueryArg = None, *, fmt: FormatOption = Format.AUTO) -> None:
    """Print tickets whole, as JSON lines that import takes back; or as CSV or Markdown.

    Without a query: every ticket. CSV and Markdown carry the fields alone, not the texts.
    """
    work = Work.at(ctx)
    asked = query_of(work.desk, query or [])
    found = selecting.select(work.desk, asked, work.session.now)
    findings = list(found.findings)
    paths = [row.path for row in found.page.items]
    rows: list[Row] = []
    for path in paths if asked.sort else sorted(paths):
        reading = work.desk.read(path)
        findings += [finding for finding in reading.findings if finding not in findings]
        if reading.ticket:
            rows.append(_row(reading.ticket, reading.text, fmt))
    work.session.show("export", shown.COLUMNS, rows, Format.JSONL if fmt is Format.AUTO else fmt)
    work.session.say("{count} tickets", count=len(rows))
    work.report(findings)


def _row(ticket: Ticket, text: str, fmt: Format) -> Row:
    if fmt in (Format.CSV, Format.MARKDOWN):
        return shown.flat(ticket)
    return shown.whole(ticket, "zh" if "\n## 时间线" in text else "en")


@migrate.command("migrate", epilog=examples("supportctl migrate --dry-run", "supportctl migrate"))
@changes
def migrate_tickets(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Bring files of an older schema up to the current one, all in one commit."""
    work = Work.at(ctx)
    done = migration.migrate(work.desk, work.doing())
    if done.diff:
        work.session.answer(done.diff)
        return
    rows: list[Row] = [{"path": path, "schema": schema} for path, schema in done.paths]
    work.session.show("migrated", MIGRATED, rows, fmt)
    if not rows:
        work.session.say("every ticket has the current schema; nothing to do")
    if done.pending:
        work.session.warn("committed, but not all is cleaned up: {reason}", reason=done.pending)
