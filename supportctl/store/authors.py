"""Who committed which event, for the commits since a base."""

import os
import re
from collections.abc import Iterator

from supportctl.domain.frozen import frozen
from supportctl.store import plumbing
from supportctl.store.plumbing import Objects
from supportctl.store.repository import Repository

_EVENT = re.compile(rb"^### [^\n]* \{#([0-9a-z]{8})\}\r?$", re.MULTILINE)
_ABSENT = re.compile("0+")


@frozen
class Made:
    """The commit in which an event first stood, and its author."""

    commit: str
    name: str
    email: str


@frozen
class _Edit:
    made: Made
    old: str
    new: str


def of_events(repository: Repository, base: str, tip: str) -> dict[str, Made]:
    """By the event's ID; merges are left out, for what they bring has a commit of its own."""
    words = ("log", "--no-merges", "--reverse", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff")
    span = f"{base}..{tip}" if base else tip
    out = plumbing.run(repository, *words, "--format=%x01%H %ae%x02%an", span, "--", "tickets")
    made: dict[str, Made] = {}
    with Objects(repository) as objects:
        for edit in _edits(os.fsdecode(out)):
            before = _ids(objects, edit.old)
            for identity in _ids(objects, edit.new) - before:
                made.setdefault(identity, edit.made)
    return made


def _edits(log: str) -> Iterator[_Edit]:
    made = Made("", "", "")
    for token in log.split("\0"):
        word = token.lstrip("\n")
        if word.startswith("\x01"):
            head, _, name = word[1:].partition("\x02")
            commit, _, email = head.partition(" ")
            made = Made(commit, name.rstrip("\n"), email)
        elif word.startswith(":"):
            _, _, old, new, _ = word.split(" ")
            yield _Edit(made, old, new)


def _ids(objects: Objects, oid: str) -> set[str]:
    if _ABSENT.fullmatch(oid):
        return set()
    return {found.decode() for found in _EVENT.findall(objects.read(oid))}
