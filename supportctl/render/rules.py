"""What stands behind a rule: why there is one, and an example of each side, from defaults/rules."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from supportctl.domain.finding import RULES
from supportctl.domain.frozen import frozen
from supportctl.errors import Said
from supportctl.render.words import Words

FAMILIES: Mapping[str, Said] = {
    "F": Said("the file"),
    "S": Said("the schema"),
    "E": Said("events of the timeline"),
    "W": Said("the workflow"),
    "H": Said("the past"),
    "M": Said("messages"),
    "R": Said("references"),
    "P": Said("privacy"),
    "K": Said("the knowledge base"),
    "T": Said("templates"),
    "C": Said("the configuration"),
    "L": Said("the clock"),
    "X": Said("the checks themselves"),
}


@frozen
class Text:
    """`reasons` by language; the examples are files or commands, which read the same in both."""

    reasons: Mapping[str, str]
    bad: str
    good: str


@cache
def texts() -> Mapping[str, Text]:
    """By code. The files are plain text: `## CODE`, a line a language, then indented examples."""
    found: dict[str, Text] = {}
    folder = files("supportctl.defaults").joinpath("rules")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for block in file.read_text(encoding="utf-8").split("\n## ")[1:]:
            code, _, rest = block.partition("\n")
            found[code.strip()] = _text(rest)
    return found


def _text(block: str) -> Text:
    parts: dict[str, list[str]] = {}
    name = ""
    for line in block.split("\n"):
        if line.startswith("    ") or not line.strip():
            parts.setdefault(name, []).append(line[4:])
        else:
            name, _, first = line.partition(":")
            parts[name] = [first.strip()] if first.strip() else []
    joined = {name: "\n".join(lines).strip("\n") for name, lines in parts.items()}
    reasons = {name: text for name, text in joined.items() if name in ("en", "zh")}
    return Text(reasons, joined.get("bad", ""), joined.get("good", ""))


def reason(code: str, language: str) -> str:
    text = texts().get(code)
    return text.reasons.get(language, "") if text else ""


def page(code: str, words: Words) -> Iterator[str]:
    """One rule for a person to read, as Markdown."""
    rule, text = RULES[code], texts().get(code)
    yield f"# {code} {rule.name}"
    yield ""
    yield words(
        "{family}, {severity}", family=FAMILIES[rule.family], severity=Said(f"severity.{rule.severity}")
    )
    yield ""
    yield f"> {words(rule.message).replace('{', '').replace('}', '')}"
    if text and text.reasons.get(words.language):
        yield ""
        yield text.reasons[words.language]
    for title, example in ((Said("Not so:"), text and text.bad), (Said("But so:"), text and text.good)):
        if example:
            yield ""
            yield words(title)
            yield ""
            yield from ["```", *example.split("\n"), "```"]
    if rule.fix and rule.fix != "{way}":
        yield ""
        yield words("To mend it: {way}", way=words(rule.fix).replace("{", "").replace("}", ""))
    if rule.mends:
        yield ""
        yield words("`supportctl check --fix` mends it where nothing can be lost by that.")
    if rule.clause:
        yield ""
        yield words("Asked for by {clause} of the manual.", clause=rule.clause)
