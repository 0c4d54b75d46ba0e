"""Secrets anywhere, personal data outside customers/, characters that nobody sees."""

import re
from collections.abc import Iterator

from supportctl.domain.finding import Finding
from supportctl.domain.markup import CONTROL
from supportctl.domain.privacy import SECRET, scan
from supportctl.domain.snapshot import Document, Snapshot

# Not the zero-width joiners that hold emoji and some scripts together.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u2060-\u2064\ufff9-\ufffb\U000e0000-\U000e0fff]")
_FREE = ("customer", "configuration")
"""Where names, numbers and addresses of people belong."""
_PERSONAL = ("P606", "P607")
"""What an article is told of by a stricter rule, K703."""


def nothing_private_is_told(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    text = document.text
    for hit in scan(text):
        line = text.count("\n", 0, hit.start) + 1
        column = hit.start - text.rfind("\n", 0, hit.start)
        if hit.code not in SECRET and document.kind in _FREE:
            continue
        if hit.code in _PERSONAL and document.kind == "article":
            continue
        if hit.code == "P607" and _address(text, hit.start) in snapshot.addresses:
            continue
        told = {"what": hit.what} if hit.code == "P602" else {}
        yield Finding(hit.code, document.path, line, column, fingerprint=hit.fingerprint, **told)


def _address(text: str, start: int) -> str:
    found = re.compile(r"[^\s<>()\[\],;:\"']+").match(text, start)
    return found[0].rstrip(".").casefold() if found else ""


def nothing_is_hidden(document: Document, _snapshot: Snapshot) -> Iterator[Finding]:
    for found in _UNSEEN.finditer(document.text):
        if CONTROL.match(found[0]):
            continue
        line = document.text.count("\n", 0, found.start()) + 1
        column = found.start() - document.text.rfind("\n", 0, found.start())
        yield Finding("P608", document.path, line, column, character=f"U+{ord(found[0]):04X}")
