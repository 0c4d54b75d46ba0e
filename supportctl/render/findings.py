"""Findings as rows and lines: for people, for editors, for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from supportctl.domain.finding import RULES, Finding
from supportctl.domain.rule import SEVERITIES
from supportctl.domain.text import visible
from supportctl.domain.verdict import Verdict, fingerprints, worst_first
from supportctl.render.colour import Role, paint
from supportctl.render.table import Column, Row
from supportctl.render.words import Words

ROLES = {"error": Role.BAD, "warning": Role.WARNING, "info": Role.QUIET}

COLUMNS = (
    Column(key="path", header="FILE"),
    Column(key="line", header="LINE", right=True),
    Column(key="code", header="CODE"),
    Column(key="severity", header="SEVERITY"),
    Column(key="message", header="SEEN", shrinks=True),
)
COUNTED = (
    Column(key="code", header="CODE"),
    Column(key="name", header="NAME"),
    Column(key="severity", header="SEVERITY"),
    Column(key="count", header="COUNT", right=True),
)


def message(finding: Finding, words: Words) -> str:
    """What was found, on one line whatever the file says."""
    return visible(words(finding.rule.message, **finding.params))


def way_out(finding: Finding, words: Words) -> str:
    return visible(words(finding.way_out)) if finding.way_out else ""


def rows(findings: Sequence[Finding], words: Words) -> list[Row]:
    """`supportctl.findings/1`; message and fix are in the reader's language, everything else is not."""
    return [
        {
            "code": one.code,
            "name": one.rule.name,
            "severity": one.rule.severity,
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "message": message(one, words),
            "fix": way_out(one, words),
            "clause": one.rule.clause,
            "fingerprint": name,
        }
        for one, name in zip(findings, fingerprints(findings), strict=True)
    ]


def text(findings: Sequence[Finding], words: Words, *, colour: bool = False) -> Iterator[str]:
    """`path:line:column: code message`, as compilers say it."""
    for one in findings:
        role = ROLES[one.rule.severity] if colour else Role.PLAIN
        yield f"{visible(one.place)}: {paint(one.code, role)} {message(one, words)}"


def counted(findings: Sequence[Finding]) -> list[Row]:
    """`supportctl.statistics/1`: how often each rule, the worst first."""
    counts = Counter(one.code for one in worst_first(findings))
    order = sorted(counts, key=lambda code: (SEVERITIES.index(RULES[code].severity), -counts[code], code))
    return [
        {"code": code, "name": RULES[code].name, "severity": RULES[code].severity, "count": counts[code]}
        for code in order
    ]


def summary(verdict: Verdict, words: Words) -> str:
    if not verdict.findings:
        return words("{checked} files checked; nothing was found", checked=verdict.checked)
    return words(
        "{errors} errors, {warnings} warnings, {notes} notes in {files} of {checked} files",
        errors=verdict.count("error"),
        warnings=verdict.count("warning"),
        notes=verdict.count("info"),
        files=verdict.files,
        checked=verdict.checked,
    )
