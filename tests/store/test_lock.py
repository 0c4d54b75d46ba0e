import os
import stat
import subprocess
import sys
import time

import pytest

from supportctl.errors.desk import DeskLocked
from supportctl.store import lock
from supportctl.store.lock import hold, holder

HOLD = """
import sys, pathlib
from supportctl.store.lock import hold
with hold(pathlib.Path(sys.argv[1]), 5):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def elsewhere(tmp_path):
    """Another process that has the lock until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "desk")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_it_names_its_holder_and_keeps_others_out_of_the_folder(tmp_path):
    folder = tmp_path / "desk"
    with hold(folder, 1) as own:
        assert holder(own.path) == str(os.getpid())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_one_that_waits_in_vain_names_the_process(tmp_path, elsewhere):
    started = time.monotonic()
    with pytest.raises(DeskLocked, match=f"process {elsewhere.pid}") as refusal, hold(tmp_path / "desk", 0.2):
        pass
    assert 0.2 <= time.monotonic() - started < 2
    assert refusal.value.exit_code == 4


def test_it_is_free_once_the_holder_is_killed(tmp_path, elsewhere):
    elsewhere.kill()
    elsewhere.wait()
    with hold(tmp_path / "desk", 1):
        pass


def test_it_waits_until_the_holder_is_done(tmp_path, elsewhere):
    elsewhere.stdin.close()
    with hold(tmp_path / "desk", 5) as own:
        assert holder(own.path) == str(os.getpid())


def test_a_child_that_inherits_the_handle_keeps_the_lock(tmp_path):
    with hold(tmp_path / "desk", 1) as own:
        child = subprocess.Popen(["sleep", "30"], pass_fds=[own.handle])
    try:
        with pytest.raises(DeskLocked), hold(tmp_path / "desk", 0.1):
            pass
    finally:
        child.kill()
        child.wait()
    with hold(tmp_path / "desk", 1):
        pass


def test_a_lock_on_a_deleted_file_is_none(tmp_path, monkeypatch):
    """Derived state may be deleted at any time, also between the opening of the lock and its taking."""
    folder = tmp_path / "desk"
    flock, deleted = lock.fcntl.flock, []

    def deletes_first(handle, operation):
        if not deleted:
            deleted.append(folder / "lock")
            deleted[0].unlink()
        flock(handle, operation)

    monkeypatch.setattr(lock.fcntl, "flock", deletes_first)
    with hold(folder, 1) as own:
        assert deleted
        assert os.path.samestat(os.fstat(own.handle), own.path.stat())


def test_patience_tries_at_least_once_and_ends():
    assert list(lock.patience(0)) == [None]
    started = time.monotonic()
    tries = len(list(lock.patience(0.1)))
    assert 0.1 <= time.monotonic() - started < 1
    assert tries > 3
