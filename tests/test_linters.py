"""What hosts read of ours, before the linters that people run on theirs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from supportctl.store.pipelines import PLACES, written_for
from tests.support.git import git

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
ACTIONLINT = shutil.which("actionlint")
STYLE = {
    "extends": "default",
    "rules": {
        "document-start": "disable",
        "line-length": {"max": 120},
        "truthy": {"check-keys": False},  # `on:` is GitHub's
    },
}
SCHEMAS = {
    PLACES["github"]: "vendor.github-workflows",
    PLACES["gitlab"]: "vendor.gitlab-ci",
    "action.yml": "vendor.github-actions",
}


@pytest.fixture(scope="module")
def there(tmp_path_factory) -> Path:
    """A repository with all that `init --ci` writes, and our own action and hooks."""
    root = tmp_path_factory.mktemp("linted")
    git(root, "init", "-q")
    for host in PLACES:
        for path, data in written_for(host).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    for name in ("action.yml", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, root)
    return root


def passes(there: Path, name: str, *words: str) -> None:
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run([BIN / name, *words], cwd=there, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(
    not ACTIONLINT, reason="actionlint is not on PATH; no package of its makers installs it here"
)
def test_actionlint_and_shellcheck_find_nothing(there):
    assert (BIN / "shellcheck").exists()
    passes(there, str(ACTIONLINT), PLACES["github"])


def test_zizmor_finds_nothing_even_as_an_auditor(there):
    passes(there, "zizmor", "--offline", "--no-progress", "--persona", "auditor", ".")


def test_yamllint_finds_nothing(there):
    passes(
        there,
        "yamllint",
        "--strict",
        "-d",
        json.dumps(STYLE),
        *PLACES.values(),
        "action.yml",
        ".pre-commit-hooks.yaml",
    )


@pytest.mark.parametrize("path", SCHEMAS)
def test_each_file_keeps_the_schema_of_its_host(there, path):
    passes(there, "check-jsonschema", "--builtin-schema", SCHEMAS[path], path)


def test_pre_commit_takes_the_hooks(there):
    passes(there, "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")


def test_a_linter_that_finds_something_fails(there, tmp_path):
    """Or these tests would prove nothing."""
    bad = tmp_path / "bad.yml"
    bad.write_text("on: push\njobs: {a: {steps: [{run: 'echo ${{ github.event.issue.title }}'}]}}\n", "utf-8")
    with pytest.raises(AssertionError):
        passes(there, "check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(bad))
    with pytest.raises(AssertionError):
        passes(there, "zizmor", "--offline", "--no-progress", str(bad))
