"""The root command: it knows every command by the table and imports the one that is named.

Typer from 0.26 on carries its own Click; only the public names of typer, typer.core and typer.main are
used, never Click's.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from supportctl.cli.changing import CHANGING, MARK
from supportctl.cli.options import EVERYWHERE, as_flags
from supportctl.cli.parts import Parts
from supportctl.cli.table import COMMANDS

Command = TyperCommand | TyperGroup


def load(name: str) -> Command:
    """The command as its module declares it."""
    module, _, attribute = COMMANDS[name].module.partition(":")
    held = getattr(import_module(module), attribute or "app")
    command = Group(held) if isinstance(held, Parts) else typer.main.get_command(held)
    assert isinstance(command, TyperCommand | TyperGroup)
    command.name = name
    return _dressed(command)


def _dressed(command: Command) -> Command:
    """With the global options, which therefore work after its name as well; and so each of its own."""
    changing = CHANGING if hasattr(command.callback, MARK) else ()
    command.params = [*map(as_flags, command.params), *changing, *EVERYWHERE]
    command.no_args_is_help = False
    own = getattr(command, "commands", {})
    for one in () if isinstance(own, Members) else own.values():
        _dressed(one)
    return command


class Members(Mapping[str, Command]):
    """The commands of a group by name, each imported when it is looked at."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> Command:
        command = typer.main.get_command(import_module(self._modules[name]).app)
        own = command.commands[name] if isinstance(command, TyperGroup) else command
        assert isinstance(own, TyperCommand | TyperGroup)
        own.name = name
        return _dressed(own)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


class Group(TyperGroup):
    """A command with commands of its own, none of them imported."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(help=parts.help, epilog=parts.epilog)
        self.commands = Members(parts.modules)  # type: ignore[assignment]  # none is added to it


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
