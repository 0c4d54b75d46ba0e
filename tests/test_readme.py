"""The README speaks of files, commands and options that exist."""

import re
import shlex
from pathlib import Path

import pytest

from supportctl.cli.app import load
from supportctl.cli.table import COMMANDS

TOP = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page):
    text = (TOP / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if not (TOP / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_exists(page):
    text = (TOP / page).read_text(encoding="utf-8")
    block = re.search(r"```sh\nsupportctl init.*?```", text, re.DOTALL)
    assert block
    for line in block[0].splitlines():
        words = shlex.split(line.split(" && ")[0], comments=True)
        if words[:1] != ["supportctl"]:
            continue
        assert words[1] in COMMANDS, line
        command = load(words[1])
        own = getattr(command, "commands", {}).get(words[2] if len(words) > 2 else "", command)
        known = {option for param in own.params for option in (*param.opts, *param.secondary_opts)}
        assert {word for word in words if word.startswith("-")} <= known, line
