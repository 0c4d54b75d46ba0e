"""The help page of a command: examples first, words in the reader's language, nothing wider than the screen.

Typer's own page wraps by characters, which breaks every Chinese line, and knows one language.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from supportctl.cli.table import COMMANDS, SECTIONS
from supportctl.domain.text import pad, width, wrap
from supportctl.render.words import Words

_WIDEST = 100
_FIRST_COLUMN = 30
EXAMPLES = "Examples:"

Pair = tuple[str, str]
Section = tuple[str, Sequence[Pair]]


def examples(*lines: str) -> str:
    """The epilog of a command: at least two lines that can be typed as they stand."""
    return "\n".join((EXAMPLES, *(f"  {line}" for line in lines)))


def paragraphs(text: str) -> list[str]:
    """The help of a command in the pieces that are translated, each on one line."""
    return [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]


def page(ctx: typer.Context, words: Words, *, everywhere: Sequence[object], screen: int) -> Iterator[str]:
    """`everywhere` are the global options: explained once, on the root's page, and named on the others."""
    command = ctx.command
    cells = min(screen, _WIDEST)
    yield words("Usage: {usage}", usage=" ".join([ctx.command_path, *_usage(command)]))
    for paragraph in paragraphs(command.help or ""):
        yield ""
        yield from wrap(words(paragraph), cells)
    if command.epilog:
        yield from ("", words(EXAMPLES), *command.epilog.splitlines()[1:])
    options = [param for param in command.params if isinstance(param, TyperOption) and not param.hidden]
    own = [param for param in options if ctx.parent is None or param not in everywhere]
    yield from _sections(_own_commands(ctx, words), cells)
    yield from _sections([(words("Arguments:"), _arguments(command, words))], cells)
    yield from _sections([(words("Options:"), [_option(param, words) for param in own])], cells)
    if ctx.parent:
        names = " ".join(param.opts[0] for param in options if param in everywhere)
        yield ""
        yield from wrap(words("Everywhere, see supportctl --help: {names}", names=names), cells)


def _usage(command: Any) -> Iterator[str]:
    yield "[OPTIONS]"
    for param in command.params:
        if isinstance(param, TyperArgument):
            name = _metavar(param).removesuffix("...") + ("..." if param.nargs == -1 else "")
            yield name if param.required else f"[{name}]"
    if isinstance(command, TyperGroup):
        yield "COMMAND ..."


def _own_commands(ctx: typer.Context, words: Words) -> list[Section]:
    """The command table by the job at hand; of a group, its commands as they stand."""
    command = ctx.command
    if not isinstance(command, TyperGroup):
        return []
    if ctx.parent:
        return [
            (words("Commands:"), [(name, _summary(own, words)) for name, own in command.commands.items()])
        ]
    pairs = {name: (name, words(entry.summary)) for name, entry in COMMANDS.items()}
    return [
        (
            words("{section}:", section=words(section)),
            [pairs[name] for name, entry in COMMANDS.items() if entry.section == section],
        )
        for section in SECTIONS
    ]


def _summary(command: Any, words: Words) -> str:
    return words(paragraphs(command.help or "")[0])


def _arguments(command: Any, words: Words) -> list[Pair]:
    found = [param for param in command.params if isinstance(param, TyperArgument) and not param.hidden]
    return [(_metavar(param), _meaning(param, words)) for param in found]


def _option(param: TyperOption, words: Words) -> Pair:
    names = ", ".join(sorted(param.opts, key=lambda name: name.startswith("--")))
    if param.secondary_opts:
        names += " / " + ", ".join(param.secondary_opts)
    return names if param.is_flag else f"{names} {_metavar(param)}", _meaning(param, words)


def _meaning(param: TyperArgument | TyperOption, words: Words) -> str:
    text = words(param.help or "")
    if isinstance(param, TyperArgument) and (choices := _choices(param)):
        text += f" [{choices}]"
    default = param.default.value if isinstance(param.default, Enum) else param.default
    if param.show_default and default and isinstance(default, str | int) and default is not True:
        text += " " + words("[default: {value}]", value=default)
    return text


def _metavar(param: TyperArgument | TyperOption) -> str:
    if isinstance(param, TyperArgument):
        return param.metavar or str(param.name).upper()
    return param.metavar or _choices(param) or param.type.name.upper()


def _choices(param: TyperArgument | TyperOption) -> str:
    return "|".join(map(str, getattr(param.type, "choices", ())))


def _sections(sections: Sequence[Section], cells: int) -> Iterator[str]:
    for title, pairs in sections:
        if pairs:
            yield from ("", title, *_pairs(pairs, cells))


def _pairs(pairs: Sequence[Pair], cells: int) -> Iterator[str]:
    first = min(max(width(name) for name, _ in pairs), _FIRST_COLUMN)
    margin = " " * (first + 4)
    for name, meaning in pairs:
        lines = wrap(meaning, cells - len(margin)) or [""]
        if width(name) > first:
            yield f"  {name}"
        else:
            yield f"  {pad(name, first)}  {lines.pop(0)}".rstrip()
        yield from (margin + line for line in lines)
