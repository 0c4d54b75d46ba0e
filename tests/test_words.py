"""Both languages say everything: each English sentence of the code has its Chinese, and none is left over.

A sentence is found where it is said: as a literal in `Said(...)`, `say(...)` and their like, as `message`
or `fix` of a refusal, in the table of findings, in a column's header, and in the help of every command.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

from supportctl.cli.app import Command, load
from supportctl.cli.help import paragraphs
from supportctl.cli.table import COMMANDS, SECTIONS
from supportctl.domain.finding import RULES
from supportctl.locale import en, zh

PACKAGE = Path(__file__).parent.parent / "supportctl"
SAYING = {"Said", "say", "warn", "fail", "words", "sentence", "ask", "confirm"}
NAMED = {"Column": "header", "text_of": "name"}
# A way out that is nothing but a command line reads the same in both languages.
COMMAND_LINE = re.compile(r"(supportctl|git|cd|pip|rm) (?!.*( or | and |, |: |; ))[ -~]*")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def needs_translation(text: str) -> bool:
    said = re.sub(r"\{\w*\}", "", text)
    return bool(re.search(r"[A-Za-z]", said)) and not COMMAND_LINE.fullmatch(text)


class Sayings(ast.NodeVisitor):
    """The sentences of one module, with the line where each is said."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: dict[str, int] = {}
        self.constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }
        self.visit(tree)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in SAYING and node.args:
            self.keep(node.args[0])
        for keyword in node.keywords:
            if keyword.arg in ("help", NAMED.get(name, "help")):
                self.keep(keyword.value)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            if name in ("message", "fix"):
                self.keep(node.value)
        self.generic_visit(node)

    def keep(self, node: ast.expr) -> None:
        if isinstance(node, ast.IfExp):
            self.keep(node.body)
            self.keep(node.orelse)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            self.found.setdefault(node.value, node.lineno)
        elif isinstance(node, ast.Name) and self.constants.get(node.id):
            self.found.setdefault(self.constants[node.id], node.lineno)


def said_in_the_source() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for sentence, line in Sayings(ast.parse(path.read_text("utf-8"))).found.items():
            yield sentence, f"{path.relative_to(PACKAGE)}:{line}"


def said_in_tables() -> Iterator[tuple[str, str]]:
    for rule in RULES.values():
        yield from ((text, f"rule {rule.code}") for text in (rule.message, rule.fix) if text)
    yield from ((section, "cli/table.py") for section in SECTIONS)
    yield from ((entry.summary, "cli/table.py") for entry in COMMANDS.values())


def said_in_help(command: Command, path: str) -> Iterator[tuple[str, str]]:
    yield from ((paragraph, path) for paragraph in paragraphs(command.help or ""))
    yield from ((param.help, f"{path} {param.opts[0]}") for param in command.params if param.help)
    for name, own in getattr(command, "commands", {}).items():
        yield from said_in_help(own, f"{path} {name}")


@cache
def english() -> dict[str, str]:
    """Every sentence and one place where it is said."""
    found = dict(said_in_the_source()) | dict(said_in_tables())
    for name in COMMANDS:
        found |= dict(said_in_help(load(name), f"supportctl {name}"))
    return found


def catalogues(language: object) -> dict[str, dict[str, str]]:
    names = sorted(module.name for module in iter_modules(language.__path__))
    return {name: import_module(f"{language.__name__}.{name}").TEXTS for name in names}


def sentences() -> dict[str, str]:
    """All Chinese but the display names, which are keyed by the names that files use."""
    texts = catalogues(zh)
    return {key: text for area, entries in texts.items() if area != "names" for key, text in entries.items()}


def none_of(what: str, found: list[str]) -> None:
    if found:
        pytest.fail("\n".join([f"{len(found)} sentences {what}:", *found]), pytrace=False)


def test_every_sentence_has_its_chinese():
    chinese = sentences()
    missing = [
        (text, at) for text, at in english().items() if needs_translation(text) and text not in chinese
    ]
    none_of("lack their Chinese", [f"{at}: {text!r}" for text, at in missing])


def test_no_chinese_is_left_over():
    unused = sorted(sentences().keys() - english().keys())
    none_of("are never said", unused)


def test_both_languages_have_the_same_placeholders():
    wrong = [text for text, chinese in sentences().items() if placeholders(text) != placeholders(chinese)]
    none_of("differ in their placeholders", wrong)


def test_a_sentence_stands_in_one_catalogue():
    counted = Counter(key for entries in catalogues(zh).values() for key in entries)
    twice = [key for key, count in counted.items() if count > 1]
    none_of("stand in more than one file of locale/zh", twice)


def test_display_names_are_the_same_in_both_languages():
    assert catalogues(en)["names"].keys() == catalogues(zh)["names"].keys()


def test_chinese_is_chinese():
    foreign = [text for text, chinese in sentences().items() if needs_translation(text) and chinese == text]
    none_of("are still English", foreign)
