"""The forms of an English word: what a search for one of them finds as well."""

from itertools import product

_SHORTEST = 4
_VOWELS = frozenset("aeiouy")
_ENDINGS = ("", "s", "e", "es", "ed", "eds", "ing", "ings")


def stem(word: str) -> str:
    """What the forms of an English word share; other words are their own stem.

    Plural, -ed, -ing, a final e and y for i, no more: a wrong join costs more than a missed one.
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    base = word[:-1] if word[-1] == "s" and word[-2] not in "siu" else word
    base = _without(base, "ed") or _without(base, "ing") or base
    if len(base) >= _SHORTEST and base[-1] == "e" and base[-2] != "e":
        base = base[:-1]
    if len(base) >= _SHORTEST and base[-1] == "y" and base[-2] not in "aeiou":
        base = f"{base[:-1]}i"
    return base


def _without(word: str, ending: str) -> str:
    """The verb before the ending, or nothing where it is no ending (need, string)."""
    base = word.removesuffix(ending)
    if base == word or len(base) < _SHORTEST - 1 or base[-1] == "e" or _VOWELS.isdisjoint(base):
        return ""
    doubled = base[-1] == base[-2] and base[-1] not in "aeiouylsz"
    return base[:-1] if doubled else base


def forms(word: str) -> tuple[str, ...]:
    """Every word with the same stem, itself first."""
    root = stem(word)
    bases = (root, root + root[-1], f"{root}e", f"{root[:-1]}y")
    made = (base + ending for base, ending in product(bases, _ENDINGS))
    return tuple(dict.fromkeys((word, *(form for form in made if stem(form) == root))))
