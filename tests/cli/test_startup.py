"""What a start does not load: a library that nobody needs costs every command its time."""

import subprocess
import sys

import pytest

HEAVY = {"yaml", "git", "whoosh", "jinja2", "rich", "pydantic", "sqlite3", "csv", "json", "tempfile"}
LOADED = """
import sys
from supportctl.__main__ import main
main(sys.argv[1:])
sys.stderr.write("\\n" + " ".join(sorted(sys.modules)))
"""


WRITERS = {"git", "whoosh", "jinja2", "rich", "pydantic"}


@pytest.mark.parametrize(
    ("arguments", "unloaded"),
    [
        (["--version"], HEAVY | {"typer", "supportctl.cli"}),
        (["__complete", ""], HEAVY | {"typer"}),
        (["--help"], HEAVY | {"supportctl.store.git", "supportctl.actions"}),
        (["--help", "--lang", "zh"], HEAVY),
        (["completion", "bash"], HEAVY),
        (["nonsense"], HEAVY),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_start_leaves_unloaded(arguments, unloaded):
    done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True)
    modules = set(done.stderr.splitlines()[-1].split())
    assert not modules & unloaded


def test_help_imports_no_command():
    done = subprocess.run([sys.executable, "-c", LOADED, "--help"], capture_output=True, text=True)
    modules = done.stderr.splitlines()[-1].split()
    assert [name for name in modules if name.startswith("supportctl.cli.commands.")] == []


SHORT = HEAVY - {"sqlite3"} | {"typer", "dataclasses", "re", "typing", "enum", "pathlib", "contextlib"}


@pytest.mark.parametrize("command", [["list"], ["list", "is:new", "priority:<=P3", "sort:priority"]])
def test_the_short_road_leaves_unloaded(desk, run, command):
    run("new", "Login page answers with error 500")
    run("list")
    done = subprocess.run([sys.executable, "-c", LOADED, *command], capture_output=True, text=True)
    modules = set(done.stderr.splitlines()[-1].split())
    assert not modules & SHORT
    assert sum(name.startswith("supportctl") for name in modules) < 13


def test_a_short_show_leaves_unloaded(desk, run):
    identity = run("new", "Login page answers with error 500").out.strip()
    run("list")
    done = subprocess.run([sys.executable, "-c", LOADED, "show", identity], capture_output=True, text=True)
    modules = set(done.stderr.splitlines()[-1].split())
    assert not modules & SHORT
    assert sum(name.startswith("supportctl") for name in modules) < 13


@pytest.mark.parametrize("words", [["login"], ["error 500", "page"], ["登录页", "priority:P1"], ["nothing"]])
def test_a_short_search_leaves_unloaded(desk, run, words):
    run("new", "Login page answers with error 500", "--priority", "P1", "-m", "登录页报错")
    run("list")
    done = subprocess.run([sys.executable, "-c", LOADED, "search", *words], capture_output=True, text=True)
    modules = set(done.stderr.splitlines()[-1].split())
    assert not modules & SHORT
    assert sum(name.startswith("supportctl") for name in modules) < 20


@pytest.mark.parametrize(
    "command", [["list", "--ids"], ["list", "--json"], ["search", "login"], ["show", "@last"]]
)
def test_reading_a_desk_leaves_unloaded(desk, run, command):
    """A desk's catalogue needs sqlite3; nothing that reads needs the rest, nor yaml for plain files."""
    run("new", "Login page answers with error 500")
    done = subprocess.run([sys.executable, "-c", LOADED, *command], capture_output=True, text=True)
    modules = set(done.stderr.splitlines()[-1].split())
    assert "sqlite3" in modules or command[0] == "show"
    assert not modules & (WRITERS | {"yaml"})


def test_a_search_of_articles_leaves_unloaded(desk, run):
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "kb", "search", "login"], capture_output=True, text=True
    )
    modules = set(done.stderr.splitlines()[-1].split())
    assert "whoosh" in modules
    assert not modules & {"ssl", "http.client", "email", "urllib.request"}
    commands = {name for name in modules if name.startswith("supportctl.cli.commands.")}
    assert commands == {"supportctl.cli.commands.kb", "supportctl.cli.commands.kb_search"}


def test_what_whoosh_does_without_is_there_for_others():
    wanted = "import supportctl.store.knowledge, urllib.request; print(urllib.request.urlretrieve.__name__)"
    done = subprocess.run([sys.executable, "-c", wanted], capture_output=True, text=True)
    assert done.stdout == "urlretrieve\n", done.stderr
