"""A change as a comment, a page and rows: what strangers write stays text, and risks are cut last."""

import json
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from supportctl.domain.diff import Difference, Moved
from supportctl.domain.finding import Finding
from supportctl.domain.text import HOSTILE
from supportctl.render import diff_html, diff_markdown, diff_text
from supportctl.render.json_lines import json_document
from supportctl.render.words import Words
from tests.support.payloads import PAYLOADS
from tests.support.tickets import event

WORDS = Words("en")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
AT_THE_START = ("    code", "\tcode", "+ a", "1) one", "a\n===", "a\n---", "| a |\n|---|")
HOSTILE_TEXTS = (*PAYLOADS[:-1], *AT_THE_START)


def changed(payload: str) -> tuple[Difference, Finding]:
    """A ticket that says the payload wherever a stranger can have a word."""
    said = event("message", number=1, text=payload, actor=payload, direction="out", channel="email")
    noted = event("note", number=2, text=payload)
    moved = event("field", number=3, name="title", from_=payload, to=payload, reason=payload)
    odd = event("odd", number=4, key=payload)
    risk = Finding("H307", "tickets/x.md", 1, old=payload)
    one = Difference(
        kind="changed",
        path="tickets/x.md",
        id="T-20260914-7F3K2",
        title=payload,
        fields=(Moved("title", payload, payload), Moved("product", "", payload)),
        sections=(payload,),
        events=(said, noted, moved, odd),
        edited=((said, noted),),
        gone=(said,),
        risks=(risk,),
    )
    return one, risk


def tags(html: str) -> list[str]:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append(" ".join((tag, *(f"{key}={value}" for key, value in attrs))))

        def handle_comment(self, data):
            found.extend([f"comment {data}"] if data.strip() else [])

    Reader(convert_charrefs=True).feed(html)
    return found


@pytest.mark.parametrize("payload", HOSTILE_TEXTS)
class TestNothingEscapes:
    def test_in_a_comment(self, payload):
        one, risk = changed(payload)
        text = diff_markdown.markdown((one,), (risk,), WORDS, base=payload)
        plain, other = changed("\n".join("word" if line.strip() else "" for line in payload.split("\n")))
        wanted = diff_markdown.markdown((plain,), (other,), WORDS, base="word")
        assert set(tags(MARKDOWN.render(text))) <= {*tags(MARKDOWN.render(wanted)), "br", "br/", "p"}
        assert text.count(diff_markdown.MARKER) == 1
        assert not re.search(r"@(?=\w)|(?<!&)#(?=\d)", text)
        assert not HOSTILE.search(text.replace("\n", ""))

    def test_in_a_page(self, payload):
        one, risk = changed(payload)
        plain, other = changed("word")
        page = diff_html.html((one,), (risk,), WORDS, base=payload)
        assert tags(page) == tags(diff_html.html((plain,), (other,), WORDS, base="word"))
        assert not HOSTILE.search(page.replace("\n", "").replace("\t", ""))

    def test_in_rows_and_on_a_terminal(self, payload):
        one, risk = changed(payload)
        document = "\n".join(json_document("diff", [diff_text.row(one, WORDS)]))
        (row,) = json.loads(document)["items"]
        assert row["title"] == payload
        shown = "\n".join(diff_text.text((one,), (risk,), WORDS, colour=False))
        for text in (document, shown):
            assert not HOSTILE.search(text.replace("\n", ""))


def test_risks_fill_the_room_before_anything_else():
    one, risk = changed("x" * 500)
    text = diff_markdown.markdown((one,) * 300, (risk,) * 300, WORDS, base="main")
    assert len(text) <= diff_markdown.LIMIT
    told = text.count("**H307**")
    assert told > 80
    assert f"> ⛔ and {300 - told} more" in text
    assert "300 more changed files are not shown here" in text
