"""Ticket files that are broken in one way each, and the `line: code` that reading them must tell.

Each is the ticket below with something in it; what is added to the front matter begins in line 9,
what is added to the timeline in line 22.
"""

HEAD = """\
---
schema: 1
id: T-20260914-7F3K2
title: 登录页报 500 错误
status: new
priority: P1
channel: email
received: '2026-09-14T08:58:00+08:00'
"""
BODY = """\
---

## Symptom

白屏

## Timeline

### 2026-09-14T09:00:12.310+08:00 alice created {#k3f9x2ab}
- status: new
- priority: P1
- title: 登录页报 500 错误
"""
GOOD = HEAD + BODY
NOTE = "### 2026-09-14T09:05:00.000+08:00 alice note {#00000005}"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"k{n}: &k{n} [{', '.join([f'*k{n - 1}' if n else '*a'] * 9)}]\n" for n in range(8)
)


def front(text: str) -> str:
    return f"{HEAD}{text}\n{BODY}"


def instead(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def event(*lines: str) -> str:
    return "\n".join([GOOD, *lines, ""])


def symptom(text: str) -> str:
    return instead("白屏", text)


MERGED = """\
<<<<<<< HEAD
priority: P2
=======
priority: P3
>>>>>>> other"""

FILES: dict[str, tuple[str | bytes, list[str]]] = {
    # the file
    "empty": ("", ["1: F003"]),
    "one line": ("---", ["1: F003"]),
    "no front matter": (BODY.removeprefix("---\n"), ["1: F003"]),
    "front matter without an end": (HEAD + BODY.removeprefix("---\n"), ["1: F003"]),
    "a blank line before it": ("\n" + GOOD, ["1: F003"]),
    "only front matter": (HEAD + "---\n", ["10: S121"]),
    "empty front matter": ("---\n" + BODY, ["2: F014"]),
    "only a comment": ("---\n# nothing\n" + BODY, ["2: F014"]),
    "four dashes": (instead("---\n\n", "----\n\n"), ["1: F003"]),
    "byte-order mark": (b"\xef\xbb\xbf" + GOOD.encode(), ["1: F002"]),
    "GBK": (GOOD.encode("gbk"), ["4: F001"]),
    "UTF-16 with its mark": (GOOD.encode("utf-16"), ["1: F001"]),
    "UTF-16 without": ("---\nid: x\n".encode("utf-16-be"), ["1: F003", "1: F013", "2: F013"]),
    "cut in the middle of a character": (GOOD.encode()[:-2], ["20: F001"]),
    "overlong slash": (symptom("@").encode().replace(b"@", b"\xc0\xaf"), ["13: F001"]),
    "surrogate in UTF-8": (symptom("@").encode().replace(b"@", b"\xed\xa0\x80"), ["13: F001"]),
    "binary": (bytes(range(256)), ["2: F001"]),
    "conflict in the front matter": (instead("priority: P1", MERGED), ["6: F007"]),
    "conflict in a section": (symptom(MERGED), ["13: F007"]),
    "conflict in the timeline": (event(MERGED), ["22: F007"]),
    "200 kB of newlines": ("\n" * 200_000, ["1: F003"]),
    "200 kB of newlines in it": ("---\n" + "\n" * 200_000, ["1: F003"]),
    "front matter of newlines": ("---\n" + "\n" * 200_000 + "---\n", ["2: F014", "200003: S121"]),
    "front matter too long": (front("cause: " + "x" * 256_000), ["1: F012"]),
    "file too long": (GOOD.encode() + b" " * 5_000_000, ["0: F012"]),
    # characters
    "NUL in a field": (instead("P1", "P1\0"), ["6: F013", "6: S103"]),
    "NUL in a section": (symptom("a\0b"), ["13: F013"]),
    "escape sequence in a section": (symptom("a \x1b[31m red"), ["13: F013"]),
    "C1 control in a section": (symptom("a \x9b31m"), ["13: F013"]),
    "delete in an event": (event(NOTE, "> a\x7f"), ["23: F013"]),
    "lone CR in the front matter": (instead("new\n", "new\r"), ["5: F013", "5: F004"]),
    "lone CR in a section": (symptom("a\r## Timeline"), ["13: F013"]),
    "old Macintosh line ends": (GOOD.replace("\n", "\r"), ["1: F003", "1: F013"]),
    "next line": (symptom("a\x85b"), ["13: F013"]),
    "line separator": (symptom("a\u2028b"), ["13: F013"]),
    "paragraph separator in a field": (instead("错误\nstatus", "\u2029\nstatus"), ["4: F013"]),
    "line separator in an event": (event(NOTE, "> a\u2028> b"), ["23: F013"]),
    "noncharacter": (symptom("\uffff"), ["13: F013"]),
    "a control character in every line": (
        GOOD.replace("\n", "\x07\n") * 9,
        ["1: F003"] + [f"{n}: F013" for n in range(1, 21)],
    ),
    # YAML
    "python object": (front("x: !!python/object/apply:os.system [id]"), ["9: F006"]),
    "python name": (front("x: !!python/name:os.system"), ["9: F006"]),
    "own tag": (instead("status: new", "status: !secret new"), ["5: F006"]),
    "standard tag": (instead("title: ", "title: !!str "), ["4: F006"]),
    "binary tag": (front("x: !!binary aGk="), ["9: F006"]),
    "anchor": (front("x: &a 1"), ["9: F006"]),
    "alias": (front("x: &a 1\ny: *a"), ["9: F006", "10: F006"]),
    "alias for a field": (instead("priority: P1", "priority: *a"), ["6: F006"]),
    "list that holds itself": (front("x: &a [*a]"), ["9: F006", "9: F006"]),
    "alias bomb": (
        front(BOMB.rstrip()),
        ["9: F006"] + [f"{n}: F006" for n in range(10, 18) for _ in range(10)],
    ),
    "merge key": (front("<<: {status: closed}"), ["9: F006"]),
    "merge chain": (front("a: &a {b: 1}\n<<: [*a, *a]"), ["9: F006", "10: F006", "10: F006", "10: F006"]),
    "key that is a list": (front("? [a, b]\n: 1"), ["9: F006"]),
    "duplicate field": (front("priority: P2"), ["9: F005"]),
    "duplicate field in quotes": (front("'priority': P2"), ["9: F005"]),
    "duplicate key of their own": (front("x: {a: 1, a: 2}"), ["9: F005"]),
    "100,000 brackets": (front("x: " + "[" * 100_000), ["9: F009"]),
    "40,000 dashes": (front("x:\n  " + "- " * 40_000), ["10: F009"]),
    "40 levels of keys": (front("\n".join(" " * n + "a:" for n in range(40))), ["29: F009"]),
    "6,000 nodes": (front("x: [" + "1," * 6_000 + "]"), ["9: F016"]),
    "two documents": (front("...\n---x: 1"), ["10: F004"]),
    "end of document": (front("..."), []),
    "text after the end of the document": (front("...\nx: 1"), ["10: F004"]),
    "directive": ("---\n%YAML 1.1\n" + GOOD.removeprefix("---\n"), ["3: F004"]),
    "a list": ("---\n- a\n- b\n" + BODY, ["2: F014"]),
    "a text": ("---\nhello\n" + BODY, ["2: F014"]),
    "tab for indentation": (front("tags:\n\t- a"), ["10: F004"]),
    "open quote": (instead("title: ", "title: '"), ["8: F004"]),
    "open bracket": (front("tags: [a"), ["10: F004"]),
    "colon in a title": (instead("title: 登录", "title: 登录: "), ["4: F004"]),
    "percent sign": (instead("title: ", "title: %"), ["4: F004"]),
    "at sign": (instead("title: ", "title: @"), ["4: F004"]),
    "unknown escape": (instead("title: ", 'title: "\\q" #'), ["4: F004"]),
    "half a surrogate pair": (instead("title: ", 'title: "\\ud800" #'), ["4: F004"]),
    # types: YAML 1.1 would make something else of these, and each is judged as the text it is
    "NO": (instead("priority: P1", "priority: NO"), ["6: S103"]),
    "off": (instead("status: new", "status: off"), ["5: S103"]),
    "017": (front("impact: 017"), ["9: S103"]),
    "12:30": (front("eta: 12:30"), ["9: S105"]),
    "1_000": (instead("schema: 1", "schema: 1_000"), ["2: S102"]),
    "1.10 is a version": (front("version: 1.10"), []),
    "telephone number": (front("contact: +8613800138000"), ["9: S122"]),
    "a day that does not exist": (instead("'2026-09-14T08:58:00+08:00'", "2026-13-45"), ["8: S105"]),
    "a time without an offset": (instead("+08:00'\n", "'\n"), ["8: S105"]),
    "an offset that does not exist": (instead("58:00+08:00", "58:00+99:99"), ["8: S105"]),
    "equals sign": (front("category: ="), ["9: S103"]),
    "5,000 digits": (instead("schema: 1", "schema: " + "9" * 5_000), ["2: S102"]),
    "schema nought": (instead("schema: 1", "schema: 0"), ["2: S102"]),
    "Arabic digits": (instead("schema: 1", "schema: ١"), ["2: S102"]),
    "tilde": (instead("title: 登录页报 500 错误", "title: ~"), []),
    "empty title": (instead("title: 登录页报 500 错误", "title:"), ["1: S101"]),
    "empty title in quotes": (instead("title: 登录页报 500 错误", "title: ''"), ["1: S101"]),
    "title of two lines": (instead("title: 登录页报 500 错误", "title: |\n  a\n  b"), ["4: S102"]),
    "title with NUL": (instead("title: 登录页报 500 错误", 'title: "a\\0b"'), ["4: S122"]),
    "title is a list": (instead("title: 登录页报 500 错误", "title: [a]"), ["4: S102"]),
    "title is a mapping": (instead("title: 登录页报 500 错误", "title: {a: b}"), ["4: S102"]),
    "tags are a text": (front("tags: login"), ["9: S102"]),
    "tags are mappings": (front("tags:\n  - a: b"), ["10: S102"]),
    "tag with a comma": (front("tags: ['a,b']"), ["9: S122"]),
    "empty tag": (front("tags:\n  -\n  - a"), ["10: S122"]),
    "link to nowhere": (front("links: [relates 7F3K2]"), ["9: S122"]),
    "link to a script": (front("links: ['relates javascript:alert(1)']"), ["9: S122"]),
    "customer with capitals": (front("customer: ACME"), ["9: S122"]),
    "customer that climbs": (front("customer: ../../etc"), ["9: S122"]),
    "missing fields": ("---\nschema: 1\nid: T-20260914-7F3K2\n" + BODY, ["1: S101"] * 5),
    "priority in lower case": (instead("P1", "p1"), ["6: S103"]),
    "unknown status": (instead("status: new", "status: frozen"), ["5: S103"]),
    "unknown channel": (instead("email", "telegram"), ["7: S103"]),
    "ID of an article": (instead("T-20260914-7F3K2", "KB-20260914-7F3K2"), ["3: S122"]),
    "ID in lower case": (instead("T-20260914-7F3K2", "t-20260914-7f3k2"), ["3: S122"]),
    "ID of another file": (instead("T-20260914-7F3K2", "T-20260914-7F3K3"), ["1: F010"]),
    "misspelt field": (front("asignee: alice"), ["9: S104"]),
    "newer schema": (instead("schema: 1", "schema: 2"), ["2: S110"]),
    "everything at once": (
        front("tags: a\neta: soon\nx: &a 1").replace("P1", "P9", 1).replace("email", "fax"),
        ["6: S103", "7: S103", "9: S102", "10: S105", "11: F006"],
    ),
    # sections
    "section twice": (symptom("a\n\n## Symptom"), ["15: S120"]),
    "section in both languages": (symptom("a\n\n## 现象"), ["15: S120"]),
    "own heading twice": (symptom("## x\n## y\n## x"), ["15: S120"]),
    "timeline twice": (symptom("## 时间线"), ["15: S120"]),
    "no timeline": (instead("## Timeline", "## History"), ["21: S121"]),
    "open fence": (symptom("```\nlog"), ["13: S123"]),
    "timeline in a fence": (symptom("```\n## Timeline\n```"), []),
    # the timeline
    "empty timeline": (GOOD[: GOOD.index("###")], ["15: E208"]),
    "begins with a note": (instead("alice created", "alice note"), ["17: E204", "17: E208"]),
    "words between events": (event("Called the customer."), ["22: E201"]),
    "a section after the timeline": (event("## Environment", "", "Linux"), ["22: E201", "24: E201"]),
    "a heading without an ID": (event("### 2026-09-14T09:05:00.000+08:00 alice note", "> x"), ["22: E201"]),
    "a heading without an offset": (event(NOTE.replace("+08:00", ""), "> x"), ["22: E201"]),
    "an attribute changed by hand": (event(NOTE, "- reason:  x", "> y"), ["23: E202"]),
    "a live tag": (event(NOTE, "> <script>"), ["23: E202"]),
    "text without its mark": (event(NOTE, "> x", "y"), ["24: E202"]),
    "a text split by a blank line": (event(NOTE, "> x", "", "> y"), ["25: E201"]),
    "an attribute twice": (event(NOTE, "- reason: x", "- reason: y", "> z"), ["24: E202"]),
    "an unknown direction": (
        event(NOTE.replace("note", "message"), "- direction: up", "- channel: im", "> x"),
        ["22: E203"],
    ),
    "a missing attribute": (event(NOTE.replace("note", "status"), "- from: new"), ["22: E204"]),
    "a note without text": (event(NOTE), ["22: E204"]),
    "an ID twice": (event(NOTE, "> x", "", NOTE, "> y"), ["25: E205"]),
    "an event out of order": (event(NOTE.replace("09:05", "08:05"), "> x"), ["22: E206"]),
    "a bad at": (event(NOTE, "- at: yesterday", "> x"), ["22: E207"]),
    "a reference to nothing": (
        event(NOTE.replace("note", "retract"), '- of: "#zzzzzzzz"', "- reason: x"),
        ["23: E202"],
    ),
    "a retract of nothing": (
        event(NOTE.replace("note", "retract"), "- of: #zzzzzzzz", "- reason: x"),
        ["22: E209"],
    ),
    "created twice": (event(NOTE.replace("note", "created"), "- status: closed"), ["22: E210"]),
    "minutes in words": (event(NOTE.replace("note", "time"), "- minutes: ten"), ["22: E211"]),
}
