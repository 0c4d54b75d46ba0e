"""Options that mean the same in every command: the global ones, and the shared ones as annotated types.

(Those of all commands that change something are in changing.py.) A command takes what it needs, by keyword:

    def reply(ctx: typer.Context, ticket: str, *, message: Messages, file: TextFile = "", ...) -> None:
"""

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperOption

from supportctl import __version__
from supportctl.cli.help import page
from supportctl.cli.output import Format, Output
from supportctl.cli.plain import JSON
from supportctl.cli.session import Session
from supportctl.errors import Said
from supportctl.errors.command import EmptyText, Misused
from supportctl.errors.desk import Unreadable


class Language(StrEnum):
    AUTO = "auto"
    EN = "en"
    ZH = "zh"


class Colour(StrEnum):
    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_PREFIX = "wish_"  # keeps these apart from a command's own parameters: `new` has a version, too

# --- everywhere: before and after the name of the command ---------------------------------------


def _keep(ctx: typer.Context, param: typer.CallbackParam, value: object) -> None:
    """Writes down what was asked for; None says that it was not, in this place."""
    if value is not None:
        setattr(ctx.find_root().obj, str(param.name).removeprefix(_PREFIX), value)


def _print_version(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        Output.to_tell(ctx.find_root().obj).answer(f"supportctl {__version__}")
        raise typer.Exit


def _print_help(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        output = Output.to_tell(ctx.find_root().obj)
        output.rendered(page(ctx, output.words, everywhere=EVERYWHERE, screen=output.width))
        raise typer.Exit


def _kept(*names: str, **declared: Any) -> Any:
    return typer.Option(*names, callback=_keep, expose_value=False, **declared)


def _acts(*names: str, act: Callable[..., None], **declared: Any) -> Any:
    return typer.Option(*names, callback=act, is_eager=True, expose_value=False, **declared)


_declared = typer.Typer(add_completion=False)


@_declared.command()
def _everywhere(
    *,
    wish_directory: Annotated[
        Path | None, _kept("-C", metavar="DIR", help="Work in the desk at DIR.")
    ] = None,
    wish_lang: Annotated[Language | None, _kept("--lang", help="Language of messages.")] = None,
    wish_color: Annotated[Colour | None, _kept("--color", help="When to colour.")] = None,
    wish_no_input: Annotated[
        bool | None, _kept("--no-input", help="Never ask, never open an editor.")
    ] = None,
    wish_quiet: Annotated[bool | None, _kept("-q", "--quiet", help="Print the answer and no talk.")] = None,
    wish_verbose: Annotated[
        bool | None, _kept("-v", "--verbose", help="Say more about what is done.")
    ] = None,
    wish_now: Annotated[str | None, _kept("--now", metavar="TIME", help="Take TIME for the present.")] = None,
    wish_version: Annotated[bool, _acts("--version", act=_print_version, help="Print the version.")] = False,
    wish_page: Annotated[bool, _acts("-h", "--help", act=_print_help, help="Print this page.")] = False,
) -> None: ...


EVERYWHERE = tuple(typer.main.get_command(_declared).params)


# --- shared by commands that list ----------------------------------------------------------------

FORMS = (JSON, "--jsonl", "--csv", "--markdown")
FormatOption = Annotated[
    Format, typer.Option(*FORMS, help="Print in this form instead of a table.", show_default=False)
]


class FormatFlags(TyperOption):
    """`FormatOption` as flags: one parameter, the name of each flag its value. Typer has no such option."""

    def add_to_parser(self, parser: Any, ctx: Any) -> None:
        del ctx
        for flag in self.opts:
            parser.add_option(
                obj=self, opts=[flag], dest=self.name, action="append_const", const=flag.removeprefix("--")
            )

    def process_value(self, ctx: Any, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        if len(set(value)) > 1:
            one, other, *_ = (f"--{form}" for form in dict.fromkeys(value))
            raise exclusive(one, other, command=ctx.command_path)
        return value[0]


def as_flags(param: Any) -> Any:
    if tuple(param.opts) != FORMS:
        return param
    return FormatFlags(
        param_decls=[param.name, *FORMS],
        help=param.help,
        is_flag=True,
        default=param.default,
        show_default=False,
    )


def exclusive(one: str, other: str, *, command: str) -> Misused:
    problem = Said("{one} and {other} cannot be given together", one=one, other=other)
    return Misused(problem=problem, way=Said("see {command} --help", command=command))


# --- text from the person --------------------------------------------------------------------------

Messages = Annotated[
    list[str],
    typer.Option(
        "-m", "--message", metavar="TEXT", default_factory=list, help="The text; each -m is a paragraph."
    ),
]
TextFile = Annotated[
    str, typer.Option("-F", "--file", metavar="FILE", help="Read the text from FILE; - is standard input.")
]
Editor = Annotated[bool, typer.Option("-e", "--edit", help="Write the text in your editor.")]


def text_of(
    session: Session, messages: Sequence[str], *, file: str, edit: bool, name: str, draft: str = ""
) -> str:
    """What -m, -F and -e give. With none of them a person gets the editor, anyone else EmptyText."""
    if messages and file:
        raise exclusive("-m", "-F", command="supportctl")
    text = read_text(file) if file else "\n\n".join(messages)
    if edit or (not messages and not file and session.interactive):
        # Here, because few runs open an editor and it needs temporary files and processes.
        from supportctl.cli.editor import edited  # noqa: PLC0415

        text = edited(session, text or draft)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n").rstrip()
    if not text.strip():
        raise EmptyText(name=Said(name))
    return text


def read_text(file: str) -> str:
    content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = Said("byte {byte} is not UTF-8", byte=error.start)
        raise Unreadable(path=file, reason=reason) from None
