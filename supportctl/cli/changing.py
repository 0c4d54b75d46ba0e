"""The options of every command that changes something, declared once.

A command says `@changes` and gets them on its command line and in `Work.doing()`, not in its signature.
"""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

Command = TypeVar("Command", bound=Callable[..., object])
MARK = "changes"
_PREFIX = "change_"  # keeps these apart from a command's own parameters: `assign` has a WHO, too


def changes(command: Command) -> Command:
    """Marks a command as one that changes something."""
    setattr(command, MARK, True)
    return command


def _keep(ctx: typer.Context, param: typer.CallbackParam, value: object) -> None:
    if value is not None:
        setattr(ctx.find_root().obj.change, str(param.name).removeprefix(_PREFIX), value)


def _option(*names: str, help: str, metavar: str | None = None) -> Any:  # noqa: A002 - Typer's own word
    return typer.Option(*names, help=help, metavar=metavar, callback=_keep, expose_value=False)


_declared = typer.Typer(add_completion=False)


@_declared.command()
def _changing(
    *,
    change_dry_run: Annotated[
        bool | None, _option("-n", "--dry-run", help="Print the change as a diff and write nothing.")
    ] = None,
    change_no_commit: Annotated[
        bool | None, _option("--no-commit", help="Write the files and leave the commit to you.")
    ] = None,
    change_adopt: Annotated[
        bool | None, _option("--adopt", help="Take an uncommitted hand edit along as a change of its own.")
    ] = None,
    change_at: Annotated[
        str | None, _option("--at", metavar="TIME", help="When it happened, if not now.")
    ] = None,
    change_who: Annotated[str | None, _option("--as", metavar="WHO", help="Who did it, if not you.")] = None,
    change_operation: Annotated[
        str | None, _option("--op", metavar="KEY", help="A retry with the same KEY changes nothing more.")
    ] = None,
    change_allowed: Annotated[
        list[str] | None,
        _option(
            "--allow-secret", metavar="PRINT", help="What looks like a secret, by its fingerprint, is none."
        ),
    ] = None,
) -> None: ...


CHANGING = tuple(typer.main.get_command(_declared).params[:7])
