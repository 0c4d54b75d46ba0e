"""The same as a page of its own, for a pipeline's artifacts: no script, no link, nothing from elsewhere."""

from collections.abc import Iterator, Sequence
from html import escape

from supportctl.domain.diff import Difference
from supportctl.domain.finding import Finding
from supportctl.domain.text import visible
from supportctl.render.diff_text import TOLD, badge, headline
from supportctl.render.story import tell
from supportctl.render.words import Words

_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left}"
    ".risk{background:#fdd;padding:.3em .6em}"
    ".public{border-left:4px solid #c60}.internal{border-left:4px solid #888}"
    "pre{white-space:pre-wrap;padding:.3em .8em;background:#f6f6f6}del{background:#fdd}ins{background:#dfd}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(differences: Sequence[Difference], risks: Sequence[Finding], words: Words, *, base: str) -> str:
    title = _safe(words("Changes since {base}", base=base))
    page = [
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>",
        *(
            f'<p class="risk"><b>{one.code}</b> {_safe(one.place)}: {_safe(words(one.said))}</p>'
            for one in risks
        ),
        *(line for one in differences for line in _section(one, words)),
        "</body></html>",
    ]
    return "\n".join(page) + "\n"


def _section(one: Difference, words: Words) -> Iterator[str]:
    yield f"<h2>{_safe(headline(one, words))}</h2>"
    if one.fields:
        yield "<table>"
        for field in one.fields:
            before, after = _safe(field.before or "-"), _safe(field.after or "-")
            yield f"<tr><th>{field.name}</th><td><del>{before}</del></td><td><ins>{after}</ins></td></tr>"
        yield "</table>"
    for old, new in one.edited:
        yield f"<pre><del>{_safe(old.text)}</del>\n<ins>{_safe(new.text)}</ins></pre>"
    for event in one.gone:
        yield f"<pre><del>{_safe(words(tell(event)))}\n{_safe(event.text)}</del></pre>"
    for event in one.events:
        yield f"<p>{_safe(words(tell(event)))} ({_safe(event.actor)})</p>"
        if event.kind in TOLD and event.text:
            kind = "public" if event.is_public else "internal"
            yield f'<pre class="{kind}">{_safe(badge(event, words))}\n{_safe(event.text)}</pre>'


def _safe(text: str) -> str:
    return escape(visible(text, keep_newlines=True))
