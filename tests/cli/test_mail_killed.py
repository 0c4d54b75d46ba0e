"""A command that mails the customer, killed at every step: the mail arrives once and is on record once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from supportctl.store import outbox
from supportctl.store.desk import Desk
from tests.support.mail import configured, events, ticket, waiting
from tests.support.smtp import Server, server

TOP = Path(__file__).parent.parent.parent


def killed(step: int, desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-P", "-m", "tests.support.mail_killed", str(step), *arguments]
    return subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True)


def brought_to_an_end(run, there: Server, before: int) -> str:
    """What a person does who finds the outbox after the crash, and in which state the letter was."""
    found = waiting(run)
    for letter in found:
        arrived = len(there.taken) > before
        match letter["state"], arrived:
            case "doubt", True:
                assert run("outbox", "send", letter["id"]).code == 4, "never unasked"
                done = run("outbox", "sent", letter["id"])
            case "doubt", False:
                assert run("outbox", "send", letter["id"]).code == 4, "never unasked"
                done = run("outbox", "send", letter["id"], "--again")
            case _:
                done = run("outbox", "send", letter["id"])
        assert done.code == 0, done.err
    return found[0]["state"] if found else "none"


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(range(4, 400, 9), id="some"),
        pytest.param(range(1, 400), id="all", marks=pytest.mark.long),
    ],
)
def test_a_mail_arrives_once_and_is_on_record_once(desk, run, tmp_path, steps):
    name = ticket(run)
    seen = set()
    with server("plain", tmp_path / "mails") as there:
        configured(desk, there.port)
        for count, step in enumerate(steps):
            before = len(there.taken)
            done = killed(step, desk, "reply", name, "-m", f"nr {step}", "--send", "--op", f"k{step}")
            seen.add(brought_to_an_end(run, there, before))
            # And once more by hand, with the same key: it changes nothing, or does what never began.
            again = run("reply", name, "-m", f"nr {step}", "--send", "--op", f"k{step}")
            assert again.code == 0, again.err
            assert len(there.taken) == before + 1, f"step {step}: {len(there.taken) - before} mails"
            said = [one for one in events(run, name) if one["kind"] == "message"]
            assert [one["text"] for one in said].count(f"nr {step}") == 1, f"step {step}"
            assert len(said) == count + 1
            if done.returncode == 0:
                break
        assert done.returncode == 0, "the command has more steps than were tried"
    assert waiting(run) == []
    assert list(outbox.all_of(Desk.find(desk).repository)) == []
    assert run("check").code == 0
    if len(steps) > 100:
        assert {"none", "draft", "doubt", "taken"} <= seen
