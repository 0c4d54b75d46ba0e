"""History and revisions, read through GitPython. The only importer of it.

Objects come through GitPython's persistent `cat-file`; nothing here writes, and no diff, filter,
hook or textconv of the repository runs.
"""

from collections.abc import Iterator
from datetime import datetime

import git
from git.exc import BadName, BadObject

from supportctl.domain.frozen import frozen
from supportctl.errors.repository import NoRevision
from supportctl.store.repository import Repository


@frozen
class Commit:
    """A commit as evidence; `committed` is aware."""

    id: str
    author: str
    email: str
    committed: datetime
    subject: str


class History:
    """Looks back through one repository; a context manager, because it keeps a `cat-file` running."""

    def __init__(self, repository: Repository) -> None:
        self._repo = git.Repo(repository.top)

    def __enter__(self) -> "History":
        return self

    def __exit__(self, *_error: object) -> None:
        self._repo.close()

    def read(self, revision: str, path: str) -> bytes | None:
        """A file as it was at a revision, or None where it was not; raises NoRevision."""
        try:
            tree = self._repo.commit(revision).tree
        except (BadName, BadObject, ValueError, IndexError):
            raise NoRevision(revision=revision) from None
        return _blob(tree, path)

    def versions(self, path: str) -> Iterator[tuple[Commit, bytes | None]]:
        """Every commit that changed the file, oldest first, with the file as it left it."""
        commits = (
            list(self._repo.iter_commits("HEAD", paths=path, topo_order=True))
            if self._repo.head.is_valid()
            else []
        )
        for commit in reversed(commits):
            yield _plain(commit), _blob(commit.tree, path)


def _blob(tree: git.Tree, path: str) -> bytes | None:
    try:
        found = tree / path
    except KeyError:
        return None
    return found.data_stream.read() if isinstance(found, git.Blob) else None


def _plain(commit: git.Commit) -> Commit:
    subject = commit.summary if isinstance(commit.summary, str) else commit.summary.decode(errors="replace")
    return Commit(
        commit.hexsha,
        commit.author.name or "",
        commit.author.email or "",
        commit.committed_datetime,
        subject,
    )
