"""What somebody who mistyped a word probably meant."""

from collections.abc import Iterable


def near(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> tuple[str, ...]:
    """The known word that is most like it; none where nothing is alike by `cutoff`, from 0 to 1."""
    # Here, because only a refusal needs it, and each start would pay.
    from difflib import get_close_matches  # noqa: PLC0415

    return tuple(get_close_matches(word, list(known), 1, cutoff))
