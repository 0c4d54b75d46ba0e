import os
import stat
from pathlib import Path

import pytest

from supportctl.errors.desk import NotAFile, TooLarge, Unwritable
from supportctl.store import files
from supportctl.store.files import Found
from tests.support.git import put


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_write_replaces_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "a.md"
    files.write(path, b"one")
    files.write(path, b"two\r\n\x00")
    assert path.read_bytes() == b"two\r\n\x00"
    assert names_in(tmp_path) == ["a.md"]


def test_write_keeps_the_mode_and_makes_folders(tmp_path):
    path = tmp_path / "deep" / "er" / "a.sh"
    files.write(path, b"one")
    path.chmod(0o750)
    files.write(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o750


def test_a_new_file_follows_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        files.write(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(tmp_path):
    path = tmp_path / "a.md"
    put(path / "inside", "a folder cannot be replaced by a file")
    with pytest.raises(Unwritable, match=r"a\.md"):
        files.write(path, b"new")
    assert names_in(tmp_path) == ["a.md"]


def test_a_full_disk_is_said_and_leaves_the_old_file(tmp_path):
    """A limit on the size of files stops a write half-way, just as a full disk does."""
    import resource  # noqa: PLC0415  Linux and macOS only, needed here alone
    import signal  # noqa: PLC0415

    path = tmp_path / "a.md"
    files.write(path, b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(Unwritable):
            files.write(path, b"x" * 20_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.md"]


def test_a_link_is_replaced_not_followed(tmp_path):
    put(tmp_path / "target", "theirs")
    (tmp_path / "link").symlink_to("target")
    files.write(tmp_path / "link", b"ours")
    assert (tmp_path / "target").read_bytes() == b"theirs"
    assert not (tmp_path / "link").is_symlink()


def test_many_drafts_at_once(tmp_path):
    drafts = {tmp_path / f"{n}": b"x" * n for n in range(files.FEW + 5)}
    files.write_drafts(drafts, modes={})
    assert all(path.read_bytes() == data for path, data in drafts.items())


def test_read_gives_all_the_bytes(tmp_path):
    put(tmp_path / "a", b"x" * 300_000)
    assert len(files.read(tmp_path / "a")) == 300_000


def test_read_refuses_what_is_no_plain_file(tmp_path):
    put(tmp_path / "a", "a")
    (tmp_path / "link").symlink_to("a")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "."):
        with pytest.raises(NotAFile):
            files.read(tmp_path / name)


def test_read_of_nothing(tmp_path):
    put(tmp_path / "a", "a")
    for name in ("b", "a/b", "c/d"):
        with pytest.raises(FileNotFoundError):
            files.read(tmp_path / name)


def test_read_has_a_limit(tmp_path):
    put(tmp_path / "a", b"x" * 11)
    assert files.read(tmp_path / "a", limit=11) == b"x" * 11
    with pytest.raises(TooLarge, match="11 bytes; the limit is 10"):
        files.read(tmp_path / "a", limit=10)


def test_walk_is_sorted_follows_no_link_and_skips_dot_names(tmp_path):
    for name in ("t/b.md", "t/a/c.md", "t/.hidden/x.md", "t/.draft", "other/y.md"):
        put(tmp_path / name, "")
    (tmp_path / "t" / "link.md").symlink_to("b.md")
    (tmp_path / "t" / "loop").symlink_to(".")
    assert list(files.walk(tmp_path, "t")) == [
        Found("t/a", "folder"),
        Found("t/a/c.md", "file"),
        Found("t/b.md", "file"),
        Found("t/link.md", "symlink"),
        Found("t/loop", "symlink"),
    ]
    assert list(files.walk(tmp_path, "missing")) == []


def test_prune_stops_at_the_first_folder_that_holds_something(tmp_path):
    put(tmp_path / "a/b/keep", "")
    (tmp_path / "a/b/c/d").mkdir(parents=True)
    files.prune(tmp_path / "a/b/c/d", tmp_path)
    assert names_in(tmp_path / "a/b") == ["keep"]


def test_prune_never_takes_the_top(tmp_path: Path):
    top = tmp_path / "top"
    (top / "a").mkdir(parents=True)
    files.prune(top / "a", top)
    assert top.is_dir()


def test_a_folder_that_is_a_link_or_a_file_is_found(tmp_path):
    put(tmp_path / "real/file", "")
    (tmp_path / "link").symlink_to("real")
    assert files.not_a_folder(tmp_path, "real") is None
    assert files.not_a_folder(tmp_path, "") is None
    assert files.not_a_folder(tmp_path, "new/folders") is None
    assert files.not_a_folder(tmp_path, "link/below") == tmp_path / "link"
    assert files.not_a_folder(tmp_path, "real/file/below") == tmp_path / "real/file"
