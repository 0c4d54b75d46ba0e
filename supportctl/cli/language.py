"""Which language to speak. On the road of every reading, so it imports next to nothing."""

from collections.abc import Mapping, Sequence

LANGUAGES = ("en", "zh")


def language_of(wish: str, environment: Mapping[str, str], *, desk: str = "") -> str:
    """--lang, then SUPPORTCTL_LANG, then the desk's own language, then the locale."""
    for asked in (wish, environment.get("SUPPORTCTL_LANG", ""), desk):
        if asked[:2].lower() in LANGUAGES:
            return asked[:2].lower()
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def language_ahead(arguments: Sequence[str]) -> str:
    """--lang as far as it shows without a parser: help and misuse are told before options are read."""
    found = "auto"
    for position, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang":
            found = next(iter(arguments[position + 1 :]), "")
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found
