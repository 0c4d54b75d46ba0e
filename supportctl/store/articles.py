"""Article files: to an `Article` and back, one section at a time, and all of a desk at one sweep.

Read as strictly as tickets, through the same reader, with every fault a finding.
"""

from collections.abc import Mapping
from pathlib import Path

from supportctl.domain.article import FIELDS, FORM, SECTIONS, Article
from supportctl.domain.fences import fenced
from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.domain.markup import CONTROL
from supportctl.store import codec, front, loader
from supportctl.store.codec import READABLE, Layout


@frozen
class Reading:
    """What one file gave: the article unless an error stands in its way, and all findings by line."""

    article: Article | None
    findings: tuple[Finding, ...]
    text: str = ""


def read(data: bytes, path: str) -> Reading:
    text, found = codec.decode(data, path)
    if any(finding.code != "F013" for finding in found):
        return Reading(None, tuple(found), text)
    # An odd character must not hide other faults, nor be told of twice.
    clean = CONTROL.sub("\ufffd", text.replace("\r\n", "\n")) if found else text
    parts, more = codec.layout(clean, path)
    found += more
    if parts is None:
        return Reading(None, codec.by_line(found), text)
    fields, unknown, in_front = front.read(parts.front, path, FORM)
    # An article has no timeline: such a heading is one of its writer's own.
    whole = Layout(parts.lines, parts.front_end, timeline=0, newline=parts.newline)
    sections, in_body = codec.read_sections(whole, path, FORM)
    article = Article(path=path, fields=fields, sections=sections, unknown=unknown)
    return _judged(article, [*found, *in_front, *in_body], text)


def _judged(article: Article, found: list[Finding], text: str) -> Reading:
    complete = all(article[field.name] for field in FIELDS if field.required)
    if complete and any(finding.code == "S110" for finding in found):
        found = [finding for finding in found if finding.code == "S110" or finding.code[0] == "F"]
    readable = all(finding.code in READABLE for finding in found if finding.is_error)
    return Reading(article if readable else None, codec.by_line(found), text)


def dump(article: Article) -> bytes:
    """A new article in the canonical form, its headings in its own language."""
    chinese = article["language"] == "zh"
    return "\n".join(codec.head(article.fields, article.sections, FORM, chinese=chinese)).encode()


def with_section(text: str, path: str, name: str, body: str) -> str:
    """The file with the text of one section replaced; every other byte stays. A new one takes its place."""
    parts, _ = codec.layout(text, path)
    assert parts is not None, "the file was read before"
    newline = parts.newline
    lines = text.split("\n")
    places = _places(parts.lines, parts.front_end + 1)
    written = f"{newline}{body.replace(chr(10), newline)}{newline}" if body else ""
    if name in places:
        start, end = places[name]
        return _joined(lines, start + 1, end, written, newline)
    order = list(SECTIONS)
    after = [places[other][0] for other in order[order.index(name) + 1 :] if other in places]
    at = min(after, default=len(lines))
    heading = SECTIONS[name]["language: zh" in parts.front]
    return _joined(lines, at, at, f"{newline}## {heading}{newline}{written}", newline)


def _places(lines: tuple[str, ...], start: int) -> dict[str, tuple[int, int]]:
    """Where each section stands: the line of its heading, and the line after its last."""
    heads = [
        (number, FORM.section_named(line[3:]) or line[3:].strip())
        for number, (line, code) in enumerate(fenced(lines[start:]), start)
        if not code and line.startswith("## ")
    ]
    ends = [number for number, _ in heads[1:]] + [len(lines)]
    return {name: (number, end) for (number, name), end in zip(heads, ends, strict=True)}


def _joined(lines: list[str], start: int, end: int, written: str, newline: str) -> str:
    """These lines between `start` and `end`, with one empty line before what follows."""
    before = "\n".join(lines[:start]).rstrip("\r\n") + newline
    rest = "\n".join(lines[end:])
    return before + written + (newline + rest if rest else "")


@frozen
class Library:
    """All articles by ID, and what is wrong with the files that are none."""

    articles: Mapping[str, Article]
    findings: tuple[Finding, ...]


def load(top: Path, path: str) -> Reading | None:
    """One article file, or nothing where it has gone meanwhile."""
    data = loader.content(top, path)
    if isinstance(data, Finding):
        return Reading(None, (data,))
    return None if data is None else read(data, path)


def library(top: Path) -> Library:
    listing = loader.listing(top, loader.ARTICLES)
    found: dict[str, Article] = {}
    findings = list(listing.findings)
    for path in sorted(listing.files):
        reading = load(top, path)
        if reading is None:
            continue
        findings += reading.findings
        if reading.article:
            found.setdefault(reading.article.id, reading.article)
    return Library(found, tuple(findings))
