"""The tickets of a desk in the formats of other trackers, and the commands each has for the same task."""

import hashlib
import json
import sqlite3
import struct
import subprocess
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.desks import environment

AT = "2026-09-14T01:00:00Z"
LISTED = "50"
Commands = Mapping[str, Sequence[str]]


class DoesNotRunError(Exception):
    """A peer that is installed and does not work: it is left out with what it said."""


@dataclass(frozen=True, slots=True)
class Entry:
    number: int
    id: str
    title: str
    body: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Made:
    """Where the commands run, and which they are; TURN in one becomes the number of the turn."""

    place: Path
    commands: Commands
    env: dict[str, str] = field(default_factory=dict)


def entries(top: Path) -> tuple[Entry, ...]:
    """The desk's tickets, from the files themselves."""
    found = []
    for number, path in enumerate(sorted(top.glob("tickets/*/*/T-*.md")), 1):
        head, _, rest = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        fields = dict(line.partition(": ")[::2] for line in head.split("\n") if not line.startswith(" "))
        body = "\n".join(
            line for line in rest.partition("\n## ")[2].split("\n## ")[0].split("\n")[1:] if line
        )
        closed = fields["status"] in ("closed", "cancelled", "merged")
        found.append(Entry(number, path.stem, fields["title"].strip("'\""), body, closed))
    return tuple(found)


def supportctl(top: Path, held: Sequence[Entry], word: str) -> Made:
    run = (sys.executable, "-m", "supportctl")
    commands = {
        "list": (*run, "list", "-L", LISTED),
        "search": (*run, "search", word),
        "show": (*run, "show", held[len(held) // 2].id),
        "create": (*run, "new", "login fails TURN", "-m", "body"),
    }
    return Made(top, commands)


def fossil(place: Path, held: Sequence[Entry], word: str) -> Made:
    """The artifacts are put into the repository's file, and Fossil itself makes tickets of them."""
    place.mkdir()
    env = {"USER": "root", "HOME": str(place)}
    _do(place, env, "fossil", "init", "desk.fossil")
    base = sqlite3.connect(place / "desk.fossil")
    uuids = []
    for one in held:
        uuids.append(hashlib.sha1(one.id.encode(), usedforsecurity=False).hexdigest())
        status = "Closed" if one.closed else "Open"
        cards = f"D 2026-09-14T01:00:00.000\nJ comment {_card(one.body)}\nJ status {status}\n"
        cards += f"J title {_card(one.title)}\nK {uuids[-1]}\nU root\n"
        data = cards.encode()
        data += f"Z {hashlib.md5(data, usedforsecurity=False).hexdigest()}\n".encode()
        content = struct.pack(">I", len(data)) + zlib.compress(data)
        row = (len(data), hashlib.sha3_256(data).hexdigest(), content)
        base.execute("INSERT INTO blob (rcvid, size, uuid, content) VALUES (1, ?, ?, ?)", row)
    base.commit()
    base.close()
    _do(place, env, "fossil", "rebuild", "desk.fossil")
    _do(place, env, "fossil", "open", "desk.fossil", "--force")
    like = f"comment like '%{word}%' or title like '%{word}%'"
    commands = {
        "list": ("fossil", "ticket", "show", "1"),
        "search": ("fossil", "ticket", "show", "1", like),
        "show": ("fossil", "ticket", "history", uuids[len(uuids) // 2]),
        "create": (
            "fossil",
            "ticket",
            "add",
            "title",
            "login fails TURN",
            "status",
            "Open",
            "comment",
            "body",
        ),
    }
    return Made(place, commands, env)


def _card(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(" ", "\\s")


def taskwarrior(place: Path, held: Sequence[Entry], word: str) -> Made:
    data = place / "data"
    data.mkdir(parents=True)
    (place / "rc").write_text(f"data.location={data}\nconfirmation=off\nverbose=nothing\n")
    tasks = [
        {
            "description": one.title,
            "status": "completed" if one.closed else "pending",
            **({"end": "20260914T020000Z"} if one.closed else {}),
            "annotations": [{"entry": "20260914T010000Z", "description": one.body or "-"}],
        }
        for one in held
    ]
    (place / "in.json").write_text(json.dumps(tasks), "utf-8")
    env = {"TASKRC": str(place / "rc"), "HOME": str(place)}
    _do(place, env, "task", "import", "in.json")
    commands = {
        "list": ("task", "list", f"limit:{LISTED}"),
        "search": ("task", word, "all"),
        "show": ("task", "7", "info"),
        "create": ("task", "add", "login fails TURN"),
    }
    return Made(place, commands, env)


def todoman(place: Path, held: Sequence[Entry], word: str) -> Made:
    calendar = place / "cal"
    calendar.mkdir(parents=True)
    settings = place / "config.py"
    settings.write_text(
        f'path = "{place}/*"\ndefault_list = "cal"\ncache_path = "{place}/cache.sqlite3"\n', "utf-8"
    )
    for one in held:
        status = "COMPLETED" if one.closed else "NEEDS-ACTION"
        body = one.body.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
        lines: tuple[str, ...] = (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:bench",
            "BEGIN:VTODO",
            "CREATED:20260914T010000Z",
        )
        lines += ("DTSTAMP:20260914T010000Z", f"STATUS:{status}", f"SUMMARY:{one.title}", f"UID:{one.id}")
        lines += (f"DESCRIPTION:{body}", "END:VTODO", "END:VCALENDAR", "")
        (calendar / f"{one.id}.ics").write_text("\r\n".join(lines), "utf-8")
    run = ("todo", "--config", str(settings))
    commands = {
        "list": (*run, "list"),
        "search": (*run, "list", "--grep", word),
        "show": (*run, "show", "1"),
        "create": (*run, "new", "-l", "cal", "login fails TURN"),
    }
    return Made(place, commands, {"HOME": str(place)})


def microbeads(place: Path, held: Sequence[Entry], word: str) -> Made:
    del word
    _repository(place)
    _do(place, {}, "mb", "init")
    folder = place / ".git/microbeads-worktree/.microbeads/issues"
    for one in held:
        status = "closed" if one.closed else "open"
        issue: dict[str, object] = dict.fromkeys(("acceptance_criteria", "design", "notes"), "")
        issue |= {"id": f"mb-{one.number:08x}", "title": one.title, "description": one.body, "status": status}
        issue |= {"created_at": AT, "updated_at": AT, "dependencies": [], "labels": [], "priority": 2}
        issue |= {"closed_at": AT if one.closed else None, "closed_reason": None, "type": "task"}
        target = folder / ("closed" if one.closed else "active")
        target.mkdir(parents=True, exist_ok=True)
        (target / f"{issue['id']}.json").write_text(json.dumps(issue, indent=2), "utf-8")
    commands = {
        "list": ("mb", "list"),
        "show": ("mb", "show", f"mb-{len(held) // 2:08x}"),
        "create": ("mb", "create", "login fails TURN", "--description", "body"),
    }
    return Made(place, commands)


def seeds(place: Path, held: Sequence[Entry], word: str) -> Made:
    _repository(place)
    _do(place, {}, "sd", "init")
    rows = (
        {
            "id": f"sd-{one.number:04x}",
            "title": one.title,
            "description": one.body,
            "status": "closed" if one.closed else "open",
            "type": "task",
            "priority": 2,
            "createdAt": AT,
            "updatedAt": AT,
        }
        for one in held
    )
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (place / ".seeds/issues.jsonl").write_text(text, "utf-8")
    commands = {
        "list": ("sd", "list", "--limit", LISTED),
        "search": ("sd", "search", word),
        "show": ("sd", "show", f"sd-{len(held) // 2:04x}"),
        "create": ("sd", "create", "--title", "login fails TURN"),
    }
    return Made(place, commands)


def backlog(place: Path, held: Sequence[Entry], word: str) -> Made:
    _repository(place)
    _do(place, {}, "backlog", "init", "bench", "--defaults")
    settings = place / "backlog/config.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("remote_operations: true", "remote_operations: false")
    )
    for one in held:
        status = "Done" if one.closed else "To Do"
        head = f"id: TASK-{one.number}\ntitle: '{one.title}'\nstatus: {status}\nassignee: []\n"
        head += "created_date: '2026-09-14 01:00'\nlabels: []\ndependencies: []\n"
        section = f"<!-- SECTION:DESCRIPTION:BEGIN -->\n{one.body}\n<!-- SECTION:DESCRIPTION:END -->\n"
        path = place / "backlog/tasks" / f"task-{one.number} - task.md"
        path.write_text(f"---\n{head}---\n\n## Description\n\n{section}", "utf-8")
    _do(place, {}, "git", "add", "-A")
    _do(place, {}, "git", "commit", "-qm", "tasks")
    commands = {
        "list": ("backlog", "task", "list", "--plain"),
        "search": ("backlog", "search", word, "--plain"),
        "show": ("backlog", "task", "view", str(len(held) // 2), "--plain"),
        "create": ("backlog", "task", "create", "login fails TURN", "-d", "body", "--plain"),
    }
    return Made(place, commands)


def absent(place: Path, held: Sequence[Entry], word: str) -> Made:
    """A peer that is named and not measured."""
    del held, word
    return Made(place, {})


def _repository(place: Path) -> None:
    place.mkdir()
    _do(place, {}, "git", "init", "-q")
    _do(place, {}, "git", "commit", "-q", "--allow-empty", "-m", "begin")


def _do(place: Path, env: Mapping[str, str], *command: str) -> None:
    done = subprocess.run(
        command,
        cwd=place,
        env=environment() | dict(env),
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise DoesNotRunError(f"{' '.join(command)}: {done.stderr.decode(errors='replace')[-500:].strip()}")
