"""The stable part of an error message or a stack trace, so that the same fault is recognised elsewhere.

Times, numbers, IDs, paths and addresses differ from case to case and go; the kind of the exception, the
words of its message and error codes stay. Of a stack trace the innermost cause counts; where it has no
message, the place that threw it stands in.
"""

import re
from collections.abc import Iterator

from supportctl.domain.text import width

_KINDS = "Exception|Error|Throwable|Failure|Fault|Warning|Interrupt|Timeout"
_RAISED = re.compile(rf"(?<![\w.$])(?P<kind>[\w.$]*\w(?:{_KINDS}))(?::[ \t]*(?P<message>\S.*)|[ \t:]*$)")
_FRAME = re.compile(r"^\s*at\s+(?P<place>[\w.$<>]+)\(")
_PYTHON_FRAME = re.compile(r'^\s*File ".*?(?P<file>[^/\\"]+)", line \d+, in (?P<place>\S+)')
_CODE = re.compile(
    r"\b(?:[A-Z]{2,8}-\d{3,6}|ERROR \d{4}(?= \(\w{5}\))|ERR_[A-Z_]{3,}|E[A-Z]{4,}(?=\b)(?<!ERROR)"
    r"|SQLSTATE\W*\w{5}|0x[0-9A-Fa-f]{8})\b"
)
_TELLING = re.compile(
    r"\b(?:error|errors|fatal|severe|failed|failure|refused|denied|cannot|timed out|timeout)\b"
    r"|错误|异常|失败|拒绝|超时|无法",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"^.{0,60}?\b(?:ERROR|FATAL|SEVERE|WARN(?:ING)?|CRITICAL)\b[\s:\]-]*")
_CHANGING = tuple(
    (re.compile(pattern), mark)
    for pattern, mark in (
        (r", client: .*", ""),  # whom nginx served, and how
        (r"https?://\S+", "URL"),
        (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?", "TIME"),
        (r"\d{4}[-/]\d\d?[-/]\d\d?|\b\d\d?:\d\d:\d\d(?:[.,]\d+)?", "TIME"),
        (r"[A-Za-z]:\\[^\s\"'<>|]+", "PATH"),
        (r"(?<![\w.])(?:/[\w.@+-]+){2,}/?", "PATH"),
        (r"[\"'“‘`][^\"'”’`]*\d[^\"'”’`]*[\"'”’`]", "VALUE"),
        (r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b", "ID"),
        (r"\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,}\b", "ID"),
        (r"@[0-9a-f]{4,}\b", ""),
        (r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b", "HOST"),
        (r"(?<![A-Za-z0-9])[A-Z]{1,3}\d{2,}(?![A-Za-z0-9])", "#"),
        (r"\d+", "#"),
    )
)
_LEAST = 12
_MOST_LINES = 2_000
_LONGEST_LINE = 400  # what stands further right tells nothing new, and some patterns look back


def signatures(text: str) -> frozenset[str]:
    """What identifies the errors a text speaks of; two texts with one in common speak of the same."""
    lines = [line[:_LONGEST_LINE] for line in text.split("\n")[:_MOST_LINES]]
    raised = list(_raised(lines))
    found = {f"{kind}: {rest}" for kind, rest in raised if rest}
    found |= {code.group().lower() for line in lines for code in _CODE.finditer(line)}
    if not found:
        telling = (steady(line) for line in lines if _TELLING.search(line))
        found = {line for line in telling if width(line) >= _LEAST}
    return frozenset(found)


def steady(line: str) -> str:
    """One line without what changes from case to case."""
    line = _LEVEL.sub("", line)
    for pattern, mark in _CHANGING:
        line = pattern.sub(mark, line)
    return " ".join(line.lower().split()).strip(" :.-，。：;；")


def _raised(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Of every stack trace the innermost cause: its kind, and its message or the place that threw it."""
    last: tuple[str, str] | None = None
    before = ""
    for place, line in enumerate(lines):
        match = _RAISED.search(line)
        if match is None:
            frame = _PYTHON_FRAME.match(line)
            before = f"{frame['file']} {frame['place']}" if frame else before
            continue
        if last and not line.lstrip().startswith("Caused by:"):
            yield last
        kind = match["kind"].rpartition(".")[2].lower()
        last = (kind, steady(match["message"] or "") or _thrower(lines[place + 1 :]) or before)
    if last:
        yield last


def _thrower(lines: list[str]) -> str:
    frame = _FRAME.match(lines[0]) if lines else None
    return f"at {frame['place'].lower()}" if frame else ""
