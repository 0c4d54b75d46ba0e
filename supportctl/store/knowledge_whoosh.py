"""Whoosh, without what it loads and never needs. The only importer of it.

Its modules name `urlretrieve`, behind which stand the libraries for HTTP, TLS and mail, and `variations` of
English words, made of many patterns: a tenth of a search. Nothing that is used here calls either, so while
Whoosh is loaded, the names stand for nothing.
"""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_UNUSED = {"urllib.request": "urlretrieve", "whoosh.lang.morph_en": "variations"}


@contextmanager
def _without_unused() -> Iterator[None]:
    absent = _UNUSED.keys() - sys.modules.keys()
    for module in absent:
        sys.modules[module] = ModuleType(module)
        setattr(sys.modules[module], _UNUSED[module], None)
    try:
        yield
    finally:
        for module in absent:
            del sys.modules[module]


with _without_unused(), warnings.catch_warnings():
    # Whoosh 2.7.4 (2016) has invalid escapes in its own string literals, told of when first compiled.
    warnings.simplefilter("ignore")
    from whoosh.analysis import Token, Tokenizer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.query import And, Or, Phrase, Prefix, Term

__all__ = [
    "ID",
    "TEXT",
    "And",
    "FileStorage",
    "Or",
    "Phrase",
    "Prefix",
    "RamStorage",
    "Schema",
    "Term",
    "Token",
    "Tokenizer",
]
