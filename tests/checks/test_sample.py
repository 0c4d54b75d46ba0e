"""The sample desk is clean, and a copy of it with faults planted gives those findings and no other."""

import json
import shutil
from pathlib import Path

import pytest

from supportctl.__main__ import main
from tests.support.git import git

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The sample desk in a repository of its own."""
    root = tmp_path / "copy"
    for name in ("tickets", "kb", "customers", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "supportctl.yaml", root)
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "sample")
    monkeypatch.chdir(root)
    return root


def found(capsys) -> list[tuple[str, str]]:
    main(["check", "--json", "--lang", "en"])
    items = json.loads(capsys.readouterr().out)["items"]
    return sorted((item["path"], item["code"]) for item in items)


def test_the_sample_desk_is_clean(copy, capsys):
    assert found(capsys) == []


def test_planted_faults_are_found_and_nothing_else(copy, capsys):
    paths = iter(sorted((copy / "tickets").rglob("T-*.md")))
    expected = []

    def plant(old: str, new: str, *codes: str):
        path = next(paths)
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        expected.extend((path.relative_to(copy).as_posix(), code) for code in codes)

    plant("---\n", "\ufeff---\n", "F002", "H310")
    plant("schema: 1\n", "schema: 9\n", "S110")
    plant("\ntitle: ", "\ntitle: Not ", "W203")
    plant("\nreceived: '2026-", "\nreceived: '2025-", "H305")
    plant("\nstatus: ", "\nstatus: un", "H310", "S103")
    plant(" created {#", " created {#0", "E201", "H310")
    plant("schema: 1\n", "schema: 1\nschema: 1\n", "F005", "H310")
    plant("schema: 1\n", "schema: 1\n# AKIAABCDEFGHIJKLMNOP\n", "P602")
    plant("schema: 1\n", "schema: 1\n# supportctl: ignore P605 nobody\n", "X901")
    gone = next(paths)
    gone.unlink()
    expected.append((gone.relative_to(copy).as_posix(), "H306"))
    assert found(capsys) == sorted(expected)
