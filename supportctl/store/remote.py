"""The other repository: what it is called, what it has, and what it says to what we send."""

import re
from collections.abc import Callable

from supportctl.domain.frozen import frozen
from supportctl.errors.exchange import NoRemote, Offline, PushRefused
from supportctl.errors.repository import NoRevision
from supportctl.store import plumbing
from supportctl.store.repository import Repository

Heard = Callable[[str], None]
SENT, OVERTAKEN = "sent", "overtaken"
# What a server says when somebody else's push came first.
_RACE = (
    "fetch first",
    "non-fast-forward",
    "stale info",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
)
_TALK = re.compile(r"^(?:remote: |fatal: |error: |hint: |To |From )")


@frozen
class Link:
    """The branch of the remote that the checked-out branch is exchanged with."""

    remote: str
    branch: str
    ref: str
    is_tracked: bool

    @property
    def name(self) -> str:
        return f"{self.remote}/{self.branch}"

    @property
    def tracking(self) -> str:
        return f"refs/remotes/{self.remote}/{self.branch}"

    @property
    def synced(self) -> str:
        """Where the remote stood when we last agreed with it."""
        return f"refs/supportctl/synced/{self.remote}/{self.branch}"


def link(repository: Repository) -> Link:
    settings = plumbing.settings(repository)
    branch = repository.head().branch
    remote = settings.get(f"branch.{branch}.remote", "")
    merge = settings.get(f"branch.{branch}.merge", "").removeprefix("refs/heads/")
    if merge and f"remote.{remote}.url" in settings:
        return Link(remote, merge, f"refs/heads/{branch}", is_tracked=True)
    urls = [key for key in settings if key.startswith("remote.") and key.endswith(".url")]
    remotes = sorted(key.removeprefix("remote.").removesuffix(".url") for key in urls)
    if not remotes:
        raise NoRemote
    remote = "origin" if "origin" in remotes else remotes[0]
    return Link(remote, branch, f"refs/heads/{branch}", is_tracked=False)


def fetch(repository: Repository, link: Link, heard: Heard) -> None:
    answer = plumbing.transfer(
        repository,
        "fetch",
        "--progress",
        "--no-recurse-submodules",
        "--end-of-options",
        link.remote,
        heard=heard,
    )
    if answer.code:
        raise Offline(remote=link.remote, reason=_reason(answer.err), count=waiting(repository, link))


def push(repository: Repository, link: Link, heard: Heard) -> str:
    """SENT, or OVERTAKEN when somebody was faster."""
    track = () if link.is_tracked else ("--set-upstream",)
    wanted = f"{link.ref}:refs/heads/{link.branch}"
    answer = plumbing.transfer(
        repository,
        "push",
        "--porcelain",
        "--progress",
        *track,
        "--end-of-options",
        link.remote,
        wanted,
        heard=heard,
    )
    if not answer.code:
        return SENT
    told = answer.out.decode("utf-8", "replace")
    rejected = next((line for line in told.splitlines() if line.startswith("!")), "")
    if any(word in rejected for word in _RACE):
        return OVERTAKEN
    if not rejected and "pre-push" not in answer.err:
        raise Offline(remote=link.remote, reason=_reason(answer.err), count=waiting(repository, link))
    words = [line.removeprefix("remote: ") for line in answer.err.splitlines() if line.startswith("remote: ")]
    raise PushRefused(remote=link.remote, reason=" ".join(words).strip() or rejected.rpartition("\t")[2])


def waiting(repository: Repository, link: Link) -> int:
    """How many commits the remote has not seen, as far as we know."""
    seen = repository.commit_of(link.tracking)
    return count(repository, seen, "HEAD") if seen else count(repository, "", "HEAD")


def count(repository: Repository, old: str, new: str) -> int:
    """How many commits the second has that the first has not."""
    span = (new, "--not", old) if old else (new,)
    return int(plumbing.run(repository, "rev-list", "--count", *span, "--").decode())


def subjects(repository: Repository, old: str, new: str, most: int) -> tuple[str, ...]:
    """The first lines of the commits that the second has and the first has not, newest first."""
    told = plumbing.run(
        repository,
        "log",
        f"--max-count={most}",
        "--format=%h %s",
        "--no-ext-diff",
        "--no-textconv",
        new,
        "--not",
        old,
        "--",
    )
    return tuple(told.decode("utf-8", "replace").splitlines())


def contains(repository: Repository, tip: str, commit: str) -> bool:
    return plumbing.ask(repository, "merge-base", "--is-ancestor", commit, tip).code == 0


def commit_named(repository: Repository, name: str) -> str:
    answer = plumbing.ask(
        repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if answer.code:
        raise NoRevision(revision=name)
    return answer.out.decode().strip()


def agree(repository: Repository, link: Link, commit: str) -> None:
    """Remember where the remote stands; the ref also keeps what it had from being swept away."""
    plumbing.run(repository, "update-ref", link.synced, commit)


def _reason(err: str) -> str:
    """The line of Git's talk that says why."""
    lines = [line for line in err.replace("\r", "\n").splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal: ", "error: ", "ssh: "))] or lines[-1:]
    return _TALK.sub("", telling[0]) if telling else "no reason given"
