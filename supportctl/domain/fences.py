"""Text of our Markdown read back as its writer meant it; `markup.py` is the way there.

On the short road of `show`, so it imports no patterns.
"""

from collections.abc import Iterable, Iterator

FENCES = ("```", "~~~")


def fence_of(line: str) -> str:
    """The run of ` or ~ with which this line opens a code fence, or nothing."""
    if not line.startswith(FENCES):
        return ""
    mark = line[0]
    run = len(line) - len(line.lstrip(mark))
    if mark == "`" and mark in line[run:]:
        return ""
    return mark * run


def closes(line: str, fence: str) -> bool:
    body = line.lstrip(" ")
    run = body.rstrip(" \t")
    return len(line) - len(body) <= 3 and run.startswith(fence) and not run.strip(fence[0])


def fenced(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it belongs to a code fence (its fence lines included)."""
    fence = ""
    for line in lines:
        if fence:
            yield line, True
            if closes(line, fence):
                fence = ""
        else:
            fence = fence_of(line) if line.startswith(FENCES) else ""
            yield line, bool(fence)


def open_fence(lines: Iterable[str]) -> tuple[int, str]:
    """Where the fence begins that is still open at the end of these lines, and its run; or nothing."""
    fence, begun = "", 0
    for place, line in enumerate(lines):
        if not fence:
            if line.startswith(FENCES):
                fence, begun = fence_of(line), place
        elif closes(line, fence):
            fence = ""
    return begun, fence


def unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return "\n".join(line if code else _unescape_line(line) for line, code in fenced(text.split("\n")))


def plain(section: str) -> str:
    """A section as its writer meant it, for searching and for the terminal."""
    if "\\" not in section:
        return section
    lines = fenced(section.split("\n"))
    return "\n".join(line if code else _unescape_line(_unescape_block(line)) for line, code in lines)


def _unescape_line(line: str) -> str:
    if "\\" not in line:
        return line
    # Two backslashes are one, and only a backslash of its own takes the mark behind it.
    pieces = (
        piece.replace("\\<", "<").replace("\\`", "`").replace("\\~", "~") for piece in line.split("\\\\")
    )
    return "\\".join(pieces)


def _unescape_block(line: str) -> str:
    body = line.lstrip(" ")
    if len(body) > 1 and body[0] == "\\" and body[1] in "#=->|":
        return line[: len(line) - len(body)] + body[1:]
    return line
