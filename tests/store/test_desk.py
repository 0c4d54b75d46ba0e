"""Where a desk is, and what keeps it from being one."""

import pytest

from supportctl.errors.desk import ConfigBroken, DeskNotAtTop, NoDesk, NotAFile
from supportctl.errors.repository import NoRepository
from supportctl.store.desk import Desk
from tests.support.git import scratch


def test_a_desk_is_found_from_below(tmp_path):
    scratch(tmp_path, {"supportctl.yaml": "name: here\n", "tickets/2026/x.txt": ""})
    desk = Desk.find(tmp_path / "tickets" / "2026")
    assert (desk.root, desk.config.name) == (tmp_path.resolve(), "here")


def test_a_folder_without_settings_is_no_desk(tmp_path):
    scratch(tmp_path, {"readme": ""})
    with pytest.raises(NoDesk):
        Desk.find(tmp_path)


def test_settings_outside_git_are_no_desk(tmp_path):
    (tmp_path / "supportctl.yaml").write_text("")
    with pytest.raises(NoRepository):
        Desk.find(tmp_path)


def test_a_desk_in_a_subfolder_is_refused(tmp_path):
    scratch(tmp_path, {"desk/supportctl.yaml": ""})
    with pytest.raises(DeskNotAtTop):
        Desk.find(tmp_path / "desk")


def test_a_broken_configuration_lists_every_fault(tmp_path):
    scratch(tmp_path, {"supportctl.yaml": "timezone: x\nlanguage: fr\n"})
    with pytest.raises(ConfigBroken) as refused:
        Desk.find(tmp_path)
    assert [str(line).split(" ")[1] for line in refused.value.details] == ["C802", "C803"]


def test_what_is_odd_but_harmless_is_carried_along(tmp_path):
    scratch(tmp_path, {"supportctl.yaml": "timezon: UTC\n"})
    assert [finding.code for finding in Desk.find(tmp_path).findings] == ["C805"]


def test_settings_are_not_read_through_a_link(tmp_path):
    scratch(tmp_path, {"other.yaml": "name: 夜班\n"})
    (tmp_path / "supportctl.yaml").symlink_to("other.yaml")
    with pytest.raises(NotAFile):
        Desk.find(tmp_path)
