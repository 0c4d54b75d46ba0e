r"""Text from people made safe inside our Markdown, and read back exactly.

Two places take it. An event's text stands in a block quote, where `\` and `<` are escaped with
`\` outside code fences, so that no renderer sees live HTML. A section stands in the open, so
there heading lines are escaped as well and an open fence is closed, or the text could forge a
section or the timeline.

What stands in a fence is left as it is, so we and every renderer must agree where a fence begins
and ends. Only one that begins in the first column counts, which opens a code block in every
context; the marks of any other are escaped, for it may belong to a list item that ends before it.
"""

import re

from supportctl.domain.fences import FENCES, fenced, open_fence
from supportctl.domain.text import HOSTILE

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""What no file of ours may hold: it ends lines for some programs, or YAML refuses it."""

CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_ODD = re.compile(f"{HOSTILE.pattern}|{CONTROL.pattern}")
# All of these but tabs and line feeds, which are text, and the joiners and marks that hold emoji and some
# scripts together.
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2061-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
_TABBED_FENCE = re.compile(r"^ *\t[ \t]*(?=```|~~~)", re.MULTILINE)


def is_seen(text: str) -> bool:
    """Whether one line holds nothing a reader could not see."""
    return (text.isascii() and text.isprintable()) or not _ODD.search(text)


def _storable(text: str) -> str:
    return _UNSTORABLE.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def clean(text: str) -> str:
    """What people type, made fit to store: LF line ends, controls written out, no blank lines at its edges.

    Spaces at the ends of lines go, because editors take them away and an event must keep its bytes. A
    tab before a fence becomes spaces, because how far it indents depends on where the text will stand.
    """
    text = _storable(text.replace("\r\n", "\n"))
    if text and not (text[0].isspace() or text[-1].isspace() or "\t" in text or " \n" in text):
        return text
    if "\t" in text:
        text = _TABBED_FENCE.sub(lambda match: match[0].expandtabs(4), text)
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[0] : filled[-1] + 1]) if filled else ""


def one_line(text: str) -> str:
    """A title or a name: one line, single spaces, controls written out."""
    return _storable(" ".join(text.split()))


def escapes(text: str) -> bool:
    """Whether anything in a text might have to be escaped."""
    return "\\" in text or "<" in text or "```" in text or "~~~" in text


def escape(text: str) -> str:
    """An event's text as it is written, without its `> `; `unescape` reverses it exactly."""
    if not escapes(text):
        return text
    return "\n".join(line if code else _escape_line(line) for line, code in fenced(text.split("\n")))


def _escape_line(line: str) -> str:
    line = line.replace("\\", "\\\\").replace("<", "\\<")
    body = line.lstrip(" \t")
    return f"{line[: len(line) - len(body)]}\\{body}" if body.startswith(FENCES) else line


def section_text(text: str) -> str:
    """Text from a flag, a mail or an import as the source of one section."""
    lines = clean(text).split("\n")
    out = []
    for line, code in fenced(lines):
        if code:
            # A conflict marker in a quoted log must not look like one of Git's own.
            out.append(" " + line if line.startswith(CONFLICT_MARKS) else line)
        else:
            out.append(_escape_block(_escape_line(line)))
    _, fence = open_fence(lines)
    return "\n".join([*out, fence] if fence else out)


def _escape_block(line: str) -> str:
    """Keep a line from being an ATX heading, the underline of a heading, or a conflict marker."""
    body = line.lstrip(" ")
    indent = line[: len(line) - len(body)]
    rest = body.rstrip(" \t")
    underline = rest and (not rest.strip("=") or not rest.strip("-"))
    if len(indent) <= 3 and (body.startswith("#") or underline or line.startswith(CONFLICT_MARKS)):
        return f"{indent}\\{body}"
    return line
