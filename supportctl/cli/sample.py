"""The sample desk: stories in supportctl/defaults/sample, played through the command line itself.

A story is one ticket, article or customer: a command line that opens it, then steps in the order of time. A
step is `[MM-DD] HH:MM [@WHO] COMMAND...`, with a text where the command takes one; the day and the person
stay until another is named. The story's ID stands behind the command, or where `{}` is; `{label}` is the ID
of another story, `{label#name}` or `{#name}` the event of a step that ends in ` =name`. A command with `!`
before it is refused, and the story wants it so; `by-hand OLD NEW` is an edit of the file itself. All stories
together are played in the order of time.
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree
from zoneinfo import ZoneInfo

from supportctl.cli.run import run
from supportctl.domain.frozen import frozen
from supportctl.domain.ids import contact_slug, entropy_of, event_id, path_of
from supportctl.store import packaged, yaml

YEAR = 2026
ZONE = ZoneInfo("Asia/Shanghai")
BEGINS = datetime(YEAR, 6, 12, 9, tzinfo=ZONE)
ENDS = datetime(YEAR, 9, 14, 18, tzinfo=ZONE)
FOLDERS = ("tickets", "kb", "customers", "templates")
STORIES = (
    "customers.yaml",
    "articles.yaml",
    "tickets-crm.yaml",
    "tickets-gateway.yaml",
    "tickets-mobile.yaml",
    "tickets-reports.yaml",
)
REFUSED = 4
_HEAD = re.compile(r"(?:(?P<day>\d\d-\d\d) )?(?P<time>\d\d:\d\d) (?:@(?P<who>[a-z]+) )?(?P<command>.+)")
_NAMED = re.compile(r"\{(?P<label>[a-z0-9-]*)(?:#(?P<event>[a-z0-9-]+))?\}")
BY_HAND = "by-hand "
_GROUPS = ("kb", "customer", "team", "template")


@frozen(kw_only=True)
class Step:
    """One command of one story; `name` is its operation's, `texts` go to its options.

    A step without a name goes by its time and its verb: so the others keep their IDs when one is added.
    """

    story: str
    name: str
    when: datetime
    who: str
    command: str
    texts: Mapping[str, str]
    language: str
    refused: bool = False

    @property
    def operation(self) -> str:
        return f"sample:{self.story}:{self.name}"


@dataclass(slots=True)
class Names:
    """What the labels of stories and steps amount to, as far as the play has come."""

    ids: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)

    def put_into(self, text: str, story: str) -> str:
        def name(match: re.Match[str]) -> str:
            label = match["label"] or story
            return self.events[f"{label}#{match['event']}"] if match["event"] else self.ids.get(label, label)

        return _NAMED.sub(name, text)

    def remember(self, step: Step, answer: str) -> None:
        """The ID that a story's first command answers with, and the name of what each command made."""
        identity = self.ids.setdefault(step.story, answer)
        if step.command.startswith("customer"):
            made = contact_slug(entropy_of(step.operation, identity, "contact"))
        else:
            made = event_id(entropy_of(step.operation, identity, "0"))
        self.events[f"{step.story}#{step.name}"] = made


def steps() -> tuple[Step, ...]:
    """Every step of the scenario, in the order of time."""
    found = [step for name in STORIES for label, story in _read(name) for step in _steps_of(label, story)]
    return tuple(sorted(found, key=lambda step: step.when))


def _file(name: str) -> Path:
    return packaged.DEFAULTS / "sample" / name


def _read(name: str) -> Iterator[tuple[str, Mapping[str, yaml.Plain]]]:
    root, faults = yaml.read(_file(name).read_text(encoding="utf-8"), name)
    if root is None or faults:
        raise RuntimeError(f"sample: {name} cannot be read: {faults}")
    plain = yaml.plain(root)
    for label, story in plain.items() if isinstance(plain, dict) else ():
        if not isinstance(story, dict):
            raise TypeError(f"sample: {name}: {label} is no story")
        yield label, story


def _steps_of(label: str, story: Mapping[str, yaml.Plain]) -> Iterator[Step]:
    day, who, previous = "", "", datetime.min.replace(tzinfo=ZONE)
    own = {name: str(text) for name, text in story.items() if name not in ("open", "lang", "then")}
    then = story.get("then", [])
    heads: list[tuple[str, Mapping[str, str]]] = [(str(story["open"]), own)]
    heads += [_head(entry) for entry in (then if isinstance(then, list) else [])]
    for head, texts in heads:
        match = _HEAD.fullmatch(head)
        if match is None:
            raise ValueError(f"sample: {label}: {head}")
        day, who = match["day"] or day, match["who"] or who
        when = datetime.fromisoformat(f"{YEAR}-{day}T{match['time']}:00").replace(tzinfo=ZONE)
        # Nobody records on the full minute; and what stands later in a story comes later.
        when += timedelta(milliseconds=int.from_bytes(entropy_of(label, head)[:2], "big") % 20_000)
        when = previous = max(when, previous + timedelta(seconds=7))
        command, _, name = match["command"].partition(" =")
        yield Step(
            story=label,
            name=name or f"{day}T{match['time']}-{command.split()[0]}",
            when=when,
            who=who,
            command=command.removeprefix("!"),
            texts=texts,
            language=str(story.get("lang", "en")),
            refused=command.startswith("!"),
        )


def _head(entry: yaml.Plain) -> tuple[str, Mapping[str, str]]:
    if isinstance(entry, dict):
        ((head, text),) = entry.items()
        return head, {"message": str(text).rstrip("\n")}
    return str(entry), {}


def arguments(step: Step, names: Names, root: Path) -> list[str]:
    """The command line of a step."""
    words = [names.put_into(word, step.story) for word in _with_id(step, names)]
    for option, text in step.texts.items():
        words += [f"--{option}", names.put_into(text.rstrip("\n"), step.story)]
    when = step.when.isoformat(timespec="milliseconds")
    world = ("-C", str(root), "--lang", step.language, "--now", when)
    return [*world, *words, "--as", step.who, "--op", step.operation]


def _with_id(step: Step, names: Names) -> list[str]:
    words = shlex.split(step.command)
    if step.story in names.ids and "{}" not in words:
        words.insert(2 if words[0] in _GROUPS else 1, "{}")
    return words


def perform(step: Step, names: Names, root: Path) -> str:
    """Run one step on a desk; gives what is wrong with it, or nothing."""
    if step.command.startswith(BY_HAND):
        return _edit(step, root / path_of(names.ids[step.story]))
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(arguments(step, names, root))
    except KeyError as unknown:
        return f"nothing so far is called {unknown}"
    if not code:
        names.remember(step, out.getvalue().strip())
    expected = REFUSED if step.refused else 0
    return "" if code == expected else f"exit code {code}: {err.getvalue()}"


def _edit(step: Step, path: Path) -> str:
    """Somebody with an editor, who tells nobody."""
    _, old, new = shlex.split(step.command)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return "" if old in text else f"{old} is not in the file"


def play(root: Path, wanted: Sequence[Step], reach: Callable[[int], None] = lambda _: None) -> None:
    """Run the steps on a new desk; `reach` hears how many are done. A step that fails is a bug of ours."""
    names = Names()
    for number, step in enumerate(wanted, 1):
        wrong = perform(step, names, root)
        if wrong:
            raise RuntimeError(f"sample: {step.story}, {step.when:%m-%d %H:%M} {step.command}: {wrong}")
        reach(number)


def beginning() -> dict[str, bytes]:
    """What the sample desk has before the first step: its supportctl.yaml and its own templates."""
    templates = _file("templates").iterdir()
    own = {f"templates/{one.name}": one.read_bytes() for one in sorted(templates, key=lambda one: one.name)}
    return {"supportctl.yaml": _file("supportctl.yaml").read_bytes(), **own}


def remake(root: Path) -> None:
    """Make the sample in a repository that is thrown away, and put its files in place of those in `root`."""
    with tempfile.TemporaryDirectory() as scratch:
        desk = Path(scratch) / "desk"
        code = run(["init", str(desk), "--demo", "--quiet", "--lang", "en"])
        if code:
            sys.exit(code)
        (root / "supportctl.yaml").write_bytes((desk / "supportctl.yaml").read_bytes())
        for folder in FOLDERS:
            rmtree(root / folder, ignore_errors=True)
            copytree(desk / folder, root / folder)


if __name__ == "__main__":
    for role in ("AUTHOR", "COMMITTER"):  # whoever makes it, the sample is the same
        os.environ |= {f"GIT_{role}_NAME": "Northlantern", f"GIT_{role}_EMAIL": "desk@northlantern.example"}
    remake(Path(sys.argv[1]))
