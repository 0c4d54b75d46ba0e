import shutil
import subprocess

import pytest

from supportctl.cli import docs
from supportctl.cli.table import COMMANDS


@pytest.fixture(scope="module")
def written():
    return docs.files()


@pytest.mark.parametrize("name", ["commands.md", "commands.zh.md", "supportctl.1"])
def test_the_reference_is_what_the_commands_say(written, name):
    assert (docs.FOLDER / name).read_text("utf-8") == written[name], "it is out of date: make docs"


def test_every_command_is_in_each_of_them(written):
    for name in COMMANDS:
        assert f"\n### {name}\n" in written["commands.md"]
        assert f"\n### {name}\n" in written["commands.zh.md"]
        assert f"Usage: supportctl {name}".replace("-", "\\-") in written["supportctl.1"]
    assert "### customer erase" in written["commands.md"]


def test_the_man_page_is_one(written, tmp_path):
    if not shutil.which("man"):
        pytest.skip("no man here")
    (tmp_path / "supportctl.1").write_text(written["supportctl.1"], "utf-8")
    done = subprocess.run(
        ["man", "--warnings", "-l", str(tmp_path / "supportctl.1")], capture_output=True, text=True
    )
    assert done.returncode == 0
    # Whether a terminal's fonts have the Chinese of an example is not the page's fault.
    assert not [line for line in done.stderr.splitlines() if "special character" not in line]
