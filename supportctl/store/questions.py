"""Small questions to Git: who works here, which version, what the last commit of a file said."""

import re
from pathlib import Path

from supportctl.errors.repository import NoIdentity
from supportctl.store import plumbing
from supportctl.store.plan import Identity
from supportctl.store.repository import Repository

_IDENT = re.compile(r"(.*?) ?<([^<>]*)> \d+ [+-]\d{4}")


def identity(repository: Repository) -> Identity:
    """Git's own author identity; raises NoIdentity rather than let Git invent one."""
    answer = plumbing.ask(repository, "var", "GIT_AUTHOR_IDENT")
    found = _IDENT.fullmatch(answer.out.decode(errors="replace").strip())
    if answer.code or not found:
        raise NoIdentity
    return Identity(found[1], found[2])


def version(repository: Repository) -> tuple[int, ...]:
    """Git's version as numbers."""
    words = plumbing.run(repository, "version").decode().split()
    return tuple(int(part) for part in words[2].split(".")[:3] if part.isdigit())


def last_trailer(repository: Repository, key: str, path: str) -> str:
    """A trailer of the last commit that changed a file, or nothing."""
    if not repository.head().commit:
        return ""
    wanted = f"--format=%(trailers:key={key},valueonly)"
    return (
        plumbing.run(repository, "log", "-1", wanted, "--no-ext-diff", "--no-textconv", "--", path)
        .decode()
        .strip()
    )


def create(root: Path) -> Repository:
    """Make a folder a repository with the branch main."""
    repository = Repository(root, root / ".git", root / ".git")
    plumbing.run(repository, "init", "--quiet", "--initial-branch=main")
    return repository


def has_trailer(repository: Repository, key: str, value: str, path: str) -> bool:
    """Whether a commit that changed the file carries this trailer."""
    if not repository.head().commit:
        return False
    wanted = ("--fixed-strings", f"--grep={key}: {value}", "--format=%H", "--no-ext-diff", "--no-textconv")
    return bool(plumbing.run(repository, "log", "-1", *wanted, "--", path).strip())


def commits(repository: Repository) -> int:
    """How long the history is."""
    if not repository.head().commit:
        return 0
    return int(plumbing.run(repository, "rev-list", "--count", "HEAD"))


def commits_of(repository: Repository, path: str) -> int:
    """How many commits of the history changed a file."""
    if not repository.head().commit:
        return 0
    return int(plumbing.run(repository, "rev-list", "--count", "HEAD", "--", path))


def attribute(repository: Repository, name: str, path: str) -> str:
    """What .gitattributes and its like say of a path; "unspecified" is Git's word for nothing."""
    fields = plumbing.run(repository, "check-attr", "-z", name, "--", path).decode().split("\0")
    return fields[2]
