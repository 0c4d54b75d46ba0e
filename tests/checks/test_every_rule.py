"""A copy of the sample desk with one of each fault gives exactly the expected list."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from supportctl.__main__ import main
from supportctl.domain.finding import RULES
from supportctl.domain.ids import path_of
from supportctl.domain.rules_clock import CLOCK
from tests.checks.test_suite import PAST, PLANTED, SOUND
from tests.golden.malformed import BOMB, GOOD, HEAD, MERGED, NOTE, event, front, instead, symptom
from tests.support.checking import ARTICLE, OTHER
from tests.support.git import git, put
from tests.support.tickets import ID

ROOT = Path(__file__).parents[2]
KNOWN_ARTICLE = "KB-20260612-2NEB1"
KNOWN_TICKET = "T-20260615-XJCMG"
TWIN = GOOD.replace(ID, "T-20260920-TWTWT")

TICKETS: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "F001": (GOOD.encode("gbk"), ("F001",)),
    "F002": (b"\xef\xbb\xbf" + GOOD.encode(), ("F002",)),
    "F003": (GOOD.removeprefix("---\n"), ("F003",)),
    "F004": (front("tags: [a"), ("F004",)),
    "F005": (front("priority: P2"), ("F005",)),
    "F006": (front(BOMB.split("\n")[0]), ("F006",)),
    "F007": (instead("priority: P1", MERGED), ("F007",)),
    "F009": (front("x: " + "[" * 40 + "]" * 40), ("F009",)),
    "F012": (front("cause: " + "x" * 256_000), ("F012",)),
    "F013": (symptom("a\0b"), ("F013",)),
    "F014": (GOOD.replace(HEAD, "---\n- a\n"), ("F014",)),
    "F016": (front("x: [" + "1," * 6_000 + "]"), ("F016",)),
    "S101": (instead("title: 登录页报 500 错误\nstatus", "status"), ("S101",)),
    "S102": (instead("schema: 1", "schema: one"), ("S102",)),
    "S103": (instead("priority: P1", "priority: P9"), ("S103",)),
    "S104": (front("custmer: landu"), ("S104",)),
    "S105": (front("occurred: yesterday"), ("S105",)),
    "S110": (instead("schema: 1", "schema: 9"), ("S110",)),
    "S120": (instead("## Timeline", "## 现象\n\n## Timeline"), ("S120",)),
    "S121": (HEAD + "---\n", ("S121",)),
    "S122": (front("customer: LANDU"), ("S122",)),
    "S123": (symptom("```\ncode"), ("S123",)),
    "E201": (event("odd"), ("E201",)),
    "E202": (event(NOTE, ">no space"), ("E202",)),
    "E203": (event(NOTE.replace("note", "message"), "- direction: up", "- channel: im", "> x"), ("E203",)),
    "E204": (event(NOTE), ("E204",)),
    "E205": (event(NOTE, "> x", "", NOTE, "> y"), ("E205",)),
    "E206": (event(NOTE, "> x", "", NOTE.replace("09:05", "09:04").replace("05}", "06}"), "> y"), ("E206",)),
    "E207": (event(NOTE, "- at: yesterday", "> x"), ("E207",)),
    "E208": (instead("alice created", "alice note"), ("E204", "E208")),
    "E209": (event(NOTE.replace("note", "retract"), "- of: #zzzzzzzz", "- reason: x"), ("E209",)),
    "E210": (event(NOTE.replace("note", "created"), "- status: closed"), ("E210",)),
    "E211": (event(NOTE.replace("note", "time"), "- minutes: ten"), ("E211",)),
    **{code: (text, (code,)) for code, (text, _) in PLANTED.items()},
}


def article(
    title: str, *, front: str = "", symptom: str = "s", environment: str = "CRM 5.2", way: str = "r"
) -> str:
    return (
        f"---\nschema: 1\nid: {ARTICLE}\ntitle: {title}\nstatus: draft\naudience: internal\nlanguage: en\n"
        f"{front}---\n\n## Symptom\n\n{symptom}\n\n## Environment\n\n{environment}\n\n## Cause\n\nc\n\n"
        f"## Resolution\n\n{way}\n"
    )


ARTICLES = {
    "K702": article("Pool exhausted", symptom=""),
    "K703": article("Licence refused", way="call 138-1234-5678"),
    "K704": article("Queue stands still", front="fix_owner: lin\n"),
    "K705": article("Blank page", front=f"translation_of: {ARTICLE}\n"),
    "K706": article("Wrong totals", front="translation_of: KB-20200101-AAAAA\n"),
    "K707": article("Import stops halfway", way="see KB-20200101-AAAAA"),
    "K708": article("Mail arrives late", environment="CRM, latest version"),
    "K709": article("Backup never ends", environment="CRM on Oracle"),
    "K710": article("Backup never ends.", front="versions: [5.2.1]\n"),
    "K712": article("Search finds nothing", symptom="at Landu Cold Chain Logistics, since Monday"),
}
FILES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "F011": ("tickets/2026/09/notes.md", "x\n", ("F011",)),
    "F010": ("tickets/2026/08/T-20260921-00000.md", GOOD.replace(ID, "T-20260921-00000"), ("F010",)),
    "S107": ("tickets/2026/08/T-20260920-TWTWT.md", TWIN, ("F010", "S107")),
    "K701": ("kb/notes.md", "x\n", ("K701",)),
    "T751": ("templates/broken.en.md.j2", "{% if %}\n", ("T751",)),
    "T752": ("templates/odd.en.md.j2", "{{ releas }}\n", ("T752", "T753")),
    "T753": ("templates/one.en.md.j2", "x\n", ("T753",)),
    "T754": ("templates/One.en.md.j2", "x\n", ("T754",)),
    "T755": ("templates/part.en.md.j2", "{% include 'gone.en.md.j2' %}\n", ("T753", "T755")),
    "T756": ("templates/deep.en.md.j2", "{{ " + "(" * 50_000 + "1" + ")" * 50_000 + " }}\n", ("T756",)),
    "C810": ("customers/list.yaml", "- a\n", ("C810",)),
    "C811": ("customers/value.yaml", "name: [a]\n", ("C811",)),
    "C812": (
        "customers/choice.yaml",
        "name: a\ncontracts:\n  C-1: {tier: gold, from: '2026-01-01', to: '2026-12-31', scope: [magic]}\n",
        ("C812",),
    ),
    "C813": ("customers/key.yaml", "name: a\nnmae: b\n", ("C813",)),
    "C814": ("customers/Big Name.yaml", "name: a\n", ("C814",)),
}
CONFIGURATIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "C801": ("- a\n", ("C801",)),
    "C802": ("version: 1\ntimezone: Mars\n", ("C802",)),
    "C803": ("version: 1\nlanguage: fr\n", ("C803",)),
    "C804": ("version: 9\n", ("C804",)),
    "C805": ("version: 1\ntimezon: UTC\n", ("C805",)),
    "C806": ("mail: {from: s@desk.example, host: h, password: hunter2}\n", ("C806",)),
    "C820": ("lifecycle:\n  statuses: {odd: {type: strange}}\n", ("C820",)),
    "C821": ("lifecycle:\n  transitions:\n    - {from: new, to: accepted, guards: [magic]}\n", ("C821",)),
    "C822": ("lifecycle:\n  transitions:\n    - {from: new, to: gone, verb: go}\n", ("C822",)),
    "C823": ("lifecycle:\n  statuses: {odd: {type: open}}\n", ("C823",)),
    "C824": (
        "lifecycle:\n  statuses: {odd: {type: open}}\n  transitions: [{from: new, to: odd}]\n",
        ("C824",),
    ),
    "C825": ("lifecycle: none\n", ("C825",)),
    "C826": ("lifecycle:\n  - since: tomorrow\n", ("C826",)),
}
ELSEWHERE = {
    "T757": "takes seconds: tests/cli/test_template.py",
    "S111": "there is no schema older than 1 yet",
    "F015": "needs a disk that fails: tests/store/test_loader.py",
    "H313": "needs a change of supportctl.yaml: tests/cli/test_check_distance.py",
    "H390": "needs a shallow clone: tests/cli/test_check.py",
    "H391": "needs a shallow clone: tests/cli/test_check_distance.py",
    **{rule.code: "reads the clock, which check never does: tests/checks/test_clock.py" for rule in CLOCK},
}
HISTORIES = {"K711", "H303", "H307", "H308", "H311", "H312", "F008", *PAST}


def test_every_rule_is_planted_or_said_why_not():
    planted = {*TICKETS, *ARTICLES, *FILES, *CONFIGURATIONS, *HISTORIES}
    assert planted.isdisjoint(ELSEWHERE)
    assert planted | set(ELSEWHERE) == set(RULES)


def at_home(text: str | bytes, name: str) -> bytes:
    """The text as a file of the sample desk: its people, its customers, and an ID of its own."""
    known = {"alice": "lin", "acme": "landu", OTHER: KNOWN_TICKET}
    data = text if isinstance(text, bytes) else text.encode()
    for old, new in {**known, ID: name, ARTICLE: name}.items():
        data = data.replace(old.encode(), new.encode())
    return data


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The sample desk in a repository of its own; what is planted comes on a branch."""
    root = tmp_path / "copy"
    for name in ("tickets", "kb", "customers", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "supportctl.yaml", root)
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    commit(root, "sample")
    monkeypatch.chdir(root)
    return root


def commit(root: Path, subject: str, *more: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", subject, *more)


def found(capsys, *words: str) -> list[tuple[str, str]]:
    main(["check", "--json", "--lang", "en", *words])
    items = json.loads(capsys.readouterr().out)["items"]
    return sorted((item["path"], item["code"]) for item in items)


class Planter:
    """Writes faults into a copy, and remembers what has to be found."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.expected: list[tuple[str, str]] = []
        self.number = 0

    def new_path(self) -> tuple[str, str]:
        self.number += 1
        name = f"T-20260920-{self.number:05d}"
        return path_of(name), name

    def plant(self, path: str, data: bytes | str, *codes: str) -> None:
        put(self.root / path, data)
        self.expect(path, *codes)

    def expect(self, path: str, *codes: str) -> None:
        self.expected += [(path, code) for code in codes]

    def an_article(self, number: int, text: str) -> tuple[str, bytes]:
        name = f"KB-20260920-{number:05d}"
        return f"kb/{name}.md", at_home(text, name)

    def files(self) -> None:
        for text, codes in TICKETS.values():
            path, name = self.new_path()
            self.plant(path, at_home(text, name), *codes)
        for number, (code, text) in enumerate(ARTICLES.items()):
            self.plant(*self.an_article(number, text), code)
        for path, text, codes in FILES.values():
            self.plant(path, text, *codes)
        put(self.root / path_of("T-20260920-TWTWT"), TWIN)
        path, _ = self.new_path()
        (self.root / path).symlink_to("/etc/passwd")
        self.expect(path, "F008")

    def past(self) -> list[tuple[str, bytes | None]]:
        """Commits what the past was; gives back what becomes of it."""
        after: list[tuple[str, bytes | None]] = []
        back = SOUND.replace("09:02:12", "09:00:42")
        head, note = back.split("### ")[:-1], back.split("### ")[-1]
        swapped = "### ".join([*head[:-1], note.rstrip("\n") + "\n\n", head[-1].rstrip("\n") + "\n"])
        for code, (old, new) in {**PAST, "H303": (SOUND, swapped)}.items():
            path, name = self.new_path()
            put(self.root / path, at_home(old, name))
            after.append((path, None if new is None else at_home(new, name)))
            more = {"H303": ("H301",), "H310": ("S103",)}.get(code, ())
            self.expect(path, code, *more)
        return after

    def commits(self) -> None:
        """A ticket that goes elsewhere, an event of another's, an article that others name, a lost event."""
        path, name = self.new_path()
        put(self.root / path, at_home(SOUND.rpartition("### ")[0], name))
        commit(self.root, "a ticket")
        put(self.root / path, at_home(SOUND, name))
        commit(self.root, "a note")
        self.expect(path, "H302", "H312")
        moved, other = self.new_path()
        put(self.root / moved, at_home(SOUND, other))
        after = self.past()
        commit(self.root, "the past")
        git(self.root, "switch", "-qc", "topic")
        git(self.root, "revert", "--no-edit", "HEAD~1")
        signed, third = self.new_path()
        own = SOUND.replace("{#0000000", "{#7777777").replace("k3f9x2ab", "k3f9x2zz")
        put(self.root / signed, at_home(own, third))
        source, text = self.an_article(90, article("Node leaves the cluster"))
        put(self.root / source, text)
        translation, behind = self.an_article(
            91, article("节点脱离集群", front="translation_of: KB-20260920-00090\n")
        )
        put(self.root / translation, behind.replace(b"language: en", b"language: zh"))
        commit(self.root, "not mine", "--author", "Tom <tom@northlantern.example>")
        self.expect(signed, *["H308"] * 3)
        for one, data in after:
            if data is None:
                (self.root / one).unlink()
            else:
                put(self.root / one, data)
        put(self.root / source, text.replace(b"Node leaves", b"A node leaves"))
        self.expect(translation, "K711")
        elsewhere = moved.replace("/09/", "/08/")
        (self.root / moved).rename(self.root / elsewhere)
        self.expect(elsewhere, "F010", "H307")
        (self.root / f"kb/{KNOWN_ARTICLE}.md").unlink()
        self.expect(f"kb/{KNOWN_ARTICLE}.md", "H311")


def test_one_of_each_fault_gives_exactly_the_expected_list(copy, capsys):
    planter = Planter(copy)
    planter.commits()
    planter.files()
    seen, wanted = Counter(found(capsys, "--changed-since", "main")), Counter(planter.expected)
    assert (wanted - seen, seen - wanted) == (Counter(), Counter())


@pytest.mark.parametrize("code", CONFIGURATIONS)
def test_a_configuration_with_one_fault(copy, capsys, code):
    """An error stops every command, check as well, and says all that is wrong."""
    text, codes = CONFIGURATIONS[code]
    put(copy / "supportctl.yaml", text)
    assert main(["check", "supportctl.yaml", "--lang", "en"]) == (0 if code == "C805" else 5)
    told = "".join(capsys.readouterr())
    assert tuple(re.findall(r"supportctl\.yaml:[0-9:]+:? (C[0-9]+) ", told, re.MULTILINE)) == codes
