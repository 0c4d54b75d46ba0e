"""The commit that last touched each file of a folder."""

import os

from supportctl.store import plumbing
from supportctl.store.repository import Repository


def last(repository: Repository, tip: str, folder: str) -> dict[str, str]:
    """By path, merges left out: what they bring has a commit of its own."""
    words = ("log", "--no-merges", "--topo-order", "-z", "--name-only", "--no-renames", "--no-ext-diff")
    out = os.fsdecode(plumbing.run(repository, *words, "--format=%x01%H", tip, "--", folder))
    found: dict[str, str] = {}
    commit = ""
    for token in out.split("\0"):
        word = token.lstrip("\n")
        if word.startswith("\x01"):
            commit = word[1:]
        elif word:
            found.setdefault(word, commit)
    return found
