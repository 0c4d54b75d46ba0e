"""Findings that a file asks to ignore, each with its reason, where everybody who reads the file sees it.

In front matter and YAML a comment, `# supportctl: ignore P606 the number of the hotline`; elsewhere
`<!-- supportctl: ignore ... -->` outside code. Text from strangers cannot hold either: events and sections
escape `<`, and a value cannot begin a line. `CODE:FINGERPRINT` ignores one find only.
"""

import re
from collections.abc import Iterable, Iterator

from supportctl.domain.fences import fenced
from supportctl.domain.finding import RULES, Finding
from supportctl.domain.frozen import frozen

_LINE = re.compile(
    r"\s{0,3}(?:#|(?P<html><!--)) supportctl: ignore (?P<code>[A-Z]\d{3})(?::(?P<print>[0-9a-f]{12}))?"
    r"(?: +(?P<reason>[^\n]*?))? *(?(html)-->) *"
)
_NEVER = "HX"
"""What judges a change or a suppression is not for the changed file to silence; nor is a broken file."""


@frozen
class Suppression:
    line: int
    code: str
    fingerprint: str
    reason: str

    @property
    def is_valid(self) -> bool:
        return bool(self.reason) and self.code in RULES and self.code[0] not in _NEVER

    def covers(self, finding: Finding) -> bool:
        if not self.is_valid or finding.code != self.code:
            return False
        return not self.fingerprint or finding.params.get("fingerprint") == self.fingerprint


def comment(code: str, fingerprint: str, reason: str) -> str:
    """The line that ignores one find, for front matter."""
    return f"# supportctl: ignore {code}:{fingerprint} {reason}"


def written(text: str, line: str, *, yaml: bool) -> str:
    """The text with such a line: at the end of its front matter, or at the top of a file that is all YAML."""
    lines = text.split("\n")
    place = 0 if yaml else max(_front_end(lines) - 1, 0)
    end = "\r" if lines[0].endswith("\r") else ""
    return "\n".join([*lines[:place], f"{line}{end}", *lines[place:]])


def read(text: str, *, yaml: bool) -> Iterator[Suppression]:
    """The suppressions of a file; `yaml` says that all of it is, and not only its front matter."""
    if "supportctl: ignore " not in text:
        return
    lines = text.split("\n")
    front = len(lines) if yaml else _front_end(lines)
    for number, (line, code) in enumerate(fenced(lines), 1):
        found = _LINE.fullmatch(line.removesuffix("\r"))
        inside = number <= front
        if found and (inside or not code) and inside == (found["html"] is None):
            yield Suppression(number, found["code"], found["print"] or "", found["reason"] or "")


def _front_end(lines: list[str]) -> int:
    if lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)


def apply(findings: Iterable[Finding], suppressions: Iterable[Suppression], path: str) -> Iterator[Finding]:
    """The findings that are left, and what is wrong with the suppressions."""
    known = tuple(suppressions)
    used: set[int] = set()
    for finding in findings:
        covering = [one for one in known if one.covers(finding)]
        used.update(one.line for one in covering)
        if not covering:
            yield finding
    for one in known:
        if not one.is_valid:
            yield Finding("X902", path, one.line, ignored=one.code)
        elif one.line not in used:
            yield Finding("X901", path, one.line, ignored=one.code)
