import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from supportctl.cli.language import language_ahead, language_of
from supportctl.cli.options import Editor, FormatOption, Messages, TextFile, text_of
from supportctl.cli.output import Format, wants_colour
from supportctl.cli.session import Session
from supportctl.domain.text import HOSTILE
from supportctl.errors import Refused, Said
from supportctl.render.colour import Role
from supportctl.render.table import Column
from tests.domain.test_text import PAYLOADS

hostile = pytest.mark.parametrize("payload", [hostile for hostile, _ in PAYLOADS.values()], ids=PAYLOADS)


# --- language and colour -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "desk", "environment", "language"),
    [
        ("zh", "en", {"SUPPORTCTL_LANG": "en", "LANG": "en_US.UTF-8"}, "zh"),
        ("auto", "en", {"SUPPORTCTL_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ("auto", "zh-CN", {"LANG": "en_US.UTF-8"}, "zh"),
        ("auto", "en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("auto", "", {"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ("auto", "", {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ("auto", "", {"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "C"}, "zh"),
        ("auto", "", {"SUPPORTCTL_LANG": "auto", "LANG": "zh_CN"}, "zh"),
        ("auto", "", {"LANG": "de_DE.UTF-8"}, "en"),
        ("auto", "", {}, "en"),
    ],
)
def test_language_by_wish_then_environment_then_desk_then_locale(wish, desk, environment, language):
    assert language_of(wish, environment, desk=desk) == language


@pytest.mark.parametrize(
    ("arguments", "wish"),
    [
        (["list", "--lang", "zh"], "zh"),
        (["--lang=en", "list", "--lang=zh"], "zh"),
        (["list", "--", "--lang", "zh"], "auto"),
        (["list", "--lang"], ""),
        ([], "auto"),
    ],
)
def test_language_is_known_before_the_command_line_is_parsed(arguments, wish):
    assert language_ahead(arguments) == wish


@pytest.mark.parametrize(
    ("wish", "environment", "terminal", "coloured"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1", "CLICOLOR": "0"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"CLICOLOR": "0"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "xterm"}, True, True),
    ],
)
def test_colour_by_wish_then_environment_then_terminal(wish, environment, terminal, coloured):
    assert wants_colour(wish, environment, terminal=terminal) is coloured


# --- talk and answers -----------------------------------------------------------------------------------


@pytest.fixture
def talker(probe):
    def command(ctx: typer.Context, text: str = "text") -> None:
        """Probe."""
        session = Session.of(ctx)
        session.say("saying {text}", text=text)
        session.warn("warning of {text}", text=Said("this {text}", text=text))
        session.answer(text)
        raise Refused((Said("detail {text}", text=text),), reason=text)

    probe(command)


def test_answers_go_to_stdout_and_talk_to_stderr(run, talker):
    ran = run("probe")
    assert ran.out == "text\n"
    assert ran.err == "saying text\nwarning: warning of this text\nerror: text\n  detail text\n"


def test_quiet_silences_talk_but_no_warning_and_no_refusal(run, talker):
    assert run("probe", "-q").err == "warning: warning of this text\nerror: text\n  detail text\n"


def test_colour_of_talk(run, talker):
    assert "\x1b[33mwarning: \x1b[0mwarning of" in run("probe", "--color", "always").err
    assert "\x1b[31merror: \x1b[0mtext" in run("probe", terminal=True).err
    assert "\x1b" not in run("probe", "--color=never", terminal=True).err


@hostile
def test_nothing_hostile_reaches_a_terminal(run, talker, payload):
    ran = run("probe", f"--text={payload}", terminal=True)
    seen = ran.out + ran.err.replace("\x1b[33m", "").replace("\x1b[31m", "").replace("\x1b[0m", "")
    assert not HOSTILE.search(seen.replace("\n", ""))


def test_no_value_can_forge_a_line_of_talk(run, talker):
    ran = run("probe", "--text=x\nerror: forged")
    assert not any(line.startswith("error: forged") for line in ran.err.splitlines())
    assert ran.out == "x\nerror: forged\n"


def test_a_desk_speaks_its_language_in_refusals_too(run, probe, monkeypatch):
    def command(ctx: typer.Context) -> None:
        """Probe."""
        session = Session.of(ctx).in_language("zh")
        session.warn("x")
        raise Refused(reason="y")

    probe(command)
    assert run("probe").err == "注意：x\n错误：y\n"
    assert run("probe", "--lang", "en").err == "warning: x\nerror: y\n"
    monkeypatch.setenv("SUPPORTCTL_LANG", "en")
    assert run("probe").err == "warning: x\nerror: y\n"


@pytest.mark.parametrize(("language", "told"), [("en", "a, no one"), ("zh", "a、no one")])
def test_lists_in_a_sentence(run, probe, language, told):
    def command(ctx: typer.Context) -> None:
        """Probe."""
        session = Session.of(ctx)
        session.answer(session.list_of(["a", Said("no {x}", x="one")]))

    probe(command)
    assert run("probe", "--lang", language).out == told + "\n"


# --- lists ------------------------------------------------------------------------------------------------

ROWS = [{"id": "7F3K2", "title": "登录\t失败\x1b[31m"}, {"id": "9QXA1", "title": "x"}]


@pytest.fixture
def lister(probe):
    columns = (
        Column(key="id", header="ID", role=lambda row: Role.LINK),
        Column(key="title", header="Title", shrinks=True),
    )

    def command(ctx: typer.Context, *, fmt: FormatOption = Format.AUTO) -> None:
        """Probe."""
        Session.of(ctx).show("probes", columns, ROWS, fmt)

    probe(command)


def test_a_list_is_a_coloured_table_on_a_terminal(run, lister):
    first, second, _ = run("probe", terminal=True).out.splitlines()
    assert first.split() == ["\x1b[1mID\x1b[0m", "\x1b[1mTitle\x1b[0m"]
    assert second == "\x1b[36m7F3K2\x1b[0m  登录\\u0009失败\\u001b[31m"


def test_a_table_keeps_to_the_columns_there_are(run, lister, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    assert run("probe", "--color=never", terminal=True).out.splitlines()[1] == "7F3K2  登录\\u0009失…"


def test_a_list_is_tsv_in_a_pipe(run, lister):
    assert run("probe").out == "7F3K2\t登录\\u0009失败\\u001b[31m\n9QXA1\tx\n"


@pytest.mark.parametrize("terminal", [False, True])
def test_a_list_as_json_is_the_same_everywhere(run, lister, terminal):
    ran = run("probe", "--json", terminal=terminal)
    assert json.loads(ran.out) == {"schema": "supportctl.probes/1", "items": ROWS}
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    ("form", "first", "count"),
    [
        ("--jsonl", '{"id": "7F3K2", "title": "登录\\t失败\\u001b[31m"}', 2),
        ("--csv", '"id","title"', 3),
        ("--markdown", "| ID | Title |", 4),
    ],
)
def test_other_forms(run, lister, form, first, count):
    lines = run("probe", form).out.splitlines()
    assert (lines[0], len(lines)) == (first, count)


# --- the present -----------------------------------------------------------------------------------------


@pytest.fixture
def clock(probe):
    def command(ctx: typer.Context) -> None:
        """Probe."""
        Session.of(ctx).answer(Session.of(ctx).now.isoformat())

    probe(command)


def test_now_fixes_the_present_and_wins_over_the_environment(run, clock, monkeypatch):
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-14T09:00:00+08:00")
    assert run("probe").out == "2026-09-14T01:00:00+00:00\n"
    assert run("probe", "--now", "2027-01-01T00:00:00Z").out == "2027-01-01T00:00:00+00:00\n"


def test_without_it_the_present_is_the_clock_in_utc(run, clock):
    moment = datetime.fromisoformat(run("probe").out.strip())
    assert moment.tzinfo == UTC
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60


@pytest.mark.parametrize("time", ["2026-09-14T09:00:00", "2026-09-14", "noon", "0001-01-01T00:00:00+08:00"])
def test_now_must_be_an_instant(run, clock, time):
    assert run("probe", "--now", time).code == 2


# --- questions ----------------------------------------------------------------------------------------------


@pytest.fixture
def asker(probe):
    def command(ctx: typer.Context) -> None:
        """Probe."""
        session = Session.of(ctx)
        session.answer(session.ask("which {kind}?", kind="one", flag="--one"))
        session.confirm("really?", flag="--yes")
        session.answer("done")

    probe(command)


@pytest.mark.parametrize("word", ["y", "YES", " yes ", "是", "好"])
def test_answers_that_mean_yes(run, asker, word):
    ran = run("probe", terminal=True, stdin=f" this \n{word}\n")
    assert (ran.code, ran.out, ran.err) == (0, "this\ndone\n", "which one? really? ")


@pytest.mark.parametrize("stdin", ["this\n\n", "this\nno\n", "this\n", ""])
def test_anything_else_cancels(run, asker, stdin):
    ran = run("probe", terminal=True, stdin=stdin)
    assert ran.code == 6
    assert "done" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "terminal", "ci"),
    [((), False, ""), (("--no-input",), True, ""), ((), True, "true"), ((), True, "1")],
)
def test_nobody_is_asked_where_nobody_is(run, asker, monkeypatch, arguments, terminal, ci):
    monkeypatch.setenv("CI", ci)
    ran = run("probe", *arguments, terminal=terminal, stdin="this\ny\n")
    assert ran.code == 2
    assert "no answer to 'which one?', and nobody is here to give one" in ran.err
    assert "give it with --one" in ran.err


# --- text --------------------------------------------------------------------------------------------------


@pytest.fixture
def writer(probe):
    def command(ctx: typer.Context, *, message: Messages, file: TextFile = "", edit: Editor = False) -> None:
        """Probe."""
        session = Session.of(ctx)
        text = text_of(session, message, file=file, edit=edit, name="note", draft="draft")
        if text == "refused":
            raise Refused(reason="no")
        session.answer(repr(text))

    probe(command)


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """`editor("sh lines")` is an editor that runs them with the file as $1."""

    def install(script: str) -> Path:
        program = tmp_path / "my editor"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(stat.S_IRWXU)
        monkeypatch.setenv("SUPPORTCTL_EDITOR", f"'{program}'")
        return program

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return install


def test_each_message_is_a_paragraph(run, writer):
    assert run("probe", "-m", "one", "--message", "two\r\n").out == "'one\\n\\ntwo'\n"


def test_text_from_a_file_and_from_standard_input(run, writer, tmp_path):
    file = tmp_path / "text"
    file.write_bytes("\ufeff\r\n  登录\r\nfailed\n\n".encode())
    assert run("probe", "-F", str(file)).out == "'  登录\\nfailed'\n"
    assert run("probe", "-F", "-", stdin="piped\n").out == "'piped'\n"


@pytest.mark.parametrize("arguments", [("-m", ""), ("-m", " \n"), ("-F", "-"), ()])
def test_empty_text_is_refused(run, writer, arguments):
    ran = run("probe", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "note is empty; nothing was written" in ran.err


def test_text_that_is_not_utf8_is_refused_with_its_place(run, writer):
    ran = run("probe", "-F", "-", stdin=b"ab\xb5\xc7")
    assert ran.code == 5
    assert "- could not be read: byte 2 is not UTF-8" in ran.err


def test_one_source_of_text(run, writer):
    assert run("probe", "-m", "a", "-F", "-").code == 2


def test_a_missing_file_is_named(run, writer):
    ran = run("probe", "-F", "/nowhere")
    assert ran.code == 5
    assert "/nowhere" in ran.err


def test_the_editor_begins_with_the_draft_and_its_remarks_are_left_out(run, writer, editor, tmp_path):
    editor('sed -i "1s/^/# my heading\\n/" "$1"')
    assert run("probe", "-e").out == "'# my heading\\ndraft'\n"
    assert run("probe", "-e", "-m", "mine").out == "'# my heading\\nmine'\n"
    assert run("probe", "-e", "--lang", "zh").out == "'# my heading\\ndraft'\n"
    assert list(tmp_path.glob("supportctl-*")) == []


def test_a_person_without_text_gets_the_editor(run, writer, editor):
    editor('echo written > "$1"')
    assert run("probe", terminal=True).out == "'written'\n"
    assert run("probe", "--no-input", terminal=True).code == 2


def test_an_empty_page_writes_nothing(run, writer, editor):
    editor(': > "$1"')
    ran = run("probe", "-e")
    assert ran.code == 2
    assert "note is empty" in ran.err
    assert "is kept" not in ran.err


def test_an_editor_that_fails_cancels_and_keeps_the_page(run, writer, editor, tmp_path):
    editor('echo precious > "$1"; exit 3')
    ran = run("probe", "-e")
    assert ran.code == 6
    assert "ended with 3; nothing was written" in ran.err
    [kept] = tmp_path.glob("supportctl-*")
    assert kept.read_text() == "precious\n"
    assert f"your text is kept: -F {kept}" in ran.err


def test_a_refusal_does_not_cost_the_text(run, writer, editor, tmp_path):
    editor('echo refused > "$1"')
    ran = run("probe", "-e")
    assert ran.code == 4
    [kept] = tmp_path.glob("supportctl-*")
    assert str(kept) in ran.err
    assert kept.read_text() == "refused\n"


@pytest.mark.parametrize(
    "names",
    [("SUPPORTCTL_EDITOR", "GIT_EDITOR", "VISUAL"), ("GIT_EDITOR", "VISUAL", "EDITOR"), ("VISUAL", "EDITOR")],
    ids=lambda names: names[0],
)
def test_the_editor_is_ours_or_the_one_git_would_take(run, writer, editor, monkeypatch, names):
    program = editor('echo "$1" > "$2"')
    monkeypatch.delenv("SUPPORTCTL_EDITOR")
    monkeypatch.setenv("TERM", "xterm")
    for name in names:
        monkeypatch.setenv(name, f"'{program}' {name}")
    assert run("probe", "-e").out == f"'{names[0]}'\n"
