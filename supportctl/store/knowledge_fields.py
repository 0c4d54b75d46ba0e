"""What the knowledge index holds of an article."""

from collections.abc import Iterator
from typing import Any

from supportctl.domain.article import Article
from supportctl.domain.fences import plain
from supportctl.domain.tokens import runs
from supportctl.store.knowledge_whoosh import ID, TEXT, Schema, Token, Tokenizer

_PARTS = "\f"  # no article has one: no phrase reaches across it
_GAP = 100
BOOSTS = {"title": 4.0, "symptom": 2.0, "text": 1.0}
"""The fields of the index: `text` is all of the article, so a word counts where it stands and once more."""


class Words(Tokenizer):  # type: ignore[misc]  # Whoosh has no types
    """Our own tokens, the same as the catalogue's, at the positions that phrases are made of."""

    def __call__(self, value: str, **_wishes: object) -> Iterator[Any]:
        token = Token()
        token.boost, token.stopped = 1.0, False
        place = 0
        for part in value.split(_PARTS):
            for run in runs(part):
                for text in run.tokens:
                    token.text, token.pos = text, place
                    place += 1
                    yield token
            place += _GAP


def schema() -> Any:
    words = {name: TEXT(analyzer=Words(), phrase=True, stored=False) for name in BOOSTS}
    return Schema(path=ID(unique=True, stored=True), **words)


def document(article: Article) -> dict[str, str]:
    sections = {name: plain(text) for name, text in article.sections.items()}
    facts = [article.text(name) for name in ("product", "module", "versions", "tags", "category", "id")]
    return {
        "path": article.path,
        "title": article.title,
        "symptom": sections.get("symptom", ""),
        "text": _PARTS.join((article.title, *facts, *sections.values())),
    }
