"""A desk: the folder with supportctl.yaml, what that file says, and the Git repository it is the top of."""

from pathlib import Path

from supportctl.domain.finding import Finding
from supportctl.domain.frozen import frozen
from supportctl.errors import Broken
from supportctl.errors.desk import ConfigBroken, DeskNotAtTop, NoDesk
from supportctl.errors.repository import BareRepository
from supportctl.store import codec, config, files
from supportctl.store.codec import Reading
from supportctl.store.config import Config
from supportctl.store.repository import Repository


@frozen
class Desk:
    """`findings` are what is odd about the configuration without making it useless."""

    root: Path
    repository: Repository
    config: Config
    findings: tuple[Finding, ...] = ()

    @classmethod
    def find(cls, start: Path, *, broken_too: bool = False) -> "Desk":
        """The desk that `start` lies in; raises NoDesk, BareRepository, DeskNotAtTop, ConfigBroken.

        `broken_too`: with defaults for what is broken, where another configuration is to take its place.
        """
        start = start.resolve()
        root = next((path for path in (start, *start.parents) if (path / config.NAME).is_file()), None)
        if root is None:
            raise BareRepository(path=str(start)) if _is_bare(start) else NoDesk(path=str(start))
        repository = Repository.find(root)
        if repository.top != root:
            raise DeskNotAtTop(path=str(root), top=str(repository.top))
        text, faults = codec.decode(files.read(root / config.NAME), config.NAME)
        settings, more = config.read(text)
        errors = [finding for finding in (*faults, *more) if finding.is_error]
        if errors and not broken_too:
            raise ConfigBroken(tuple(finding.told for finding in errors))
        return cls(root, repository, settings, tuple(more))

    @property
    def statuses(self) -> tuple[str, ...]:
        return tuple(self.config.workflow.statuses)

    def decode(self, data: bytes, path: str) -> Reading:
        return codec.read(data, path, self.statuses)

    def read(self, path: str) -> Reading:
        """The ticket as it stands in the work tree, uncommitted edits included."""
        return self.decode(files.read(self.root / path), path)


def _is_bare(start: Path) -> bool:
    try:
        return Repository.find(start).bare
    except Broken:
        return False
