"""Clones of one desk around a shared bare repository, and people who work in them."""

from datetime import UTC, datetime
from pathlib import Path

from supportctl.actions.sync import Synced, Watching, Wish, sync
from supportctl.store.desk import Desk
from tests.support.git import git
from tests.support.replicas import NEW, Replica
from tests.support.tickets import PATH

NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
QUIET = Watching(heard=lambda text: None, reached=lambda count, total: None)
OTHER = "tickets/2026/09/T-20260914-AAAAA.md"


def hub(path: Path, **files: str) -> Path:
    """A bare repository whose branch main holds a desk with one ticket."""
    git(path.parent, "init", "-q", "--bare", "-b", "main", str(path))
    seed = path.parent / "seed"
    git(path.parent, "clone", "-q", str(path), str(seed))
    git(seed, "checkout", "-q", "-b", "main")
    held = {"supportctl.yaml": "version: 1\n", PATH: NEW, "README.md": "read\n", **files}
    for name, content in held.items():
        (seed / name).parent.mkdir(parents=True, exist_ok=True)
        (seed / name).write_text(content)
    git(seed, "add", "-A")
    git(seed, "commit", "-q", "-m", "start")
    git(seed, "push", "-q", "origin", "main")
    return path


class Clone:
    """One person's clone. `acts` changes the ticket as `Replica` does, and commits."""

    def __init__(self, shared: Path, number: int) -> None:
        self.top = shared.parent / f"clone{number}"
        git(shared.parent, "clone", "-q", str(shared), str(self.top))
        self.replica = Replica(number)

    @property
    def desk(self) -> Desk:
        return Desk.find(self.top)

    @property
    def file(self) -> Path:
        return self.top / PATH

    def acts(self, action: str, choice: int = 0, moment: int = 0) -> None:
        self.replica.text = self.file.read_text()
        self.replica.act(action, choice, moment)
        self.commit(self.replica.text, action)

    def commit(self, text: str, subject: str = "change", path: str = PATH) -> None:
        (self.top / path).parent.mkdir(parents=True, exist_ok=True)
        (self.top / path).write_text(text)
        git(self.top, "add", "-A")
        git(self.top, "commit", "-q", "--allow-empty", "-m", subject)

    def syncs(self, **wish) -> Synced:
        return sync(self.desk, Wish(**wish), now=NOW, watching=QUIET)

    def tree(self) -> str:
        return git(self.top, "rev-parse", "HEAD^{tree}")

    def takes_both(self) -> None:
        """Settles what is between markers by keeping all of it."""
        marks = ("<<<<<<< ", "=======", ">>>>>>> ")
        lines = self.file.read_text().split("\n")
        self.file.write_text("\n".join(line for line in lines if not line.startswith(marks)))
