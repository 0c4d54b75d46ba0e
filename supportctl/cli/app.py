"""The root command: it knows every command by the table and imports the one that is named.

Typer from 0.26 on carries its own Click; only the public names of typer, typer.core and typer.main are
used, never Click's.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from supportctl.cli.changing import CHANGING, MARK
from supportctl.cli.options import EVERYWHERE, as_flags
from supportctl.cli.table import COMMANDS

Command = TyperCommand | TyperGroup


def load(name: str) -> Command:
    """The command as its module declares it."""
    module, _, attribute = COMMANDS[name].module.partition(":")
    command = typer.main.get_command(getattr(import_module(module), attribute or "app"))
    assert isinstance(command, TyperCommand | TyperGroup)
    command.name = name
    return _dressed(command)


def _dressed(command: Command) -> Command:
    """With the global options, which therefore work after its name as well; and so each of its own."""
    changing = CHANGING if hasattr(command.callback, MARK) else ()
    command.params = [*map(as_flags, command.params), *changing, *EVERYWHERE]
    command.no_args_is_help = False
    for own in getattr(command, "commands", {}).values():
        _dressed(own)
    return command


class CommandTable(TyperGroup):
    """All commands of the table, none of them imported."""

    def __init__(self) -> None:
        super().__init__(
            name="supportctl",
            help="A help desk that lives in Git: one Markdown file a ticket, one commit a change.",
            params=list(EVERYWHERE),
            commands={name: TyperCommand(name) for name in COMMANDS},
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        return name, load(name) if name else None, rest
