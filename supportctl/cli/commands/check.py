"""`supportctl check`: whether what is in the desk holds together, and what a change did to it."""

import os
from pathlib import Path
from typing import Annotated

import typer

from supportctl.actions import checking, find, mending
from supportctl.actions.change import diff
from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption, exclusive, read_text
from supportctl.cli.output import Format
from supportctl.cli.session import Session
from supportctl.cli.values import Severity
from supportctl.domain import privacy, verdict
from supportctl.domain.finding import RULES, Finding
from supportctl.domain.verdict import Verdict
from supportctl.errors import Said
from supportctl.errors.command import UnknownRule, UnknownValue
from supportctl.render import findings as shown
from supportctl.render.reports import REPORTS
from supportctl.store import files
from supportctl.store.desk import Desk

FOUND = 1
app = typer.Typer(add_completion=False)


Paths = Annotated[
    list[str],
    typer.Argument(default_factory=list, help="Files, folders or tickets; without any, the whole desk."),
]
StagedOption = Annotated[bool, typer.Option("--staged", help="What the next commit would hold.")]
SinceOption = Annotated[
    str,
    typer.Option(
        "--changed-since", metavar="REF", help="What changed since the branch left REF, and the past with it."
    ),
]
SelectOption = Annotated[
    list[str],
    typer.Option(
        "--select",
        default_factory=list,
        metavar="CODES",
        help="Only these rules: codes, their beginnings or names.",
    ),
]
IgnoreOption = Annotated[
    list[str], typer.Option("--ignore", default_factory=list, metavar="CODES", help="Not these rules.")
]
LevelOption = Annotated[
    Severity, typer.Option("--fail-level", help="The mildest finding that fails the check.")
]
FixOption = Annotated[
    bool, typer.Option("--fix", help="Mend what can be mended without a loss: F002, F005, E206, W203, X901.")
]
DiffOption = Annotated[bool, typer.Option("--diff", help="Show what --fix would do, and do nothing.")]
BaselineOption = Annotated[
    str, typer.Option("--baseline", metavar="FILE", help="Leave out the findings that FILE has put off.")
]
WriteBaselineOption = Annotated[
    str, typer.Option("--write-baseline", metavar="FILE", help="Put all findings off: write them into FILE.")
]
StatisticsOption = Annotated[bool, typer.Option("--statistics", help="How often each rule, and no more.")]
JobsOption = Annotated[int, typer.Option("--jobs", metavar="N", min=0, help="Processes; 0 is one a core.")]
ReportOption = Annotated[
    list[str],
    typer.Option(
        "--output-format",
        default_factory=list,
        metavar="FORM",
        help="text, json, github, summary, gitlab, sarif, junit, rdjson, markdown; FORM=FILE writes a file.",
    ),
]
MessageFileOption = Annotated[
    str,
    typer.Option("--commit-message", metavar="FILE", help="Look for secrets in a commit message instead."),
]


@app.command(
    "check",
    epilog=examples(
        "supportctl check", "supportctl check --changed-since origin/main --output-format sarif=check.sarif"
    ),
)
def check(
    ctx: typer.Context,
    *,
    paths: Paths,
    staged: StagedOption = False,
    changed_since: SinceOption = "",
    select: SelectOption,
    ignore: IgnoreOption,
    fail_level: LevelOption = Severity.ERROR,
    fix: FixOption = False,
    show_diff: DiffOption = False,
    baseline: BaselineOption = "",
    write_baseline: WriteBaselineOption = "",
    statistics: StatisticsOption = False,
    jobs: JobsOption = 0,
    output_format: ReportOption,
    commit_message: MessageFileOption = "",
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Check the desk: files, lifecycle, the past, references, privacy. The clock has no say here."""
    session = Session.of(ctx)
    desk = Desk.find(session.directory)
    session = session.in_language(desk.config.language)
    if commit_message:
        return look_at_message(session, commit_message)
    if staged and changed_since:
        raise exclusive("--staged", "--changed-since", command="supportctl check")
    reports = [wanted_report(one) for one in output_format]
    scope = checking.Scope(
        paths=tuple(place_of(session, desk, one) for one in paths),
        staged=staged,
        index=os.environ.get("GIT_INDEX_FILE", "") if staged else "",
        since=changed_since,
    )
    wanted, unwanted = rules_of(select, "--select") or ALL, rules_of(ignore, "--ignore")

    def look() -> tuple[Verdict, tuple[Finding, ...]]:
        found = checking.check(desk, scope, jobs=jobs or os.cpu_count() or 1)
        kept = verdict.chosen(found.findings, select=wanted, ignore=unwanted)
        known = session.directory / baseline
        return found, mending.without_known(known, kept) if baseline else kept

    found, kept = look()
    if write_baseline:
        count = mending.put_off(session.directory / write_baseline, kept)
        session.say("{count} findings are put off in {path}", count=count, path=write_baseline)
        return None
    if (fix or show_diff) and mend(session, desk, kept, show=show_diff):
        found, kept = look()
    found = Verdict(findings=kept, checked=found.checked, changed=found.changed, base=found.base)
    if statistics:
        session.show("statistics", shown.COUNTED, shown.counted(kept), fmt)
    else:
        tell(session, found, reports, fmt)
    if found.fails(fail_level):
        raise typer.Exit(FOUND)
    return None


ALL = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def rules_of(given: list[str], option: str) -> tuple[str, ...]:
    """Codes, their beginnings or names; one that means no rule is refused, for it would pass everything."""
    words = tuple(word.strip() for one in given for word in one.split(",") if word.strip())
    for word in words:
        if not any(rule.code.startswith(word) or rule.name == word for rule in RULES.values()):
            raise UnknownRule(option=option, wanted=word)
    return words


def place_of(session: Session, desk: Desk, wanted: str) -> str:
    """A path below the desk, or the file of the ticket that is meant."""
    path = (session.directory / wanted).resolve()
    if path.exists() and path.is_relative_to(desk.root):
        return "" if path == desk.root else path.relative_to(desk.root).as_posix()
    return find.ticket_path(desk, wanted)


def wanted_report(given: str) -> tuple[str, str]:
    """The form and the file it goes to; none is standard output."""
    form, _, file = given.partition("=")
    if form not in REPORTS:
        raise UnknownValue("--output-format", form, tuple(REPORTS))
    return form, file


def tell(session: Session, found: Verdict, reports: list[tuple[str, str]], fmt: Format) -> None:
    for form, file in reports:
        content = REPORTS[form](found, session.words)
        if file:
            save(session.directory / file, content, append=form == "summary")
        elif content:
            session.rendered([content])
    if fmt is not Format.AUTO:
        session.show("findings", shown.COLUMNS, shown.rows(found.findings, session.words), fmt)
    elif not reports:
        session.rendered(shown.text(found.findings, session.words, colour=session.colour))
    session.say(Said("{summary}", summary=shown.summary(found, session.words)))
    codes = [one.code for one in verdict.worst_first(found.findings)]
    if codes and not reports:
        session.say("why a rule is there: supportctl rule {code}", code=codes[0])


def save(path: Path, content: str, *, append: bool) -> None:
    """A report in a file; a summary is added to what other steps wrote."""
    old = files.read(path) if append and path.exists() else b""
    files.write(path, old + content.encode() + b"\n")


def mend(session: Session, desk: Desk, kept: tuple[Finding, ...], *, show: bool) -> bool:
    """Mend the mendable, or show how; whether a file was written."""
    these = tuple(mending.mended(desk, kept))
    for one in these if show else ():
        text = diff(one.path, one.old.decode(errors="replace"), one.new.decode(errors="replace"))
        session.answer(text)
    if show:
        return False
    mending.write(desk, these)
    for one in these:
        session.say("mended: {path}", path=one.path)
    return bool(these)


def look_at_message(session: Session, file: str) -> None:
    """For the commit-msg hook: what is in a message can be taken out of history no more than a file."""
    text = "\n".join(line for line in read_text(file).split("\n") if not line.startswith("#"))
    hits = [hit for hit in privacy.scan(text) if hit.code in privacy.SECRET]
    for hit in hits:
        session.fail(
            "the commit message holds what looks like a secret: {what} (fingerprint {fingerprint})",
            what=hit.what,
            fingerprint=hit.fingerprint,
        )
    if hits:
        raise typer.Exit(FOUND)
