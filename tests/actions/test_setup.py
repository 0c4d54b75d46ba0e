"""A folder becomes a desk, once."""

import pytest

from supportctl.actions import setup
from supportctl.errors.desk import DeskNotAtTop
from supportctl.store.desk import Desk
from tests.actions.conftest import NOW
from tests.support.git import git


def prepare(root, **more):
    return setup.prepare(root, language="en", timezone="Asia/Shanghai", now=NOW, **more)


def test_an_empty_folder_becomes_a_repository_with_one_commit(tmp_path):
    done = prepare(tmp_path / "new" / "desk")
    assert {step.action for step in done.steps} == {"create"}
    assert git(done.root, "log", "--format=%s") == "supportctl: set up the desk"
    assert git(done.root, "status", "--porcelain") == ""


def test_a_second_time_there_is_nothing_to_do(tmp_path):
    first = prepare(tmp_path)
    again = prepare(tmp_path)
    assert again.is_done
    assert git(tmp_path, "rev-parse", "HEAD") == first.commit


def test_what_is_there_stays(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "supportctl.yaml").write_text("version: 1\nlanguage: zh\n")
    (tmp_path / ".gitattributes").write_text("*.png binary")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "mine")
    done = prepare(tmp_path)
    assert {step.path: step.action for step in done.steps}["supportctl.yaml"] == "keep"
    assert (tmp_path / ".gitattributes").read_text().startswith("*.png binary\ntickets/")
    assert Desk.find(tmp_path).config.language == "zh"


def test_a_dry_run_makes_no_folder(tmp_path):
    done = prepare(tmp_path / "desk", dry_run=True)
    assert {step.action for step in done.steps} == {"create"}
    assert not (tmp_path / "desk").exists()


def test_a_folder_inside_a_repository_is_refused(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "sub").mkdir()
    with pytest.raises(DeskNotAtTop):
        prepare(tmp_path / "sub")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_settings_written_are_settings_read(tmp_path, language):
    setup.prepare(tmp_path, language=language, timezone="Europe/Berlin", now=NOW)
    desk = Desk.find(tmp_path)
    assert (desk.config.language, desk.config.timezone, desk.findings) == (language, "Europe/Berlin", ())
