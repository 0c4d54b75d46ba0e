"""The package's templates are whole, and the desk's take their place."""

import pytest

from supportctl.store import templates
from tests.support.git import put

REPLIES = (
    *("acknowledgement", "question", "progress", "delay", "statement", "workaround", "resolved", "reminder"),
    *("closed", "follow-up", "major-first", "major-next", "major-last"),
)
CHECKLISTS = tuple(f"checklist-{name}" for name in ("logs", "services", "database", "middleware", "health"))
SKELETONS = tuple(
    f"skeleton-{name}" for name in ("ticket", "ticket-defect", "ticket-configuration", "article")
)


def test_every_template_is_there_in_both_languages(tmp_path):
    shelf = templates.load(tmp_path)
    assert set(shelf.names) == {*REPLIES, *CHECKLISTS, *SKELETONS}
    for name in shelf.names:
        for language in ("en", "zh"):
            assert shelf.find(name, language).language == language
    assert shelf.findings == ()


def test_the_desk_has_the_last_word(tmp_path):
    put(tmp_path / "templates/progress.zh.md.j2", "我们自己的\r\n")
    put(tmp_path / "templates/hello.en.md.j2", "hello")
    shelf = templates.load(tmp_path)
    assert shelf.find("progress", "zh").text == "我们自己的\n"
    assert shelf.find("progress", "en").path == ""
    assert shelf.find("hello", "zh").path == "templates/hello.en.md.j2"


def test_a_part_is_no_template(tmp_path):
    assert not any(name.startswith("_") for name in templates.load(tmp_path).names)


@pytest.mark.parametrize(
    "name", ["Progress.zh.md.j2", "progress.md.j2", "progress.fr.md.j2", "sub/a.en.md.j2"]
)
def test_a_wrong_name_is_told(tmp_path, name):
    put(tmp_path / "templates" / name, "x")
    assert [finding.code for finding in templates.load(tmp_path).findings] == ["T754"]


def test_what_cannot_be_read_is_told_and_leaves_the_packages_own(tmp_path):
    put(tmp_path / "templates/progress.zh.md.j2", b"\xff")
    (tmp_path / "templates/delay.zh.md.j2").symlink_to("/etc/passwd")
    shelf = templates.load(tmp_path)
    assert sorted(finding.code for finding in shelf.findings) == ["F001", "F008"]
    assert shelf.find("progress", "zh").path == ""
    assert "root:" not in shelf.find("delay", "zh").text


def test_other_files_of_the_folder_are_left_alone(tmp_path):
    put(tmp_path / "templates/.gitkeep", "")
    put(tmp_path / "templates/page.html.j2", "x")
    assert templates.load(tmp_path).findings == ()
