"""The road of the Tab key, from the scripts of the shells to the one command that is loaded."""

import json
import shutil
import subprocess
import sys
from types import SimpleNamespace
from typing import Annotated

import pytest
import typer

from supportctl.cli.table import COMMANDS, Entry


@pytest.fixture
def offers(run):
    def of(*words):
        ran = run("__complete", *words)
        assert (ran.code, ran.err) == (0, "")
        return dict(line.split("\t") for line in ran.out.splitlines())

    return of


@pytest.fixture(autouse=True)
def group(monkeypatch):
    app = typer.Typer(add_completion=False, help="Probe.")

    @app.command("list", help="List.")
    def _list(
        *,
        kind: Annotated[
            str, typer.Option("--kind", help="Of a kind.", autocompletion=lambda: ["one", "other"])
        ] = "",
        every: Annotated[bool, typer.Option("--every", help="All.")] = False,
        tag: Annotated[list[str], typer.Option("--tag", default_factory=list, help="Tags.")],
    ) -> None: ...

    @app.command("show", help="Show.\n\nAt length.")
    def _show(
        name: Annotated[str, typer.Argument(help="Which.", autocompletion=lambda: ["alpha", "beta"])],
        others: Annotated[
            list[str] | None, typer.Argument(help="More.", autocompletion=lambda: ["gamma"])
        ] = None,
    ) -> None: ...

    monkeypatch.setitem(sys.modules, "probe_group", SimpleNamespace(app=app))
    monkeypatch.setitem(COMMANDS, "probe", Entry("Review", "Probe.", "probe_group"))


def test_names_of_commands_with_their_summaries(offers):
    assert offers("") == {name: entry.summary for name, entry in COMMANDS.items()}
    assert offers("pro") == {"probe": "Probe."}
    assert offers() == offers("")


@pytest.mark.parametrize("before", [("-q",), ("--lang", "zh"), ("-C", "probe"), ("--lang=zh", "-v")])
def test_global_options_do_not_hide_the_name(offers, before):
    assert list(offers(*before, "pro")) == ["probe"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("completion", "z"), ["zsh"]),
        (("completion", "zsh", ""), []),
        (("--color", "a"), ["auto", "always"]),
        (("completion", "--color", "n"), ["never"]),
        (("--lang", ""), ["auto", "en", "zh"]),
        (("completion", "--lang=z"), ["--lang=zh"]),
        (("completion", "--lang", "=", "z"), ["zh"]),
        (("completion", "--lang", "="), ["auto", "en", "zh"]),
        (("--no",), ["--no-input", "--now"]),
        (("completion", "--no"), ["--no-input", "--now"]),
        (("completion", "--no-input", "--no"), ["--now"]),
        (("probe", ""), ["list", "show"]),
        (("probe", "s"), ["show"]),
        (("-q", "probe", "-v", "l"), ["list"]),
        (("probe", "list", "--k"), ["--kind"]),
        (("probe", "list", "--kind", ""), ["one", "other"]),
        (("probe", "list", "--every", "--e"), []),
        (("probe", "list", "--tag", "a", "--t"), ["--tag"]),
        (("probe", "show", ""), ["alpha", "beta"]),
        (("probe", "show", "alpha", ""), ["gamma"]),
        (("probe", "show", "alpha", "gamma", ""), ["gamma"]),
        (("probe", "--lang", "z"), ["zh"]),
        (("nonsense", ""), []),
        (("probe", "nonsense", ""), []),
        (("completion", "-F", ""), ["bash", "zsh", "fish"]),
    ],
    ids=str,
)
def test_what_is_offered_where(offers, words, found):
    assert list(offers(*words)) == found


def test_meanings_are_in_the_readers_language(offers, monkeypatch):
    monkeypatch.setenv("SUPPORTCTL_LANG", "zh")
    assert offers("compl") == {"completion": "输出 shell 的命令补全脚本。"}
    assert offers("completion", "--lang")["--lang"] == "提示信息的语言。"


# --- what is imported -----------------------------------------------------------------------------------

LOADED = """
import json, sys
from supportctl.__main__ import main
main(["__complete", *sys.argv[1:]])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(*words):
    done = subprocess.run([sys.executable, "-c", LOADED, *words], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def commands(modules):
    return {name for name in modules if name.startswith("supportctl.cli.commands.")}


def test_names_are_completed_without_the_parser_or_any_command():
    modules = loaded("")
    assert not commands(modules)
    assert "typer" not in modules


def test_an_option_name_imports_its_command_alone():
    assert commands(loaded("completion", "--la")) == {"supportctl.cli.commands.completion"}


# --- the shells ---------------------------------------------------------------------------------------


@pytest.fixture
def program(tmp_path, monkeypatch):
    """`supportctl` on PATH."""
    script = tmp_path / "supportctl"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m supportctl "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{'/usr/bin:/bin'}")


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["supportctl", "compl"], ["completion"]),
        (["supportctl", "completion", ""], ["bash", "zsh", "fish"]),
        (["supportctl", "--lang", "=", "e"], ["en"]),
        (["supportctl", "-q", "completion", "--ver"], ["--verbose", "--version"]),
    ],
    ids=str,
)
def test_bash_asks_and_gets_it(words, found):
    quoted = " ".join(f"'{word}'" for word in words)
    script = f"""
        source <(supportctl completion bash)
        complete -p supportctl sctl >/dev/null || exit 1
        COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}
        _supportctl supportctl
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr, done.returncode) == (found, "", 0)


@pytest.mark.usefixtures("program")
def test_bash_completes_behind_a_colon():
    script = """
        source <(supportctl completion bash)
        COMP_LINE='supportctl list priority:P1 sla:at'; COMP_POINT=${#COMP_LINE}
        COMP_WORDS=(supportctl list priority : P1 sla : at); COMP_CWORD=7
        _supportctl supportctl
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (["at-risk"], "")


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_scripts_are_read_by_their_shells(run, tmp_path, shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(run("completion", shell).out)
    done = subprocess.run([shell, "-n", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
