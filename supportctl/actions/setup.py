"""A folder becomes a desk. Running it again shows that nothing is left to do."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from supportctl.domain.frozen import frozen
from supportctl.errors.desk import DeskNotAtTop
from supportctl.errors.repository import NoRepository
from supportctl.store import config, files, pipelines, questions
from supportctl.store.repository import Repository
from supportctl.store.write import Base, Plan, write

ATTRIBUTES_FILE = ".gitattributes"
ATTRIBUTES = (
    "tickets/**/*.md text eol=lf",
    "kb/**/*.md text eol=lf",
    "customers/*.yaml text eol=lf",
)
FOLDERS = ("tickets", "kb", "customers", "templates")

SETTINGS: Mapping[str, str] = {
    "en": """\
# This desk. Every key may be left out; the defaults are the manual's.
version: 1
language: {language}
timezone: {timezone}

# The people who work here, by a short name. Events are signed with it, found by the mail address of
# Git's user.email. role is engineer, lead or developer.
team:
#  alice: {{name: Alice Chen, email: alice@example.com, role: lead}}

# Development teams that defects are assigned to.
teams:
#  crm-dev: CRM development
""",
    "zh": """\
# 本服务台的配置。每一项都可以省略，省略时按手册的默认规定执行。
version: 1
language: {language}
timezone: {timezone}

# 团队成员，以简短的代号为键。事件按 Git 的 user.email 找到代号并以其署名。
# role 取 engineer（工程师）、lead（组长）或 developer（开发）。
team:
#  alice: {{name: 陈晓, email: alice@example.com, role: lead}}

# 接收软件缺陷的开发团队。
teams:
#  crm-dev: CRM 开发组
""",
}


@frozen
class Step:
    """One thing `init` does: a path and what happens to it (create, extend, keep)."""

    path: str
    action: str
    content: bytes = b""


@frozen
class Prepared:
    root: Path
    steps: tuple[Step, ...]
    commit: str = ""
    pending: str = ""

    @property
    def is_done(self) -> bool:
        return all(step.action == "keep" for step in self.steps)


def steps(root: Path, given: Mapping[str, bytes]) -> tuple[Step, ...]:
    """What is left to do in a folder. Files that are there are kept; .gitattributes is only added to."""
    wanted = {**given, **{f"{folder}/.gitkeep": b"" for folder in FOLDERS}}
    found = [
        Step(path, "keep") if _is_there(root, path) else Step(path, "create", data)
        for path, data in wanted.items()
    ]
    return (*found, _attributes(root))


def _is_there(root: Path, path: str) -> bool:
    if path.endswith(".gitkeep"):
        folder = (root / path).parent
        return folder.is_dir() and any(folder.iterdir())
    return (root / path).exists()


def _attributes(root: Path) -> Step:
    path = root / ATTRIBUTES_FILE
    old = files.read(path) if path.exists() else b""
    lines = old.decode(errors="surrogateescape").split("\n")
    missing = [line for line in ATTRIBUTES if line not in lines]
    if not missing:
        return Step(ATTRIBUTES_FILE, "keep")
    joint = b"\n" if old and not old.endswith(b"\n") else b""
    added = "".join(f"{line}\n" for line in missing).encode()
    return Step(ATTRIBUTES_FILE, "extend" if old else "create", old + joint + added)


def prepare(
    root: Path,
    *,
    language: str,
    timezone: str,
    now: datetime,
    given: Mapping[str, bytes] | None = None,
    host: str = "",
    dry_run: bool = False,
    commit: bool = True,
) -> Prepared:
    """Make `root` a desk, in one commit; a folder outside Git becomes a repository first.

    `given` holds the files it begins with, instead of the usual supportctl.yaml; `host` is where pipelines
    are to run.
    """
    usual = {config.NAME: SETTINGS[language].format(language=language, timezone=timezone).encode()}
    given = {**(given or usual), **pipelines.written_for(host)}
    planned = steps(root, given) if root.exists() else ()
    repository = _repository(root) if root.exists() else None
    if repository and repository.top != root:
        raise DeskNotAtTop(path=str(root), top=str(repository.top))
    if dry_run:
        return Prepared(root, planned or steps(root, given))
    if repository is None:
        root.mkdir(parents=True, exist_ok=True)
        repository = questions.create(root)
        planned = steps(root, given)
    changed = {step.path: step.content for step in planned if step.action != "keep"}
    if not changed:
        return Prepared(root, planned)
    if not commit:
        for path, data in changed.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            files.write(root / path, data)
        return Prepared(root, planned)

    def plan(base: Base) -> Plan:
        """What somebody else set up meanwhile stays as it is."""
        kept = {path for path in changed if path != ATTRIBUTES_FILE and base.leaf(path)}
        wanted = {path: data for path, data in changed.items() if path not in kept}
        return Plan(files=wanted, subject="supportctl: set up the desk")

    written = write(repository, plan, now=now)
    return Prepared(root, planned, written.commit, written.pending) if written else Prepared(root, planned)


def _repository(root: Path) -> Repository | None:
    try:
        return Repository.find(root)
    except NoRepository:
        return None
