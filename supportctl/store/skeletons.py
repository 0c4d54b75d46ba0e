"""A skeleton: the sections that somebody fills in, each with a prompt that is no part of the answer.

A prompt is an HTML comment. When the text is read again, the comments that stood in the skeleton are taken
out, to the letter and as often as they stood there, and a section that is left as it came is empty.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from supportctl.domain.fences import fenced, open_fence
from supportctl.domain.markup import one_line
from supportctl.domain.schema import TICKETS, Form
from supportctl.domain.timeline import HEADINGS

_PROMPT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLES = frozenset(heading.removeprefix("## ") for heading in HEADINGS)

Naming = Callable[[str], str]
"""The section that a heading opens, or nothing where it is text like any other."""


def filled(skeleton: str, sections: Mapping[str, str], form: Form, language: str) -> str:
    """The skeleton with what is known already, each below its prompt; what it has no place for comes last."""
    heads = _heads(skeleton, form)
    rest = dict(sections)
    parts = []
    for heading, body in _pieces(skeleton, heads):
        known = rest.pop(heads(heading), "") if heading else ""
        parts += [f"## {heading}" if heading else "", body, _closed(known)]
    for name, text in rest.items():
        pair = form.sections.get(name, (name, name))
        parts += [f"## {pair[language == 'zh']}" if text else "", _closed(text)]
    return "\n\n".join(filter(None, parts))


def read(text: str, form: Form, skeleton: str = "") -> dict[str, str]:
    """What was filled in, by section; what stands above the first heading belongs to the first section."""
    heads = _heads(skeleton, form)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    prompts = _PROMPT.findall(skeleton)
    blank = _sections(_without(skeleton, prompts), heads)
    found = {
        name: body
        for name, body in _sections(_without(text, prompts), heads).items()
        if body != blank.get(name)
    }
    first = next(iter(form.sections))
    above = found.pop("", "")
    return {first: "\n\n".join(filter(None, (above, found.pop(first, "")))), **found} if above else found


def _heads(skeleton: str, form: Form) -> Naming:
    """A ticket has the sections of its form and of its skeleton; an article those its writer gives it, too.

    What is quoted on a ticket often has headings, and none of them may become one of ours.
    """
    own = frozenset(
        line[3:].strip()
        for line, code in fenced(skeleton.split("\n"))
        if not code and line.startswith("## ") and line[3:].strip() not in _TITLES
    )

    def name_of(heading: str) -> str:
        if form is TICKETS and heading not in own:
            return form.section_named(heading)
        return form.section_named(heading) or one_line(heading)

    return name_of


def _pieces(text: str, heads: Naming) -> Iterator[tuple[str, str]]:
    """Each heading with what stands below it; first what stands above them all."""
    heading, lines = "", list[str]()
    for line, code in fenced(text.split("\n")):
        if not code and line.startswith("## ") and heads(line[3:].strip()):
            yield heading, "\n".join(lines).strip("\n")
            heading, lines = line[3:].strip(), []
        else:
            lines.append(line)
    yield heading, "\n".join(lines).strip("\n")


def _sections(text: str, heads: Naming) -> dict[str, str]:
    found: dict[str, str] = {}
    for heading, body in _pieces(text, heads):
        name = heads(heading) if heading else ""
        if body.strip():
            found[name] = f"{found[name]}\n\n{body}" if name in found else body
    return found


def _without(text: str, prompts: list[str]) -> str:
    for prompt in prompts:
        before, found, after = text.partition(prompt)
        if found:
            # A line that held nothing else goes as a whole.
            alone = not before or before.endswith("\n")
            text = before + (after.removeprefix("\n") if alone else after)
    return text


def _closed(text: str) -> str:
    """An open fence would swallow the headings that follow."""
    _, fence = open_fence(text.split("\n"))
    return f"{text}\n{fence}" if fence else text
