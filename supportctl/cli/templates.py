"""Options of commands that fill in a template."""

from collections.abc import Sequence
from typing import Annotated

import typer

from supportctl.cli.values import SpokenLanguage
from supportctl.domain.markup import clean
from supportctl.errors import Said
from supportctl.errors.command import BadValue

SetOption = Annotated[
    list[str],
    typer.Option(
        "--set", metavar="NAME=TEXT", default_factory=list, help="What the template asks for, one by one."
    ),
]
LanguageOption = Annotated[
    SpokenLanguage | None,
    typer.Option("--language", help="Instead of the contact's language."),
]


def given_of(message: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """What -m and --set give; raises BadValue."""
    found = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.isidentifier():
            raise BadValue(name="--set", value=value, reason=Said("it must be NAME=TEXT"))
        found[name] = clean(text)
    text = clean("\n\n".join(message))
    return {"text": text, **found} if text else found
