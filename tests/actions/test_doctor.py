"""Is this desk well?"""

from supportctl.actions import doctor
from tests.support.git import git


def test_doctor_finds_a_new_desk_well(desk):
    """All but the merge driver, which every clone installs for itself."""
    assert [one.name for one in doctor.examine(desk) if one.state != "ok"] == ["merging"]


def test_doctor_sees_a_hand_edit_and_a_broken_file(desk, ticket):
    path = desk.root / ticket.path
    path.write_text(path.read_text().replace("priority: P3", "priority: P1", 1))
    (desk.root / "tickets" / "2026" / "09" / "T-20260914-00000.md").write_text("no front matter")
    states = {one.name: one.state for one in doctor.examine(desk)}
    assert states["timeline"] == "warning"
    assert states["tickets"] == "bad"


def test_doctor_sees_a_rebase_under_way_and_missing_attributes(desk):
    (desk.root / ".gitattributes").write_text("")
    (desk.repository.git_dir / "MERGE_HEAD").write_text(desk.repository.head().commit)
    found = {one.name: one for one in doctor.examine(desk)}
    assert found["repository"].state == "bad"
    assert found["repository"].fix is not None
    assert (found["attributes"].state, str(found["attributes"].fix)) == ("warning", "supportctl init")


def test_doctor_names_who_is_nobody_of_the_team(desk, monkeypatch):
    (desk.root / "supportctl.yaml").write_text("team:\n  bob: {email: bob@example.com}\n")
    git(desk.root, "commit", "-qam", "team")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "stranger@example.com")
    found = {one.name: one for one in doctor.examine(type(desk).find(desk.root))}
    assert found["identity"].state == "warning"
    assert "stranger@example.com" in str(found["identity"].seen)
