"""What a change wants written: files, one line that says what it is, and who did it."""

import re
from collections.abc import Mapping

from supportctl.domain.frozen import frozen

# A line break or another control character in a subject would forge a trailer or the whole message.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@frozen
class Identity:
    name: str
    email: str


@frozen(kw_only=True)
class Plan:
    """New contents by path from the repository's top; None deletes. By default the author is Git's own.

    `parents` are further commits that this one joins to the branch.
    """

    files: Mapping[str, bytes | None]
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()
    author: Identity | None = None
    parents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.subject, *(value for _, value in self.trailers)):
            if CONTROL.search(line) or not line.strip():
                raise ValueError(f"a line of a commit message has text and no control characters: {line!r}")
        for key, _ in self.trailers:
            if not KEY.fullmatch(key):
                raise ValueError(f"not a trailer's key: {key!r}")

    @property
    def message(self) -> str:
        trailers = "".join(f"{key}: {value}\n" for key, value in self.trailers)
        return f"{self.subject}\n\n{trailers}" if trailers else f"{self.subject}\n"
