import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportctl.errors.desk import EditWentWrong
from supportctl.store import yaml, yaml_edit

TEXT = """\
# Who they are
name: Acme   # the parent company
contacts:
  # reception
  c-1:
    name: "Jane Doe"
    email: jane@acme.example

  c-2: {name: John, phone: '123'}

# until 2027
contracts:
"""


def put(text, *keys, value, flow=False):
    return yaml_edit.put(text, "x.yaml", keys, value, flow=flow)


def drop(text, *keys):
    return yaml_edit.drop(text, "x.yaml", keys)


def changed(new, old=TEXT):
    """The lines that went and those that came."""
    before, after = old.splitlines(), new.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


@pytest.mark.parametrize(
    ("keys", "value", "gone", "come"),
    [
        (("name",), "Beta", ["name: Acme   # the parent company"], ["name: Beta   # the parent company"]),
        (("contacts", "c-1", "name"), "J", ['    name: "Jane Doe"'], ['    name: "J"']),
        (("contacts", "c-1", "phone"), "+49", [], ["    phone: '+49'"]),
        (
            ("contacts", "c-2", "phone"),
            "a, b: c",
            ["  c-2: {name: John, phone: '123'}"],
            ["  c-2: {name: John, phone: 'a, b: c'}"],
        ),
        (
            ("contacts", "c-2", "email"),
            "a@b",
            ["  c-2: {name: John, phone: '123'}"],
            ["  c-2: {name: John, phone: '123', email: 'a@b'}"],
        ),
        (("contacts", "c-3"), {"name": "New"}, [], ["  c-3:", "    name: New"]),
        (("contracts", "A", "scope"), ["defects"], [], ["  A:", "    scope:", "      - defects"]),
        (("language",), "zh", [], ["language: zh"]),
        (("sla", "gold", "p1"), "1h", [], ["sla:", "  gold:", "    p1: '1h'"]),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, tuple) else "",
)
def test_only_what_is_set_changes(keys, value, gone, come):
    assert changed(put(TEXT, *keys, value=value)) == (gone, come)


def test_a_mapping_can_be_written_on_one_line():
    new = put("team:\n#  alice: {name: A}\n", "team", "bob", value={"name": "Bob", "email": "b@c"}, flow=True)
    assert new == "team:\n  bob: {name: Bob, email: 'b@c'}\n#  alice: {name: A}\n"


def test_what_is_dropped_takes_its_own_comments_along():
    new = drop(TEXT.replace("    email", "    # prefers mail\n    email"), "contacts", "c-1")
    assert "prefers" not in new
    assert changed(new) == (["  c-1:", '    name: "Jane Doe"', "    email: jane@acme.example"], [])
    assert drop(TEXT, "contacts", "c-9") == TEXT
    assert "  c-2: {name: John}\n" in drop(TEXT, "contacts", "c-2", "phone")


def test_line_ends_stay():
    new = put(TEXT.replace("\n", "\r\n"), "contacts", "c-1", "phone", value="1")
    assert new.count("\n") == new.count("\r\n")


def test_an_empty_file_gets_its_first_entry():
    assert put("", "name", value="Acme") == "name: Acme\n"
    assert put("# nothing yet", "name", value="Acme") == "# nothing yet\nname: Acme\n"


@pytest.mark.parametrize("text", ["- a\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "{"])
def test_a_file_of_another_shape_is_refused(text):
    with pytest.raises(EditWentWrong):
        put(text, "name", value="x")


words = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20)
names = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)


@given(st.lists(st.tuples(names, names, words), min_size=1, max_size=8))
def test_what_is_put_is_what_is_read(entries):
    text = "# kept\n"
    wanted: dict[str, dict[str, str]] = {}
    for outer, inner, word in entries:
        text = put(text, outer, inner, value=word)
        wanted.setdefault(outer, {})[inner] = word
    root, faults = yaml.read(text, "x.yaml")
    assert not faults
    assert yaml.plain(root) == wanted
    for outer, inner, _ in entries:
        text = drop(text, outer, inner)
    assert text.startswith("# kept\n")
