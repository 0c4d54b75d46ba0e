"""The reference of all commands, written from the commands: `python -m supportctl.cli.docs`.

What --help prints is the reference; docs/commands.md, its Chinese twin and the man page are the same words.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from supportctl.cli.app import CommandTable, load
from supportctl.cli.help import page
from supportctl.cli.options import EVERYWHERE
from supportctl.cli.table import COMMANDS, SECTIONS
from supportctl.cli.wishes import Wishes
from supportctl.render.words import Words

FOLDER = Path(__file__).parent.parent.parent / "docs"
COLUMNS = 88
FENCE = "```"

HEADS = {
    "en": ("# Commands", "Written by `make docs` from what `supportctl COMMAND --help` prints."),
    "zh": ("# 命令参考", "由 `make docs` 生成，内容与 `supportctl COMMAND --help` 相同。"),
}

MAN_HEAD = r""".TH SUPPORTCTL 1 "" "supportctl" "supportctl manual"
.SH NAME
supportctl \- a help desk that lives in Git
.SH SYNOPSIS
.B supportctl
[\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGUMENTS\fR]
.SH DESCRIPTION
Every support ticket and every article is one Markdown file with YAML front matter; every change is a
commit. Files in Git are the only truth; what else supportctl keeps, it can make again."""

MAN_TAIL = r""".SH EXIT STATUS
.nf
0    done
1    findings of check, stale or ci
2    the words of the command are off
3    nothing, or more than one thing, answers to that name
4    refused: a rule, a conflict, or the state of the repository
5    a file, the repository or the disk is in no state to go on
6    cancelled at a prompt
70   a bug in supportctl
130  interrupted
.fi
.SH ENVIRONMENT
.TP
.B SUPPORTCTL_LANG
the language of messages, en or zh
.TP
.B SUPPORTCTL_NOW
the time to take for the present
.TP
.B SUPPORTCTL_EDITOR
the editor; else Git's own choice
.TP
.B NO_COLOR
no colour
.SH FILES
.TP
.B supportctl.yaml
the desk's configuration; the folder that holds it is the desk
.SH SEE ALSO
.BR git (1)"""


def files() -> dict[str, str]:
    """Each document by its name in docs/."""
    return {
        "commands.md": "\n".join(reference("en")) + "\n",
        "commands.zh.md": "\n".join(reference("zh")) + "\n",
        "supportctl.1": "\n".join(man()) + "\n",
    }


def reference(language: str) -> Iterator[str]:
    words = Words(language)
    title, remark = HEADS[language]
    yield from (title, "", remark, "", f"{FENCE}text", *_lines(_root(), words), FENCE)
    for section in SECTIONS:
        names = [name for name, entry in COMMANDS.items() if entry.section == section]
        if names:
            yield from ("", f"## {words(section)}")
        for name in names:
            for ctx in _contexts(name):
                heading = ctx.command_path.removeprefix("supportctl ")
                yield from ("", f"### {heading}", "", f"{FENCE}text", *_lines(ctx, words), FENCE)


def man() -> Iterator[str]:
    words = Words("en")
    yield MAN_HEAD
    yield from (".SH OPTIONS AND COMMANDS", ".nf", *map(_roff, _lines(_root(), words)), ".fi")
    for name in COMMANDS:
        for ctx in _contexts(name):
            yield from (f".SH {_roff(ctx.command_path.upper())}", ".nf")
            yield from (*map(_roff, _lines(ctx, words)), ".fi")
    yield MAN_TAIL


def _roff(line: str) -> str:
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _root() -> typer.Context:
    return _context(CommandTable(), "supportctl", None)


def _contexts(name: str) -> Iterator[typer.Context]:
    """Of a command and of the commands it has."""
    above = _context(load(name), name, _root())
    yield above
    own: dict[str, Any] = getattr(above.command, "commands", {})
    for below, command in own.items():
        yield _context(command, below, above)


def _context(command: Any, name: str, parent: typer.Context | None) -> typer.Context:
    # The parser's own class is not public under that name; to a page it is a Context.
    context: typer.Context = command.make_context(
        name, [], parent=parent, obj=Wishes(), resilient_parsing=True
    )
    return context


def _lines(ctx: typer.Context, words: Words) -> Iterator[str]:
    return page(ctx, words, everywhere=EVERYWHERE, screen=COLUMNS)


def main() -> None:
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
