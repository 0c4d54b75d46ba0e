"""What the Tab key offers: names of commands from the table alone; past a name, that command is loaded.

`supportctl __complete WORD... CURRENT` prints one `value<TAB>meaning` a line; the scripts of
`supportctl completion` call it. CURRENT may be empty.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from supportctl.cli.language import language_of
from supportctl.cli.table import COMMANDS
from supportctl.cli.wishes import Wishes
from supportctl.domain.text import visible
from supportctl.render.words import Words

Offer = tuple[str, str]
_BEFORE_A_VALUE = ("-C", "--lang", "--color", "--now")


def complete(words: Sequence[str]) -> int:
    typed = [word for word in words[:-1] if word != "="]  # bash makes a word of it in --lang=zh
    current = words[-1] if words and words[-1] != "=" else ""
    try:
        for value, meaning in _offers(typed, current):
            sys.stdout.write(f"{visible(value)}\t{visible(meaning)}\n")
    except Exception:  # noqa: BLE001, S110 - a traceback in the middle of a prompt helps nobody
        pass
    return 0


def _offers(typed: Sequence[str], current: str) -> Iterator[Offer]:
    words = Words(language_of("auto", os.environ))
    names_next = _place_of_name(typed) == len(typed) and not current.startswith("-")
    offers = _names(current) if names_next else _past_a_name(typed, current)
    return ((value, words(meaning)) for value, meaning in offers)


def _names(current: str) -> Iterator[Offer]:
    return ((name, entry.summary) for name, entry in COMMANDS.items() if name.startswith(current))


def _place_of_name(typed: Sequence[str]) -> int:
    """Where the first word stands that is neither a global option nor its value."""
    place = 0
    while place < len(typed) and typed[place].startswith("-"):
        place += 2 if typed[place] in _BEFORE_A_VALUE else 1
    return place


def _past_a_name(typed: Sequence[str], current: str) -> Iterator[Offer]:
    # Here, because names are completed without the parser: it is four fifths of the start-up.
    from supportctl.cli.app import CommandTable, load  # noqa: PLC0415

    command: Any = CommandTable()
    place = 0
    while hasattr(command, "commands") and (place := _place_of_name(typed)) < len(typed):
        name, typed = typed[place], typed[place + 1 :]
        command = load(name) if isinstance(command, CommandTable) else command.commands[name]
    if hasattr(command, "commands") and place == len(typed) and not current.startswith("-"):
        own = command.commands.items()
        return ((name, _first_line(sub.help)) for name, sub in own if name.startswith(current))
    return _values(command, typed, current)


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0]


def _values(command: Any, typed: Sequence[str], current: str) -> Iterator[Offer]:
    """Of the option that waits for a value, of the options by name, or of the argument that comes next."""
    options = [param for param in command.params if param.param_type_name == "option" and not param.hidden]
    name, equals, part = current.partition("=")
    waiting = _option(options, name if equals else typed[-1] if typed else "")
    with command.make_context(command.name, list(typed), obj=Wishes(), resilient_parsing=True) as ctx:
        if waiting and not waiting.is_flag:
            found = _offered(waiting, ctx, part if equals else current)
            yield from ((f"{name}=" + value if equals else value, meaning) for value, meaning in found)
        elif current.startswith("-"):
            yield from _option_names([option for option in options if _open(option, ctx)], current)
        else:
            arguments = [param for param in command.params if param.param_type_name == "argument"]
            following = next((argument for argument in arguments if _open(argument, ctx)), None)
            yield from _offered(following, ctx, current) if following else ()


def _option_names(options: Sequence[Any], current: str) -> Iterator[Offer]:
    for option in options:
        yield from ((name, option.help or "") for name in option.opts if name.startswith(current))


def _option(options: Sequence[Any], name: str) -> Any:
    return next((option for option in options if name in option.opts), None)


def _open(param: Any, ctx: Any) -> bool:
    """Whether it can still be given."""
    source = ctx.get_parameter_source(param.name)
    return (
        param.nargs == -1
        or getattr(param, "multiple", False)
        or source is None
        or source.name != "COMMANDLINE"
    )


def _offered(param: Any, ctx: Any, current: str) -> Iterator[Offer]:
    """Without the kinds that mean "a file": those the shell knows better."""
    items = param.shell_complete(ctx, current)
    return ((item.value, item.help or "") for item in items if item.type == "plain")
