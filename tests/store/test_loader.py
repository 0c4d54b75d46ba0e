import os

import pytest

from supportctl.domain.ids import path_of
from supportctl.domain.ticket import Ticket
from supportctl.store import codec
from supportctl.store.loader import listing, load
from tests.support.git import put
from tests.support.tickets import ID, PATH, STATUSES, ticket


@pytest.fixture
def desk(tmp_path):
    put(tmp_path / PATH, codec.dump(ticket(), "zh"))
    return tmp_path


def told(desk) -> list[str]:
    return [str(finding) for finding in map(repr, listing(desk).findings)]


def test_ticket_files_are_listed_with_a_stamp(desk):
    before = listing(desk)
    assert list(before.files) == [PATH]
    assert before.findings == ()
    assert listing(desk) == before
    (desk / PATH).write_bytes((desk / PATH).read_bytes() + b"\n")
    assert listing(desk).files[PATH] != before.files[PATH]


def test_no_folder_of_tickets_is_no_ticket(tmp_path):
    assert listing(tmp_path).files == {}


@pytest.mark.parametrize(
    "name", [".gitkeep", "README.md", ".T-20260914-7F3K2.md.1a2b", "notes.txt", ".hidden/x.md", "2026/.x.md"]
)
def test_what_is_none_of_ours_is_left_alone(desk, name):
    put(desk / "tickets" / name, "x")
    assert told(desk) == []
    assert list(listing(desk).files) == [PATH]


@pytest.mark.parametrize(
    "name", ["t-20260914-7f3k2.md", "T-20260914-7F3K2 (2).md", "登录.md", "T-20261399-7F3K2.MD"]
)
def test_odd_names_are_findings(desk, name):
    put(desk / "tickets/2026" / name, "x")
    assert told(desk) == [f"tickets/2026/{name}:1: F011 is not named like a ticket (T-YYYYMMDD-XXXXX.md)"]


def test_a_name_that_is_not_utf8_is_a_finding_that_can_be_shown(desk):
    put(desk / "tickets" / os.fsdecode(b"\xff.md"), "x")
    put(desk / "tickets" / os.fsdecode(b"\xfe") / f"{ID}.md", "x")
    assert [finding.path for finding in listing(desk).findings] == [
        "tickets/\\udcff.md",
        f"tickets/\\udcfe/{ID}.md",
    ]


def test_links_folders_and_pipes_are_findings_and_nothing_is_followed(desk):
    outside = desk / "outside"
    put(outside / "T-20260101-00000.md", "secret")
    (desk / "tickets/2025").symlink_to(outside)
    (desk / "tickets/T-20260914-AAAAA.md").symlink_to(outside / "T-20260101-00000.md")
    (desk / "tickets/2026/loop").symlink_to(desk / "tickets")
    (desk / "tickets/T-20260914-BBBBB.md").mkdir()
    os.mkfifo(desk / "tickets/T-20260914-CCCCC.md")
    assert sorted(told(desk)) == [
        "tickets/2025:1: F008 is not a plain file: a symbolic link",
        "tickets/2026/loop:1: F008 is not a plain file: a symbolic link",
        "tickets/T-20260914-AAAAA.md:1: F008 is not a plain file: a symbolic link",
        "tickets/T-20260914-BBBBB.md:1: F008 is not a plain file: a folder",
        "tickets/T-20260914-CCCCC.md:1: F008 is not a plain file: a device, a pipe or a socket",
    ]
    assert list(listing(desk).files) == [PATH]


def test_the_folder_of_tickets_may_not_be_a_link(tmp_path, desk):
    (desk / "tickets").rename(desk / "elsewhere")
    (desk / "tickets").symlink_to(desk / "elsewhere")
    assert told(desk) == ["tickets:1: F008 is not a plain file: a symbolic link"]


def test_loading_reads_one_ticket(desk):
    reading = load(desk, PATH, STATUSES)
    assert reading is not None
    assert isinstance(reading.ticket, Ticket)
    assert reading.ticket.id == ID


def test_a_file_that_has_gone_is_none(desk):
    (desk / PATH).unlink()
    assert load(desk, PATH, STATUSES) is None
    assert load(desk, path_of("T-20990101-00000"), STATUSES) is None


def broken(desk) -> str:
    reading = load(desk, PATH, STATUSES)
    assert reading is not None
    assert reading.ticket is None
    return repr(reading.findings[0])


def test_a_file_replaced_by_a_link_is_not_followed(desk):
    (desk / PATH).unlink()
    (desk / PATH).symlink_to("/etc/passwd")
    assert "F008 is not a plain file: a symbolic link" in broken(desk)


def test_a_file_replaced_by_a_folder_is_a_finding(desk):
    (desk / PATH).unlink()
    (desk / PATH).mkdir()
    assert "F008" in broken(desk)


def test_a_file_too_large_is_not_read(desk):
    with (desk / PATH).open("ab") as file:
        file.truncate(codec.FILE_LIMIT + 1)
    assert f"F012 the file is {codec.FILE_LIMIT + 1} bytes" in broken(desk)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_finding(desk):
    (desk / PATH).chmod(0)
    assert "F015 cannot be read: Permission denied" in broken(desk)
    (desk / "tickets/2026").chmod(0)
    assert told(desk) == ["tickets/2026:1: F015 cannot be read: Permission denied"]
    (desk / "tickets/2026").chmod(0o755)
