from datetime import date
from pathlib import Path

import pytest

from supportctl.domain.customer import Contact, Contract, Customer
from supportctl.store import customers

PATH = "customers/acme.yaml"
WHOLE = Customer(
    slug="acme",
    name="蓝海",
    name_en="Acme",
    language="zh",
    contacts=(Contact(slug="c-4h7k2", name="王芳", email="w@a.example", phone="+86 21", language="zh"),),
    contracts=(
        Contract(
            id="LH-2026",
            tier="gold",
            begins=date(2026, 1, 1),
            ends=date(2026, 12, 31),
            scope=("defects", "health_checks"),
            health_checks="quarterly",
            calendar="cn",
            sla={"P1": {"first_response": "15m"}},
        ),
    ),
)


def codes(text):
    return [f"{finding.line}: {finding.code}" for finding in customers.read(text.encode(), PATH).findings]


def test_what_is_written_is_what_is_read():
    assert customers.read(customers.dump(WHOLE), PATH).customer == WHOLE
    assert customers.read(b"", PATH).customer == Customer(slug="acme")


FAULTS = [
    ("- a\n", ["1: C810"]),
    ("name: [a]\n", ["1: C811"]),
    ('name: "a\\nb"\n', ["1: C811"]),
    ("nmae: Acme\n", ["1: C813"]),
    ("language: fr\n", ["1: C812"]),
    ("contacts: x\n", ["1: C811"]),
    ("contacts:\n  C 1:\n    name: x\n  c-2: y\n", ["2: C811", "4: C811"]),
    ("contacts:\n  c-1:\n    mail: x\n", ["3: C813"]),
    ("contracts:\n  A:\n    from: 1.1.2026\n", ["3: C811"]),
    ("contracts:\n  A:\n    from: 2026-02-01\n    to: 2026-01-01\n", ["4: C811"]),
    ("contracts:\n  A:\n    scope: defects\n", ["3: C811"]),
    ("contracts:\n  A:\n    scope:\n      - magic\n", ["4: C812"]),
    ("contracts:\n  A:\n    sla: fast\n  B: x\n", ["3: C811", "4: C811"]),
    ("name: a\nname: b\n", ["2: F005"]),
    ("name: a\x00\n", ["1: F013"]),
    ("\ufeffname: a\n", ["1: F002"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), FAULTS, ids=lambda value: value[:20] if isinstance(value, str) else ""
)
def test_every_fault_has_its_place_and_code(text, expected):
    assert codes(text) == expected


def test_a_warning_does_not_make_a_customer_unreadable():
    assert customers.read(b"nmae: x\nname: Acme\n", PATH).customer == Customer(slug="acme", name="Acme")
    assert customers.read(b"language: fr\n", PATH).customer is None


def test_one_bad_file_hides_no_other(tmp_path: Path):
    folder = tmp_path / "customers"
    folder.mkdir()
    (folder / "acme.yaml").write_bytes(customers.dump(WHOLE))
    (folder / "beta.yaml").write_bytes(b"- a\n")
    (folder / "gamma.yaml").symlink_to("/etc/hostname")
    (folder / "Odd Name.yaml").write_bytes(b"name: x\n")
    (folder / "delta.yml").write_bytes(b"name: x\n")
    readings = list(customers.all_of(tmp_path))
    assert [reading.customer for reading in readings if reading.customer] == [WHOLE]
    found = {finding.path: finding.code for reading in readings for finding in reading.findings}
    assert found == {
        "customers/Odd Name.yaml": "C814",
        "customers/beta.yaml": "C810",
        "customers/delta.yml": "C814",
        "customers/gamma.yaml": "F008",
    }
    assert customers.load(tmp_path, "nobody") is None
    assert customers.slugs(tmp_path / "elsewhere") == ()
