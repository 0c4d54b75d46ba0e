"""The parser's complaints as refusals of ours: shorter, with a way out, and in both languages.

Typer's parser has its own exceptions, which are not public; what they are called and what they carry is.
"""

import re
from collections.abc import Iterable
from typing import Any

import typer

from supportctl.domain.near import near
from supportctl.errors import Said, Usage
from supportctl.errors.command import Misused, UnknownValue

MISSING_COMMAND = "Missing command."

_PLAIN = (
    (r"No such option: (?P<option>.+)", Said("no such option: {option}")),
    (r"No such command ['\"](?P<name>.*?)['\"]\.", Said("no such command: {name}")),
    (r"Option '(?P<option>.+?)' requires an argument", Said("{option} needs a value")),
    (r"Option '(?P<option>.+?)' does not take a value", Said("{option} takes no value")),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.+)\)", Said("one argument too many: {words}")),
)
_VALUES = (
    (r"'(?P<value>.*)' is not a valid int", Said("{name}: {value} is not a whole number")),
    (r"'(?P<value>.*)' is not a valid float", Said("{name}: {value} is not a number")),
    (
        r"(?P<value>.*) is not in the range (?P<range>.*?)\.?$",
        Said("{name}: {value} is not in the range {range}"),
    ),
)


def refusal(error: typer.TyperException) -> Usage:
    ctx: Any = getattr(error, "ctx", None)
    param: Any = getattr(error, "param", None)
    command = ctx.command_path if ctx else "supportctl"
    choices = getattr(getattr(param, "type", None), "choices", ())
    if choices and (value := re.match(r"'(.*)' is not one of", error.message, re.DOTALL)):
        return _unknown_value(_name(param), value[1], tuple(map(str, choices)))
    problem = _missing(error, param) or _said(error, _PLAIN) or _bad_value(error, param)
    guess = _nearest(problem, error, ctx)
    if guess:
        return Misused(problem=problem, way=Said("did you mean {guess}?", guess=guess))
    return Misused(problem=problem, way=Said("see {command} --help", command=command))


def _unknown_value(name: str, value: str, allowed: tuple[str, ...]) -> UnknownValue:
    return UnknownValue(name, value, allowed, guess=_close(value, allowed))


def _missing(error: typer.TyperException, param: Any) -> Said | None:
    if type(error).__name__ != "MissingParameter":
        return None
    return Said("{name} is missing", name=_name(param))


def _said(error: typer.TyperException, table: Iterable[tuple[str, Said]], **params: object) -> Said | None:
    for pattern, sentence in table:
        if found := re.match(pattern, error.message, re.DOTALL):
            return Said(sentence.text, **found.groupdict(), **params)
    return None


def _bad_value(error: typer.TyperException, param: Any) -> Said:
    if not param:
        return Said("{problem}", problem=error.message)
    said = _said(error, _VALUES, name=_name(param))
    return said or Said("{name}: {problem}", name=_name(param), problem=error.message)


def _nearest(problem: Said, error: typer.TyperException, ctx: Any) -> str:
    if "option" in problem.params:
        return str(next(iter(getattr(error, "possibilities", None) or ()), ""))
    if ctx and problem.text == "no such command: {name}":
        return _close(str(problem.params["name"]), ctx.command.commands)
    return ""


def _close(word: str, known: Iterable[str]) -> str:
    return next(iter(near(word, list(known))), "")


def _name(param: Any) -> str:
    """As help writes it: the option by its long name, the argument by what stands for it."""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return (param.metavar or str(param.name).upper()).removesuffix("...")
