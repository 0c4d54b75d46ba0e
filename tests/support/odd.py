"""Front matter as people really leave it: comments, odd quotes, keys of their own, mixed line ends."""

import json
from random import Random

from supportctl.store import yaml
from tests.support.tickets import BASE

COMMENTS = ("# 待核实", "#", "# status: closed", "# 'quoted' \"both\"", "# - a: b")
OWN_KEYS = (
    "x_source: crm",
    'X-Note: "a: b # c"',
    "工单来源: '电话'",
    "old: {a: 1, b: [2, 3]}",
    "notes: |\n  first # no comment\n\n  second: 'x'",
    "folded: >-\n  one\n  two",
    "nested:\n  status: closed\n  tags:\n    - x",
    "rows:\n- a: 1\n  b: 2\n- c",
    "empty:",
    "tilde: ~",
    "number: 0017",
    "long: " + "长文本 " * 40,
    "multi: 'one\n  two'",
)
TITLES = (
    "登录页报 500 错误",
    "it's # not a comment",
    "a: b",
    '👩‍💻 "cannot" log in',
    "- x",
    "no",
    "1.10",
    "x" * 300,
)
FIELDS = {
    "title": TITLES,
    "status": ("new", "accepted", "resolved"),
    "priority": ("P1", "P2", "P3", "P4"),
    "category": ("", "defect", "guidance"),
    "customer": ("", "acme", "globex"),
    "product": ("", "crm", "CRM 5: 'new'", "<b>"),
    "version": ("", "5.2.1", "1.10", "2026-09"),
    "assignee": ("", "alice", "bob"),
    "cause": ("", "a # b", "连接池耗尽\\n"),
}
LISTS = {
    "tags": ((), ("login",), ("login", "sso"), ("登录", "it's", "a#b"), ("sso", "login", "x:y")),
    "links": (
        (),
        ("relates T-20260914-7F3K3",),
        ("article KB-20260914-A1B2C", "caused_by https://例.cn/a?b#c"),
    ),
}


def values(random: Random) -> dict[str, str | tuple[str, ...]]:
    return {name: random.choice(choices) for name, choices in (FIELDS | LISTS).items()}


def front(random: Random, held: dict[str, str | tuple[str, ...]]) -> list[str]:
    """The lines of a front matter that holds these values, written in any way YAML allows."""
    entries = [
        _entry(random, name, value) for name, value in (BASE | held).items() if value or random.random() < 0.2
    ]
    entries += [own.split("\n") for own in random.sample(OWN_KEYS, random.randrange(4))]
    if random.random() < 0.3:
        random.shuffle(entries)
    lines: list[str] = []
    for entry in entries:
        if random.random() < 0.2:
            lines.append(random.choice((*COMMENTS, "", "  # indented")))
        lines += entry
    return lines


def _entry(random: Random, name: str, value: str | tuple[str, ...]) -> list[str]:
    tail = random.choice(("", "", "", " ", "   # why"))
    if isinstance(value, str):
        gap = " " * random.choice((1, 1, 1, 3)) if value else ""
        key = random.choice((name, name, name, f'"{name}"', f"{name} "))
        return [f"{key}:{gap}{_scalar(random, value) if value else ''}{tail}"]
    if not value:
        return [f"{name}:{random.choice(('', ' []'))}{tail}"]
    items = [_scalar(random, item, flow=True) for item in value]
    if random.random() < 0.3:
        return [f"{name}: [{random.choice((', ', ',  ')).join(items)}]{tail}"]
    indent = " " * random.choice((0, 2, 4))
    lines = [f"{name}:{tail}"]
    for item in items:
        if random.random() < 0.2:
            lines.append(f"{indent}# about the next")
        lines.append(f"{indent}-{random.choice((' ', '   '))}{item}{random.choice(('', '', '  # why'))}")
    return lines


def _scalar(random: Random, value: str, *, flow: bool = False) -> str:
    style = random.choice(("", "", "'", '"', "ascii"))
    if style == "ascii":
        # JSON's pairs of surrogates are no YAML.
        return json.dumps(value) if max(value) <= "\uffff" else json.dumps(value, ensure_ascii=False)
    return yaml.scalar(value, like=style, flow=flow)


def file(random: Random, lines: list[str], body: str) -> str:
    """The whole file, in one kind of line ends or in both."""
    ends = random.choice((("\n",), ("\n",), ("\r\n",), ("\n", "\r\n")))
    every = ["---", *lines, "---", *body.split("\n")]
    return "".join(line + random.choice(ends) for line in every[:-1]) + every[-1]
