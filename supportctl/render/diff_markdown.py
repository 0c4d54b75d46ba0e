"""The same for a pull request: one sticky comment, cut to what a host takes, and the risks are never cut."""

import re
from collections.abc import Sequence

from supportctl.domain.diff import Difference
from supportctl.domain.finding import Finding
from supportctl.domain.text import visible
from supportctl.render.diff_text import TOLD, badge, headline
from supportctl.render.lines import in_html, inline
from supportctl.render.story import tell
from supportctl.render.words import Words

MARKER = "<!-- supportctl:diff -->"
"""The first line: by it the comment of the run before is found and replaced."""
LIMIT = 60_000
_LONGEST_QUOTE = 1_500
_REST = 400
"""What the lines take that say how much is not shown."""
_BLOCK = re.compile(r"^(\d{0,9})([#+=.)-])")


def markdown(
    differences: Sequence[Difference],
    risks: Sequence[Finding],
    words: Words,
    *,
    base: str,
    limit: int = LIMIT,
) -> str:
    head = [MARKER, f"### {_title(differences, risks, words, base)}", ""]
    body: list[str] = []
    room = limit - _size(head) - _REST
    for number, risk in enumerate(risks):
        place = inline(visible(risk.place))
        line = f"> ⛔ **{risk.code}** {place}: {inline(words(risk.said))}  "
        room -= _size([line])
        if room < 0:
            head.append(f"> ⛔ {words('and {count} more', count=len(risks) - number)}")
            break
        head.append(line)
    for number, one in enumerate(differences):
        block = ["", *_block(one, words)]
        room -= _size(block)
        if room < 0:
            rest = len(differences) - number
            body += ["", words("{count} more changed files are not shown here: supportctl diff", count=rest)]
            break
        body += block
    return "\n".join([*head, *body]) + "\n"


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _title(differences: Sequence[Difference], risks: Sequence[Finding], words: Words, base: str) -> str:
    new = sum(one.kind == "new" for one in differences)
    said = words(
        "Changes since {base}: {changed} changed, {new} new",
        base=inline(base),
        changed=len(differences) - new,
        new=new,
    )
    return f"{said} · ⛔ {words('{count} risks', count=len(risks))}" if risks else said


def _block(one: Difference, words: Words) -> list[str]:
    lines = [f"**{inline(headline(one, words))}**", ""]
    if one.fields:
        lines += [f"| {words('FIELD')} | {words('BEFORE')} | {words('AFTER')} |", "|---|---|---|"]
        lines += [
            f"| {field.name} | {inline(field.before) or '-'} | {inline(field.after) or '-'} |"
            for field in one.fields
        ]
        lines.append("")
    for old, new in one.edited:
        lines += [
            f"⛔ {inline(words(tell(old)))} {inline(f'#{old.id}')}",
            "",
            *_quoted(old.text),
            "",
            "→",
            "",
            *_quoted(new.text),
            "",
        ]
    for event in one.gone:
        lines += [f"⛔ − {inline(words(tell(event)))} {inline(f'#{event.id}')}", "", *_quoted(event.text), ""]
    quotes = [event for event in one.events if event.kind in TOLD and event.text]
    lines += [
        f"- {inline(words(tell(event)))} ({inline(event.actor)})"
        for event in one.events
        if event not in quotes
    ]
    for event in quotes:
        mark = "🌐" if event.is_public else "🔒"
        title = f"{mark} {in_html(f'{badge(event, words)} {words(tell(event))} ({event.actor})')}"
        lines += ["", f"<details><summary>{title}</summary>", "", *_quoted(event.text), "", "</details>"]
    return lines


def _quoted(text: str) -> list[str]:
    """Shown as it is, line by line, so that nothing in it is markup."""
    cut = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    return [f"> {_shown(inline(line))}<br>" if line.strip() else ">" for line in cut.split("\n")]


def _shown(line: str) -> str:
    """A line of which the beginning makes no heading, list, rule or block of code either."""
    indent = len(line) - len(line.lstrip())
    return "&nbsp;" * indent + _BLOCK.sub(r"\1\\\2", line[indent:])
