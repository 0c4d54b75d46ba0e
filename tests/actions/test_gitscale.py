"""What a big desk asks of Git: set up from a size on, watched, and taken away again."""

import pytest

from supportctl.actions import doctor, gitscale, history
from supportctl.store import commit_graph, index
from tests.support.git import git


@pytest.fixture
def big(desk, ticket, monkeypatch):
    """A desk of a few files, where a few are many."""
    monkeypatch.setattr(gitscale, "MANY_FILES", 2)
    monkeypatch.setattr(gitscale, "MANY_COMMITS", 2)
    git(desk.root, "config", "core.commitGraph", "true")
    return desk


def told(desk) -> dict[str, tuple[str, str]]:
    return {one.name: (one.state, str(one.fix or "")) for one in doctor.examine(desk)}


def test_a_small_desk_is_left_alone(desk, ticket):
    seen = gitscale.size(desk.repository)
    assert gitscale.install(desk, seen) == ()
    assert not index.is_split(desk.repository)
    assert commit_graph.read(desk.repository) == commit_graph.Graph()
    assert not {"index", "history"} & told(desk).keys()
    assert gitscale.uninstall(desk) == gitscale.mend(desk) == ()


def test_install_and_uninstall(big, ticket):
    before = git(big.root, "config", "--local", "--list")
    assert told(big)["index"] == ("warning", "supportctl git install")
    assert told(big)["history"] == ("warning", "supportctl doctor --fix")
    added = gitscale.install(big, gitscale.size(big.repository))
    assert added == ("core.splitIndex", "index.version", "fetch.writeCommitGraph", "commit-graph")
    assert index.is_split(big.repository)
    commits = int(git(big.root, "rev-list", "--count", "HEAD"))
    assert commit_graph.read(big.repository) == commit_graph.Graph(commits, filters=True)
    assert told(big)["index"] == told(big)["history"] == ("ok", "")
    assert gitscale.install(big, gitscale.size(big.repository)) == ()
    assert git(big.root, "status", "--porcelain") == ""
    gone = gitscale.uninstall(big)
    assert gone == ("core.splitIndex", "index.version", "fetch.writeCommitGraph")
    assert git(big.root, "config", "--local", "--list") == before
    assert commit_graph.read(big.repository) == commit_graph.Graph()
    assert git(big.root, "status", "--porcelain") == ""


def test_a_setting_of_the_users_own_stays(big):
    git(big.root, "config", "index.version", "3")
    assert "index.version" not in gitscale.install(big, gitscale.size(big.repository))
    gitscale.uninstall(big)
    assert git(big.root, "config", "index.version") == "3"


def test_a_graph_that_fell_behind_is_mended(big):
    gitscale.install(big, gitscale.size(big.repository))
    for number in range(4):
        git(big.root, "commit", "-q", "--allow-empty", "-m", str(number))
    assert gitscale.size(big.repository).missing == 4
    assert told(big)["history"][0] == "warning"
    assert len(gitscale.mend(big)) == 1
    assert told(big)["history"][0] == "ok"
    assert gitscale.mend(big) == ()


def test_layers_of_a_graph_count_together(big):
    git(big.root, "commit-graph", "write", "--reachable", "--split", "--changed-paths")
    git(big.root, "commit", "-q", "--allow-empty", "-m", "one more")
    git(big.root, "commit-graph", "write", "--reachable", "--split=no-merge", "--changed-paths")
    commits = int(git(big.root, "rev-list", "--count", "HEAD"))
    assert commit_graph.read(big.repository) == commit_graph.Graph(commits, filters=True)
    git(big.root, "commit-graph", "write", "--reachable", "--no-changed-paths")
    assert gitscale.size(big.repository).is_behind


@pytest.mark.parametrize("data", [b"", b"CGPH", b"CGPH\x01\x01\x01\x00" + b"\0" * 24, b"x" * 4000])
def test_a_graph_that_is_none_counts_as_nothing(big, data):
    path = big.repository.common_dir / "objects" / "info" / "commit-graph"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    assert commit_graph.read(big.repository) == commit_graph.Graph()


def test_the_timeline_asks_git_nothing(desk, ticket):
    bare, whole = history.of(desk, ticket.path, commits=False), history.of(desk, ticket.path)
    assert [one.event for one in bare] == [one.event for one in whole]
    assert {one.commit for one in bare} == {None}
    assert None not in {one.commit for one in whole}
