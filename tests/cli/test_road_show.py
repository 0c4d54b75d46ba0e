"""`show` on the short road and on the whole one: the same bytes, whatever somebody may have written."""

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportctl.cli.road import short
from supportctl.cli.run import run as whole
from supportctl.domain import timeline
from supportctl.domain.ids import letters, path_of
from supportctl.domain.markup import one_line, section_text
from supportctl.store import yaml
from tests.cli.test_road import both
from tests.support import odd, tickets
from tests.support.git import calm

GOLDEN = Path(__file__).parent.parent / "golden" / "tickets"
PIECES = (
    *("\\", "\\\\", "<", "`", "~", "```", "~~~", "\\<", "## ", "### ", "> ", "- a: b", "\n", "\n\n", "  "),
    *("\t", "登录失败", "\u3000", "é", '"', "---", "# ", "===", "{#9k2f7qcd}"),
    *(": ", "word", " words and more ", "`<b>`", "## Timeline", "\nlog\n", "😀"),
)
HOSTILE = ("\u200b", "\u200d", "\u202e", "\u00a0", "\x1b[2J", "\U000e0041")
PLAIN, CLOSED = "T-20260914-7F3K2", "T-20260914-7F3K3"
ACME = "name: Acme GmbH\ncontacts:\n  c-4h7k2:\n    name: 李雷\n"


def text(random: Random) -> str:
    pieces = random.choices(PIECES, k=random.randrange(1, 14))
    return "".join([*pieces, random.choice(HOSTILE)] if random.random() < 0.05 else pieces)


def front(held: dict[str, str]) -> str:
    written = {key: value if key == "schema" else yaml.scalar(value) for key, value in held.items()}
    return "".join(f"{key}: {value}\n" for key, value in written.items())


def generated(random: Random, name: str) -> str:
    """A ticket whose texts are odd, stored as our own code would."""
    sections = {key: section_text(text(random)) for key in random.sample(("symptom", "steps", "Own", ""), 2)}
    events = [tickets.created(title="x")]
    for number in range(2, random.randrange(2, 8)):
        events.append(
            tickets.event(
                random.choice(("note", "message", "remark")),
                number=number,
                text=text(random),
                actor=random.choice(("alice", "李 雷", "a <b>")),
                direction="in",
                channel="email",
                subject=one_line(text(random)),
            )
        )
    title = random.choice(odd.TITLES)
    lines = front(tickets.BASE | {"id": name, "title": title, "customer": "acme"})
    heading = random.choice(timeline.HEADINGS)
    body = "".join(f"\n## {key}\n\n{value}\n" if key else f"\n{value}\n" for key, value in sections.items())
    return f"---\n{lines}---\n{body}\n{heading}\n\n{timeline.dump_all(events)}"


def stories(random: Random) -> dict[str, str]:
    """The content of files by ID: those of the format's tests, odd front matter, odd texts."""
    found = {}

    def put(content: str, place: int) -> None:
        name = f"T-20260914-{letters(place.to_bytes(4, 'big'), 5)}"
        found[name] = content.replace(PLAIN, name)

    for place, path in enumerate(sorted(GOLDEN.glob("*.md")), 1):
        put(path.read_bytes().decode(), place << 8)
    body = timeline.HEADINGS[0] + "\n\n" + timeline.dump(tickets.created(title="x"))
    for place in range(60):
        put(odd.file(random, odd.front(random, odd.values(random)), body), (1 << 20) + (place << 8))
    for place in range(120):
        put(generated(random, PLAIN), (2 << 20) + (place << 8))
    return found


def ticket(name: str, status: str = "new", **fields: str) -> str:
    lines = front(tickets.BASE | {"id": name, "status": status} | fields)
    note = tickets.event(number=2, text="said <b>\n```\n<x")
    events = timeline.dump_all([tickets.created(title="x"), note])
    return f"---\n{lines}---\n\n## 现象\n\nlogin fails\n\n## Timeline\n\n{events}"


def write(top: Path, name: str, content: str) -> Path:
    path = top / path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def settle(top: Path) -> None:
    """As if all of it had been written long ago."""
    for place, path in enumerate([*top.glob("tickets/**/*"), top / "tickets"]):
        os.utime(path, ns=(0, 1_700_000_000_123_456_789 + place))


@pytest.fixture
def at_desk(tmp_path, monkeypatch):
    for name, value in calm(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SUPPORTCTL_NOW", "2026-09-15T12:00:00+08:00")
    top = tmp_path / "desk"
    top.mkdir()
    monkeypatch.chdir(top)
    assert whole(["init", "--no-input"]) == 0
    (top / "customers").mkdir(exist_ok=True)
    write(top, PLAIN, ticket(PLAIN, customer="acme", contact="c-4h7k2"))
    write(top, CLOSED, ticket(CLOSED, "closed"))
    settle(top)
    whole(["list"])
    return top


def test_every_ticket_reads_the_same_on_both_roads(at_desk, capsys):
    (at_desk / "customers/acme.yaml").write_text(ACME)
    found = stories(Random(7))
    for name, content in found.items():
        write(at_desk, name, content)
    settle(at_desk)
    whole(["list"])
    whole(["show", PLAIN])
    taken = 0
    for name in found:
        shortly, wholly = both(capsys, ["show", name])
        if shortly[0] is not None:
            assert shortly == wholly, found[name]
            taken += 1
    assert taken > len(found) / 2, "the short road is hardly ever taken"


@pytest.fixture(scope="module")
def words():
    names = (PLAIN, PLAIN.lower(), "7f3k2", "7F3K3", "f3k", "3k2", "k3", "7F3KZ", "o14-7f3k2", "T-2026", "T-")
    more = ("@last", "@here", "-", "--raw", "--json", "-7f3k2", "", "%", "*", "?", "7f3k2@HEAD", "../x", "T")
    paths = (path_of(PLAIN), f"{PLAIN}.md", f" {PLAIN}", "tickets", "ＴＦ３", "2026O914", "ß", "\udcff")
    return st.lists(st.sampled_from([*names, *more, *paths]), max_size=2)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_word_means_the_same_on_both_roads(at_desk, capsys, words, data):
    arguments = ["show", *data.draw(words)]
    shortly, wholly = both(capsys, arguments)
    assert shortly == wholly if shortly[0] is not None else shortly[1:] == ("", "")


@pytest.mark.parametrize("wanted", [PLAIN, PLAIN.lower(), "7f3k2", "F3K3"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_plain_ticket_takes_the_short_road(at_desk, capsys, monkeypatch, wanted, language):
    monkeypatch.setenv("SUPPORTCTL_LANG", language)
    shortly, wholly = both(capsys, ["show", wanted])
    assert shortly[0] == 0, "the short road was not taken"
    assert shortly == wholly


def test_it_is_the_last_ticket_then(at_desk, capsys):
    for name in (CLOSED, PLAIN):
        assert short(["show", name]) == 0
        assert (at_desk / ".git/supportctl-last").read_text() == path_of(name)


@pytest.mark.parametrize("name", [PLAIN, CLOSED])
def test_an_edit_by_hand_is_seen_at_once(at_desk, capsys, name):
    path = at_desk / path_of(name)
    path.write_text(path.read_text().replace("login fails", "logout okay"))
    shortly, wholly = both(capsys, ["show", name])
    assert shortly[0] is None
    assert "logout okay" in wholly[1]


def test_a_file_of_this_very_moment_is_compared_by_content(at_desk, capsys):
    path = write(at_desk, PLAIN, ticket(PLAIN, title="one"))
    whole(["list"])
    stamp = path.stat()
    shortly, wholly = both(capsys, ["show", PLAIN])
    assert shortly[0] is None or shortly == wholly
    path.write_text(path.read_text().replace("title: one", "title: two"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert short(["show", PLAIN]) is None


def test_the_names_behind_a_ticket_follow_the_customer(at_desk, capsys):
    customer = at_desk / "customers/acme.yaml"
    for content, name in ((ACME, "Acme GmbH"), (ACME.replace("GmbH", "Ltd"), "Acme Ltd")):
        customer.write_text(content)
        assert short(["show", PLAIN]) is None, "the names are not known"
        assert whole(["show", PLAIN]) == 0
        shortly, wholly = both(capsys, ["show", PLAIN])
        assert shortly == wholly
        assert f"customer\tacme\t{name}\ncontact\tc-4h7k2\t李雷\n" in shortly[1]
    customer.write_text("name: [")
    assert short(["show", PLAIN]) is None
    customer.unlink()
    shortly, wholly = both(capsys, ["show", PLAIN])
    assert shortly[0] == 0
    assert shortly == wholly


def gone(top: Path) -> None:
    (top / path_of(PLAIN)).unlink()


def linked(top: Path) -> None:
    path = top / path_of(PLAIN)
    path.rename(top / "elsewhere")
    path.symlink_to(top / "elsewhere")


def configured(top: Path) -> None:
    with (top / "supportctl.yaml").open("a") as file:
        file.write("\n# more\n")


def spoiled(top: Path) -> None:
    with (top / ".git/supportctl/catalog.sqlite").open("ab") as file:
        file.write(b"x")


@pytest.mark.parametrize("happens", [gone, linked, configured, spoiled])
def test_what_is_doubtful_takes_the_whole_road(at_desk, happens):
    happens(at_desk)
    assert short(["show", PLAIN]) is None
    assert short(["show", "7f3k2"]) is None


def test_another_ticket_may_have_the_same_end(at_desk, capsys):
    write(at_desk, "T-20260915-7F3K2", ticket("T-20260915-7F3K2"))
    assert short(["show", "7f3k2"]) is None, "a folder has changed"
    whole(["list"])
    assert short(["show", "7f3k2"]) is None, "two are meant"
    assert short(["show", PLAIN]) == 0
