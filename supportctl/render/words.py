"""Puts sentences into the reader's language.

English is the key: the sentence in the code is what an English reader sees. `locale/zh/*.py` maps
each to its Chinese; a test holds both sides against each other, placeholders included. Names that
files use (`channel.im`) have a display name in both languages, in `names.py`; in files and for
scripts they are never translated.
"""

from importlib import import_module
from pkgutil import iter_modules

from supportctl import locale
from supportctl.errors import Said

LANGUAGES = ("en", "zh")


def catalogue(language: str) -> dict[str, str]:
    """What one language says for each key; English has entries for names only."""
    package = import_module(f"{locale.__name__}.{language}")
    texts: dict[str, str] = {}
    for module in iter_modules(package.__path__):
        texts.update(import_module(f"{package.__name__}.{module.name}").TEXTS)
    return texts


class Words:
    """Says a sentence in one language: `words("no ticket {id}", id=...)` or `words(said)`."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._texts = catalogue(language)

    def __call__(self, sentence: str | Said, /, **params: object) -> str:
        if isinstance(sentence, Said):
            return self(sentence.text, **sentence.params)
        text = self._texts.get(sentence, sentence)
        if not params:
            return text
        for name, value in params.items():
            if isinstance(value, Said):
                params[name] = self(value)
        return text.format_map(params)
