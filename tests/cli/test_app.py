import inspect
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated

import pytest
import typer

from supportctl import __version__
from supportctl.cli.app import Command, load
from supportctl.cli.help import EXAMPLES
from supportctl.cli.options import FormatOption
from supportctl.cli.output import Format
from supportctl.cli.session import Session
from supportctl.cli.table import COMMANDS, SECTIONS, Entry
from supportctl.domain.text import width
from supportctl.errors import Broken, Cancelled, NotFound, Refused, Said, Usage


def own_commands(command: Command) -> list[Command]:
    own = getattr(command, "commands", {}).values()
    return [command, *(below for sub in own for below in own_commands(sub))]


every_name = pytest.mark.parametrize("name", COMMANDS)


@every_name
def test_the_table_says_what_the_command_says(name):
    assert load(name).help.splitlines()[0] == COMMANDS[name].summary
    assert COMMANDS[name].section in SECTIONS


@every_name
def test_every_help_has_two_examples_that_can_be_typed(name):
    for command in own_commands(load(name)):
        heading, *lines = (command.epilog or "").splitlines()
        assert heading == EXAMPLES, command.name
        assert len([line for line in lines if "supportctl" in line]) >= 2, command.name


@every_name
def test_no_option_hides_another(name):
    for command in own_commands(load(name)):
        flags = [flag for param in command.params for flag in (*param.opts, *param.secondary_opts)]
        names = [param.name for param in command.params]
        assert sorted(flags) == sorted(set(flags)), command.name
        assert sorted(names) == sorted(set(names)), (
            f"{command.name}: two parameters of one name share a value"
        )


@every_name
def test_every_parameter_is_explained(name):
    for command in own_commands(load(name)):
        for param in command.params:
            assert param.help, f"{command.name} {param.name}"


# --- help -------------------------------------------------------------------------------------------


def test_help_lists_commands_by_the_job_at_hand(run, monkeypatch):
    monkeypatch.setitem(COMMANDS, "alpha", Entry("Daily work", "Do it.", "nowhere"))
    monkeypatch.setitem(COMMANDS, "omega", Entry("Review", "Check it.", "nowhere"))
    shown = run("--help").out
    assert shown.index("Daily work:") < shown.index("alpha") < shown.index("Review:") < shown.index("omega")


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("completion", "--help"), ("completion", "-h")])
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_help_line_is_wider_than_the_screen(run, monkeypatch, arguments, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for language in ("en", "zh"):
        lines = run(*arguments, "--lang", language).out.splitlines()
        start = lines.index("") if "" in lines else 0
        prose = [line for line in lines[start:] if "supportctl completion" not in line]
        assert max(map(width, prose)) <= columns


@pytest.mark.parametrize("order", [("--lang", "zh", "--help"), ("--help", "--lang=zh")])
def test_help_speaks_chinese_wherever_the_language_is_named(run, order):
    shown = run("completion", *order).out
    assert "用法：supportctl completion [OPTIONS] SHELL" in shown
    assert "示例：\n  supportctl completion bash >" in shown
    assert "要支持的 shell。" in shown


def test_help_by_environment(run, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "安装与配置：" in run("--help").out


def test_no_command_is_misuse_and_shows_help_as_talk(run):
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: supportctl [OPTIONS] COMMAND ...")


@pytest.mark.parametrize("arguments", [("--version",), ("-q", "--version"), ("completion", "--version")])
def test_version(run, arguments):
    assert run(*arguments) == (0, f"supportctl {__version__}\n", "")


Words = Annotated[list[str] | None, typer.Argument()]

# --- global options -------------------------------------------------------------------------------------


@pytest.fixture
def seen(probe):
    """The session that `probe` saw."""
    sessions = []

    def command(ctx: typer.Context, words: Words = None, *, fmt: FormatOption = Format.AUTO) -> None:
        """Probe."""
        sessions.append((Session.of(ctx), fmt))

    probe(command)
    return sessions


@pytest.mark.parametrize("place", ["before", "after", "last"])
@pytest.mark.parametrize(
    ("options", "name", "value"),
    [
        (("-C", "desk"), "directory", Path("desk")),
        (("-C", "/desk"), "directory", Path("/desk")),
        (("--lang", "zh"), "lang", "zh"),
        (("--color=always",), "color", "always"),
        (("--no-input",), "no_input", True),
        (("-q",), "quiet", True),
        (("--quiet",), "quiet", True),
        (("-v",), "verbose", True),
    ],
    ids=str,
)
def test_global_options_work_before_and_after_the_command(run, seen, place, options, name, value):
    order = {
        "before": (*options, "probe", "x"),
        "after": ("probe", *options, "x"),
        "last": ("probe", "x", *options),
    }
    assert run(*order[place]).code == 0
    session, _ = seen[0]
    assert getattr(session.wishes, name) == value
    if name == "directory":
        assert session.directory == Path.cwd() / value


def test_the_later_of_two_global_options_wins(run, seen):
    run("--lang", "zh", "probe", "--lang", "en")
    assert seen[0][0].words.language == "en"


def test_after_two_dashes_nothing_is_an_option(run, seen):
    assert run("probe", "--", "--lang", "zh").code == 0
    assert seen[0][0].words.language == "en"


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.AUTO])
def test_forms_are_flags(run, seen, form):
    run("probe", f"--{form}")
    assert seen[0][1] is form


def test_without_a_flag_the_form_is_chosen_for_the_reader(run, seen):
    run("probe")
    assert seen[0][1] is Format.AUTO


def test_two_forms_at_once_are_misuse(run, seen):
    ran = run("probe", "--json", "--csv")
    assert ran.code == 2
    assert "--json and --csv cannot be given together" in ran.err


# --- misuse ----------------------------------------------------------------------------------------------

MISUSE = [
    (("complet",), "no such command: complet", "did you mean completion?"),
    (("xyzzy",), "no such command: xyzzy", "see supportctl --help"),
    (("",), "no such command: ", "see supportctl --help"),
    (("completion",), "SHELL is missing", "see supportctl completion --help"),
    (("completion", "bahs"), "SHELL: bahs is not one of bash, zsh, fish", "did you mean bash?"),
    (
        ("completion", "bash", "x\x1b[1m"),
        "one argument too many: x\\x1b[1m",
        "see supportctl completion --help",
    ),
    (("completion", "bash", "--lnag"), "no such option: --lnag", "did you mean --lang?"),
    (("--lang", "fr", "completion"), "--lang: fr is not one of auto, en, zh", ""),
    (("completion", "bash", "--lang"), "--lang needs a value", "see supportctl --help"),
    (("completion", "bash", "--quiet=1"), "--quiet takes no value", "see supportctl --help"),
    (
        ("completion", "bash", "--now", "noon"),
        "noon is not a time supportctl understands",
        "try 2026-09-14T15:00",
    ),
]


@pytest.mark.parametrize(("arguments", "problem", "way"), MISUSE, ids=str)
def test_misuse_names_the_problem_and_the_way_out(run, arguments, problem, way):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert f"error: {problem}" in ran.err
    assert f"hint: {way}" in ran.err or not way


@pytest.mark.parametrize("arguments", [case[0] for case in MISUSE if "--lang" not in case[0]], ids=str)
def test_misuse_is_told_in_chinese(run, arguments):
    ran = run("--lang=zh", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("错误：")
    assert not any(word in ran.err for word in ("error", "such", "missing", "needs", "not one of"))


@pytest.mark.parametrize(
    ("value", "problem"),
    [("many", "--count: many is not a whole number"), ("9", "--count: 9 is not in the range x<=5")],
)
def test_numbers(run, probe, value, problem):
    def command(count: Annotated[int, typer.Option(max=5)] = 1) -> None:
        """Probe."""

    probe(command)
    ran = run("probe", "--count", value)
    assert (ran.code, ran.err) == (2, f"error: {problem}\nhint: see supportctl probe --help\n")


def test_groups_speak_as_the_root_does(run, monkeypatch):
    group = typer.Typer(add_completion=False, help="Probe.", no_args_is_help=True)
    group.command("list", help="List.\n\nAll of them.")(lambda: None)
    group.command("show", help="Show.")(lambda: None)
    monkeypatch.setitem(sys.modules, "probe_group", SimpleNamespace(app=group))
    monkeypatch.setitem(COMMANDS, "probe", Entry("Review", "Probe.", "probe_group"))
    assert "Commands:\n  list  List.\n  show  Show.\n" in run("probe").err
    assert run("probe").code == 2
    assert "hint: did you mean list?" in run("probe", "lst").err
    assert run("probe", "--help").out.startswith("Usage: supportctl probe [OPTIONS] COMMAND ...\n\nProbe.\n")
    assert run("probe", "list", "-h").out.startswith("Usage: supportctl probe list [OPTIONS]\n")
    assert run("probe", "list", "-q").code == 0


# --- how a command can end ---------------------------------------------------------------------------------


class Lost(NotFound):
    message = "no {thing}"
    fix = "look for {thing}"


ENDINGS = [
    (None, 0, ""),
    (typer.Exit(1), 1, ""),
    (Usage(reason="u"), 2, "error: u\n"),
    (Lost(thing="key"), 3, "error: no key\nhint: look for key\n"),
    (Refused((Said("one {n}", n=1), Said("two")), reason="r"), 4, "error: r\n  one 1\n  two\n"),
    (Broken(reason="b"), 5, "error: b\n"),
    (
        FileNotFoundError(2, "No such file or directory", "/a\x1b"),
        5,
        "error: /a\\u001b: No such file",
    ),
    (OSError(28, "No space left on device"), 5, "error: No space left on device\n"),
    (Cancelled(), 6, "error: cancelled; nothing was written\n"),
    (typer.Abort(), 6, "error: cancelled; nothing was written\n"),
    (EOFError(), 6, "error: cancelled; nothing was written\n"),
    (KeyboardInterrupt(), 130, ""),
    (BrokenPipeError(), 141, ""),
]


@pytest.mark.parametrize(("ending", "code", "told"), ENDINGS, ids=lambda value: type(value).__name__)
def test_every_ending_has_its_exit_code(run, probe, ending, code, told):
    def command() -> None:
        """Probe."""
        if ending:
            raise ending

    probe(command)
    ran = run("probe")
    assert ran.code == code
    assert ran.err.startswith(told) if told else ran.err == ""
    assert ran.out == ""


def test_a_bug_is_told_as_ours_with_its_trace(run, probe):
    def command() -> None:
        """Probe."""
        raise ZeroDivisionError("\x1b[2Jgone")

    probe(command)
    ran = run("probe")
    assert ran.code == 70
    assert "Traceback (most recent call last)" in ran.err
    assert "ZeroDivisionError: \\u001b[2Jgone" in ran.err
    assert ran.err.splitlines()[-1].startswith(f"error: this is a bug in supportctl {__version__}")


def test_elsewhere_than_on_linux_and_macos_it_says_so_at_once(run, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    ran = run("completion", "bash")
    assert ran.code == 5
    assert "not on win32" in ran.err
    assert "WSL" in ran.err


# --- the process -------------------------------------------------------------------------------------------


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line.replace("supportctl", f"{sys.executable} -m supportctl")],
        capture_output=True,
        text=True,
    )


def test_a_reader_that_leaves_early_is_no_error():
    done = shell("supportctl completion bash | true; echo ${PIPESTATUS[0]}")
    assert (done.stdout, done.stderr) == ("141\n", "")


@pytest.mark.parametrize("words", ["completion bash", "--version", "--help"])
def test_a_full_disk_is_told_once(words):
    done = shell(f"supportctl {words} > /dev/full")
    assert (done.returncode, done.stderr) == (5, "error: No space left on device\n")


def test_closed_streams_do_no_harm():
    assert shell("supportctl completion bash >&-").returncode == 0
    assert shell("supportctl --version >&-").returncode == 0
    assert shell("supportctl completion bahs 2>&-").returncode == 2


def test_output_is_utf8_whatever_the_locale():
    done = shell("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 supportctl --help --lang zh")
    assert "用法：" in done.stdout


def test_interrupt_ends_with_130():
    script = inspect.cleandoc("""
        import os, signal, sys, types, typer
        from supportctl.__main__ import main
        from supportctl.cli.table import COMMANDS, Entry
        app = typer.Typer(add_completion=False)
        @app.command()
        def probe() -> None:
            os.kill(os.getpid(), signal.SIGINT)
        sys.modules["probe"] = types.SimpleNamespace(app=app)
        COMMANDS["probe"] = Entry("Set-up", "Probe.", "probe")
        sys.exit(main(["probe"]))
    """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, "")
