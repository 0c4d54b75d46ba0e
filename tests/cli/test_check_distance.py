"""What a change breaks in files it does not touch, and what the commits have thrown out."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.git import git, put


@pytest.fixture
def ticket(desk: Path, run: Run) -> str:
    """A ticket of a known customer that links an article, and an article that names the article."""
    for name in ("acme", "beta"):
        put(desk / f"customers/{name}.yaml", f"name: {name}\n")
    put(desk / "templates/_end.en.md.j2", "Bye\n")
    put(desk / "templates/bye.en.md.j2", "{% include '_end.en.md.j2' %}\n")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "customers and templates")
    assert run("kb", "new", "Pool", "--op", "a", "--symptom", "s", "--resolution", "r").code == 0
    article = next((desk / "kb").glob("KB-*.md")).stem
    assert run("new", "登录页报 500", "--customer", "acme", "--op", "one").code == 0
    assert run("link", "@last", "article", article).code == 0
    assert (
        run("kb", "new", "Pool two", "--op", "b", "--symptom", f"see {article}", "--resolution", "r").code
        == 0
    )
    git(desk, "switch", "-qc", "topic")
    return article


def found(run: Run, *words: str) -> list[tuple[str, str]]:
    items = json.loads(run("check", *words, "--json").out)["items"]
    return [
        (item["code"], item["path"]) for item in items if item["code"][0] in "HTR" and item["code"] != "T753"
    ]


def delete(desk: Path, path: str) -> None:
    git(desk, "rm", "-q", path)


@pytest.mark.parametrize("committed", [False, True])
def test_an_article_that_others_name_cannot_go(desk, ticket, run, committed):
    delete(desk, f"kb/{ticket}.md")
    assert found(run, "--staged") == [("H311", f"kb/{ticket}.md")]
    if committed:
        git(desk, "commit", "-qm", "one article less")
    assert found(run, "--changed-since", "main") == [("H311", f"kb/{ticket}.md")]
    ran = run("check", "--changed-since", "main")
    assert ran.code == 1
    assert "2 files still name it, kb/" in ran.out


def test_nor_a_customer_who_has_tickets(desk, ticket, run):
    delete(desk, "customers/acme.yaml")
    assert found(run, "--changed-since", "main") == [("H311", "customers/acme.yaml")]
    assert "H311" in run("diff", "main").out
    git(desk, "commit", "-qm", "one customer less")
    assert "H311" in run("diff", "main...HEAD").out


def test_what_nobody_names_may_go(desk, ticket, run):
    delete(desk, "customers/beta.yaml")
    assert found(run, "--changed-since", "main") == []
    assert run("check", "--changed-since", "main").code == 0


def test_what_is_mended_in_the_same_change_may_go(desk, ticket, run):
    delete(desk, f"kb/{ticket}.md")
    (path,) = (desk / "tickets").rglob("T-*.md")
    (other,) = (desk / "kb").glob("KB-*.md")
    put(other, other.read_text("utf-8").replace(ticket, "the other"))
    assert run("unlink", "@last", ticket).code == 0
    assert found(run, "--changed-since", "main") == []
    assert path.exists()


def test_a_part_that_a_template_includes_cannot_go(desk, ticket, run):
    delete(desk, "templates/_end.en.md.j2")
    git(desk, "commit", "-qm", "no end")
    assert ("T755", "templates/bye.en.md.j2") in found(run, "--changed-since", "main")


def test_staged_templates_are_parsed_as_the_index_has_them(desk, ticket, run):
    put(desk / "templates/bye.en.md.j2", "{% if %}\n")
    assert ("T751", "templates/bye.en.md.j2") in found(run, "--changed-since", "main")
    assert found(run, "--staged") == []
    git(desk, "add", "-A")
    put(desk / "templates/bye.en.md.j2", "fine\n")
    assert ("T751", "templates/bye.en.md.j2") in found(run, "--staged")


class TestConfiguration:
    """What a change of supportctl.yaml breaks in tickets that it does not touch."""

    OLD = "version: 1\nteam:\n  ada: {email: ada@example.org}\n  bob: {email: bob@example.org}\n"
    EXTRA = (
        "lifecycle:\n  statuses: {parked: {type: waiting}}\n  transitions:\n"
        "    - {from: new, to: parked, verb: move}\n    - {from: parked, to: new, verb: move}\n"
    )

    @pytest.fixture
    def topic(self, desk: Path, run: Run) -> Path:
        """The configuration, and a branch on which to change it; bob has a ticket on main."""
        path = desk / "supportctl.yaml"
        put(path, self.OLD + self.EXTRA)
        git(desk, "commit", "-qam", "people")
        assert run("new", "login", "-m", "fails", "--assignee", "bob", "--op", "one").code == 0
        assert run("new", "print", "-m", "fails", "--op", "two").code == 0
        assert run("move", "@last", "parked").code == 0
        git(desk, "switch", "-qc", "topic")
        return path

    @staticmethod
    def told(run: Run, *words: str) -> list[str]:
        items = json.loads(run("check", "--json", *words).out)["items"]
        return [item["code"] for item in items if item["code"][0] != "M"]

    @pytest.mark.parametrize(
        ("old", "new", "codes"),
        [
            ("  bob: {email: bob@example.org}\n", "", ["H313", "R504"]),
            ("  bob:", "  # gone soon\n  bob:", []),
            (EXTRA, "", ["H313", "S103"]),
            ("version: 1", "version: 1\nlanguage: fr", ["C803"]),
        ],
    )
    def test_what_is_taken_away(self, desk, topic, run, old, new, codes):
        put(topic, topic.read_text("utf-8").replace(old, new))
        git(desk, "commit", "-qam", "less")
        ran = run("ci", "--base", "main")
        assert [code for code in ("C803", "H313", "R504", "S103") if f" {code} " in ran.out] == codes
        assert ran.code == (1 if codes else 0), ran.out + ran.err
        if "C803" not in codes:
            assert sorted(set(self.told(run, "--changed-since", "main"))) == codes

    def test_staged_as_well(self, desk, topic, run):
        put(topic, topic.read_text("utf-8").replace(self.EXTRA, ""))
        git(desk, "add", "-A")
        assert self.told(run, "--staged")[0] == "H313"

    def test_what_was_broken_before_is_not_its_fault(self, desk, topic, run):
        put(topic, topic.read_text("utf-8").replace("  bob: {email: bob@example.org}\n", ""))
        git(desk, "commit", "-qam", "less")
        git(desk, "branch", "-f", "main")
        put(topic, topic.read_text("utf-8") + "name: desk\n")
        assert self.told(run, "--changed-since", "main") == []

    def test_a_change_that_mends_what_it_breaks_passes(self, desk, topic, run):
        assert run("assign", run("list", "assignee:bob").out.split()[0], "ada").code == 0
        put(topic, topic.read_text("utf-8").replace("  bob: {email: bob@example.org}\n", ""))
        git(desk, "commit", "-qam", "less")
        assert run("ci", "--base", "main").code == 0


class TestLostEvents:
    @pytest.fixture
    def lost(self, desk: Path, ticket: str, run: Run) -> str:
        assert run("note", "@last", "-m", "the pool is too small").code == 0
        git(desk, "revert", "--no-edit", "HEAD")
        (path,) = (desk / "tickets").rglob("T-*.md")
        return path.relative_to(desk).as_posix()

    def test_a_revert_that_threw_out_an_event_is_found(self, desk, lost, run):
        assert found(run) == [("H312", lost)]
        assert run("check").code == 1

    def test_until_the_event_is_back(self, lost, run):
        assert run("doctor", "--fix").code in (0, 1)
        assert found(run) == []

    def test_a_branch_that_takes_its_own_back_loses_nothing_of_the_base(self, desk, lost, run):
        assert found(run, "--changed-since", "main") == []

    def test_other_paths_are_another_matter(self, lost, run):
        assert run("check", "kb").code == 0

    def test_a_shallow_clone_says_that_it_did_not_look(self, desk, lost, run, tmp_path, monkeypatch):
        git(tmp_path, "clone", "-q", "--depth", "1", desk.as_uri(), "shallow")
        monkeypatch.chdir(tmp_path / "shallow")
        ran = run("check")
        assert "H391" in ran.out
        assert ran.code == 0
