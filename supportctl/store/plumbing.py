"""The one place that runs git, for writing and for quick reading.

Every call starts in the top folder, may not look further up, and carries the same hardening: no
repository setting can run a program here except the signing key's and the hooks where hooks are meant
(`run_hook`). Only commands that print no patches are run; one that does also needs `--no-ext-diff
--no-textconv`. `safe.directory` stays Git's own decision, so the work tree's Git directory is found by
Git, not forced upon it.
"""

import os
import subprocess
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from types import MappingProxyType, TracebackType
from typing import IO, Self

from supportctl.domain.frozen import frozen
from supportctl.errors import Broken
from supportctl.errors.repository import GitFailed, GitMissing, NotOurs, ObjectMissing, WorkTreeElsewhere
from supportctl.store.repository import Repository

HARDENED = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.fsync=committed,reference,index",
    "gc.auto=0",
    "i18n.commitEncoding=UTF-8",
    # `update-index` puts a file beside the folder that a sparse index keeps whole, instead of into it.
    "index.sparse=false",
    "log.showSignature=false",
    "maintenance.auto=false",
    "protocol.ext.allow=never",
    "safe.bareRepository=explicit",
    "user.useConfigOnly=true",
)
OPTIONS = ("--no-pager", "--no-optional-locks", "--literal-pathspecs")
QUIET = MappingProxyType({"GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"})
# What a caller's Git (a hook that starts supportctl) says about its own repository is not about ours.
INHERITED = (
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
NOTHING: Mapping[str, str] = MappingProxyType({})
# Requests in flight to one reader: few enough for a pipe of the smallest size to hold them.
WINDOW = 64


@frozen
class Answer:
    code: int
    out: bytes
    err: str


def run(
    repository: Repository,
    *args: str,
    stdin: bytes = b"",
    env: Mapping[str, str] = NOTHING,
    keep: tuple[int, ...] = (),
) -> bytes:
    """The output of a git command that has to succeed. `keep` lists handles the process inherits."""
    answer = ask(repository, *args, stdin=stdin, env=env, keep=keep)
    if answer.code:
        raise fault(repository, args[0], answer.err)
    return answer.out


def ask(
    repository: Repository,
    *args: str,
    stdin: bytes = b"",
    env: Mapping[str, str] = NOTHING,
    keep: tuple[int, ...] = (),
) -> Answer:
    """The answer of a git command that may fail."""
    return _finished(repository, _argv(repository, args), _environment(repository, QUIET, env), stdin, keep)


def run_hook(repository: Repository, hook: str, *args: str, env: Mapping[str, str] = NOTHING) -> Answer:
    """A hook as Git would run it: the user's own environment and configuration, none of our hardening."""
    argv = ["git", "hook", "run", "--ignore-missing", hook, *(("--", *args) if args else ())]
    return _finished(repository, argv, _environment(repository, {"GIT_EDITOR": ":"}, env), b"", ())


def transfer(repository: Repository, *args: str, heard: Callable[[str], None]) -> Answer:
    """A command that talks to another machine. It may ask for a password, on the terminal and not of us, and
    the hooks meant for it run; `heard` is told what Git reports on the way.
    """
    hardened = [setting for setting in HARDENED if not setting.startswith("core.hooksPath")]
    argv = ["git", *OPTIONS, *(word for setting in hardened for word in ("-c", setting)), *args]
    try:
        process = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=repository.top,
            env=_environment(repository, {"LC_ALL": "C"}),
        )
    except OSError as error:
        raise _not_started(repository, error) from error
    assert process.stderr
    err = b""
    while chunk := os.read(process.stderr.fileno(), 4096):
        err += chunk
        heard(chunk.decode("utf-8", "replace"))
    out, _ = process.communicate()
    return Answer(process.returncode, out, err.decode("utf-8", "replace").strip())


def _finished(
    repository: Repository, argv: list[str], env: Mapping[str, str], stdin: bytes, keep: tuple[int, ...]
) -> Answer:
    try:
        done = subprocess.run(
            argv, input=stdin, capture_output=True, cwd=repository.top, env=env, pass_fds=keep, check=False
        )
    except OSError as error:
        raise _not_started(repository, error) from error
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())


def _argv(repository: Repository, args: Iterable[str]) -> list[str]:
    settings = [word for setting in HARDENED for word in ("-c", setting)]
    return ["git", *_place(repository), *OPTIONS, *settings, *args]


def _place(repository: Repository) -> tuple[str, ...]:
    return (f"--git-dir={repository.git_dir}",) if repository.bare else ()


def _environment(repository: Repository, *layers: Mapping[str, str]) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in INHERITED}
    env["GIT_CEILING_DIRECTORIES"] = str(repository.top.parent)
    for layer in layers:
        env |= layer
    return env


def fault(repository: Repository, command: str, err: str) -> Broken:
    """The refusal for a git command that failed, in Git's own words where we have none."""
    if "dubious ownership" in err:
        return NotOurs(path=str(repository.top))
    return GitFailed(
        command=command, reason=err.removeprefix("fatal: ").removeprefix("error: ") or "no reason given"
    )


def _not_started(repository: Repository, error: OSError) -> Broken:
    if isinstance(error, FileNotFoundError) and repository.top.is_dir():
        return GitMissing()
    return GitFailed(command="start", reason=error.strerror)


def settings(repository: Repository) -> Mapping[str, str]:
    """The configuration as Git reads it here, by the key as Git prints it; the last value of a key wins."""
    # Without our own settings, which would be listed; to list runs nothing.
    argv = ["git", *_place(repository), "config", "-z", "--list"]
    answer = _finished(repository, argv, _environment(repository, QUIET), b"", ())
    if answer.code:
        raise fault(repository, "config", answer.err)
    pairs = (entry.partition("\n") for entry in os.fsdecode(answer.out).split("\0") if entry)
    # A key without a value means true.
    found = {key: value if equals else "true" for key, equals, value in pairs}
    elsewhere = found.get("core.worktree")
    if elsewhere and (repository.git_dir / elsewhere).resolve() != repository.top:
        raise WorkTreeElsewhere(path=str(repository.top), worktree=elsewhere)
    return found


def is_true(setting: str) -> bool:
    return setting.lower() in ("true", "yes", "on", "1")


class Objects:
    """Objects by name from one `git cat-file --batch`, which starts at the first question."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.communicate()
            self._process = None

    def read(self, oid: str) -> bytes:
        return self.read_all([oid])[0]

    def read_all(self, oids: Iterable[str]) -> tuple[bytes, ...]:
        """The objects in the order asked for, requests a window ahead of the answers."""
        queue = iter(oids)
        found: list[bytes] = []
        while window := list(islice(queue, WINDOW)):
            found += self._window(window)
        return tuple(found)

    def _window(self, oids: list[str]) -> list[bytes]:
        requests, answers = self._pipes()
        try:
            requests.write("".join(f"{oid}\n" for oid in oids).encode())
            requests.flush()
        except BrokenPipeError:
            raise self._failure() from None
        # All answers are taken before one is judged: what is left in the pipe would answer the next question.
        found = [self._answer(answers) for _ in oids]
        for oid, data in zip(oids, found, strict=True):
            if data is None:
                raise ObjectMissing(oid=oid)
        return [data for data in found if data is not None]

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if not self._process:
            try:
                self._process = subprocess.Popen(
                    _argv(self._repository, ("cat-file", "--batch")),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    cwd=self._repository.top,
                    env=_environment(self._repository, QUIET),
                )
            except OSError as error:
                raise _not_started(self._repository, error) from error
        assert self._process.stdin
        assert self._process.stdout
        return self._process.stdin, self._process.stdout

    def _answer(self, answers: IO[bytes]) -> bytes | None:
        header = answers.readline().split()
        if header[1:] == [b"missing"]:
            return None
        if len(header) != 3:
            raise self._failure()
        data = answers.read(int(header[2]) + 1)
        if len(data) != int(header[2]) + 1:
            raise self._failure()
        return data[:-1]

    def _failure(self) -> Broken:
        assert self._process
        process, self._process = self._process, None
        _, err = process.communicate()
        return fault(self._repository, "cat-file", err.decode("utf-8", "replace").strip())
