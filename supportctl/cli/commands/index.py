"""`supportctl index`: the catalogue that lists and searches are answered from."""

import typer

from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.progress import Progress
from supportctl.cli.work import Work
from supportctl.render.table import Column, Row
from supportctl.store.catalog import Catalog

app = typer.Typer(add_completion=False)

COLUMNS = (
    Column(key="state", header="STATE"),
    Column(key="files", header="FILES", right=True),
    Column(key="bytes", header="BYTES", right=True),
    Column(key="path", header="PATH"),
)


@app.callback(epilog=examples("supportctl index status", "supportctl index refresh"))
def index() -> None:
    """Look at the catalogue of tickets, or bring it up to the files.

    It is derived from the files and follows them by itself. Only a closed ticket that was edited in place by
    hand and not committed is not noticed: show and check read it, and index refresh does.
    """


@app.command("status", epilog=examples("supportctl index status", "supportctl index status --json"))
def status(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Say whether the catalogue is as the files are, and how large it is."""
    work = Work.at(ctx)
    _tell(work, fmt)


@app.command("refresh", epilog=examples("supportctl index refresh", "supportctl index refresh --json"))
def refresh(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Look at every file, and read again what has changed."""
    work = Work.at(ctx)
    with _catalog(work) as catalog, Progress(work.session, 0) as progress:
        findings = catalog.rescan(progress.reach_of)
    _tell(work, fmt)
    work.report(findings)


@app.command("rebuild", epilog=examples("supportctl index rebuild", "supportctl index rebuild -q"))
def rebuild(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
    """Forget the catalogue, and read every file."""
    work = Work.at(ctx)
    with _catalog(work) as catalog, Progress(work.session, 0) as progress:
        findings = catalog.rebuild(progress.reach_of)
    _tell(work, fmt)
    work.report(findings)


def _catalog(work: Work) -> Catalog:
    return Catalog.open(work.desk.repository, work.desk.config.workflow.types)


def _tell(work: Work, fmt: Format) -> None:
    with _catalog(work) as catalog:
        row: Row = {
            "state": catalog.state(),
            "files": len(catalog.paths()),
            "bytes": catalog.path.stat().st_size if catalog.path.is_file() else 0,
            "path": str(catalog.path),
        }
    work.session.show("index", COLUMNS, [row], fmt)
