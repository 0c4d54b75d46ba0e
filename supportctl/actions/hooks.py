"""The hooks of a clone: they check what is about to be committed. A hook that was there runs first."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from supportctl.domain.frozen import frozen
from supportctl.errors.repository import HooksElsewhere
from supportctl.store import files, plumbing
from supportctl.store.repository import Repository

MARK = "# supportctl hook, version 1"
ASIDE = ".before-supportctl"

_SCRIPT = """\
#!/bin/sh
{mark}: written by `supportctl hooks install`, taken away by `supportctl hooks uninstall`.
before="$0{aside}"
if [ -x "$before" ]; then "$before" "$@" || exit $?; fi
if ! command -v supportctl >/dev/null 2>&1; then
  echo "supportctl is not on PATH here; nothing was checked" >&2
  exit 0
fi
exec supportctl {command}
"""
COMMANDS: Mapping[str, str] = {
    "pre-commit": "check --staged --quiet",
    "commit-msg": 'check --commit-message "$1"',
}
NONE, OURS, CHAINED, FOREIGN = "none", "installed", "chained", "foreign"


@frozen
class Hook:
    """One hook and its state: none, installed, chained behind one that was there, or foreign (not ours)."""

    name: str
    state: str
    path: str


def script(name: str) -> str:
    return _SCRIPT.format(mark=MARK, aside=ASIDE, command=COMMANDS[name])


def states(repository: Repository) -> tuple[Hook, ...]:
    return tuple(_state(_folder(repository) / name) for name in COMMANDS)


def install(repository: Repository) -> tuple[Hook, ...]:
    """Put the hooks in place; what is there is moved aside and called first."""
    folder = _folder(repository)
    folder.mkdir(parents=True, exist_ok=True)
    for name in COMMANDS:
        path = folder / name
        if _state(path).state == FOREIGN:
            path.rename(_aside(path))
        if not path.exists() or files.read(path).decode(errors="replace") != script(name):
            files.write(path, script(name).encode())
        path.chmod(0o755)
    return states(repository)


def uninstall(repository: Repository) -> tuple[Hook, ...]:
    """Take our hooks away; what was there before is there again."""
    for path in _ours(_folder(repository)):
        path.unlink()
        if _aside(path).exists():
            _aside(path).rename(path)
    return states(repository)


def _ours(folder: Path) -> Iterator[Path]:
    return (folder / name for name in COMMANDS if _state(folder / name).state in (OURS, CHAINED))


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}{ASIDE}")


def _state(path: Path) -> Hook:
    if not path.exists():
        return Hook(path.name, NONE, str(path))
    if MARK not in files.read(path).decode(errors="replace"):
        return Hook(path.name, FOREIGN, str(path))
    return Hook(path.name, CHAINED if _aside(path).exists() else OURS, str(path))


def _folder(repository: Repository) -> Path:
    """Git's own place; one that the configuration names may be shared or committed, so it is not ours."""
    elsewhere = plumbing.settings(repository).get("core.hookspath", "")
    if elsewhere:
        raise HooksElsewhere(path=elsewhere)
    return repository.common_dir / "hooks"
