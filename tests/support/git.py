"""Real Git for tests: scratch repositories, a machine that is calm, and one that is hostile."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from supportctl.store.repository import Repository

ADA = "Ada <ada@example.org>"
# Everything a user's configuration may do to a tool that forgot to protect itself.
HOSTILE = """\
[core]
	autocrlf = true
	fsmonitor = {trap}
	hooksPath = {trap}
	pager = {trap}
	quotePath = true
[diff]
	external = {trap}
	renames = copies
	noprefix = true
[color]
	ui = always
[i18n]
	commitEncoding = GBK
[log]
	showSignature = true
[alias]
	commit-tree = !{trap}
	update-ref = !{trap}
[status]
	relativePaths = true
"""


def calm(home: Path) -> dict[str, str]:
    """The environment in which Git knows nothing but what a test tells it."""
    templates = home / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    env = {
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TEMPLATE_DIR": str(templates),
    }
    for role in ("AUTHOR", "COMMITTER"):
        env[f"GIT_{role}_NAME"] = "Ada"
        env[f"GIT_{role}_EMAIL"] = "ada@example.org"
        env[f"GIT_{role}_DATE"] = "2024-01-02T03:04:05Z"
    return env


def hostile(home: Path) -> dict[str, str]:
    """The same, with a global configuration that sets traps; a sprung one leaves the file `sprung`."""
    trap = home / "trap"
    home.mkdir(parents=True, exist_ok=True)
    trap.write_text(f"#!/bin/sh\ntouch {home}/sprung\nexit 1\n")
    trap.chmod(0o755)
    (home / ".gitconfig").write_text(HOSTILE.format(trap=trap))
    return {**calm(home), "GIT_CONFIG_GLOBAL": str(home / ".gitconfig")}


def git(place: Path | Repository, *args: str, env: Mapping[str, str] | None = None, stdin: str = "") -> str:
    """What a git command says, run by hand as a user would; it has to succeed."""
    top = place.top if isinstance(place, Repository) else place
    done = subprocess.run(
        ["git", *args],
        cwd=top,
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
    )
    assert done.returncode == 0, f"git {' '.join(args)} failed: {done.stderr}{done.stdout}"
    return done.stdout.rstrip("\n")


def scratch(path: Path, files: Mapping[str, str | bytes] | None = None) -> Repository:
    """A repository on branch main with one commit of these files; without files it has no commit yet."""
    path.mkdir(parents=True, exist_ok=True)
    git(path, "init", "-q", "-b", "main")
    for name, content in (files or {}).items():
        put(path / name, content)
    if files:
        git(path, "add", "-A")
        git(path, "commit", "-q", "-m", "start")
    return Repository.find(path)


def put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def hook(repository: Repository, name: str, script: str) -> None:
    path = repository.common_dir / "hooks" / name
    put(path, f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
