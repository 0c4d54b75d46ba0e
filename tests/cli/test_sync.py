import json

import pytest

from tests.support.clones import Clone, hub
from tests.support.git import git
from tests.support.tickets import PATH


@pytest.fixture
def two(tmp_path, monkeypatch):
    shared = hub(tmp_path / "hub.git")
    clones = Clone(shared, 0), Clone(shared, 1)
    monkeypatch.chdir(clones[0].top)
    return clones


def test_it_tells_what_came_and_went(two, run):
    ann, ben = two
    ben.acts("priority", 1)
    ben.syncs()
    ann.acts("priority", 2, 5)
    done = run("sync", "--json")
    (row,) = json.loads(done.out)["items"]
    assert row == {
        "remote": "origin/main",
        "received": 1,
        "sent": 2,
        "merged": [PATH],
        "decided": [f"{PATH} priority"],
        "conflicts": [],
    }
    assert "both sides set priority; the later one counts" in done.err
    assert "origin/main: 1 commits received, 2 sent" in done.err
    assert run("sync").err == "nothing new here or at origin/main\n"
    assert run("sync", "--lang", "zh").err == "本地与 origin/main 均无新内容\n"


def test_a_dry_run_names_what_will_have_to_be_settled(two, run):
    ann, ben = two
    for clone, text in ((ben, "A"), (ann, "B")):
        clone.commit(clone.file.read_text().replace("It fails.", text))
    ben.syncs()
    done = run("sync", "--dry-run")
    assert done.code == 0
    assert f"{PATH}: both sides changed symptom; settle it by hand" in done.err
    done = run("sync")
    assert done.code == 4
    assert done.err.endswith("then: supportctl git resolve\n")
    assert run("note", "7f3k2", "-m", "x").code == 4


@pytest.mark.parametrize("branch", ["--upload-pack=touch sprung", "-x", "nowhere", "a\nb", ""])
def test_a_branch_is_a_name_and_never_an_option(two, run, branch):
    ann, _ = two
    assert run("sync", f"--onto={branch}").code == (3 if branch else 0)
    assert not (ann.top / "sprung").exists()


def test_offline_is_trouble_and_says_what_waits(two, run):
    ann, _ = two
    ann.acts("note")
    git(ann.top, "remote", "set-url", "origin", str(ann.top.parent / "nowhere.git"))
    done = run("sync")
    assert done.code == 5
    assert "nothing is lost: 1 commits wait here" in done.err
