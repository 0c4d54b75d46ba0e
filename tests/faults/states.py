"""States a repository can be in, by their number in the list of faults (docs/durability.md): how each is
brought about, and what a change has to say to it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from supportctl.store.repository import Repository
from tests.faults.desks import Desk
from tests.support.git import git, hook, put

Prepare = Callable[[Desk], None]


class Refusal(NamedTuple):
    """A state in which nothing may be written: the exit code, what the message names, what a list ends in."""

    number: int
    name: str
    prepare: Prepare
    says: str
    code: int = 4
    listing: int = 0


class Welcome(NamedTuple):
    """A state in which a change goes through as always."""

    number: int
    name: str
    prepare: Prepare


def stopped(*words: str) -> Prepare:
    """An operation of Git that a conflict stops half-way."""

    def prepare(desk: Desk) -> None:
        top = desk.top
        git(top, "switch", "-q", "-c", "side")
        put(top / "other.md", "side\n")
        git(top, "add", "other.md")
        git(top, "commit", "-qm", "side")
        git(top, "switch", "-q", "main")
        put(top / "other.md", "main\n")
        git(top, "add", "other.md")
        git(top, "commit", "-qm", "main")
        put(desk.home / "patch", git(top, "format-patch", "-1", "--stdout", "side") + "\n")
        try:
            git(top, *words)
        except AssertionError:
            return
        raise AssertionError(f"{words} went through")

    return prepare


def bisecting(desk: Desk) -> None:
    git(desk.top, "bisect", "start", "HEAD", "HEAD~2")
    git(desk.top, "switch", "-q", "main")


def detached(desk: Desk) -> None:
    git(desk.top, "switch", "-q", "--detach")


def locked(name: str) -> Prepare:
    return lambda desk: put(desk.top / ".git" / name, "1" * 40)


def edited(desk: Desk) -> None:
    put(desk.path(0), desk.path(0).read_text().replace("Login fails", "Login is slow"))


def staged(desk: Desk) -> None:
    edited(desk)
    git(desk.top, "add", str(desk.path(0)))


def rejecting(name: str) -> Prepare:
    return lambda desk: hook(Repository.find(desk.top), name, "echo the policy says no >&2; exit 1")


def unsignable(desk: Desk) -> None:
    git(desk.top, "config", "commit.gpgsign", "true")
    git(desk.top, "config", "gpg.program", "false")


def linked_file(desk: Desk) -> None:
    committed(desk, lambda path: (path.unlink(), path.symlink_to("/etc/hostname")))


def submodule_there(desk: Desk) -> None:
    path = desk.path(0).relative_to(desk.top)
    git(desk.top, "rm", "-q", str(path))
    git(
        desk.top,
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{git(desk.top, 'rev-parse', 'HEAD')},{path}",
    )
    git(desk.top, "commit", "-qm", "a submodule")
    desk.path(0).mkdir(parents=True)


def committed(desk: Desk, change: Callable[[Path], object]) -> None:
    change(desk.path(0))
    git(desk.top, "add", "-A")
    git(desk.top, "commit", "-qm", "by hand")


def written(change: Callable[[bytes], bytes]) -> Prepare:
    """The ticket as somebody else has committed it."""
    return lambda desk: committed(desk, lambda path: path.write_bytes(change(path.read_bytes())))


def newer(data: bytes) -> bytes:
    return data.replace(b"schema: 1", b"schema: 9")


def conflicted(data: bytes) -> bytes:
    return data.replace(
        b"status: new\n", b"<<<<<<< ours\nstatus: new\n=======\nstatus: accepted\n>>>>>>> theirs\n"
    )


REFUSALS = (
    Refusal(5, "a foreign index.lock", locked("index.lock"), "index.lock"),
    Refusal(5, "a foreign lock of the branch", locked("refs/heads/main.lock"), "main.lock"),
    Refusal(9, "a rebase", stopped("rebase", "side"), "git rebase --continue"),
    Refusal(9, "a merge", stopped("merge", "side"), "git merge --continue"),
    Refusal(9, "a cherry-pick", stopped("cherry-pick", "side"), "git cherry-pick --continue"),
    Refusal(9, "a revert", stopped("revert", "--no-edit", "side"), "git revert --continue"),
    Refusal(9, "an am", stopped("am", "-q", "../patch"), "git am --continue"),
    Refusal(9, "a bisection", bisecting, "git bisect reset"),
    Refusal(10, "a detached HEAD", detached, "git switch"),
    Refusal(12, "the ticket edited by hand", edited, "--adopt"),
    Refusal(12, "the ticket staged by hand", staged, "--adopt"),
    Refusal(12, "the ticket deleted by hand", lambda desk: desk.path(0).unlink(), "", 3),
    Refusal(13, "a pre-commit hook that refuses", rejecting("pre-commit"), "the policy says no"),
    Refusal(13, "a commit-msg hook that refuses", rejecting("commit-msg"), "the policy says no"),
    Refusal(14, "a signature that fails", unsignable, "commit.gpgsign"),
    Refusal(19, "a link in the ticket's place", linked_file, "", 3, 5),
    Refusal(19, "a submodule in the ticket's place", submodule_there, "", 3, 5),
    Refusal(23, "a ticket that is no text", written(lambda data: data + b"\xff\xfe\x00"), "F0", 5, 5),
    Refusal(24, "a ticket too large", written(lambda data: data + b"x" * 6_000_000), "", 5, 5),
    Refusal(
        27,
        "a ticket of a newer program",
        written(newer),
        "newer",
        5,
        5,
    ),
    Refusal(33, "a ticket with conflict marks", written(conflicted), "F0", 5, 5),
)


def crlf(desk: Desk) -> None:
    """As it is checked out on Windows, in a repository that says nothing of line ends."""
    git(desk.top, "rm", "-q", ".gitattributes")
    git(desk.top, "commit", "-qm", "no attributes")
    git(desk.top, "config", "core.autocrlf", "true")
    git(desk.top, "rm", "-q", "-r", "--cached", ".")
    git(desk.top, "reset", "-q", "--hard")
    assert b"\r\n" in desk.path(0).read_bytes()


def cloned(*words: str) -> Prepare:
    """The desk is a clone of what it was."""

    def prepare(desk: Desk) -> None:
        origin = desk.home / "origin"
        desk.top.rename(origin)
        git(origin, "config", "uploadpack.allowFilter", "true")
        git(desk.home, "clone", "-q", *words, f"file://{origin}", str(desk.top))

    return prepare


def sparse(desk: Desk) -> None:
    cloned("--filter=blob:none", "--sparse")(desk)
    git(desk.top, "sparse-checkout", "set", "tickets")


def linked(desk: Desk) -> None:
    origin = desk.home / "origin"
    desk.top.rename(origin)
    git(origin, "worktree", "add", "-q", "-b", "side", str(desk.top))


def inside_another(desk: Desk) -> None:
    origin, outer = desk.home / "origin", desk.home / "outer"
    desk.top.rename(origin)
    outer.mkdir()
    git(outer, "init", "-q", "-b", "main")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(origin), "desk")
    git(outer / "desk", "switch", "-q", "main")
    desk.top.symlink_to(outer / "desk")


def rewritten(desk: Desk) -> None:
    git(desk.top, "commit", "-q", "--amend", "-m", "said better")
    git(desk.top, "reflog", "expire", "--expire=now", "--all")


def squashed(desk: Desk) -> None:
    tip = git(desk.top, "commit-tree", "HEAD^{tree}", "-m", "all in one")
    git(desk.top, "reset", "-q", "--hard", tip)


def pruned(desk: Desk) -> None:
    git(desk.top, "gc", "-q", "--prune=now")


def twice(desk: Desk) -> None:
    put(desk.top / "tickets/2020/01/copy.md", desk.path(1).read_bytes())
    git(desk.top, "add", "-A")
    git(desk.top, "commit", "-qm", "a copy")


def busy(desk: Desk) -> None:
    put(desk.top / "mine.md", "mine\n")
    git(desk.top, "add", "mine.md")
    put(desk.top / "mine.md", "mine, edited\n")


def split(desk: Desk) -> None:
    """As `git install` sets up a big desk."""
    git(desk.top, "config", "core.splitIndex", "true")
    git(desk.top, "config", "splitIndex.maxPercentChange", "0")
    git(desk.top, "update-index", "--index-version", "4")
    git(desk.top, "update-index", "--split-index")


WELCOMES = (
    Welcome(12, "something of the user's staged and edited", busy),
    Welcome(16, "a shallow clone", cloned("--depth", "1")),
    Welcome(17, "a partial clone", cloned("--filter=blob:none")),
    Welcome(17, "a sparse checkout", sparse),
    Welcome(18, "a linked work tree", linked),
    Welcome(19, "a submodule of another repository", inside_another),
    Welcome(22, "line ends of Windows", crlf),
    Welcome(28, "a history that was rewritten", rewritten),
    Welcome(29, "a history that was squashed", squashed),
    Welcome(30, "a repository that was pruned", pruned),
    Welcome(32, "the ID of another ticket in two files", twice),
    Welcome(35, "an index in two parts", split),
)


def trapped(desk: Desk) -> Path:
    """Everything in a configuration that runs a program, and a bare repository among the tickets."""
    trap, sprung = desk.home / "trap", desk.home / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\nexit 1\n")
    trap.chmod(0o755)
    embedded = desk.top / "tickets/embedded"
    git(desk.top, "init", "-q", "--bare", str(embedded))
    for place in (desk.top, embedded):
        for key in ("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "diff.external"):
            git(place, "config", key, str(trap))
        git(place, "config", "diff.tickets.textconv", str(trap))
        git(place, "config", "filter.tickets.clean", str(trap))
        git(place, "config", "filter.tickets.smudge", str(trap))
    put(desk.top / ".git/info/attributes", "*.md diff=tickets filter=tickets\n")
    return sprung
