"""Every command of the table, each on a fresh copy of one desk: what all of them have in common.

A dry run writes nothing, the same --op twice changes once, --json is what its schema says, a pipe gets
plain lines, and both languages come to the same end.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from supportctl.__main__ import main
from supportctl.cli.app import Command, load
from supportctl.cli.changing import MARK
from supportctl.cli.table import COMMANDS
from tests.support.git import calm

SCHEMAS = Path(__file__).parent.parent.parent / "docs" / "schemas"
STATUSES = (
    "new",
    "accepted",
    "diagnosing",
    "in_progress",
    "verifying",
    "resolved",
    "closed",
    "waiting",
)
ESCAPES = re.compile(r"\x1b")

TICKET = {
    "customer": "acme",
    "contact": "c-12345",
    "received": "2026-09-14T09:00:00+08:00",
    "symptom": "It is slow.",
    "environment": "Linux",
    "urgency": "normal",
    "category": "guidance",
    "impact": "minor",
    "assignee": "alice",
    "product": "crm",
    "eta": "2026-09-20T18:00:00+08:00",
    "messages": [
        {"direction": "in", "at": "2026-09-14T09:00:00+08:00", "text": "It is slow."},
        {"direction": "out", "at": "2026-09-14T09:10:00+08:00", "text": "We look into it."},
    ],
}

HEALTH = ("--from", "2026-01-01", "--health-checks", "monthly", "--scope", "defects,health_checks", "-q")

HOLIDAYS = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20290101
DTEND;VALUE=DATE:20290102
SUMMARY:New year
END:VEVENT
END:VCALENDAR
"""

CASES: dict[str, tuple[str, ...]] = {
    "new": ("A problem", "-m", "It hurts."),
    "reply": ("{new}", "-m", "Hello."),
    "receive": ("{new}", "-m", "Hello."),
    "note": ("{new}", "-m", "Hello."),
    "priority": ("{new}", "P1", "-m", "because"),
    "assign": ("{new}", "bob"),
    "edit": ("{new}", "--title", "Another"),
    "tag": ("{new}", "+a"),
    "take": ("--for", "bob"),
    "eta": ("{new}", "2030-01-01"),
    "time": ("{new}", "5"),
    "link": ("{new}", "relates", "{closed}"),
    "unlink": ("{linked}", "{closed}"),
    "move": ("{new}", "accepted"),
    "accept": ("{new}",),
    "diagnose": ("{accepted}", "--scope", "in"),
    "start": ("{diagnosing}", "--query", "slow", "--miss", "--confirmed-by", "Jane", "--channel", "email"),
    "wait": ("{in_progress}", "customer", "-m", "Which version?"),
    "resume": ("{waiting}",),
    "resolve": ("{verifying}", "--verified-by", "alice", "-m", "It is solved; please confirm."),
    "close": ("{resolved}", "--confirmed-by", "Jane", "--channel", "email"),
    "reopen": ("{closed}", "-m", "it came back"),
    "cancel": ("{new}", "-m", "a mistake"),
    "lookup": ("{new}", "slow", "--miss"),
    "scope": ("{new}", "in"),
    "solution": ("{in_progress}", "guidance", "-m", "Press the button."),
    "verify": ("{verifying}", "pass", "--by", "internal", "--who", "alice"),
    "confirm": ("{new}", "priority", "--by", "Jane", "--channel", "email"),
    "delay": ("{in_progress}", "2030-01-01", "-m", "It takes longer.", "--reason", "a bug"),
    "statement": ("{new}", "-m", "This is your network."),
    "remind": ("{waiting}", "-m", "Could you look?"),
    "outbox list": (),
    "snooze": ("{new}", "2030-01-01", "-m", "later"),
    "followup": ("{closed}", "--score", "5", "-m", "happy"),
    "undo": ("{linked}",),
    "bulk": ("is:new", "tag", "+triage", "--yes"),
    "redact": ("{new}", "{event}", "-m", "a password"),
    "list": (),
    "show": ("{new}",),
    "search": ("slow",),
    "views": (),
    "history": ("{new}",),
    "customer new": ("beta", "Beta"),
    "customer list": (),
    "customer show": ("acme",),
    "customer edit": ("acme", "--name", "Acme Ltd"),
    "customer erase": ("acme", "--yes"),
    "customer health": ("--due",),
    "team list": (),
    "team add": ("carol", "Carol"),
    "check": (),
    "rule": (),
    "kb new": ("An article", "--symptom", "slow", "--resolution", "Press the button."),
    "kb edit": ("{article}", "--title", "Another"),
    "kb list": ("--all",),
    "kb show": ("{article}",),
    "kb search": ("button",),
    "kb link": ("{article}", "{new}"),
    "kb review": ("{article}",),
    "kb publish": ("{reviewed}",),
    "kb flag": ("{article}", "-m", "is wrong"),
    "kb retire": ("{article}", "-m", "is old"),
    "workflow show": (),
    "sla": ("{new}",),
    "stale": (),
    "next": (),
    "escalate": ("{new}", "alice", "-m", "high time"),
    "init": (),
    "config": (),
    "import": ("{file}",),
    "git install": (),
    "git uninstall": (),
    "git status": (),
    "git resolve": (),
    "export": (),
    "migrate": (),
    "doctor": (),
    "index status": (),
    "index refresh": (),
    "index rebuild": (),
    "diff": ("HEAD~1..HEAD",),
    "stats": (),
    "hooks install": (),
    "hooks uninstall": (),
    "hooks status": (),
    "kb suggest": ("{new}",),
    "kb stats": (),
    "similar": ("{new}",),
    "split": ("{new}", "{heard}", "Another problem"),
    "merge": ("{linked}", "{new}"),
    "template list": (),
    "template show": ("progress",),
    "template render": ("acknowledgement", "{new}"),
    "template lint": (),
    "calendar show": ("2026-10",),
    "calendar import": ("{holidays}",),
}

NO_TABLE = {"completion", "sync", "ci", "outbox show", "outbox send", "outbox sent", "outbox drop"}
"""A script for a shell; a conversation with a remote; what a server runs; letters that a mail server did not
take: each has tests of its own.
"""

NO_JSON = {"template show", "template render", "template lint", "calendar import"}
"""Texts, and a command that says what it did by the file it wrote."""

IDLE = {"migrate", "kb suggest"}
"""Commands that have nothing to change on this desk: no older schema; a look without --record."""

FINDINGS = {"check", "stale", "sla", "doctor"}
"""Commands that may end with 1: they found something."""


def leaves(command: Command, name: str) -> dict[str, Command]:
    own = getattr(command, "commands", {})
    return {
        path: leaf for below, sub in own.items() for path, leaf in leaves(sub, f"{name} {below}").items()
    } or {name: command}


EVERY = {path: leaf for name in COMMANDS for path, leaf in leaves(load(name), name).items()}
CHANGING = [name for name in CASES if name in EVERY and hasattr(EVERY[name].callback, MARK)]


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


def state() -> tuple[str, ...]:
    return git("rev-parse", "HEAD"), git("status", "--porcelain", "-uall"), git("ls-files", "-s")


def told(kind: str) -> str:
    """The title of the ticket that stands for a status."""
    return f"Ticket {kind}"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk that each test gets a copy of, and the names of what is on it."""
    root = tmp_path_factory.mktemp("matrix") / "desk"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        # A fixture of the whole module begins before the one that calms Git for each test.
        for name, value in calm(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        patch.chdir(root)
        make(root)
    return root


def make(root: Path) -> None:
    email = git("var", "GIT_AUTHOR_IDENT").partition("<")[2].partition(">")[0]
    steps = [
        ("init", "-q"),
        ("team", "add", "alice", "Alice", "--email", email, "--role", "lead", "-q"),
        ("team", "add", "bob", "Bob", "-q"),
        (
            "customer",
            "new",
            "acme",
            "Acme",
            "--contact-name",
            "Jane",
            "--contract",
            "A-1",
            "--tier",
            "gold",
            *HEALTH,
        ),
    ]
    lines = [json.dumps({"key": one, "title": told(one), "status": one} | TICKET) for one in STATUSES[:-1]]
    lines += [json.dumps({"key": "waiting", "title": told("waiting"), "status": "in_progress"} | TICKET)]
    lines += [json.dumps({"key": "linked", "title": told("linked")} | TICKET)]
    lines += [json.dumps({"key": "free", "title": told("free")} | TICKET | {"assignee": ""})]
    (root.parent / "in.jsonl").write_text("\n".join(lines), "utf-8")
    (root.parent / "more.jsonl").write_text(json.dumps({"key": "more", "title": "More"}), "utf-8")
    steps.append(("import", str(root.parent / "in.jsonl"), "-q"))
    for step in steps:
        assert main(step) == 0, step
    names = {
        path.read_text("utf-8").split("\ntitle: ")[1].split("\n")[0]: path
        for path in root.glob("tickets/*/*/*.md")
    }
    ids = {kind: names[told(kind)].stem for kind in (*STATUSES, "linked", "free")}
    text = names[told("new")].read_text("utf-8")
    ids["event"] = re.findall(r" message \{#(\w+)\}", text)[0]
    ids["heard"] = re.findall(r" message \{#(\w+)\}(?:\n- .*)*\n- direction: in\n", text)[0]
    (root.parent / "h.ics").write_text(HOLIDAYS, "utf-8")
    ids["holidays"] = str(root.parent / "h.ics")
    ids["file"] = str(root.parent / "more.jsonl")
    assert main(("link", ids["linked"], "relates", ids["closed"], "-q")) == 0
    assert main(("wait", ids["waiting"], "customer", "-m", "Which version?", "-q")) == 0
    texts = (
        "--symptom",
        "slow",
        "--environment",
        "Linux",
        "--cause",
        "no",
        "--resolution",
        "Press the button.",
    )
    for name in ("article", "reviewed"):
        assert (
            main(("kb", "new", f"How to press it {name}", *texts, "--product", "crm", "--release", "5", "-q"))
            == 0
        )
    kept = {
        path.read_text("utf-8").split("press it ")[1].split("\n")[0]: path.stem
        for path in root.glob("kb/KB-*.md")
    }
    ids |= kept
    assert main(("kb", "review", ids["reviewed"], "-q")) == 0
    (root.parent / "names.json").write_text(json.dumps(ids), "utf-8")


@pytest.fixture
def place(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    shutil.copytree(model, tmp_path / "desk", symlinks=True)
    monkeypatch.chdir(tmp_path / "desk")
    git("status")
    names: dict[str, str] = json.loads((model.parent / "names.json").read_text("utf-8"))
    return names


def words(name: str, names: dict[str, str]) -> list[str]:
    return [*name.split(), *(word.format(**names) for word in CASES[name])]


def valid(text: str) -> None:
    document = json.loads(text)
    kind, _, version = document["schema"].removeprefix("supportctl.").partition("/")
    assert version == "1"
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text("utf-8"))
    faults = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(document)
    ]
    assert not faults, (kind, faults[:5], text[:2000])


@pytest.mark.long  # a command that is still being made may land before its case here
def test_every_command_has_a_case():
    assert set(EVERY) - NO_TABLE == set(CASES)


@pytest.mark.parametrize("name", [name for name in CASES if name not in NO_JSON])
def test_json_is_what_its_schema_says_and_a_pipe_gets_plain_lines(place, run, name):
    arguments = words(name, place)
    ran = run(*arguments, "--json")
    assert ran.code in ((0, 1) if name in FINDINGS else (0,)), ran
    valid(ran.out)
    assert not ESCAPES.search(ran.out)
    again = run(*words(name, place), "--lang", "zh", "--no-input")
    assert "Traceback" not in again.err
    assert not ESCAPES.search(again.out + again.err)


@pytest.mark.parametrize("name", CHANGING)
def test_a_dry_run_writes_nothing_and_an_operation_changes_once(place, run, name):
    arguments = words(name, place)
    before = state()
    dry = run(*arguments, "--dry-run", "--lang", "zh")
    assert (dry.code, state()) == (0, before), dry
    first = run(*arguments, "--op", "k1")
    assert first.code == 0, first
    after = state()
    assert (after == before) == (name in IDLE), "nothing was changed"
    assert git("rev-list", "--count", f"{before[0].strip()}..HEAD").strip() in ("1", "0")
    second = run(*arguments, "--op", "k1")
    assert (second.code, state()) == (0, after), second


def test_every_schema_is_one_and_is_of_use():
    kinds = {path.stem for path in SCHEMAS.glob("*.json")}
    # A schema that no command names any more is of no use.
    source = "\n".join(
        path.read_text("utf-8") for path in (SCHEMAS.parent.parent / "supportctl").rglob("*.py")
    )
    assert not [kind for kind in kinds if f'"{kind}"' not in source]
    for path in SCHEMAS.glob("*.json"):
        Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))
