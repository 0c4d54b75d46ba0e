"""Every test runs on a machine where Git and the home folder know nothing."""

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from supportctl.store.plumbing import INHERITED
from tests.support.git import calm

# What a law says does not depend on how fast the machine is that day.
settings.register_profile("sturdy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sturdy")

# A shell starts what runs in the background deaf to interruptions, and whom we start would be, too.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def quiet_git(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of the test, where it also runs: a command that forgets its desk must not find ours."""
    home = tmp_path_factory.mktemp("home")
    for name in (*INHERITED, "XDG_CONFIG_HOME", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in calm(home).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(home)
    return home
