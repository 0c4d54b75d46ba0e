"""`supportctl rule`: what a code means, why the rule is there, and how both sides look."""

from typing import Annotated

import typer

from supportctl.cli.help import examples
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.session import Session
from supportctl.domain.finding import RULES
from supportctl.domain.rule import Rule
from supportctl.errors.command import NoRule
from supportctl.render import rules
from supportctl.render.table import Column, Row
from supportctl.render.words import Words

app = typer.Typer(add_completion=False)

COLUMNS = (
    Column(key="code", header="CODE"),
    Column(key="name", header="NAME"),
    Column(key="severity", header="SEVERITY"),
    Column(key="message", header="SEEN", shrinks=True),
)


@app.command("rule", epilog=examples("supportctl rule H301", "supportctl rule --all"))
def rule(
    ctx: typer.Context,
    *,
    codes: Annotated[list[str], typer.Argument(default_factory=list, help="Codes or names of rules.")],
    every: Annotated[bool, typer.Option("--all", help="List all rules.")] = False,
    fmt: FormatOption = Format.AUTO,
) -> None:
    """Explain a rule of check: why it is there, what breaks it and what does not."""
    session = Session.of(ctx)
    wanted = [named(one) for one in codes]
    if every or not wanted:
        session.show("rules", COLUMNS, [row(one, session.words) for one in RULES.values()], fmt)
    elif fmt is not Format.AUTO:
        session.show("rules", COLUMNS, [row(one, session.words) for one in wanted], fmt)
    else:
        for one in wanted:
            session.answer("\n".join(rules.page(one.code, session.words)))


def named(text: str) -> Rule:
    found = next((one for one in RULES.values() if text.upper() == one.code or text == one.name), None)
    if found is None:
        raise NoRule(wanted=text)
    return found


def row(one: Rule, words: Words) -> Row:
    text = rules.texts().get(one.code)
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "message": words(one.message),
        "clause": one.clause,
        "reason": rules.reason(one.code, words.language),
        "bad": text.bad if text else "",
        "good": text.good if text else "",
    }
