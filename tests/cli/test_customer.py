import json
import subprocess

import pytest

JANE = ("--contact-name", "Jane Doe", "--email", "jane@acme.example", "--phone", "+49 30 5550100")


def git(*arguments):
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


def state():
    return git("rev-parse", "HEAD"), git("status", "--porcelain"), git("ls-files", "-s")


def grep(text, root):
    """The lines of the work tree that hold a text, as `grep -rn` counts them."""
    return {
        f"{path.relative_to(root).as_posix()}:{number}"
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if text.casefold() in line.casefold()
    }


def contacts(run, slug="acme"):
    return json.loads(run("customer", "show", slug, "--json").out)["items"][0]["contacts"]


@pytest.fixture
def acme(desk, run):
    assert run("customer", "new", "acme", "Acme Corp", *JANE, "--contract", "A-1", "--tier", "gold").code == 0
    return desk


def test_a_customer_is_entered_and_shown(run, acme):
    found = json.loads(run("customer", "list", "--json").out)
    assert found["schema"] == "supportctl.customers/1"
    (item,) = found["items"]
    assert (item["slug"], item["name"], item["tier"], item["people"]) == ("acme", "Acme Corp", "gold", 1)
    (jane,) = item["contacts"]
    assert jane["slug"].startswith("c-")
    assert len(jane["slug"]) == 7
    assert "jane@acme.example" in run("customer", "show", "acme").out
    assert "联系人" in run("customer", "show", "acme", "--lang", "zh").out
    assert run("customer", "list").out == "acme\tgold\t\t1\tAcme Corp\n"


def test_a_commit_never_tells_personal_data(run, acme):
    run("customer", "edit", "acme", "--contact-name", "John Roe", "--email", "john@acme.example")
    assert "jane" not in git("log", "--format=%B").lower()
    assert "john" not in git("log", "--format=%B").lower()


def test_the_same_operation_twice_adds_one_contact(run, acme):
    add = ("customer", "edit", "acme", "--contact-name", "John Roe", "--op", "k1")
    assert run(*add).code == 0
    before = state()
    again = run(*add)
    assert (again.code, state()) == (0, before)
    assert "on record already" in again.err
    assert len(contacts(run)) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("customer", "new", "beta", "Beta"),
        ("customer", "edit", "acme", "--name", "Other"),
        ("customer", "erase", "acme"),
        ("team", "add", "bob", "Bob"),
    ],
    ids=" ".join,
)
def test_a_dry_run_shows_a_diff_and_writes_nothing(run, acme, arguments):
    before = state()
    ran = run(*arguments, "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("--- ")
    assert state() == before


def test_an_edit_keeps_comments_and_changes_one_line(run, acme):
    path = acme / "customers/acme.yaml"
    path.write_text("# ask for the night shift\n" + path.read_text("utf-8"), "utf-8")
    git("commit", "-qam", "comment")
    assert run("customer", "edit", "acme", "--contact", "Jane Doe", "--phone", "1").code == 0
    assert git("diff", "--numstat", "HEAD~1").split()[:2] == ["1", "1"]
    assert "night shift" in path.read_text("utf-8")
    run("customer", "edit", "acme", "--contact", "Jane Doe", "--phone", "")
    assert contacts(run)[0]["phone"] == ""


REFUSALS = [
    (("customer", "show", "acem"), 3, "did you mean acme?"),
    (("customer", "show", "../../etc/passwd"), 3, "no customer answers"),
    (("customer", "new", "acme", "Acme"), 4, "there is a customer acme already"),
    (("customer", "new", "Ac Me", "Acme"), 2, "short name"),
    (("customer", "edit", "acme"), 2, "say what to change"),
    (("customer", "edit", "acme", "--contact", "c-zzzzz", "--phone", "1"), 3, "has no contact"),
    (("customer", "edit", "acme", "--tier", "gold"), 2, "which contract is meant?"),
    (("customer", "edit", "acme", "--contract", "B"), 2, "nothing is said"),
    (("customer", "edit", "acme", "--contract", "B", "--from", "soon"), 2, "a day is written"),
    (("customer", "edit", "acme", "--contract", "B", "--scope", "magic"), 2, "not one of defects"),
    (("customer", "erase", "acme"), 2, "give it with --yes"),
    (("new", "Broken", "--customer", "acem"), 3, "did you mean acme?"),
    (("new", "Broken", "--customer", "acme", "--contact", "x"), 3, "Jane Doe"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), REFUSALS, ids=str)
def test_refusals_name_the_way_out(run, acme, arguments, code, told):
    before = state()
    ran = run(*arguments)
    assert (ran.code, told in ran.err) == (code, True), ran.err
    assert state() == before


def test_a_broken_file_beside_it_is_told_and_hides_no_other(run, acme):
    (acme / "customers/beta.yaml").write_text("- a\n", "utf-8")
    ran = run("customer", "list")
    assert (ran.code, ran.out) == (5, "acme\tgold\t\t1\tAcme Corp\n")
    assert "customers/beta.yaml:1" in ran.err
    assert "C810" in ran.err


def test_the_editor_sees_the_file_and_a_broken_one_is_not_saved(run, acme, monkeypatch):
    monkeypatch.setenv("SUPPORTCTL_EDITOR", "sed -i 's/Acme Corp/Acme Ltd/'")
    assert run("customer", "edit", "acme", "-e").code == 0
    assert "name: Acme Ltd\n" in (acme / "customers/acme.yaml").read_text("utf-8")
    before = state()
    monkeypatch.setenv("SUPPORTCTL_EDITOR", "sed -i 's/^name:/language:/'")
    ran = run("customer", "edit", "acme", "-e")
    assert (ran.code, state()) == (5, before)
    assert "C812" in ran.err


def test_show_of_a_ticket_prints_the_names(run, acme):
    run("new", "Broken", "--customer", "acme", "--contact", "jane@acme.example")
    shown = run("show", "@last", terminal=True).out
    assert "acme (Acme Corp)" in shown
    assert "(Jane Doe)" in shown
    assert "customer\tacme\tAcme Corp\n" in run("show", "@last").out


def test_on_a_desk_without_customers_any_short_name_will_do(run, desk):
    assert run("new", "Broken", "--customer", "acme", "--contact", "c-1").code == 0


def test_erase_leaves_only_what_it_lists(run, acme):
    run("new", "Broken", "--customer", "acme", "--contact", "Jane Doe", "-m", "Jane Doe says it is slow.")
    run("note", "@last", "-m", "Call JANE@acme.example or (+49) 30-5550100.")
    (acme / ".notes.txt").write_text("Jane Doe likes tea\n", "utf-8")
    path = acme / "customers/acme.yaml"
    path.write_text(path.read_text("utf-8").replace("  c-", "  # Jane Doe, head of IT\n  c-", 1), "utf-8")
    git("add", "-A")
    git("commit", "-qm", "comments")
    ran = run("customer", "erase", "acme", "--yes", "--json")
    assert ran.code == 0
    found = json.loads(ran.out)
    assert found["schema"] == "supportctl.remains/1"
    listed = {item["place"] for item in found["items"]}
    assert grep("jane", acme) == listed
    assert not grep("5550100", acme) - listed
    assert not any(place.startswith("customers/") for place in listed)
    assert {item["way"].split()[1] for item in found["items"] if "note" not in item["path"]} == {
        "redact",
        "edit",
    }
    assert "in 3 commits" in ran.err
    assert "filter-repo" in ran.err
    assert contacts(run)[0]["erased"]
    assert git("status", "--porcelain") == ""
    assert run("show", "@last").code == 0


def test_one_person_alone_can_be_erased(run, acme):
    run("customer", "edit", "acme", "--contact-name", "John Roe", "--email", "john@acme.example")
    assert run("customer", "erase", "acme", "--contact", "Jane Doe", "--yes").code == 0
    text = (acme / "customers/acme.yaml").read_text("utf-8")
    assert "Jane" not in text
    assert "John Roe" in text
    assert "Acme Corp" in text
    assert run("customer", "erase", "acme", "--contact", "John Roe", stdin="", terminal=False).code == 2


def test_people_are_added_to_the_team(run, desk):
    assert (
        run("team", "add", "alice", "Alice Chen", "--email", "alice@example.com", "--role", "lead").code == 0
    )
    assert run("team", "add", "wang", "王伟").code == 0
    assert run("team", "list").out == (
        "alice\tlead\t\talice@example.com\tAlice Chen\nwang\tengineer\t\t\t王伟\n"
    )
    assert json.loads(run("team", "list", "--json").out)["schema"] == "supportctl.team/1"
    text = (desk / "supportctl.yaml").read_text("utf-8")
    assert text.startswith("# This desk.")
    before = state()
    assert run("team", "add", "wang", "王伟").code == 0
    assert run("team", "add", "wang", "王五").code == 4
    assert run("team", "add", "al", "Al", "--email", "ALICE@example.com").code == 4
    assert run("team", "add", "W W", "x").code == 2
    assert state() == before


def test_a_short_name_that_is_the_name_is_not_listed_on_every_ticket(run, desk):
    run("customer", "new", "acme", "Acme", "--contact-name", "Jane Doe")
    run("new", "Broken", "--customer", "acme", "-m", "Acme's server is slow.")
    found = json.loads(run("customer", "erase", "acme", "--yes", "--json").out)["items"]
    assert len(found) == 1
