"""What a big desk asks of Git: an index in two parts, and a commit-graph that knows what commits touched.

Both help where there is much, and cost where there is little, so they are set up from a size on. Git's
untracked cache is left alone: it was measured to gain nothing here.
"""

from collections.abc import Mapping

from supportctl.domain.frozen import frozen
from supportctl.errors import Said
from supportctl.store import commit_graph, index, plumbing, questions
from supportctl.store.desk import Desk
from supportctl.store.repository import Repository

MANY_FILES = 10_000
MANY_COMMITS = 20_000
BEHIND = 10
"""Per cent of the history that may be missing from the commit-graph before anybody is told."""

SPLIT = {"core.splitIndex": "true", "index.version": "4"}
GRAPH = {"fetch.writeCommitGraph": "true"}
SETTINGS = SPLIT | GRAPH


@frozen
class Size:
    """What decides: files in the index, commits in the history, and how many of those the graph lacks."""

    files: int
    commits: int
    missing: int
    filters: bool

    @property
    def wanted(self) -> Mapping[str, str]:
        files = SPLIT if self.files >= MANY_FILES else {}
        return files | (GRAPH if self.commits >= MANY_COMMITS else {})

    @property
    def is_behind(self) -> bool:
        """Whether the commit-graph has to be written: the history is long, and it lacks too much of it."""
        too_old = self.missing * 100 > self.commits * BEHIND
        return self.commits >= MANY_COMMITS and (too_old or not self.filters)


def size(repository: Repository) -> Size:
    commits = questions.commits(repository)
    graph = commit_graph.read(repository)
    return Size(
        files=index.count(repository),
        commits=commits,
        missing=max(0, commits - graph.commits),
        filters=graph.filters,
    )


def install(desk: Desk, seen: Size) -> tuple[str, ...]:
    """What a desk of this size lacked and has now."""
    settings = plumbing.settings(desk.repository)
    missing = {key: value for key, value in seen.wanted.items() if not settings.get(key.lower())}
    for key, value in missing.items():
        plumbing.run(desk.repository, "config", "--local", key, value)
    if SPLIT.keys() & missing.keys():
        # In two steps: both asked for in one leave the index whole.
        plumbing.run(desk.repository, "update-index", "--index-version", "4")
        plumbing.run(desk.repository, "update-index", "--split-index")
    if seen.is_behind:
        commit_graph.write(desk.repository)
        return (*missing, "commit-graph")
    return tuple(missing)


def mend(desk: Desk) -> tuple[Said, ...]:
    """For `doctor --fix`: the commit-graph anew, where it is behind."""
    seen = size(desk.repository)
    if not seen.is_behind:
        return ()
    commit_graph.write(desk.repository)
    return (Said("the commit graph holds {count} commits and what they touched", count=seen.commits),)


def uninstall(desk: Desk) -> tuple[str, ...]:
    settings = plumbing.settings(desk.repository)
    ours = tuple(key for key, value in SETTINGS.items() if settings.get(key.lower()) == value)
    for key in ours:
        plumbing.run(desk.repository, "config", "--local", "--unset", key)
    if "core.splitIndex" in ours:
        plumbing.run(desk.repository, "update-index", "--no-split-index")
    if GRAPH.keys() & set(ours):
        commit_graph.remove(desk.repository)
    return ours
