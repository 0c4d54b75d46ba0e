"""What a run of the checks amounts to: the findings that count, whether they fail it, their lasting names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.rule import SEVERITIES

LEVELS = (*SEVERITIES, "none")


@frozen(kw_only=True)
class Verdict:
    """`checked` files were looked at; `base` is the commit the past was compared with, as people name it."""

    findings: tuple[Finding, ...]
    checked: int = 0
    changed: int = 0
    base: str = ""

    def fails(self, level: str) -> bool:
        """Whether any finding is of that severity or a graver one; a level of none never fails."""
        grave = SEVERITIES[: LEVELS.index(level) + 1] if level != "none" else ()
        return any(finding.rule.severity in grave for finding in self.findings)

    def count(self, severity: str) -> int:
        return sum(finding.rule.severity == severity for finding in self.findings)

    @property
    def files(self) -> int:
        """How many files have findings."""
        return len({finding.path for finding in self.findings})


def chosen(
    findings: Iterable[Finding], *, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Finding, ...]:
    """By code, the beginning of one, or name; what is ignored more precisely than selected is left out."""
    return tuple(finding for finding in findings if _reach(finding, select) > _reach(finding, ignore))


def _reach(finding: Finding, wanted: Sequence[str]) -> int:
    """How much of the code the most precise word names; where nothing is selected, all is, imprecisely."""
    fits = [len(word) for word in wanted if finding.code.startswith(word)]
    fits += [len(finding.code) for word in wanted if word == finding.rule.name]
    return max(fits, default=0)


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """A name for each finding that survives edits elsewhere in its file: no line, and equals are counted."""
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        values = "\n".join(f"{key}={value}" for key, value in sorted(finding.params.items()) if key != "way")
        name = f"{finding.code}\n{finding.path.rpartition('/')[2]}\n{values}"
        seen[name] += 1
        names.append(sha256(f"{name}\n{seen[name]}".encode(errors="replace")).hexdigest()[:16])
    return tuple(names)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.rule.severity))


def by_file(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.path, []).append(finding)
    return grouped
