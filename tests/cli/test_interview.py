"""`supportctl new` in conversation, on a terminal of its own."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

PATIENCE = 30


class Terminal:
    """supportctl on a pseudo-terminal: `expect` waits for words, `type` answers."""

    def __init__(self, *arguments, env):
        self.side, other = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "supportctl", *arguments],
            stdin=other,
            stdout=other,
            stderr=other,
            env=env,
            start_new_session=True,
        )
        os.close(other)
        self.seen = ""

    def expect(self, words):
        deadline = time.monotonic() + PATIENCE
        while words not in self.seen:
            assert time.monotonic() < deadline, f"{words!r} never came; seen:\n{self.seen}"
            if select.select([self.side], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.side, 65536).decode()
                except OSError:
                    raise AssertionError(f"it ended before {words!r}; seen:\n{self.seen}") from None
        self.seen = self.seen.partition(words)[2]

    def type(self, line):
        os.write(self.side, f"{line}\n".encode())

    def answer(self, question, *lines):
        self.expect(question)
        for line in lines:
            self.type(line)

    def interrupt(self):
        """Twice if need be, as somebody would: the first may come between the question and the reading."""
        for _ in range(2):
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE / 2)
                return

    def end(self):
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it never ended; seen:\n{self.seen}"
            if select.select([self.side], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.side, 65536).decode()
                except OSError:
                    break
        self.process.wait(PATIENCE)
        os.close(self.side)
        return self.process.returncode


@pytest.fixture
def terminal(desk, run):
    run("customer", "new", "acme", "Acme Corp", "--contact-name", "Jane Doe")
    run("customer", "new", "lanhai", "蓝海商贸", "--contact-name", "王芳", "--email", "w@lanhai.example")
    run("new", "Older", "--product", "crm")

    def start(*arguments):
        env = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "PYTHONUNBUFFERED": "1"}
        return Terminal(*arguments, env=env)

    return start


def answer_all(talk, *, last="y"):
    talk.expect("2  lanhai  蓝海商贸")
    talk.answer("whose problem is it?", "lanhia", "2")
    talk.expect("did you mean lanhai?")
    talk.expect("王芳")
    talk.answer("who reported it?", "王芳")
    talk.answer("the problem in one line:", "", "报表导出超时")
    talk.answer("what does the customer see?", "first line", "第二行", "")
    talk.answer("when did it happen", "9/20", "2026-09-14 09:30")
    talk.expect("2026-09-14T09:30")
    talk.answer("how can it be brought about?", "")
    talk.answer("what does the error message say?", "ORA-00942", "")
    talk.expect("1  crm")
    talk.answer("product:", "1")
    talk.answer("version of the product:", "5.2")
    talk.answer("hardware and software", "CentOS 7", "")
    talk.expect("1  urgent")
    talk.answer("how urgent", "2")
    talk.expect("customer: lanhai")
    talk.expect("第二行")
    talk.answer("open this ticket?", last)


def git(*arguments):
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


def test_the_four_items_are_asked_and_the_file_is_shown_first(terminal, run):
    talk = terminal("new")
    answer_all(talk)
    assert talk.end() == 0, talk.seen
    (item,) = json.loads(run("show", "@last", "--json").out)["items"]
    wanted = {
        "customer": "lanhai",
        "title": "报表导出超时",
        "product": "crm",
        "version": "5.2",
        "urgency": "high",
    }
    assert {name: item[name] for name in wanted} == wanted
    assert item["contact"].startswith("c-")
    assert item["occurred"] == "2026-09-14T09:30:00+08:00"
    assert item["sections"] == {
        "symptom": "first line\n第二行",
        "error": "ORA-00942",
        "environment": "CentOS 7",
    }
    assert git("status", "--porcelain") == ""
    assert run("new", "--recover").code == 3


def test_what_the_editor_left_empty_is_asked_and_no_prompt_is_an_answer(terminal, run, monkeypatch):
    monkeypatch.setenv("SUPPORTCTL_EDITOR", "sed -i 's/^## Symptom$/&\\n\\nIt hangs./'")
    talk = terminal("new", "-e")
    talk.answer("whose problem is it?", "")
    talk.answer("the problem in one line:", "Report export")
    talk.answer("when did it happen", "")
    talk.answer("how can it be brought about?", "")
    talk.answer("what does the error message say?", "")
    talk.answer("product:", "")
    talk.answer("version of the product:", "")
    talk.answer("hardware and software", "")
    talk.answer("how urgent", "")
    talk.answer("open this ticket?", "y")
    assert talk.end() == 0, talk.seen
    assert "<!--" not in talk.seen
    (item,) = json.loads(run("show", "@last", "--json").out)["items"]
    assert item["sections"] == {"symptom": "It hangs."}


def test_who_says_no_loses_nothing(terminal, run, desk):
    head = git("rev-parse", "HEAD")
    talk = terminal("new")
    answer_all(talk, last="n")
    assert talk.end() == 6
    assert "--recover" in talk.seen
    assert (git("rev-parse", "HEAD"), git("status", "--porcelain")) == (head, "")
    again = terminal("new", "--recover")
    again.answer("how can it be brought about?", "")
    again.expect("第二行")
    again.answer("open this ticket?", "y")
    assert again.end() == 0
    assert json.loads(run("show", "@last", "--json").out)["items"][0]["title"] == "报表导出超时"


def test_an_interruption_keeps_what_was_said(terminal, run):
    talk = terminal("new")
    talk.answer("whose problem is it?", "1")
    talk.answer("who reported it?", "")
    talk.answer("the problem in one line:", "Half a story")
    talk.expect("what does the customer see?")
    talk.interrupt()
    assert talk.end() == 130
    assert run("new", "--recover").code == 0
    (item,) = json.loads(run("show", "@last", "--json").out)["items"]
    assert (item["title"], item["customer"]) == ("Half a story", "acme")


def test_a_refusal_keeps_a_text_that_came_by_a_flag(run, desk):
    hook = desk / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    ran = run("new", "Slow", "-m", "a page of writing")
    assert (ran.code, "--recover" in ran.err) == (4, True)
    hook.unlink()
    assert run("new", "--recover").code == 0
    assert "a page of writing" in run("show", "@last").out


def test_nobody_is_asked_where_nobody_is(run, desk):
    ran = run("new", "--no-input", terminal=True)
    assert (ran.code, "give it with TITLE" in ran.err) == (2, True)
