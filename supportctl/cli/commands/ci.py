"""`supportctl ci`: what a pipeline does on a pull request or on a schedule, in one command."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from supportctl.actions import checking, clocks, diffing
from supportctl.cli.asking import query_of
from supportctl.cli.commands.check import FOUND, LevelOption, save
from supportctl.cli.help import examples
from supportctl.cli.session import Session
from supportctl.cli.values import Severity
from supportctl.domain import ci
from supportctl.domain.ci import Place
from supportctl.domain.finding import Finding
from supportctl.domain.verdict import Verdict
from supportctl.errors import Said
from supportctl.render import diff_markdown, findings
from supportctl.render.reports import REPORTS
from supportctl.store import files
from supportctl.store.desk import Desk

app = typer.Typer(add_completion=False)

REPORTED = {
    "check.sarif": "sarif",
    "junit.xml": "junit",
    "code-quality.json": "gitlab",
    "check.md": "markdown",
}
DIFF = "diff.md"


@app.command("ci", epilog=examples("supportctl ci", "supportctl ci --base origin/main --output report"))
def run(
    ctx: typer.Context,
    *,
    base: Annotated[
        str, typer.Option("--base", metavar="REF", help="Compare with REF; by default what the host says.")
    ] = "",
    fail_level: LevelOption = Severity.ERROR,
    output: Annotated[
        str,
        typer.Option("--output", metavar="DIR", help="Write SARIF, JUnit, Code Quality and Markdown there."),
    ] = "",
) -> None:
    """Do what a pipeline does: check and diff a change, or watch the whole desk, and tell the host.

    Without a base the whole desk is looked at, and what is late on it; a change never turns red overnight.

    A change is judged by the configuration of its base, so that it cannot change the rules it is held to.
    """
    session = Session.of(ctx)
    place = ci.of(os.environ)
    since = base or place.base
    desk = Desk.find(session.directory, broken_too=bool(since))
    if since:
        desk = checking.by_base(desk, since)
    session = session.in_language(desk.config.language)
    found = checking.check(desk, checking.Scope(since=since), jobs=os.cpu_count() or 1)
    if not since:
        found = replace(found, findings=(*found.findings, *late(session, desk)))
    page, risks = changes(session, desk, since)
    annotate(session, found, place)
    if output:
        folder = session.directory / output
        folder.mkdir(parents=True, exist_ok=True)
        for name, form in REPORTED.items():
            save(folder / name, REPORTS[form](found, session.words), append=False)
        if page:
            save(folder / DIFF, page, append=False)
    tell_host(place, found, page, risks, session)
    session.say(Said("{summary}", summary=findings.summary(found, session.words)))
    if found.fails(fail_level):
        raise typer.Exit(FOUND)


def late(session: Session, desk: Desk) -> Iterator[Finding]:
    """What the clock says of all tickets that are not closed, and of the articles."""
    told = clocks.late(desk, query_of(desk, None), session.now, shelf=True).told
    return (finding for _, finding in told)


def changes(session: Session, desk: Desk, since: str) -> tuple[str, int]:
    """The change in words for a pull request, and how many risks it has."""
    if not since or checking.base_of(desk, since)[1]:
        return "", 0
    between, unknown = diffing.ends(desk, f"{since}...")
    found = diffing.compare(desk, between)
    risks = (*unknown, *found.risks)
    return diff_markdown.markdown(found.differences, risks, session.words, base=since[:40]), len(risks)


def annotate(session: Session, found: Verdict, place: Place) -> None:
    """On GitHub annotations; lines that people read everywhere else."""
    form = "github" if place.host == ci.GITHUB else "text"
    text = REPORTS[form](found, session.words)
    if text:
        session.rendered(text.split("\n"))


def tell_host(place: Place, found: Verdict, page: str, risks: int, session: Session) -> None:
    if place.summary:
        save(Path(place.summary), f"{page}\n{REPORTS['summary'](found, session.words)}", append=True)
    if place.outputs:
        counts = {"findings": len(found.findings), "errors": found.count("error"), "risks": risks}
        path = Path(place.outputs)
        old = files.read(path) if path.exists() else b""
        files.write(path, old + "".join(f"{name}={count}\n" for name, count in counts.items()).encode())
