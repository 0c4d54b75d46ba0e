"""What other machines read: the action, the hooks for pre-commit, the workflows, pinned and narrow."""

import re
from pathlib import Path

import pytest
import yaml

from supportctl.cli.app import load
from supportctl.store.pipelines import PLACES, written_for

ROOT = Path(__file__).parent.parent


def read(path: str):
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


def workflow(host: str):
    (text,) = written_for(host).values()
    return yaml.safe_load(text)


def steps(found) -> list[dict]:
    return [step for job in found["jobs"].values() for step in job["steps"]]


def test_every_action_is_pinned_to_a_commit():
    for step in steps(workflow("github")):
        if "uses" in step:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"])


def test_permissions_are_minimal_and_no_credentials_stay():
    found = workflow("github")
    assert found["permissions"] == {}
    assert found["jobs"]["check"]["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in found[True]
    for step in steps(found):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"fetch-depth": 0, "persist-credentials": False}


def test_no_value_of_an_event_is_pasted_into_a_script():
    action = read("action.yml")["runs"]["steps"]
    for step in [*steps(workflow("github")), *action]:
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("host", PLACES)
def test_the_commands_and_options_they_use_are_there(host):
    (text,) = written_for(host).values()
    commands_exist(text.decode())


def test_the_action_and_the_hooks_too():
    commands_exist((ROOT / "action.yml").read_text("utf-8"))
    commands_exist("\n".join(hook["entry"] for hook in read(".pre-commit-hooks.yaml")))


def commands_exist(text: str) -> None:
    lines = [line for line in text.split("\n") if not line.lstrip().startswith("#")]
    used = re.findall(r"(?:^|run: |- )\s*supportctl ([a-z]+)([^\n]*)", "\n".join(lines), re.MULTILINE)
    assert used
    for name, rest in used:
        known = {option for param in load(name).params for option in param.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known
